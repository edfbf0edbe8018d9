from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.council_sets import other_sets, sets_asked
from followup.deadlines import Deadline
from followup.effects import parted
from followup.filters import FollowUpFilter
from followup.progress import set_progress
from followup.side_by_side import as_read_by
from followup.worst_first import attention
from promises.models import PromiseSet
from promises.parts import numbers_asked, numbers_of
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
    as_of = promise_set.seen_on(today)
    of_sets = sets_asked([request.gate])
    of_parts = None if promise_set.period.is_over(as_of) else numbers_asked([request.gate], today)
    progress = set_progress(promise_set, as_of=as_of, beside=[of_sets, of_parts])
    [progress] = as_read_by([(request.gate, progress)])
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
        "parts_waiting": numbers_of(of_parts).get(council.pk, 0),
        **other_sets(promise_set, request.gate, today, of_sets),
        **_due(promise_set, today),
    }
    return render(request, "followup/overview.html", context, status=422 if form.errors else 200)


def _due(promise_set, today):
    due = None if promise_set.is_superseded else promise_set.summary_due_on
    if due is None:
        return {"days_left": None, "nearness": ""}
    return {"days_left": Deadline(due).days_left(today), "nearness": Deadline(due).nearness(today)}
