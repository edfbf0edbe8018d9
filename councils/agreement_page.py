"""What the page of an agreement shows: how it stands, its duties year by year, and what hangs on it in this council."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from councils.duty_days import duty_days
from councils.models import Agreement, AgreementDocument, AgreementDuty, Council, DutyDone

YEARS_SHOWN = 3
DECIDED_PLANS = ("decided", "replaced")


@dataclass(frozen=True)
class Standing:
    """How an agreement stands on a day."""

    holds: bool
    is_coming: bool
    is_over: bool
    is_replaced: bool = False


@dataclass(frozen=True)
class DutyYear:
    """A yearly duty in one year: by when, and the council's mark where it has been done."""

    year: int
    day: date
    mark: DutyDone | None
    is_passed: bool


def standing_of(agreement, day):
    is_over = agreement.to_day is not None and agreement.to_day < day
    is_coming = agreement.from_day is not None and agreement.from_day > day
    return Standing(holds=agreement.holds(day), is_coming=is_coming, is_over=is_over)


def page_of(agreement, council, *, today):
    """The context of the page. A constant number of queries, however many duties, years, parties and promises."""
    done = DutyDone.objects.of(council)
    duties = AgreementDuty.objects.filter(agreement=agreement).prefetch_related(Prefetch("done", queryset=done))
    signed = {row.organisation_id: row for row in agreement.signatories.all()}
    known = Agreement.objects.of(council)
    return {
        "agreement": agreement,
        "standing": standing_of(agreement, today),
        "parties": [(party, signed.get(party.pk)) for party in agreement.parties.main_parties_first()],
        "other_councils": list(Council.objects.filter(agreements=agreement).exclude(pk=council.pk)),
        "document": AgreementDocument.objects.filter(agreement=agreement).defer("content").first(),
        "duties": [(duty, _years_of(duty, agreement, today)) for duty in duties],
        # Of other councils' agreements nothing is told, not even what this one has replaced there.
        "predecessor": known.filter(pk=agreement.predecessor_id).first() if agreement.predecessor_id else None,
        "successors": list(known.filter(predecessor=agreement)),
        "promise_sets": agreement.promise_sets.of(council).decided(),
        "plans": agreement.plans.filter(council=council, status__in=DECIDED_PLANS),
    }


def _years_of(duty, agreement, today):
    """This year and those before it, the latest first; and every year that has been marked."""
    marks = {mark.year: mark for mark in duty.done.all()}
    near = range(today.year - YEARS_SHOWN + 1, today.year + 1)
    days = {day.year: day for day in duty_days(duty.month, near, from_day=agreement.from_day, to_day=agreement.to_day)}
    days |= {day.year: day for day in duty_days(duty.month, marks, from_day=None, to_day=None)}
    return [
        DutyYear(year, day, marks.get(year), is_passed=day < today) for year, day in sorted(days.items(), reverse=True)
    ]
