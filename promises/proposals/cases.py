"""One commitment in one promise set: what it would ask for in that set's period, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from promises.codes import CountingChoice, TargetKind
from promises.consequences import consequence, demand
from promises.periods import Per, Period, Span
from promises.proposals.commitments import Facts
from promises.proposals.drafts import Draft
from promises.proposals.guesses import tags
from promises.wording import both, every, month_name

LONGEST_LABEL = 120
_LONGEST_NAME = 80
# "Polis och kommun ska": who promises is said elsewhere. "Alla elever ska" is what is promised.
_SUBJECT = re.compile(
    r"^(?:(?!(?:alla|samtliga|varje|inga?|inget|andelen|antalet|minst)\b)(?:\S+\s+){0,9}?)"
    r"(?:ska|skall|kommer|lovar|avser)\s+(?:(?:vi|(?:polis|kommun)(?:en)?(?:\s+och\s+(?:polis|kommun)(?:en)?)?)\s+)?(?:att\s+)?",
    re.IGNORECASE,
)
_MODAL = re.compile(r"(?:ska|skall|kommer|lovar|avser)\b", re.IGNORECASE)
_PARTY = re.compile(
    r"^\W*(?:\S+\s+)?(?:\w*polis\w*|\w*kommun(?:en)?s?|vi|parterna|brå\w*|\w*rådet|\w+ stad|region\w*)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:(?:och|samt|att|tillsammans(?: med \w+)?|fortsatt|även|också|gemensamt|sträva efter att|arbeta för att)\s+)+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\W\d_]*(?=\w)")
_NAME_ENDS = re.compile(r"[,;:.()]|\s(?:för att|som|genom att|vilket|där|så att)\s", re.IGNORECASE)


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
            text += _("; räknas bara i %(months)s") % {"months": both([month_name(month) for month in draft.months])}
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
        return replace(draft, label=self._name(draft)[:LONGEST_LABEL].rstrip())

    def _name(self, draft: Draft) -> str:
        if draft.kind == TargetKind.COUNT:
            return _counted_name(draft, tags(self.facts))
        if draft.kind == TargetKind.EFFECT and draft.indicator:
            return draft.indicator
        if draft.kind == TargetKind.DELIVERABLE and draft.unit:
            return draft.unit[:1].upper() + draft.unit[1:]
        return name_from(self.facts)


def name_from(facts: Facts) -> str:
    """The first words that say something: of "Polisen ska patrullera till fots för att …", "Patrullera till fots"."""
    text = facts.near if facts.count is not None or len(facts.words.split()) < 3 else facts.words
    for aside in (facts.condition, facts.deadline):
        text = text.replace(aside, " ") if aside else text
    text = " ".join(_BULLET.sub("", text.strip(" ,")).split())
    subject = _SUBJECT.match(text)
    if subject and (_PARTY.search(subject.group(0)) or _MODAL.match(subject.group(0))):
        text = text[subject.end() :]
    text = _OPENING.sub("", text)
    for match in _NAME_ENDS.finditer(text):
        if len(text[: match.start()].split()) >= 2:
            text = text[: match.start()]
            break
    text = re.sub(r"(?:\s+(?:om|när|som))?\s+det$", "", text.strip(" .,;:-–•"))
    if len(text) > _LONGEST_NAME:
        text = text[: _LONGEST_NAME + 1].rsplit(" ", 1)[0].rstrip(" ,;:")
    return (text[:1].upper() + text[1:]) or (facts.unit.capitalize() or "Löfte")[:LONGEST_LABEL]


def _counted_name(draft: Draft, days: tuple[str, ...]) -> str:
    """Number and unit, as in "2 riktade insatser per halvår". Stored, so not translated."""
    number = f"{draft.minimum}–{draft.maximum}" if draft.maximum else f"{draft.minimum}"
    unit = draft.unit if number == "1" else draft.units
    name = f"{number} {unit or ('tillfälle' if number == '1' else 'tillfällen')}"
    if draft.per == Per.OCCASION and days:
        return f"{name} per {days[0]}"
    if draft.per != Per.PERIOD:
        name += f" per {_PER_NAMES[Per(draft.per)]}"
    if draft.counting == CountingChoice.AVERAGE:
        name += " i snitt"
    return f"{name}, {', '.join(draft.tags)}" if draft.tags else name


_PER_NAMES = {
    Per.YEAR: "år",
    Per.HALF_YEAR: "halvår",
    Per.TERTIAL: "tertial",
    Per.QUARTER: "kvartal",
    Per.TERM: "termin",
    Per.MONTH: "månad",
    Per.FORTNIGHT: "två veckor",
    Per.WEEK: "vecka",
    Per.DAY: "dag",
    Per.OCCASION: "tillfälle i kalendern",
}


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
