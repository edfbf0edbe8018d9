"""What a target asks: a rule held against a period from one day, before anything is counted.

Pure, like assessment.py, which holds what was done against it. Reckoned once for all targets that ask the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from promises.periods import ONE_DAY, Bucket, Per, Period, Span, buckets, member, require_date, whole_lengths


class Counting(StrEnum):
    """How entries are held against the minimum: all together, on average per bucket, or in each bucket."""

    TOTAL = "total"
    AVERAGE = "average"
    EACH = "each"


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
class Demand:
    """What a rule asks in a period as seen from a day: everything there is to say before anything is counted.

    `judged`: places in `found` of the buckets that a requirement is tried against; the first `closed` of them have
    closed. `until`: the last day that counts. `elapsed`: whole lengths gone by.
    """

    rule: Rule
    period: Period
    as_of: date
    until: date
    found: tuple[Bucket, ...]
    starts: tuple[date, ...]
    judged: tuple[int, ...]
    closed: int
    elapsed: int
    required: int | None
    expected: Fraction | None


def demand_of(
    rule: Rule,
    *,
    period: Period,
    as_of: date,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Demand:
    """The demand, reckoned once for all targets with the same rule, period and day.

    Raises ValueError naming the argument.
    """
    if not isinstance(rule, Rule):
        raise ValueError(f"rule must be a Rule, not {rule!r}")
    require_date("as_of", as_of)
    if not isinstance(period, Period):
        raise ValueError(f"period must be a Period, not {period!r}")
    if rule.per in (Per.TERM, Per.OCCASION):  # a council's own calendar
        return _demand(rule, period, as_of, terms, occasions)
    return _demand_once(rule, period, as_of)


@lru_cache(maxsize=4096)
def _demand_once(rule: Rule, period: Period, as_of: date) -> Demand:
    return _demand(rule, period, as_of, None, None)


def _demand(
    rule: Rule, period: Period, as_of: date, terms: Sequence[Span] | None, occasions: Iterable[date] | None
) -> Demand:
    found = tuple(buckets(period, rule.per, until=as_of, terms=terms, occasions=occasions))
    tried = rule.counting is Counting.EACH
    judged = tuple(place for place, bucket in enumerate(found) if tried and bucket.judged)
    elapsed = whole_lengths(period, rule.per, before=as_of, terms=terms)
    required = _required(rule, period, judged)
    return Demand(
        rule=rule,
        period=period,
        as_of=as_of,
        until=as_of if period.last_day is None else min(as_of, period.last_day),
        found=found,
        starts=tuple(bucket.first_day for bucket in found),
        judged=judged,
        closed=sum(_is_closed(found[place], as_of) for place in judged),
        elapsed=elapsed,
        required=required,
        expected=_expected(rule, period, as_of, elapsed, required),
    )


def _is_closed(bucket: Bucket, as_of: date) -> bool:
    return bucket.last_day is not None and bucket.last_day < as_of


def _required(rule: Rule, period: Period, judged: Sequence[int]) -> int | None:
    if period.last_day is None:
        return None
    if rule.counting is Counting.TOTAL:
        return rule.minimum
    if rule.counting is Counting.EACH:
        return rule.minimum * len(judged)
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
