"""The kinds of target that are not plain counts: coverage, deliverable, on demand, effect, and those never computed.

Pure, like assessment.py, and with the same verdicts. Each function answers with a Finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from followup.assessment import Verdict
from promises.periods import Per, Period, Span, buckets


@dataclass(frozen=True, slots=True)
class Finding:
    """How far a target that is not a plain count has come: `done` of `of`, with what even pace would have given."""

    verdict: Verdict
    done: int = 0
    of: int | None = None
    expected: Fraction | None = None
    lacking: frozenset[int] = frozenset()  # places still without enough, where the period is not divided
    missed: int = 0  # places times closed buckets that were left without enough, and cannot be mended

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.done, self.of) if self.of else None


def assess_coverage(
    places: Iterable[int],
    *,
    minimum: int,
    per: Per,
    period: Period,
    entries: Iterable[tuple[int, date, int]],
    as_of: date,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Finding:
    """Each of the named places at least `minimum` times, in each judged bucket if `per` divides the period.

    `entries` are (place, day, count). With `per="period"` the answer is x of n places; otherwise x of n places times
    buckets, and a bucket that closed without a place puts full coverage out of reach.
    """
    named = set(places)
    if not named:
        return Finding(Verdict.NO_MEASURE)
    found = [b for b in buckets(period, per, until=as_of, terms=terms, occasions=occasions) if b.judged]
    counts: Counter[tuple[int, date]] = Counter()
    for place, day, count in entries:
        bucket = next((b for b in found if b.first_day <= day and (b.last_day is None or day <= b.last_day)), None)
        if place in named and bucket is not None and day <= as_of:
            counts[place, bucket.first_day] += count
    met = {cell for cell, count in counts.items() if count >= minimum}
    of = len(named) * len(found)
    closed = [b for b in found if b.last_day is not None and b.last_day < as_of]
    # Until further notice only the latest counts, as for `each`: an old miss would otherwise stay for ever.
    tried = closed if period.last_day is not None else closed[-1:]
    missed = sum((place, b.first_day) not in met for b in tried for place in named)
    expected = _even_pace(of, period, as_of) if per is Per.PERIOD else None
    verdict = _coverage_verdict(period, as_of, len(met), of, missed, expected)
    lacking = named - {place for place, _day in met} if per is Per.PERIOD else frozenset()
    return Finding(verdict, len(met), of, expected, frozenset(lacking), missed)


def assess_deliverable(*, due_on: date, done_on: date | None, period: Period, as_of: date) -> Finding:
    """Done or not, by a date; "senast" includes all of that day. Done late is partly fulfilled in the end."""
    done_on = done_on if done_on is not None and done_on <= as_of else None
    if as_of < period.first_day:
        return Finding(Verdict.NOT_STARTED, 0, 1)
    if done_on is not None and done_on <= due_on:
        return Finding(Verdict.FULFILLED, 1, 1)
    over = period.is_over(as_of)
    if done_on is not None:
        return Finding(Verdict.PARTLY_FULFILLED if over else Verdict.OUT_OF_REACH, 1, 1)
    if as_of <= due_on and not over:
        return Finding(Verdict.ON_TRACK, 0, 1)
    return Finding(Verdict.NOT_FULFILLED if over else Verdict.OUT_OF_REACH, 0, 1)


def assess_on_demand(*, asked: int, done: int, period: Period, as_of: date) -> Finding:
    """Done of asked. Nothing asked is `no_demand`, never a failure; more may be asked while the period is open."""
    if as_of < period.first_day:
        return Finding(Verdict.NOT_STARTED, done, asked or None)
    if not asked:
        return Finding(Verdict.NO_DEMAND, done, None)
    over = period.is_over(as_of)
    if done >= asked:
        return Finding(Verdict.FULFILLED if over else Verdict.ON_TRACK, done, asked)
    if over:
        return Finding(Verdict.PARTLY_FULFILLED if done else Verdict.NOT_FULFILLED, done, asked)
    return Finding(Verdict.BEHIND, done, asked)


def assess_effect(
    *, direction: str, baseline: Decimal | None, threshold: Decimal | None, measured: Decimal | None
) -> Finding:
    """Judged when both figures exist, else `no_measure`. The figure may come after the deadline."""
    against = threshold if direction in ("at_least", "at_most") else baseline
    if measured is None or against is None:
        return Finding(Verdict.NO_MEASURE)
    holds = {
        "up": measured > against,
        "down": measured < against,
        "at_least": measured >= against,
        "at_most": measured <= against,
    }.get(direction)
    if holds is None:
        raise ValueError(f"direction must be up, down, at_least or at_most, not {direction!r}")
    return Finding(Verdict.FULFILLED if holds else Verdict.NOT_FULFILLED)


def never_computed(*, done: int = 0) -> Finding:
    """Qualitative promises and visions: what is done is listed and summed, and people judge."""
    return Finding(Verdict.NO_MEASURE, done)


def _even_pace(of: int, period: Period, as_of: date) -> Fraction:
    """What even pace would have given by yesterday; an open-ended period has no length to spread it over."""
    if period.days is None:
        return Fraction(of)
    gone = min(max(0, (as_of - period.first_day).days), period.days)
    return Fraction(of * gone, period.days)


def _coverage_verdict(
    period: Period, as_of: date, met: int, of: int, missed: int, expected: Fraction | None
) -> Verdict:
    if as_of < period.first_day:
        return Verdict.NOT_STARTED
    if period.last_day is not None and met >= of:
        return Verdict.FULFILLED
    if period.is_over(as_of):
        return Verdict.PARTLY_FULFILLED if met else Verdict.NOT_FULFILLED
    if missed:
        return Verdict.BEHIND if period.last_day is None else Verdict.OUT_OF_REACH
    return Verdict.ON_TRACK if expected is None or met >= int(expected) else Verdict.BEHIND
