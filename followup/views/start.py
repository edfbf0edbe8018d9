from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import across_councils, oversight_of
from councils.models import Membership
from councils.roles import Role
from followup.areas import areas_of, standing_of
from promises.models import PromiseSet
from promises.parts import numbers_waiting

FIRST_PAGE = {Role.POLICE_MANAGER: "followup:current_overview", Role.OFFICIAL: "followup:summaries"}


@require_safe
@across_councils
def start(request, gates):
    """Straight to where one's work begins; a page to choose on for whoever has more than one such place."""
    today = timezone.localdate()
    followed = list(oversight_of(request.user))
    if not gates and len(followed) == 1:
        return redirect(*way_to(followed[0].region_id))
    if len(gates) == 1 and not followed:
        return _into(gates[0], today)
    areas = areas_of(gates, on=today)
    if _lie_in_one(areas, gates) and not followed:
        return redirect("followup:area", areas[0][0].pk)
    parts = numbers_waiting(gates, today)
    return render(
        request,
        "followup/start.html",
        {
            "councils": [
                (one.gate, one.sets, one.waiting, parts.get(one.council.pk)) for one in standing_of(gates, as_of=today)
            ],
            "areas": areas,
            "followed": followed,
            "today": today,
        },
    )


def way_to(region_id):
    """Where the councils of a region are followed, or the whole country's."""
    return ("followup:region", region_id) if region_id else ("followup:nation",)


def _into(gate, today):
    """The page where the user's role in a council begins."""
    if not PromiseSet.objects.of(gate.council).readable_by(gate).exists():
        return redirect(gate.council)
    membership = Membership.objects.for_user(gate.user).on(today).filter(council=gate.council).first()
    return redirect(FIRST_PAGE.get(membership.role if membership else "", "followup:log"), gate.council.slug)


def _lie_in_one(areas, gates):
    """Are all the councils in one and the same area, and in no other?"""
    return len(areas) == 1 and len(areas[0][1]) == len(gates)


@require_safe
@login_not_required
def accessibility(request):
    """The public accessibility statement."""
    return render(request, "followup/accessibility.html")
