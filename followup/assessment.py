"""The engine: what a rule, a period and dated entries amount to, seen from one day.

Pure: no Django, no clock, no I/O. Page, PDF, Word, Excel, JSON and mail all print the Outcome made here.
It never claims more than it can prove: `fulfilled` only when no later day can undo it, `out_of_reach` only when
no later day can mend it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from promises.periods import (
    ONE_DAY,
    Bucket,
    Per,
    Period,
    Span,
    buckets,
    member,
    require_date,
    whole_lengths,
)


class Counting(StrEnum):
    """How entries are held against the minimum: all together, on average per bucket, or in each bucket."""

    TOTAL = "total"
    AVERAGE = "average"
    EACH = "each"


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
class Rule:
    """At least `minimum` per `per`, held as `counting`. Refuses combinations that mean nothing."""

    minimum: int
    per: Per
    counting: Counting

    def __post_init__(self) -> None:
        if isinstance(self.minimum, bool) or not isinstance(self.minimum, int) or self.minimum < 1:
            raise ValueError(f"minimum must be a whole number, 1 or more, not {self.minimum!r}")
        object.__setattr__(self, "per", member(Per, "per", self.per))
        object.__setattr__(self, "counting", member(Counting, "counting", self.counting))
        if (self.per is Per.PERIOD) != (self.counting is Counting.TOTAL):
            raise ValueError("counting 'total' goes with per 'period', and only with it")
        if self.counting is Counting.AVERAGE and self.per in (Per.OCCASION, Per.TERM):
            raise ValueError(f"counting 'average' cannot be used with per '{self.per}'")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something done on a local date, already known to pass the target's filters."""

    day: date
    count: int = 1

    def __post_init__(self) -> None:
        require_date("day", self.day)
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 0:
            raise ValueError(f"count must be a whole number, 0 or more, not {self.count!r}")


@dataclass(frozen=True, slots=True)
class Part:
    """One bucket with what was counted in it. `last_day` is None only for an open-ended period itself."""

    first_day: date
    last_day: date | None
    count: int
    state: State


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
    require_date("as_of", as_of)
    if not isinstance(rule, Rule):
        raise ValueError(f"rule must be a Rule, not {rule!r}")
    if not isinstance(period, Period):
        raise ValueError(f"period must be a Period, not {period!r}")
    counted = []
    for entry in entries:
        if not isinstance(entry, Entry):
            raise ValueError(f"entries must be Entry, not {entry!r}")
        if entry.day in period and entry.day <= as_of:
            counted.append(entry)
    found = buckets(period, rule.per, until=as_of, terms=terms, occasions=occasions)
    parts = _parts(rule, found, counted, as_of)
    total = sum(entry.count for entry in counted)
    required = _required(rule, period, parts)
    elapsed = whole_lengths(period, rule.per, before=as_of, terms=terms)
    expected = _expected(rule, period, as_of, elapsed, required)
    return Outcome(
        rule=rule,
        period=period,
        as_of=as_of,
        verdict=_verdict(rule, period, as_of, parts, total, required, expected),
        total=total,
        required=required,
        parts=parts,
        average=None if rule.per in (Per.PERIOD, Per.OCCASION) else Fraction(total, max(1, elapsed)),
        still_needed=_still_needed(rule, parts, total, required, as_of),
        expected=expected,
    )


def _is_closed(part: Part | Bucket, as_of: date) -> bool:
    return part.last_day is not None and part.last_day < as_of


def _parts(rule: Rule, found: list[Bucket], counted: list[Entry], as_of: date) -> list[Part]:
    """Each bucket with its count and state. Buckets are in order, so each entry finds its own by bisection."""
    starts = [bucket.first_day for bucket in found]
    counts = [0] * len(found)
    for entry in counted:
        at = bisect_right(starts, entry.day) - 1
        if at >= 0 and ((last := found[at].last_day) is None or entry.day <= last):
            counts[at] += entry.count
    return [
        Part(bucket.first_day, bucket.last_day, count, _state(rule, bucket, count, as_of))
        for bucket, count in zip(found, counts, strict=True)
    ]


def _state(rule: Rule, bucket: Bucket, count: int, as_of: date) -> State:
    if rule.counting is not Counting.EACH or not bucket.judged:
        return State.UNJUDGED
    if count >= rule.minimum:
        return State.MET
    if bucket.first_day > as_of:
        return State.FUTURE
    return State.MISSED if _is_closed(bucket, as_of) else State.OPEN


def _required(rule: Rule, period: Period, parts: list[Part]) -> int | None:
    if period.last_day is None:
        return None
    if rule.counting is Counting.TOTAL:
        return rule.minimum
    if rule.counting is Counting.EACH:
        return rule.minimum * sum(part.state is not State.UNJUDGED for part in parts)
    return rule.minimum * max(1, whole_lengths(period, rule.per, before=period.last_day + ONE_DAY))


def _expected(rule: Rule, period: Period, as_of: date, elapsed: int, required: int | None) -> Fraction | None:
    """What even pace would have given by the end of yesterday; None for `each`, which has no pace.

    An open-ended total has no length to spread its minimum over: the whole minimum is looked for at once.
    """
    if rule.counting is Counting.EACH:
        return None
    if rule.counting is Counting.AVERAGE:
        owed = rule.minimum * elapsed
        return Fraction(owed if required is None else min(owed, required))
    if period.days is None:
        return Fraction(rule.minimum)
    gone = min(max(0, (as_of - period.first_day).days), period.days)
    return Fraction(rule.minimum * gone, period.days)


def _still_needed(rule: Rule, parts: list[Part], total: int, required: int | None, as_of: date) -> int | None:
    if rule.counting is not Counting.EACH:
        return None if required is None else max(0, required - total)
    return sum(
        max(0, rule.minimum - part.count)
        for part in parts
        if part.state is not State.UNJUDGED and not _is_closed(part, as_of)
    )


def _verdict(
    rule: Rule,
    period: Period,
    as_of: date,
    parts: list[Part],
    total: int,
    required: int | None,
    expected: Fraction | None,
) -> Verdict:
    if as_of < period.first_day:
        return Verdict.NOT_STARTED
    if rule.counting is Counting.EACH:
        return _verdict_of_each(period, as_of, [part for part in parts if part.state is not State.UNJUDGED])
    if required is not None and total >= required:
        return Verdict.FULFILLED
    if period.is_over(as_of):
        return Verdict.PARTLY_FULFILLED if total else Verdict.NOT_FULFILLED
    return Verdict.ON_TRACK if total >= int(expected or 0) else Verdict.BEHIND


def _verdict_of_each(period: Period, as_of: date, judged: list[Part]) -> Verdict:
    states = [part.state for part in judged]
    if period.last_day is None:
        closed = [part.state for part in judged if _is_closed(part, as_of)]
        return Verdict.BEHIND if closed and closed[-1] is State.MISSED else Verdict.ON_TRACK
    if all(state is State.MET for state in states):
        return Verdict.FULFILLED
    if period.is_over(as_of):
        return Verdict.PARTLY_FULFILLED if State.MET in states else Verdict.NOT_FULFILLED
    return Verdict.OUT_OF_REACH if State.MISSED in states else Verdict.ON_TRACK
