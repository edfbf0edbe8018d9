"""How it stands with the yearly duties of agreements: what has been ticked off, and what a noted report has met.

A duty to report is met by a report of the same year (CouncilReport) to whom it names, so that nobody has to tell of it
twice; report_duties.py says which. The page of an agreement, the lists of what is to be done, the calendars and
Lagkollen all ask here.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from councils.duty_days import duty_days
from councils.models import AgreementDuty, CouncilReport, DutyDone
from councils.report_duties import is_met_by, is_within, may_be_met_by_a_report


@dataclass(frozen=True)
class DutyYear:
    """A yearly duty in one year: by when, and what shows that it has been done, a mark or a report.

    `proposed`: a report that may be what the duty asks for, where nothing shows that it has been done.
    """

    year: int
    day: date
    mark: DutyDone | None
    is_passed: bool
    report: CouncilReport | None = None
    proposed: CouncilReport | None = None

    @property
    def is_done(self):
        return self.mark is not None or self.report is not None


def reports_by_year(councils):
    """(council id, year) → the reports of that year, the first one first. One query."""
    found = {}
    for row in CouncilReport.objects.filter(council__in=councils).order_by("reported_on", "pk"):
        found.setdefault((row.council_id, row.reported_on.year), []).append(row)
    return found


def report_meeting(duty, council_id, year, reports):
    """The first report by which a council has met a duty for a year, or nothing. `reports`: of `reports_by_year`."""
    met = (
        row
        for row in _in_its_time(duty, council_id, year, reports)
        if is_met_by(duty.text, row.recipient, to_assembly=row.to_assembly)
    )
    return next(met, None)


def _in_its_time(duty, council_id, year, reports):
    """The reports of a year that lie within the days of the duty's agreement."""
    between = duty.agreement.from_day, duty.agreement.to_day
    return [row for row in reports.get((council_id, year), ()) if is_within(row.reported_on, *between)]


def _proposed(duty, council_id, year, reports):
    there = _in_its_time(duty, council_id, year, reports) if may_be_met_by_a_report(duty.text) else []
    return there[0] if there else None


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
    found = []
    for year, day in sorted(days.items(), reverse=True):
        mark, met = marks.get(year), report_meeting(duty, council.pk, year, reports)
        proposed = None if mark or met else _proposed(duty, council.pk, year, reports)
        found.append(DutyYear(year, day, mark, day < today, met, proposed))
    return found
