"""What a proposed target is called. Names are stored with it, as the promise is, and not translated."""

from __future__ import annotations

import re

from promises.codes import TargetKind
from promises.periods import Per
from promises.proposals.commitments import Facts
from promises.proposals.days import MONTHS
from promises.proposals.drafts import Draft
from promises.proposals.guesses import tags
from promises.reader.number_words import TENS, UNITS

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

_HAVING = re.compile(r"^ha\s+(?=[\wåäö]+t\b)", re.IGNORECASE)
_UNTOLD = re.compile(r"tillfällen|gånger", re.IGNORECASE)
_NUMBER = rf"(?:\d+|{'|'.join(UNITS)}|{'|'.join(TENS)})"
_TIMES = re.compile(
    rf"\s*\b(?:vid\s+|på\s+)?(?:(?:minst|högst|cirka|ungefär|sammanlagt|totalt)\s+)?{_NUMBER}(?:\s*(?:-|–|till)\s*{_NUMBER})?\s+"
    r"(?:olika\s+)?(?:gång(?:er)?|tillfällen?)\b"
    r"(?:\s+(?:per|i|om|varje|under)\s+(?:varje\s+)?\w*(?:dag|dagen|vecka|veckan|månad|månaden|kvartal|kvartalet|"
    r"tertial|termin|terminen|halvår|halvåret|år|året)\b)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+((?:för|mot|vid|i|på|med|till|om|hos)\s+[^,.;]{3,}?)(?:\s+(?:och|samt)\b|[,.;]|$)", re.IGNORECASE
)
_CLAUSE_ENDS = re.compile(r",|;|\s(?:samt|för|genom|med|vid|under|inom|som|där)\s", re.IGNORECASE)
_HANGING = re.compile(
    r"(?:\s+(?:och|eller|samt|i|på|av|med|mot|till|om|för|att|under|vid|den|det|de|en|ett|som|från|inom|hos|per|varje|\d+))+$",
    re.IGNORECASE,
)


def name_of(draft: Draft, facts: Facts) -> str:
    """What is counted, what is measured or what is to be ready; else the promise's first words."""
    return _shortened(_name(draft, facts), LONGEST_LABEL)[:LONGEST_LABEL].rstrip()


def _name(draft: Draft, facts: Facts) -> str:
    if draft.kind == TargetKind.COUNT:
        return _counted_name(draft, facts)
    if draft.kind in (TargetKind.ON_DEMAND, TargetKind.QUALITATIVE) and draft.unit and _is_told(facts):
        return _capital(draft.unit if facts.count == 1 else draft.units)
    if draft.kind == TargetKind.COVERAGE:
        return _deed(facts)
    if draft.kind == TargetKind.EFFECT and draft.indicator:
        return draft.indicator
    if draft.kind == TargetKind.DELIVERABLE and draft.unit:
        return _capital(draft.unit)
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
    return _capital(_shortened(_HAVING.sub("", text), _LONGEST_NAME)) or (facts.unit.capitalize() or "Löfte")


def _counted_name(draft: Draft, facts: Facts) -> str:
    """What is counted, without the number: one that is changed later must not make the name lie.

    Where the promise counts the same thing twice, how often tells them apart.
    """
    name = _capital(draft.units) if draft.units and not _UNTOLD.fullmatch(draft.units) else _deed(facts)
    days = tags(facts)
    if draft.per == Per.OCCASION and days:
        return f"{name} per {days[0]}"
    if facts.twin and draft.per != Per.PERIOD:
        name += f" per {_PER_NAMES[Per(draft.per)]}"
    if draft.tags:
        name += f", {', '.join(draft.tags)}"
    return name if draft.tags or not facts.twin else name + _apart(draft, facts)


def _apart(draft: Draft, facts: Facts) -> str:
    """What tells one of two alike from the other: the months, what stands behind it, or else its number."""
    if draft.months:
        return f", {MONTHS[draft.months[0] - 1]}–{MONTHS[draft.months[-1] - 1]}"
    behind = _BEHIND.match(facts.near.partition(facts.words)[2]) if facts.words and draft.per == Per.PERIOD else None
    if behind:
        return f" {_shortened(behind[1], _LONGEST_NAME // 2)}"
    return f" ({facts.twin})" if facts.twin > 1 else ""


def _is_told(facts: Facts) -> bool:
    """Whether the promise has a number of a thing, so that the thing's name says what is done."""
    return bool(facts.count) and "implied" not in facts.doubts and "maximum" not in facts.doubts


def _deed(facts: Facts) -> str:
    """What is done so many times: of "mäta hastigheten vid minst fyra tillfällen", "Mäta hastigheten"."""
    return _TIMES.sub("", _from_words(facts)).strip(" ,.") or "Tillfällen"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shortened(text: str, longest: int) -> str:
    """A text cut where a part of it ends, and never after a word that leads on to the next."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    ends = [match.start() for match in _CLAUSE_ENDS.finditer(cut) if match.start() > longest // 4]
    cut = cut[: ends[-1]] if ends else cut.rsplit(" ", 1)[0]
    return _HANGING.sub("", cut).rstrip(" ,;:–-")


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
