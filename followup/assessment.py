"""The engine: what a rule, a period and dated entries amount to, seen from one day.

Pure: no Django, no clock, no I/O. Page, PDF, Word, Excel, JSON and mail all print the Outcome made here.
It never claims more than it can prove: `fulfilled` only when no later day can undo it, `out_of_reach` only when
no later day can mend it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from followup.demands import Counting, Demand, Rule, demand_of
from promises.periods import Bucket, Per, Period, Span, require_date

ENGINE = 1  # raised when the same facts would give another answer: a frozen summary says which engine judged it


class Verdict(StrEnum):
    """What is computed. What people judge is another field, on another scale."""

    NOT_STARTED = "not_started"
    FULFILLED = "fulfilled"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    OUT_OF_REACH = "out_of_reach"
    PARTLY_FULFILLED = "partly_fulfilled"
    NOT_FULFILLED = "not_fulfilled"
    NO_MEASURE = "no_measure"
    NO_DEMAND = "no_demand"


class State(StrEnum):
    """Where one bucket stands. `unjudged`: cut off, or only shown because the rule looks at the whole."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    FUTURE = "future"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something done on a local date, already known to pass the target's filters."""

    day: date
    count: int = 1

    def __post_init__(self) -> None:
        require_date("day", self.day)
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 0:
            raise ValueError(f"count must be a whole number, 0 or more, not {self.count!r}")

    def __iter__(self) -> Iterator[Any]:
        yield self.day
        yield self.count


@dataclass(frozen=True, slots=True)
class Part:
    """One bucket with what was counted in it. `last_day` is None only for an open-ended period itself."""

    first_day: date
    last_day: date | None
    count: int
    state: State


class Brief(NamedTuple):
    """What an Outcome comes to: `done` of `of`; for `each` the judged buckets that are met."""

    verdict: Verdict
    done: int
    of: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything there is to say about a target on one day. `expected` is what should be done by now."""

    rule: Rule
    period: Period
    as_of: date
    verdict: Verdict
    total: int
    required: int | None
    parts: list[Part]
    average: Fraction | None
    still_needed: int | None
    expected: Fraction | None

    @property
    def met(self) -> int:
        """Judged buckets that are met. 0 under `total` and `average`, where no bucket is judged."""
        return sum(part.state is State.MET for part in self.parts)

    @property
    def missed(self) -> int:
        """Judged buckets that closed too low."""
        return sum(part.state is State.MISSED for part in self.parts)

    @property
    def judged(self) -> int:
        """Buckets a requirement is tried against."""
        return sum(part.state is not State.UNJUDGED for part in self.parts)

    @property
    def longest_run(self) -> int:
        """Most met buckets in a row; a bucket that is not judged neither breaks nor lengthens a run."""
        judged = (part.state is State.MET for part in self.parts if part.state is not State.UNJUDGED)
        return max((sum(1 for _ in run) for is_met, run in groupby(judged) if is_met), default=0)

    @property
    def share(self) -> Fraction | None:
        """Done of required, may exceed 1; for `each` met of judged buckets. None when nothing is required yet."""
        done, of = (self.met, self.judged) if self.rule.counting is Counting.EACH else (self.total, self.required)
        return Fraction(done, of) if of else None


def assess(
    rule: Rule,
    *,
    period: Period,
    entries: Iterable[Entry],
    as_of: date,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Outcome:
    """Judge a count target as seen on the day `as_of`.

    Entries outside the period or after `as_of` count nowhere. What was done on `as_of` counts, but that day is
    not over: no bucket closes and no pace is owed for it before the day after.

    >>> year = Period(date(2019, 1, 1), date(2019, 12, 31))
    >>> assess(Rule(4, Per.PERIOD, Counting.TOTAL), period=year, entries=[Entry(date(2019, 3, 1), 3)],
    ...        as_of=date(2019, 11, 20)).verdict
    <Verdict.ON_TRACK: 'on_track'>

    Raises ValueError naming the argument.
    """
    pairs = [_pair(entry) for entry in entries]
    demand = demand_of(rule, period=period, as_of=as_of, terms=terms, occasions=occasions)
    total, counts = _counted(demand, pairs)
    parts = _parts(demand, counts)
    return Outcome(
        rule=rule,
        period=period,
        as_of=as_of,
        verdict=_verdict(demand, total, counts),
        total=total,
        required=demand.required,
        parts=parts,
        average=None if rule.per in (Per.PERIOD, Per.OCCASION) else Fraction(total, max(1, demand.elapsed)),
        still_needed=_still_needed(demand, total, counts),
        expected=demand.expected,
    )


def brief(
    rule: Rule,
    *,
    period: Period,
    entries: Iterable[tuple[date, int]],
    as_of: date,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Brief:
    """Only what `assess` concludes, for who looks at thousands of targets: the same rules, without the parts.

    `entries` are (day, count) as the database has checked them.

    Raises ValueError naming the argument.
    """
    demand = demand_of(rule, period=period, as_of=as_of, terms=terms, occasions=occasions)
    if rule.counting is not Counting.EACH:
        first, last = period.first_day, demand.until
        total = sum(count for day, count in entries if first <= day <= last)
        return Brief(_verdict(demand, total, ()), total, demand.required)
    total, counts = _counted(demand, entries)
    return Brief(_verdict(demand, total, counts), sum(_met(demand, counts)), len(demand.judged))


def _pair(entry: Entry) -> tuple[date, int]:
    if not isinstance(entry, Entry):
        raise ValueError(f"entries must be Entry, not {entry!r}")
    return entry.day, entry.count


def _counted(demand: Demand, entries: Iterable[tuple[date, int]]) -> tuple[int, list[int]]:
    """The sum of what counts, and of each bucket. Buckets are in order: each entry finds its own by bisection."""
    starts, found = demand.starts, demand.found
    counts = [0] * len(found)
    total = 0
    first, last = demand.period.first_day, demand.until
    for day, count in entries:
        if first <= day <= last:
            total += count
            at = bisect_right(starts, day) - 1
            if at >= 0 and ((end := found[at].last_day) is None or day <= end):
                counts[at] += count
    return total, counts


def _met(demand: Demand, counts: Sequence[int]) -> list[bool]:
    """Of each judged bucket, in order: does it hold enough?"""
    least = demand.rule.minimum
    return [counts[place] >= least for place in demand.judged]


def _parts(demand: Demand, counts: Sequence[int]) -> list[Part]:
    states = [State.UNJUDGED] * len(counts)
    for number, (place, met) in enumerate(zip(demand.judged, _met(demand, counts), strict=True)):
        states[place] = _state(demand, demand.found[place], met, number < demand.closed)
    return [
        Part(bucket.first_day, bucket.last_day, count, state)
        for bucket, count, state in zip(demand.found, counts, states, strict=True)
    ]


def _state(demand: Demand, bucket: Bucket, met: bool, closed: bool) -> State:
    if met:
        return State.MET
    if bucket.first_day > demand.as_of:
        return State.FUTURE
    return State.MISSED if closed else State.OPEN


def _still_needed(demand: Demand, total: int, counts: Sequence[int]) -> int | None:
    if demand.rule.counting is not Counting.EACH:
        return None if demand.required is None else max(0, demand.required - total)
    return sum(max(0, demand.rule.minimum - counts[place]) for place in demand.judged[demand.closed :])


def _verdict(demand: Demand, total: int, counts: Sequence[int]) -> Verdict:
    period, as_of = demand.period, demand.as_of
    if as_of < period.first_day:
        return Verdict.NOT_STARTED
    if demand.rule.counting is Counting.EACH:
        return _verdict_of_each(demand, _met(demand, counts))
    if demand.required is not None and total >= demand.required:
        return Verdict.FULFILLED
    if period.is_over(as_of):
        return Verdict.PARTLY_FULFILLED if total else Verdict.NOT_FULFILLED
    return Verdict.ON_TRACK if total >= int(demand.expected or 0) else Verdict.BEHIND


def _verdict_of_each(demand: Demand, met: Sequence[bool]) -> Verdict:
    closed = met[: demand.closed]
    if demand.period.last_day is None:
        return Verdict.ON_TRACK if not closed or closed[-1] else Verdict.BEHIND
    if all(met):
        return Verdict.FULFILLED
    if demand.period.is_over(demand.as_of):
        return Verdict.PARTLY_FULFILLED if any(met) else Verdict.NOT_FULFILLED
    return Verdict.ON_TRACK if all(closed) else Verdict.OUT_OF_REACH
