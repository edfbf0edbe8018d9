"""How it stands with the yearly duties of agreements: what has been ticked off, and what a noted report has met.

A duty to report is met by a report of the same year (CouncilReport), so that nobody has to tell of it twice. The page
of an agreement, the lists of what is to be done, the calendars and Lagkollen all ask here.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from councils.duty_days import duty_days
from councils.models import AgreementDuty, CouncilReport, DutyDone

_REPORTING = re.compile(r"redovis|rapport", re.IGNORECASE)


@dataclass(frozen=True)
class DutyYear:
    """A yearly duty in one year: by when, and what shows that it has been done, a mark or a report."""

    year: int
    day: date
    mark: DutyDone | None
    is_passed: bool
    report: CouncilReport | None = None

    @property
    def is_done(self):
        return self.mark is not None or self.report is not None


def is_reporting(text):
    """Is a duty, as it is written, to report on the work?

    >>> is_reporting("Redovisa arbetet för polisens och kommunens ledning")
    True
    >>> is_reporting("En gemensam handlingsplan")
    False
    """
    return _REPORTING.search(text) is not None


def reports_by_year(councils):
    """(council id, year) → the first report of that year: from then on the duty was met. One query."""
    rows = CouncilReport.objects.filter(council__in=councils).order_by("-reported_on", "-pk")
    return {(row.council_id, row.reported_on.year): row for row in rows}


def report_meeting(duty, council_id, year, reports):
    """The report by which a council has met a duty for a year, or nothing. `reports`: of `reports_by_year`."""
    return reports.get((council_id, year)) if is_reporting(duty.text) else None


def duties_with_marks(council, agreements):
    """The duties of these agreements, each with this council's own marks. Two queries."""
    done = Prefetch("done", queryset=DutyDone.objects.of(council))
    return AgreementDuty.objects.filter(agreement__in=agreements).select_related("agreement").prefetch_related(done)


def years_of(duty, council, *, near, today, reports):
    """[DutyYear] of the years in `near` in which the duty falls due, and every year that has been marked.

    The latest first.
    """
    agreement, marks = duty.agreement, {mark.year: mark for mark in duty.done.all()}
    days = {day.year: day for day in duty_days(duty.month, near, from_day=agreement.from_day, to_day=agreement.to_day)}
    days |= {day.year: day for day in duty_days(duty.month, marks, from_day=None, to_day=None)}
    return [
        DutyYear(year, day, marks.get(year), day < today, report_meeting(duty, council.pk, year, reports))
        for year, day in sorted(days.items(), reverse=True)
    ]
