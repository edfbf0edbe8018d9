from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from councils.models import Picture
from promises.life import life_of
from promises.models import Promise, PromiseSet, Responsibility, Target
from promises.translated import reading_of
from promises.wording import rule_sentence


@require_safe
@council_required("view_council")
def promise_sets(request, council):
    """Every promise set of the council that the reader may see, newest first; of each its edition that stands."""
    sets = PromiseSet.objects.of(council).standing().readable_by(request.gate).with_sharing().latest_first()
    return render(request, "promises/promise_sets.html", {"current_page": "promises", "promise_sets": sets})


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def promise_set(request, council, promise_set):
    """The promises as they were published, with parties and method; with `?sprak=fi` as they read in Finnish."""
    promises = Promise.objects.prefetch_related(
        "problem_areas",
        Prefetch("responsibilities", queryset=Responsibility.objects.select_related("organisation")),
        Prefetch("targets", queryset=Target.objects.select_related("lead").prefetch_related("places")),
    )
    sections = list(promise_set.sections.prefetch_related(Prefetch("promises", queryset=promises)))
    reading = reading_of(promise_set, request.GET.get("sprak"))
    for promise in (promise for section in sections for promise in section.promises.all()):
        promise.shown = reading.of(promise)
        promise.rules = [(target, rule_sentence(target)) for target in promise.targets.all()]
    return render(
        request,
        "promises/promise_set.html",
        {
            "current_page": "promises",
            "promise_set": promise_set,
            "reading": reading,
            "sections": sections,
            "recipients": promise_set.recipients.all(),
            "picture": _picture(promise_set, request.gate),
            "life": life_of(promise_set, request.gate),
        },
    )


def _picture(promise_set, gate):
    """The picture that the promises build on, if the reader may see it: officials read no drafts."""
    if promise_set.picture_id is None:
        return None
    return Picture.objects.readable_by(gate).filter(pk=promise_set.picture_id).first()
