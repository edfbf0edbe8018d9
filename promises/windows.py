"""Which bucket a day falls in: what is stored on a credit as `window_start`. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from promises.periods import Per, Period, Span, buckets


def window_start(
    period: Period,
    per: Per,
    day: date,
    *,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> date:
    """First day of the bucket that holds `day`, or the day itself when no bucket does (a summer between terms).

    >>> window_start(Period(date(2019, 1, 1), date(2019, 12, 31)), Per.WEEK, date(2019, 11, 20))
    datetime.date(2019, 11, 18)
    """
    return window_starts(period, per, [day], terms=terms, occasions=occasions)[day]


def window_starts(
    period: Period,
    per: Per,
    days: Iterable[date],
    *,
    terms: Sequence[Span] | None = None,
    occasions: Iterable[date] | None = None,
) -> Mapping[date, date]:
    """The same for many days at once, each with its first day; the period is divided only once."""
    asked = set(days)
    if not asked:
        return {}
    found = buckets(period, per, until=max(asked), terms=terms, occasions=occasions)
    starts = [bucket.first_day for bucket in found]
    windows = {}
    for day in asked:
        place = bisect_right(starts, day) - 1
        bucket = found[place] if place >= 0 else None
        inside = bucket and (bucket.last_day is None or day <= bucket.last_day)
        windows[day] = bucket.first_day if bucket and inside else day
    return windows
