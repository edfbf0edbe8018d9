"""The council's year: as a wheel, as a list, and as a file for one's own calendar."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.charts.wheel import Dot, wheel
from followup.year_calendar import year_calendar
from followup.year_days import year_days

EARLIEST, LATEST = 1990, 2100


@require_safe
@council_required("view_council")
def this_years_wheel(request, council):
    """Lead to the year one is in."""
    return redirect("followup:year_wheel", council.slug, timezone.localdate().year)


@require_safe
@council_required("view_council")
def year_wheel(request, council, year):
    """Everything that has a day in a year, month by month."""
    today = timezone.localdate()
    days = _days(request.gate, year, today)
    dots = [Dot(one.day, one.is_done or one.day < today) for one in days]
    context = {
        "current_page": "council",
        "current_work": "year_wheel",
        "year": year,
        "years": [one for one in (year - 1, year + 1) if EARLIEST <= one <= LATEST],
        "today": today,
        # Drawn here, of numbers and escaped words.
        "drawing": mark_safe(wheel(year, dots, today=today)),  # noqa: S308
        "months": [(day, list(ones)) for day, ones in groupby(days, key=lambda one: one.day.replace(day=1))],
    }
    return render(request, "followup/year_wheel.html", context)


@require_safe
@council_required("view_council")
def year_wheel_calendar(request, council, year):
    """The same days as a calendar file to save."""
    days = _days(request.gate, year, timezone.localdate())
    body = year_calendar(council, year, days, site=f"{request.scheme}://{request.get_host()}")
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="arshjul-{council.slug}-{year}.ics"'
    return answer


def _days(gate, year, today):
    if not EARLIEST <= year <= LATEST:
        raise Http404
    return year_days(gate, year, today=today)
