"""How often: the guideline's periods, and those it had to recount, as buckets of a promise set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from promises.codes import CountingChoice
from promises.periods import ONE_DAY, Per, buckets, whole_lengths
from promises.proposals.cases import Case
from promises.proposals.commitments import LARGEST
from promises.reader.number_words import UNITS

EACH, AVERAGE, TOTAL = (choice.value for choice in (CountingChoice.EACH, CountingChoice.AVERAGE, CountingChoice.TOTAL))
NO_AVERAGE = (Per.TERM, Per.OCCASION)
_ORDINALS = {
    "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9, "tionde": 10,
}  # fmt: skip
_NOUNS = {"dag": "day", "vecka": "week", "månad": "month", "kvartal": "quarter", "halvår": "half_year", "år": "year"}
_STEP = re.compile(
    rf"\b(?:(varannan|vartannat)|vart?\s+(?:({'|'.join(_ORDINALS)})|(\d{{1,2}}):?e))\s+(?:ny\s+)?({'|'.join(_NOUNS)})",
    re.IGNORECASE,
)
# "En på våren", "två under höstterminen".
_PART = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(UNITS)})\s+(?:\w+\s+)?(?:på|under|i|till)\s+"
    r"((?:vår|höst)(?:en|terminen)|sommaren|vintern|(?:första|andra) halvåret)\b",
    re.IGNORECASE,
)
_OF_A_YEAR = (Per.PERIOD, Per.YEAR, Per.HALF_YEAR, Per.TERM)
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_WORKDAYS = re.compile(r"\b(?:vardag|helgfri dag|arbetsdag|skoldag)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """At least `minimum` per `per`, counted in one of the three ways."""

    minimum: int
    per: Per
    counting: str


@dataclass(frozen=True, slots=True)
class Step:
    """Every n-th day, week or month: "varannan månad" is (2, month). `words` are those of the text."""

    number: int
    noun: str
    words: str


def rule_in_words(case: Case, count: int) -> Rule:
    """The rule as the words have it, or the nearest one that the period has room for."""
    rule = _as_said(case, count)
    if rule.per is Per.PERIOD or fits(case, rule.per):
        return rule
    return Rule(count, Per.PERIOD, TOTAL)


def fits(case: Case, per: Per) -> bool:
    """Whether more than one bucket is tried; with one, the bucket and the period are the same."""
    return per is Per.OCCASION or case.buckets_in(per) > 1


def said_per(case: Case) -> Per:
    """The period the words name, whether or not the set has room for it."""
    named = case.facts.period
    return Per(named) if named in _KNOWN else Per.PERIOD


_KNOWN = frozenset(per.value for per in Per)


def _as_said(case: Case, count: int) -> Rule:
    facts, per = case.facts, said_per(case)
    if "tertial" in facts.doubts:
        return Rule(_shared(count, 3), Per.TERTIAL, AVERAGE if facts.is_average else EACH)
    step = step_in(facts.near)
    if step is not None and ("stepped" in facts.doubts or per is Per.FORTNIGHT):
        return _stepped(case, count, step)
    if per is Per.DAY and _WORKDAYS.search(facts.near):
        return Rule(min(count * 5, LARGEST), Per.WEEK, AVERAGE if facts.is_average else EACH)
    if per is Per.PERIOD:
        return Rule(count, per, TOTAL)
    return Rule(count, per, AVERAGE if facts.is_average and per not in NO_AVERAGE else EACH)


def parts_of_year(case: Case) -> Rule | None:
    """ "Två vandringar, en på våren och en på hösten": as many in each half of the year, or in each term."""
    found = [match.group(1, 2) for match in _PART.finditer(case.facts.near)]
    numbers = {int(number) if number.isdigit() else UNITS[number.lower()] for number, _part in found}
    parts = {part.lower() for _number, part in found}
    if len(parts) != 2 or len(numbers) != 1 or said_per(case) not in _OF_A_YEAR:
        return None
    terms = all("termin" in part for part in parts)
    return Rule(max(1, min(numbers.pop(), LARGEST)), Per.TERM if terms else Per.HALF_YEAR, EACH)


def step_in(text: str) -> Step | None:
    """Read "varannan månad" and "var tredje vecka".

    >>> step_in("minst en gång varannan månad")
    Step(number=2, noun='month', words='varannan månad')
    """
    match = _STEP.search(text)
    if match is None:
        return None
    other, ordinal, digits, noun = match.groups()
    number = 2 if other else _ORDINALS[ordinal.lower()] if ordinal else int(digits)
    return Step(number, _NOUNS[noun.lower()], match.group(0)) if number >= 2 else None


def _stepped(case: Case, count: int, step: Step) -> Rule:
    """A true bucket where there is one; else a number for the whole period, reckoned from the step."""
    if step.noun in _MONTHS:
        per = {3: Per.QUARTER, 4: Per.TERTIAL, 6: Per.HALF_YEAR, 12: Per.YEAR}.get(step.number * _MONTHS[step.noun])
    else:
        per = {14: Per.FORTNIGHT}.get(step.number * (7 if step.noun == "week" else 1))
    once = _once(case, count, step)
    if per is not None:
        return Rule(once, per, AVERAGE if case.facts.is_average else EACH)
    total = stepped_total(case, once, step)
    return Rule(total, Per.PERIOD, TOTAL) if total else Rule(count, said_per(case), EACH)


def stepped_total(case: Case, once: int, step: Step) -> int:
    """How many steps the whole period has room for, times the number for each; 0 when it has no last day."""
    last = case.period.last_day
    if last is None:
        return 0
    if step.noun in _MONTHS:
        lengths = whole_lengths(case.period, Per.MONTH, before=last + ONE_DAY) // (step.number * _MONTHS[step.noun])
    else:
        lengths = (case.period.days or 0) // (step.number * (7 if step.noun == "week" else 1))
    return min(once * max(1, lengths), LARGEST)


def _once(case: Case, count: int, step: Step) -> int:
    """The number at each step: the reader has multiplied it up to a period of its list."""
    if step.noun == "month" and case.facts.period == "year":
        return _shared(count, 12 // step.number)
    if step.noun == "week" and case.facts.period == "year":
        return _shared(count, 52 // step.number)
    if step.noun == "day" and case.facts.period == "week":
        return _shared(count, 7 // step.number)
    return count


def _shared(count: int, by: int) -> int:
    return max(1, count // max(1, by))


def seasonal_total(case: Case, rule: Rule, months: tuple[int, ...]) -> int:
    """How many the rule asks for in the named months alone, at least one bucket's worth."""
    last = case.period.last_day
    if last is None:
        return rule.minimum
    found = buckets(case.period, rule.per, until=last, terms=case.terms, occasions=case.occasions or ())
    inside = [b for b in found if b.last_day and b.first_day.month in months and b.last_day.month in months]
    return min(rule.minimum * max(1, len(inside)), LARGEST)
