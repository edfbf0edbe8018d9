"""Pages for citizens and press, without login: the same for everybody, so that browsers and proxies may keep them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from councils.public_access import published_council
from followup.public import ENGLISH, language_choices, public_set
from followup.public_mark import mark_of, state_of
from followup.public_summary import mark_of_summary, public_paper, public_summary_of, published_summary
from promises.codes import SetStatus
from promises.models import PromiseSet
from promises.translated import SWEDISH, reading_of

KEPT = "public, max-age=60"


@require_safe
@published_council()
def public_promise_sets(request, council):
    """Every set that the council has published, newest first. A council that has published none is as a missing one."""
    sets = PromiseSet.objects.of(council).published().exclude(status=SetStatus.SUPERSEDED).latest_first()
    if not sets:
        raise Http404
    frame = _frame(request)
    with translation.override(frame):
        context = {"council": council, "promise_sets": sets, "languages": language_choices((), frame, frame)}
        response = render(request, "followup/public_promise_sets.html", {**context, "frame": frame})
    return _for_everybody(response, frame)


@require_safe
@published_council(promise_set=PromiseSet)
def public_promises(request, council, promise_set):
    """The promises as they were given and how it goes, in Swedish or as far as they are translated."""
    today, frame = timezone.localdate(), _frame(request)
    promise_set.council = council
    state = state_of(promise_set)
    asked = request.GET.get("sprak")
    language = asked if asked in (ENGLISH, *state.languages) else SWEDISH
    mark = mark_of(promise_set, state, as_of=today, language=language)
    response = get_conditional_response(request, etag=mark)
    if response is None:
        reading = reading_of(promise_set, language)
        with translation.override(frame):
            response = _page(request, promise_set, reading, frame, today, summed_up=state)
    response["ETag"] = mark
    return _for_everybody(response, *dict.fromkeys((frame, language)))


@require_safe
@published_council(promise_set=PromiseSet)
def public_summary(request, council, promise_set):
    """What both parties have approved and let everybody read of how the promises went, as it was frozen."""
    promise_set.council, frame = council, _frame(request)
    summary = _published(promise_set)
    mark = mark_of_summary(summary, frame)
    response = get_conditional_response(request, etag=mark)
    if response is None:
        with translation.override(frame):
            page = public_summary_of(summary)
            context = {"council": council, "promise_set": promise_set, "page": page, "snapshot": page.snapshot}
            languages = language_choices((), frame, frame)
            response = render(
                request, "followup/public_summary.html", {**context, "languages": languages, "frame": frame}
            )
    response["ETag"] = mark
    return _for_everybody(response, *dict.fromkeys((frame, SWEDISH)))


@require_safe
@published_council(promise_set=PromiseSet)
def public_summary_pdf(request, council, promise_set):
    """One page on paper: the short version that was kept when both parties had approved."""
    paper = public_paper(_published(promise_set))
    if paper is None:
        raise Http404
    mark, content = f'"{paper[0]}"', bytes(paper[1])
    response = get_conditional_response(request, etag=mark) or HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sammanstallning-{council.slug}-{promise_set.slug}.pdf"'
    response["ETag"] = mark
    return _for_everybody(response, SWEDISH)


def _published(promise_set):
    summary = published_summary(promise_set)
    if summary is None:
        raise Http404
    return summary


def _page(request, promise_set, reading, frame, today, **facts):
    context = {
        **facts,
        "council": promise_set.council,
        "promise_set": promise_set,
        "page": public_set(promise_set, reading, as_of=today),
        "recipients": promise_set.recipients.all(),
        "languages": language_choices(reading.offered, frame, reading.language),
        "frame": frame,
    }
    return render(request, "followup/public_promises.html", context)


def _frame(request):
    """The page's own words are in Swedish or, where the address asks for it, in English."""
    return ENGLISH if request.GET.get("sprak") == ENGLISH else SWEDISH


def _for_everybody(response, *languages):
    response["Cache-Control"] = KEPT
    response["Content-Language"] = ", ".join(languages)
    return response
