"""The council's yearly look at itself, beside what its meetings tell."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import reviews as actions
from councils.actions.versions import StaleEdit
from councils.forms.reviews import FinishReviewForm, ReviewForm, YearForm
from councils.meeting_year import meeting_year
from councils.models import CouncilReview, Meeting
from councils.review_years import answers_in_years, history, year_before
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
OF_REVIEWS = {"current_page": "council", "current_work": "reviews"}


@require_safe
@council_required("view_council")
def reviews(request, council):
    """Every year's review, and how the answers have changed."""
    return _list(request, council)


@require_POST
@council_required("run_council")
def start_review(request, council):
    """Begin to look back at a year."""
    form = YearForm(request.POST, this_year=timezone.localdate().year, taken=())
    if not form.is_valid():
        return _list(request, council, status=422, year_form=form)
    review = actions.start_review(council=council, by=request.user, year=form.cleaned_data["review_year"])
    return redirect("councils:review" if review.is_done else "councils:edit_review", council.slug, review.pk)


@require_safe
@council_required("view_council", review=CouncilReview)
def review(request, council, review):
    """One year's answers, with the year's before and the year's meetings beside them."""
    previous = year_before(request.gate, review)
    context = {
        "review": review,
        "rows": answers_in_years(actions.answers_of(review), _answers(previous)),
        "previous": previous,
        "statistics": meeting_year(council, review.year, today=timezone.localdate()),
    }
    return render(request, "councils/review.html", {**OF_REVIEWS, **context})


@require_http_methods(GET_AND_POST)
@council_required("run_council", review=CouncilReview)
def edit_review(request, council, review):
    """Answer the questions, with the year's meetings beside them."""
    if review.is_done and request.method != "POST":
        return _already_done(request, council, review)
    previous, answers = year_before(request.gate, review), actions.answers_of(review)
    about = {"before": _answers(previous), "year_before": previous and previous.year}
    form = ReviewForm(_sent(request), initial=ReviewForm.values_of(review, answers), **about)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("version", "conclusion")}
        try:
            actions.write_review(review=review, by=request.user, answers=form.answers(), **said)
        except actions.AlreadyDone:
            form.add_error(None, _("Självvärderingen är klar och låst. Det du skrev är inte sparat."))
        except StaleEdit as changed:
            url = reverse("councils:edit_review", args=[council.slug, review.pk])
            now = ReviewForm.values_of(changed.current, actions.answers_of(changed.current))
            return other_saved_first(request, form, now, url)
        else:
            messages.success(request, _("Svaren är sparade."))
            return redirect("councils:review", council.slug, review.pk)
    context = {**OF_REVIEWS, "form": form, "review": review}
    context["statistics"] = meeting_year(council, review.year, today=timezone.localdate())
    return render(request, "councils/edit_review.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("run_council", review=CouncilReview)
def finish_review(request, council, review):
    """Lock the review: a meeting has gone through it."""
    if review.is_done and request.method != "POST":
        return _already_done(request, council, review)
    meetings = Meeting.objects.of(council).planned().filter(held_on__lte=timezone.localdate()).order_by("-held_on")
    initial = {"version": review.version, "review_meeting": review.meeting_id}
    form, status = FinishReviewForm(_sent(request), initial=initial, meetings=meetings), 200
    if form.is_valid():
        version, meeting = form.cleaned_data["version"], form.cleaned_data["review_meeting"]
        try:
            actions.finish_review(review=review, by=request.user, version=version, meeting=meeting)
        except actions.NothingAnswered:
            form.add_error(None, _("Inga frågor är besvarade ännu. Svara på frågorna först."))
        except StaleEdit as changed:
            review, status = changed.current, 409
            form = FinishReviewForm(initial={**initial, "version": review.version}, meetings=meetings)
        else:
            messages.success(request, _("Självvärderingen är klar."))
            return redirect("councils:review", council.slug, review.pk)
    context = {**OF_REVIEWS, "form": form, "review": review, "has_changed": status == 409, "meetings": meetings}
    return render(request, "councils/finish_review.html", context, status=422 if form.is_bound else status)


def _list(request, council, *, status=200, year_form=None):
    rows = list(CouncilReview.objects.of(council).readable_by(request.gate).select_related("meeting", "done_by"))
    this_year = timezone.localdate().year
    form = year_form or YearForm(this_year=this_year, taken={row.year for row in rows})
    starts_now = form.is_bound or this_year not in {row.year for row in rows}
    context = {**OF_REVIEWS, "history": history(rows), "year_form": form, "starts_now": starts_now}
    return render(request, "councils/reviews.html", context, status=status)


def _answers(previous):
    return actions.answers_of(previous) if previous else {}


def _already_done(request, council, review):
    messages.info(request, _("Självvärderingen är klar och låst."))
    return redirect("councils:review", council.slug, review.pk)


def _sent(request):
    return request.POST if request.method == "POST" else None
