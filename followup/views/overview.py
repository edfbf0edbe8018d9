from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.deadlines import Deadline
from followup.models import Summary
from followup.progress import set_progress
from promises.models import PromiseSet
from promises.parts import numbers_waiting
from promises.waiting import waiting_for_signature


@require_safe
@council_required("view_council")
def current_overview(request, council):
    """The overview of the set that runs now, else of the latest; a council without promises is told what to do."""
    sets = PromiseSet.objects.of(council).decided().standing().latest_first()
    chosen = sets.running(on=timezone.localdate()).first() or sets.first()
    if chosen is None:
        context = {"current_page": "overview", "waiting": _waiting(request)}
        return render(request, "followup/current_overview.html", context)
    return redirect("followup:overview", council.slug, chosen.slug)


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def overview(request, council, promise_set):
    """Every promise of a set: what was promised, how far it has come, and what the engine says of it."""
    today = timezone.localdate()
    promise_set.council = council
    progress = set_progress(promise_set, as_of=promise_set.seen_on(today))
    only_attention = request.GET.get("visa") == "uppmarksamhet"
    due = None if promise_set.is_superseded else promise_set.summary_due_on
    frozen = Summary.objects.filter(promise_set=promise_set).decided().values_list("frozen_at", flat=True).first()
    return render(
        request,
        "followup/overview.html",
        {
            "current_page": "overview",
            "promise_set": promise_set,
            "progress": progress,
            "only_attention": only_attention,
            "sections": _attention(progress) if only_attention else progress.sections,
            "approved_at": frozen,
            "shows_summary": bool(frozen) or request.gate.can_view_drafts,
            "days_left": Deadline(due).days_left(today) if due else None,
            "nearness": Deadline(due).nearness(today) if due else "",
            "other_sets": _others(council, promise_set),
            "waiting": _waiting(request),
            "parts_waiting": numbers_waiting([request.gate], today).get(council.pk, 0),
            "replaced_by": PromiseSet.objects.filter(replaces=promise_set).decided().first(),
        },
    )


def _waiting(request):
    return waiting_for_signature([request.gate]).get(request.gate.council.pk)


def _others(council, promise_set):
    """What stands of the other periods; of this one's other editions only the one that replaced it is named."""
    return PromiseSet.objects.of(council).decided().standing().exclude(pk=promise_set.pk).latest_first()


def _attention(progress):
    """The same sections with only the promises that have a target in need of attention."""
    found = []
    for section, promises in progress.sections:
        kept = [promise for promise in promises if any(target.needs_attention for target in promise.targets)]
        if kept:
            found.append((section, kept))
    return found
