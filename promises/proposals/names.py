"""What a proposed target is called. Names are stored with it, as the promise is, and not translated."""

from __future__ import annotations

import re

from promises.codes import CountingChoice, TargetKind
from promises.periods import Per
from promises.proposals.commitments import Facts
from promises.proposals.drafts import Draft
from promises.proposals.guesses import tags

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


def name_of(draft: Draft, facts: Facts) -> str:
    """Number and unit of what is counted; else what is measured, what is to be ready, or the promise's first words."""
    return _name(draft, facts)[:LONGEST_LABEL].rstrip()


def _name(draft: Draft, facts: Facts) -> str:
    if draft.kind == TargetKind.COUNT:
        return _counted_name(draft, tags(facts))
    if draft.kind == TargetKind.EFFECT and draft.indicator:
        return draft.indicator
    if draft.kind == TargetKind.DELIVERABLE and draft.unit:
        return draft.unit[:1].upper() + draft.unit[1:]
    return _from_words(facts)


def _from_words(facts: Facts) -> str:
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
    return (text[:1].upper() + text[1:]) or (facts.unit.capitalize() or "Löfte")


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
