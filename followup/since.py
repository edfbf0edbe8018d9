"""Since when a target has stood as it does: the first day of the unbroken run of its verdict.

Pure: no Django, no clock, no I/O. It asks the engine again, on the few days when the answer can change; the log is
taken as it stands today, so an activity that was logged late changes what is said of the days before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from followup.assessment import Counting, Part, Rule, State, Verdict
from promises.periods import DAYS_IN, ONE_DAY, Per, Period, Span, buckets

# Once there, a target counted by a log that only grows is there until the period is over.
ONCE = frozenset((Verdict.FULFILLED, Verdict.OUT_OF_REACH, Verdict.PARTLY_FULFILLED, Verdict.NOT_FULFILLED))

CLOSED = (State.MET, State.MISSED)

# Years of daily work are years of days to ask about: a page does not wait for more of them than this.
MOST_ASKED = 120


@dataclass(frozen=True, slots=True)
class Since:
    """The day from which something has held; `at_least`: it may have held longer, nobody asked further back."""

    day: date
    at_least: bool = False


def held_since(
    verdict_on: Callable[[date], Verdict],
    days: Iterable[date],
    *,
    as_of: date,
    comes_once: bool = False,
    most: int = MOST_ASKED,
) -> Since | None:
    """The first day from which the verdict of `as_of` has held without a break; None when it has not begun.

    `days`: every day on which the verdict may be another than the day before, the first one among them.
    `comes_once`: that a verdict which has been left never comes back, so that the day is found by halving; otherwise
    at most `most` of the days are asked about.
    """
    candidates = sorted({day for day in days if day <= as_of})
    if not candidates:
        return None
    present = verdict_on(as_of)
    if comes_once:
        return Since(candidates[_first_that_holds(candidates, lambda day: verdict_on(day) == present)])
    since = as_of
    for day in islice(reversed(candidates), most):
        if verdict_on(day) != present:
            return Since(since)
        since = day
    return Since(since, at_least=since != candidates[0])


def since_the_bucket(parts: Sequence[Part], *, period: Period, as_of: date) -> date | None:
    """The same for a target that is counted in each bucket until further notice, from its parts alone.

    Then the bucket that closed last decides: the run goes back as long as the closed ones were met, or were not.
    None when the period has not begun.
    """
    if as_of < period.first_day:
        return None
    since, present = period.first_day, State.MET
    closed = [part for part in parts if part.state in CLOSED and part.last_day is not None and part.last_day < as_of]
    for part in reversed(closed):
        if part is closed[-1]:
            present = part.state
        elif part.state is not present:
            return since
        since = part.last_day + ONE_DAY
    # Before any had closed, none had been missed.
    return period.first_day if present is State.MET else since


def _first_that_holds(days: Sequence[date], holds: Callable[[date], bool]) -> int:
    """The place of the first day on which something holds that then holds on all days after; on the last it does."""
    low, high = 0, len(days) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(days[middle]) else (middle + 1, high)
    return low


def count_days(
    rule: Rule,
    *,
    period: Period,
    entry_days: Collection[date],
    as_of: date,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> set[date]:
    """The days up to `as_of` on which a count target's verdict may change."""
    days = {*edges(period), *entry_days}
    if rule.counting is Counting.EACH:
        # Until further notice only closed buckets tell, so no day's work changes anything before its bucket closes.
        days = days if period.last_day else edges(period)
        days |= closings(period, rule.per, as_of=as_of, terms=terms, occasions=occasions)
    elif rule.counting is Counting.TOTAL:
        days |= set(pace_days(period, rule.minimum))
    elif rule.per in DAYS_IN:
        days |= set(_lengths(period, DAYS_IN[rule.per], as_of))
    else:
        days |= closings(period, rule.per, as_of=as_of)
    return {day for day in days if period.first_day <= day <= as_of}


def edges(period: Period) -> set[date]:
    """The first day, and the day after the last."""
    return {period.first_day} | ({period.last_day + ONE_DAY} if period.last_day else set())


def closings(
    period: Period,
    per: Per,
    *,
    as_of: date,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> set[date]:
    """The day after each bucket that has closed."""
    found = buckets(period, per, until=as_of, terms=terms, occasions=occasions)
    return {one.last_day + ONE_DAY for one in found if one.last_day is not None and one.last_day < as_of}


def pace_days(period: Period, required: int) -> Iterator[date]:
    """The days on which an even pace towards what is required owes one more whole one."""
    if period.days is None:
        return
    for owed in range(1, required + 1):
        yield period.first_day + timedelta(days=-(-owed * period.days // required))


def _lengths(period: Period, days: int, as_of: date) -> Iterator[date]:
    """The day after each whole length, reckoned from the first day."""
    day = period.first_day + timedelta(days=days)
    while day <= as_of:
        yield day
        day += timedelta(days=days)
