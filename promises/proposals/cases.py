"""One commitment in one promise set: what it would ask for in that set's period, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from promises.codes import CountingChoice, TargetKind
from promises.consequences import consequence, demand
from promises.periods import Per, Period, Span
from promises.proposals.commitments import Facts
from promises.proposals.drafts import Draft
from promises.proposals.names import name_of
from promises.wording import every, month_names


@dataclass(frozen=True, slots=True)
class Case:
    """A commitment, and the calendar it would be followed in."""

    facts: Facts
    period: Period
    terms: Sequence[Span] | None = None
    occasions: tuple[date, ...] | None = None

    def consequence(self, draft: Draft) -> str:
        """What would be judged with this target."""
        text = _consequence_without_count(draft)
        if draft.kind == TargetKind.COUNT and draft.minimum:
            text = consequence(draft.minimum, draft.per, draft.counting, self.period, self.terms, self.occasions)
        if draft.kind == TargetKind.COUNT and draft.months:
            text += _("; räknas bara i %(months)s") % {"months": month_names(draft.months, _("och"))}
        if draft.condition and draft.kind != TargetKind.ON_DEMAND:
            text += _("; uppfylls inte villkoret kan målet sättas åt sidan med en motivering")
        return text

    def buckets_in(self, per: Per) -> int:
        """How many buckets a requirement per bucket would be tried against; many when there is no last day."""
        if self.period.last_day is None:
            return 1_000
        asked = demand(1, per, CountingChoice.EACH, self.period, self.terms, self.occasions)
        return 0 if asked.as_one else asked.judged

    def named(self, draft: Draft) -> Draft:
        """The same target with a short name from the words of the promise."""
        return replace(draft, label=name_of(draft, self.facts))


def _consequence_without_count(draft: Draft) -> str:
    if draft.kind == TargetKind.COVERAGE:
        return _coverage(draft)
    if draft.kind == TargetKind.DELIVERABLE and draft.due_on:
        return _("klart eller inte klart senast %(day)s") % {"day": draft.due_on.isoformat()}
    return {
        TargetKind.ON_DEMAND: _("prövas bara när någon har bett om det"),
        TargetKind.EFFECT: _("prövas mot ett uppmätt värde, inte mot det som loggas"),
        TargetKind.VISION: _("blir aldrig uppfylld genom att räkna; det som görs listas"),
    }.get(TargetKind(draft.kind), _("räknas inte: det som görs listas, och polis och kommun bedömer"))


def _coverage(draft: Draft) -> str:
    if draft.per in ("", Per.PERIOD):
        return _("varje plats prövas: minst %(minimum)s under hela perioden") % {"minimum": draft.minimum}
    return _("varje plats prövas: minst %(minimum)s %(every)s") % {
        "minimum": draft.minimum,
        "every": every(draft.per),
    }
