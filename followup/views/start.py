from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import across_councils
from councils.models import Membership
from councils.roles import Role
from followup.progress import sets_progress
from promises.models import PromiseSet
from promises.parts import numbers_waiting
from promises.waiting import waiting_for_signature

FIRST_PAGE = {Role.POLICE_MANAGER: "followup:current_overview", Role.OFFICIAL: "followup:summaries"}


@require_safe
@across_councils
def start(request, gates):
    """Straight to where one's role begins; with several councils, a page that shows how each stands."""
    today = timezone.localdate()
    councils = [gate.council for gate in gates]
    if len(councils) == 1 and not PromiseSet.objects.of(councils[0]).readable_by(gates[0]).exists():
        return redirect(councils[0])
    if len(councils) == 1:
        membership = Membership.objects.for_user(request.user).on(today).filter(council=councils[0]).first()
        return redirect(FIRST_PAGE.get(membership.role if membership else "", "followup:log"), councils[0].slug)
    running = list(
        PromiseSet.objects.filter(council__in=councils).decided().standing().running(on=today).select_related("council")
    )
    by_council = {council.pk: [] for council in councils}
    for progress in sets_progress(running, as_of=today):
        by_council[progress.promise_set.council_id].append(progress)
    waiting, parts = waiting_for_signature(gates), numbers_waiting(gates, today)
    return render(
        request,
        "followup/start.html",
        {
            "councils": [
                (gate, by_council[gate.council.pk], waiting.get(gate.council.pk), parts.get(gate.council.pk))
                for gate in gates
            ],
            "today": today,
        },
    )


@require_safe
@login_not_required
def accessibility(request):
    """The public accessibility statement."""
    return render(request, "followup/accessibility.html")
