"""Which bucket a day falls in: what is stored on a credit as `window_start`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    found = buckets(period, per, until=day, terms=terms, occasions=occasions)
    for bucket in found:
        if bucket.first_day <= day and (bucket.last_day is None or day <= bucket.last_day):
            return bucket.first_day
    return day
