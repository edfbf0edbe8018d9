from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from promises.models import Promise, PromiseSet, Responsibility


@require_safe
@council_required("view_council")
def promise_sets(request, council):
    """Every promise set of the council that the reader may see, newest first."""
    sets = PromiseSet.objects.of(council).readable_by(request.gate).with_sharing().latest_first()
    return render(request, "promises/promise_sets.html", {"current_page": "promises", "promise_sets": sets})


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def promise_set(request, council, promise_set):
    """The promises as they were published, with parties and method."""
    promises = Promise.objects.prefetch_related(
        "problem_areas", Prefetch("responsibilities", queryset=Responsibility.objects.select_related("organisation"))
    )
    # The edition before or after may be somebody's own draft.
    beside = PromiseSet.objects.of(council).readable_by(request.gate)
    return render(
        request,
        "promises/promise_set.html",
        {
            "current_page": "promises",
            "promise_set": promise_set,
            "sections": promise_set.sections.prefetch_related(Prefetch("promises", queryset=promises)),
            "recipients": promise_set.recipients.all(),
            "parties": promise_set.parties.main_parties_first(),
            "older": beside.filter(pk=promise_set.replaces_id).first(),
            "newer": beside.filter(replaces=promise_set).first(),
        },
    )
