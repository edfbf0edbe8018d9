from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.deadlines import Deadline
from followup.effects import parted
from followup.filters import FollowUpFilter
from followup.models import Summary
from followup.progress import set_progress
from followup.side_by_side import as_read_by
from followup.worst_first import attention
from promises.models import PromiseSet
from promises.parts import numbers_waiting
from promises.waiting import waiting_for_signature

MOST_SHOWN = 10  # of what needs attention, before the list of everything


@require_safe
@council_required("view_council")
def current_overview(request, council):
    """The overview of the one set that runs now, else the council's; without promises one is told what to do."""
    sets = list(PromiseSet.objects.of(council).decided().standing())
    running = [one for one in sets if timezone.localdate() in one.promised_period]
    if not sets:
        context = {"current_page": "overview", "waiting": waiting_for_signature([request.gate]).get(council.pk)}
        return render(request, "followup/current_overview.html", context)
    if len(running) != 1:
        return redirect("followup:council_overview", council.slug)
    return redirect("followup:overview", council.slug, running[0].slug)


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def overview(request, council, promise_set):
    """Every promise of a set: what needs somebody first, then all that was promised and how far it has come."""
    today = timezone.localdate()
    promise_set.council = council
    [progress] = as_read_by([(request.gate, set_progress(promise_set, as_of=promise_set.seen_on(today)))])
    form = FollowUpFilter(request.GET, progress, gate=request.gate)
    urgent = attention([progress])
    sections, effects = parted(form.kept(progress))
    context = {
        "current_page": "overview",
        "promise_set": promise_set,
        "progress": progress,
        "form": form,
        "urgent": urgent[:MOST_SHOWN],
        "number_urgent": len(urgent),
        "sections": sections,
        "effects": effects,
        "number_shown": sum(len(promise.targets) for _, promises in sections for promise in promises) + len(effects),
        "waiting": waiting_for_signature([request.gate]).get(council.pk),
        "parts_waiting": 0 if progress.is_over else numbers_waiting([request.gate], today).get(council.pk, 0),
        **_other_sets(council, promise_set, request.gate, today),
        **_due(promise_set, today),
    }
    return render(request, "followup/overview.html", context, status=422 if form.errors else 200)


def _due(promise_set, today):
    due = None if promise_set.is_superseded else promise_set.summary_due_on
    if due is None:
        return {"days_left": None, "nearness": ""}
    return {"days_left": Deadline(due).days_left(today), "nearness": Deadline(due).nearness(today)}


def _other_sets(council, promise_set, gate, today):
    """What the council's other sets and this one's summary say of it, read in one query.

    What stands of the other periods; of this one's other editions only the one that replaced it is named.
    """
    frozen = Summary.objects.final().decided().filter(promise_set=OuterRef("pk")).order_by("pk").values("frozen_at")[:1]
    sets = list(PromiseSet.objects.of(council).annotate(approved_at=Subquery(frozen)).latest_first())
    approved_at = next((one.approved_at for one in sets if one.pk == promise_set.pk), None)
    others = [one for one in sets if one.pk != promise_set.pk and one.is_decided]
    return {
        "approved_at": approved_at,
        "shows_summary": bool(approved_at) or gate.can_view_drafts,
        "other_sets": [one for one in others if not one.is_superseded],
        "late": [one for one in others if _is_late(one, today)],
        "replaced_by": next((one for one in others if one.replaces_id == promise_set.pk), None),
    }


def _is_late(promise_set, today):
    """Has the day of its summary passed without one that both parties have approved?"""
    due = promise_set.summary_due_on
    return due is not None and due < today and not promise_set.approved_at and not promise_set.is_superseded
