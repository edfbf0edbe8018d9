"""Pure calendar arithmetic: a period and the buckets (delperioder) inside it.

No Django, no clock: every day that matters is an argument. Days are local dates.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count, pairwise
from typing import Any, TypeVar

ONE_DAY = timedelta(days=1)


class Per(StrEnum):
    """How often something is promised: the length of one bucket."""

    PERIOD = "period"
    YEAR = "year"
    HALF_YEAR = "half_year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    TERM = "term"
    MONTH = "month"
    FORTNIGHT = "fortnight"
    WEEK = "week"
    DAY = "day"
    OCCASION = "occasion"


MONTHS_IN = {Per.YEAR: 12, Per.HALF_YEAR: 6, Per.TERTIAL: 4, Per.QUARTER: 3, Per.MONTH: 1}
DAYS_IN = {Per.FORTNIGHT: 14, Per.WEEK: 7, Per.DAY: 1}

Span = tuple[date, date]
# Calendar arithmetic near the ends of what a date can hold would overflow; no promise runs that far.
EARLIEST, LATEST = date(1000, 1, 1), date(9000, 12, 31)
_Code = TypeVar("_Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included. `last_day=None` is open-ended, "tills vidare"."""

    first_day: date
    last_day: date | None

    def __post_init__(self) -> None:
        require_date("first_day", self.first_day)
        if self.last_day is not None:
            require_date("last_day", self.last_day)
        for name, day in (("first_day", self.first_day), ("last_day", self.last_day)):
            if day is not None and not EARLIEST <= day <= LATEST:
                raise ValueError(f"{name} must be between {EARLIEST} and {LATEST}, not {day}")
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(f"last_day {self.last_day} is before first_day {self.first_day}")

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def days(self) -> int | None:
        """Number of days, both ends included; None when open-ended."""
        return None if self.last_day is None else (self.last_day - self.first_day).days + 1

    def is_over(self, as_of: date) -> bool:
        """Whether the last day has passed; never so when open-ended."""
        return self.last_day is not None and as_of > self.last_day

    def days_left(self, as_of: date) -> int | None:
        """Days from the day looked from to the last, both included; 0 after it; None when open-ended."""
        if self.last_day is None:
            return None
        return max(0, (self.last_day - max(as_of, self.first_day)).days + 1)


@dataclass(frozen=True, slots=True)
class Bucket:
    """One delperiod, clipped to the period it lies in.

    `whole`: nothing was clipped off. `judged`: a requirement per bucket is tried against it.
    `last_day` is None only where the bucket is an open-ended period itself.
    """

    first_day: date
    last_day: date | None
    whole: bool
    judged: bool


def require_date(name: str, value: object) -> None:
    """Raise ValueError naming the argument unless it is a plain date (a datetime has a time zone to get wrong)."""
    if type(value) is not date:
        raise ValueError(f"{name} must be a date, not {value!r}")


def member(kind: type[_Code], name: str, value: Any) -> _Code:
    """The code that `value` is or spells; raises ValueError naming the argument and the codes there are."""
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{name} must be one of {', '.join(kind)}, not {value!r}") from None


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, clamped to that month's length: 31 Jan + 1 = 28 Feb."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def end_of_month(year: int, month: int) -> date:
    """The due day of something promised "under" a month: its last day.

    >>> end_of_month(2020, 2)
    datetime.date(2020, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def buckets(
    period: Period,
    per: Per,
    *,
    until: date | None,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> list[Bucket]:
    """Divide a period into buckets, in order.

    `until` bounds an open-ended period: buckets that begin by that day are given, with their natural last
    day. A closed period is given whole. `terms` are the municipality's own (first day, last day) pairs;
    `occasions` its list of days, needed for `Per.OCCASION`.

    A closed period in which nothing is judged (three days and a weekly target, say) is its own one bucket.

    >>> year = Period(date(2019, 1, 1), date(2019, 12, 31))
    >>> sum(bucket.whole for bucket in buckets(year, Per.WEEK, until=year.last_day))
    51

    Raises ValueError naming the argument.
    """
    if not isinstance(period, Period):
        raise ValueError(f"period must be a Period, not {period!r}")
    per = member(Per, "per", per)
    end = period.last_day if period.last_day is not None else until
    if end is None:
        raise ValueError("until must be a date when the period is open-ended")
    require_date("until", end)
    if per in (Per.TERM, Per.OCCASION):
        return _divided(period, per, end, terms, occasions)
    return list(_divided_once(period, per, end))


@lru_cache(maxsize=1024)
def _divided_once(period: Period, per: Per, end: date) -> tuple[Bucket, ...]:
    """The same years and weeks are asked for by every target there is; no calendar of a council's own is in it."""
    return tuple(_divided(period, per, end, None, None))


def _divided(
    period: Period, per: Per, end: date, terms: Sequence[Span] | None, occasions: Iterable[date] | None
) -> list[Bucket]:
    if per is Per.PERIOD:
        return [_the_period_itself(period)]
    found = [_bucket(period, per, span) for span in _spans(period, per, end, terms, occasions)]
    # A week or term may begin before the period does; clipped, it begins with the period.
    found = [bucket for bucket in found if bucket.first_day <= end]
    if period.last_day is not None and not any(bucket.judged for bucket in found):
        return [_the_period_itself(period)]
    return found


def whole_lengths(period: Period, per: Per, *, before: date, terms: Sequence[Span] | None = None) -> int:
    """How many whole lengths of `per` fit in the period and have gone by before a day.

    Weeks, fortnights and days are counted as days // 7, 14, 1 from the first day, not as ISO weeks; month-based
    lengths as whole steps. 0 for `period` and `occasion`, which have no length.

    >>> whole_lengths(Period(date(2019, 1, 1), date(2019, 12, 31)), Per.WEEK, before=date(2020, 1, 1))
    52
    """
    end = before if period.last_day is None else min(before, period.last_day + ONE_DAY)
    if end <= period.first_day:
        return 0
    if per in DAYS_IN:
        return (end - period.first_day).days // DAYS_IN[per]
    last = end - ONE_DAY
    if per in MONTHS_IN:
        return sum(last_day <= last for _, last_day in _month_spans(period.first_day, last, MONTHS_IN[per]))
    if per is Per.TERM:
        spans = _term_spans(period, last, terms)
        return sum(first >= period.first_day and last_day <= last for first, last_day in spans)
    return 0


def _the_period_itself(period: Period) -> Bucket:
    return Bucket(period.first_day, period.last_day, whole=True, judged=True)


def _spans(
    period: Period, per: Per, end: date, terms: Sequence[Span] | None, occasions: Iterable[date] | None
) -> Iterator[Span]:
    """Unclipped (first day, last day) of every bucket that touches the period and begins by `end`."""
    if per in MONTHS_IN:
        return _month_spans(period.first_day, end, MONTHS_IN[per])
    if per is Per.WEEK:
        return _day_spans(period.first_day - timedelta(days=period.first_day.weekday()), end, 7)
    if per is Per.FORTNIGHT:
        return _fortnight_spans(period.first_day, end)
    if per is Per.DAY:
        return _day_spans(period.first_day, end, 1)
    if per is Per.TERM:
        return _term_spans(period, end, terms)
    return _occasion_spans(period, end, occasions)


def _month_spans(first_day: date, end: date, months: int) -> Iterator[Span]:
    """Steps always reckoned from the first day, so that 31 Jan → 28 Feb → 31 Mar does not drift."""
    starts = (add_months(first_day, step * months) for step in count())
    for start, following in pairwise(starts):
        if start > end:
            return
        yield start, following - ONE_DAY


def _day_spans(start: date, end: date, days: int) -> Iterator[Span]:
    while start <= end:
        yield start, start + timedelta(days=days - 1)
        start += timedelta(days=days)


def _fortnight_spans(first_day: date, end: date) -> Iterator[Span]:
    """Two ISO weeks at a time from the first whole one; the days before it belong to a fortnight cut off."""
    start = first_day + timedelta(days=-first_day.weekday() % 7)
    if start > first_day:
        start -= timedelta(days=14)
    return _day_spans(start, end, 14)


def _term_spans(period: Period, end: date, terms: Sequence[Span] | None) -> Iterator[Span]:
    spans = _default_terms(period.first_day.year, end.year) if terms is None else _checked_terms(terms)
    return (span for span in spans if span[0] <= end and span[1] >= period.first_day)


def _default_terms(first_year: int, last_year: int) -> Iterator[Span]:
    for year in range(first_year, last_year + 1):
        yield date(year, 1, 1), date(year, 6, 30)
        yield date(year, 7, 1), date(year, 12, 31)


def _checked_terms(terms: Sequence[Span]) -> list[Span]:
    for term in terms:
        if not isinstance(term, Sequence) or len(term) != 2:
            raise ValueError(f"terms must be pairs of first and last day, not {term!r}")
        for day in term:
            require_date("terms", day)
        if term[1] < term[0]:
            raise ValueError(f"terms: {term[1]} is before {term[0]}")
    checked = sorted((first, last) for first, last in terms)
    for (_, last), (first, _) in pairwise(checked):
        if first <= last:
            raise ValueError(f"terms overlap at {first}")
    return checked


def _occasion_spans(period: Period, end: date, occasions: Iterable[date] | None) -> Iterator[Span]:
    if occasions is None:
        raise ValueError("occasions must be given when per is 'occasion'")
    days = list(occasions)
    for day in days:
        require_date("occasions", day)
    return ((day, day) for day in sorted(set(days)) if day in period and day <= end)


def _bucket(period: Period, per: Per, span: Span) -> Bucket:
    """Clip to the period; a cut week or fortnight is never judged, a longer one if half its days remain."""
    first, last = max(span[0], period.first_day), span[1]
    if period.last_day is not None:
        last = min(last, period.last_day)
    whole = (first, last) == span
    if per in DAYS_IN:
        return Bucket(first, last, whole, judged=whole)
    inside, length = (last - first).days + 1, (span[1] - span[0]).days + 1
    return Bucket(first, last, whole, judged=2 * inside >= length)
