"""A year's meetings at once: proposed, adjusted, saved."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.actions import meetings as actions
from councils.meeting_days import TUESDAY, proposed_days
from councils.models import Meeting
from followup.forms.meetings import YearForm, YearPlanForm
from followup.views.meeting_gate import PAGE, sent

USUAL_NUMBER = 4
LATE_IN_THE_YEAR = 9  # from this month one plans the next year


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("run_council")
def plan_meetings(request, council):
    """Propose the days that are lacking for the year's meetings, and put in those that somebody has adjusted."""
    year_form = YearForm(request.GET if "ar" in request.GET else _usual(council))
    asked = year_form.cleaned_data if year_form.is_valid() else None
    context = {**PAGE, "year_form": year_form}
    status = 200 if asked else 422
    if asked:
        known = list(Meeting.objects.of(council).planned().filter(held_on__year=asked["ar"]).order_by("held_on"))
        form = YearPlanForm(sent(request), proposed=_proposed(asked, known, request), initial=_last_place(council))
        if form.is_valid():
            return _plan(request, council, form)
        context |= {"form": form, "known": known, "year": asked["ar"]}
        status = 422 if form.is_bound else 200
    return render(request, "followup/plan_meetings.html", context, status=status)


def _plan(request, council, form):
    made = actions.plan_meetings(council=council, by=request.user, meetings=form.meetings(), **form.time_and_place())
    if made:
        said = ngettext("%(number)s möte är inlagt.", "%(number)s möten är inlagda.", len(made))
        messages.success(request, said % {"number": len(made)})
    if len(made) < len(form.meetings()):
        messages.info(request, _("Dagar som redan hade ett möte är som de var."))
    return redirect("followup:meetings", council.slug)


def _usual(council):
    today = timezone.localdate()
    year = today.year + (today.month >= LATE_IN_THE_YEAR)
    return {"ar": year, "antal": council.meetings_per_year or USUAL_NUMBER}


def _proposed(asked, known, request):
    """(day, title) to begin with. Of a form that is sent as many rows as it was made with."""
    if request.method == "POST":
        rows = [name for name in request.POST if name.startswith("day_")]
        return [(None, "")] * min(len(rows), asked["antal"])
    weekday = known[-1].held_on.weekday() if known else TUESDAY
    weekday = weekday if weekday < 5 else TUESDAY  # nobody means to meet on a Saturday again
    days = proposed_days(asked["ar"], asked["antal"], known=[row.held_on for row in known], weekday=weekday)
    return [(day, "") for day in days]


def _last_place(council):
    """Time and place as they were last: councils meet where they are used to."""
    last = Meeting.objects.of(council).planned().filter(starts_at__isnull=False).order_by("held_on").last()
    return {name: getattr(last, name) for name in ("starts_at", "ends_at", "location")} if last else {}
