"""A commitment in the guideline's words → a target that can be stored and judged, before any question is answered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from promises.codes import CountingChoice, TargetKind
from promises.periods import ONE_DAY, Per
from promises.proposals import days, guesses
from promises.proposals.cases import Case
from promises.proposals.commitments import LARGEST
from promises.proposals.drafts import Draft
from promises.proposals.effects import percent, wished
from promises.proposals.noun_forms import both_forms
from promises.proposals.steps import fits, parts_of_year, rule_in_words, seasonal_total

LONGEST_CONDITION = 300
_ON_DEMAND = re.compile(
    r"begäran|efterfråg|förfrågan|önskemål|\bönskar\b|\bönskas\b|\bber\b|\banmodan|\bbegär\b|\bbegärs\b|på uppdrag",
    re.IGNORECASE,
)
PLACES = re.compile(
    r"(?:skolor|förskolor|gårdar|butiker|företag|restauranger|krogar|ställen|områden|delar|orter|byar|platser|"
    r"parker|hotell|gymnasier|lekplatser|badplatser|enheter|lokaler|verksamheter|boenden|arbetsplatser|torg|"
    r"skola|förskola|stadsdel|kommundel|ort|by|butik|krog|restaurang|område|ställe|enhet|plats|gård)$",
    re.IGNORECASE,
)
_PLACE_NOUN = (
    r"\w*(?:skol(?:a|or|orna)|gård(?:ar|arna)?|butik(?:er|erna)?|krog(?:ar|arna)?|restaurang(?:er|erna)?|"
    r"klass(?:er|erna)|företag(?:en)?|enheter(?:na)?|lokaler(?:na)?|boenden(?:a)?|arbetsplats(?:er|erna)|"
    r"ställen?a?|område(?:n|na)?|stadsdel(?:ar|arna)?|kommundel(?:ar|arna)?|(?<![a-zåäö])by(?:ar|arna)?|"
    r"(?<![a-zåäö])(?:tät)?ort(?:er|erna)?)\b"
)
# What is done is done to the places themselves: "besöka alla serveringsställen två gånger".
EVERY_PLACE = rf"(?<!\bmed )\b(?:alla|samtliga)\s+(?:\w+\s+){{0,2}}?{_PLACE_NOUN}"
EACH_PLACE = (
    rf"\b(?:(?:var och en av|respektive|(?:i|på|vid|av|hos) (?:varje|alla|samtliga))\s+(?:\w+\s+){{0,2}}?|"
    rf"(?:per|varje)\s+){_PLACE_NOUN}"
)


def normal_form(case: Case) -> Draft:
    """The target as the reader understood it; a figure that is to change is measured, and not counted."""
    changed = wished(case) if case.facts.kind in ("count", "rate") else None
    if changed is not None and changed.baseline is not None:
        return changed
    return case.named(_BY_KIND.get(case.facts.kind, _continuous)(case))


def counted(case: Case, minimum: int, per: Per, counting: str) -> Draft:
    """A count with the filters that the words name, kept within what can be stored and can be met."""
    facts = case.facts
    return replace(
        in_words(case),
        kind=TargetKind.COUNT.value,
        minimum=max(1, min(minimum, LARGEST)),
        per=per.value,
        counting=CountingChoice.TOTAL.value if per is Per.PERIOD else counting,
        jointly=guesses.jointly(facts),
        # The calendar says which days they are; to ask for a mark as well would be to ask twice.
        tags=() if per is Per.OCCASION else guesses.tags(facts),
        weekdays=days.weekdays(_without_deadline(case)),
        months=named_months(case),
        only_beyond_ordinary=guesses.only_beyond_ordinary(facts),
    )


def in_words(case: Case) -> Draft:
    """A target without a number: what is done is listed, and people judge."""
    one, many = guesses.units(case.facts)
    draft = Draft(TargetKind.QUALITATIVE.value, "", unit=one, units=many, usual_type=guesses.usual_type(case.facts))
    return case.named(draft)


def number_in_words(case: Case) -> Draft:
    """The number with its period and way of counting; a commitment without a number stays in words."""
    count = case.facts.count
    if not count:
        return in_words(case)
    rule = rule_in_words(case, count)
    draft = counted(case, rule.minimum, rule.per, rule.counting)
    parted = parts_of_year(case)
    if parted:
        each = replace(draft, months=(), minimum=parted.minimum, per=parted.per.value, counting=parted.counting)
        return each if fits(case, parted.per) else replace(draft, months=())
    if draft.months and rule.per is not Per.PERIOD:
        total = seasonal_total(case, rule, draft.months)
        return replace(draft, minimum=total, per=Per.PERIOD.value, counting=CountingChoice.TOTAL.value)
    if draft.weekdays and rule.per is Per.DAY:
        minimum = min(rule.minimum * len(draft.weekdays), LARGEST)
        return replace(draft, minimum=minimum, per=Per.WEEK.value)
    return draft


def named_months(case: Case) -> tuple[int, ...]:
    """The months named, or of the season named, if the period holds a day of them."""
    text = _without_deadline(case)
    found = days.months(text) or days.seasons(text)
    return found if any(month in found for month in _months_of(case)) else ()


def condition_of(case: Case) -> str:
    """The condition as the promise words it."""
    return case.facts.condition[:LONGEST_CONDITION].rstrip(" .,")


def months_until(case: Case, day: date | None) -> tuple[int, ...]:
    """The months of a period of at most a year up to a day that ends one of them; none where months do not say it."""
    first, last = case.period.first_day, case.period.last_day
    if day is None or last is None or (last - first).days >= 366 or day not in case.period or day == last:
        return ()
    if (day + ONE_DAY).day != 1:
        return ()
    found = {month % 12 + 1 for month in range(first.year * 12 + first.month - 1, day.year * 12 + day.month)}
    after = {month % 12 + 1 for month in range(day.year * 12 + day.month, last.year * 12 + last.month)}
    return tuple(sorted(found)) if not found & after else ()


def _months_of(case: Case) -> set[int]:
    first, last = case.period.first_day, case.period.last_day
    if last is None or (last - first).days >= 366:
        return set(range(1, 13))
    spans = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return {month % 12 + 1 for month in spans}


def _without_deadline(case: Case) -> str:
    return case.facts.near.replace(case.facts.deadline, " ") if case.facts.deadline else case.facts.near


def _continuous(case: Case) -> Draft:
    return wished(case) or in_words(case)


def _reach(case: Case) -> Draft:
    if case.facts.count:
        return number_in_words(case)
    return cover(case) if covers_places(case) else in_words(case)


def covers_places(case: Case) -> bool:
    """Whether "samtliga" stands before places, and not before people."""
    return any(PLACES.search(word) for word in case.facts.unit.split()[-1:])


def cover(case: Case, minimum: int = 1) -> Draft:
    """Every one of a set of places, so many times; in each part of the period if one is said."""
    rule = rule_in_words(case, minimum)
    one, many = guesses.units(case.facts) if case.facts.kind != "reach" else ("", "")
    if not one or PLACES.search(one) or one.startswith("tillfälle med"):
        one, many = both_forms(guesses.done_at_a_place(case.facts))
    return replace(
        in_words(case),
        kind=TargetKind.COVERAGE.value,
        unit=one,
        units=many,
        minimum=rule.minimum,
        per=rule.per.value,
        counting=CountingChoice.TOTAL.value if rule.per is Per.PERIOD else CountingChoice.EACH.value,
        jointly=guesses.jointly(case.facts),
    )


def _zero(case: Case) -> Draft:
    return replace(in_words(case), kind=TargetKind.VISION.value, unit="", units="", usual_type="")


def _deadline(case: Case) -> Draft:
    due = days.due_day(_deadline_text(case), case.period)
    draft = in_words(case)
    if draft.unit.startswith("tillfälle"):
        # "Vara klar" is read as being there, which is not what is to be ready.
        draft = replace(draft, unit="", units="", usual_type="")
    return replace(draft, kind=TargetKind.DELIVERABLE.value, due_on=due) if due else draft


def _deadline_text(case: Case) -> str:
    """The deadline with the "månads utgång" that may stand behind it."""
    said = case.facts.deadline
    if not said:
        return case.facts.near
    whole = re.search(rf"{re.escape(said)}(?:\s+månads)?(?:\s+(?:utgång|slut)\w*)?", case.facts.near)
    return whole.group(0) if whole else said


def _conditional(case: Case) -> Draft:
    if _ON_DEMAND.search(case.facts.condition):
        draft = replace(in_words(case), kind=TargetKind.ON_DEMAND.value)
    else:
        draft = number_in_words(case)
    return replace(draft, condition=condition_of(case))


_BY_KIND = {
    "count": number_in_words,
    "rate": number_in_words,
    "reach": _reach,
    "percent": percent,
    "zero": _zero,
    "deadline": _deadline,
    "conditional": _conditional,
    "continuous": _continuous,
}
