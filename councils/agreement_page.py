"""What the page of an agreement shows: how it stands, its duties year by year, and what hangs on it in this council."""

from dataclasses import dataclass

from councils.duty_years import duties_with_marks, reports_by_year, years_of
from councils.models import Agreement, AgreementDocument, Council

YEARS_SHOWN = 3
DECIDED_PLANS = ("decided", "replaced")


@dataclass(frozen=True)
class Standing:
    """How an agreement stands on a day."""

    holds: bool
    is_coming: bool
    is_over: bool
    is_replaced: bool = False


def standing_of(agreement, day):
    is_over = agreement.to_day is not None and agreement.to_day < day
    is_coming = agreement.from_day is not None and agreement.from_day > day
    return Standing(holds=agreement.holds(day), is_coming=is_coming, is_over=is_over)


def page_of(agreement, council, *, today):
    """The context of the page. A constant number of queries, however many duties, years, parties and promises."""
    near = range(today.year - YEARS_SHOWN + 1, today.year + 1)
    reports = reports_by_year([council.pk])
    duties = duties_with_marks(council, [agreement.pk])
    signed = {row.organisation_id: row for row in agreement.signatories.all()}
    known = Agreement.objects.of(council)
    return {
        "agreement": agreement,
        "standing": standing_of(agreement, today),
        "parties": [(party, signed.get(party.pk)) for party in agreement.parties.main_parties_first()],
        "other_councils": list(Council.objects.filter(agreements=agreement).exclude(pk=council.pk)),
        "document": AgreementDocument.objects.filter(agreement=agreement).defer("content").first(),
        "duties": [(duty, years_of(duty, council, near=near, today=today, reports=reports)) for duty in duties],
        # Of other councils' agreements nothing is told, not even what this one has replaced there.
        "predecessor": known.filter(pk=agreement.predecessor_id).first() if agreement.predecessor_id else None,
        "successors": list(known.filter(predecessor=agreement)),
        "promise_sets": agreement.promise_sets.of(council).decided(),
        "plans": agreement.plans.filter(council=council, status__in=DECIDED_PLANS),
    }
