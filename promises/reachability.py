"""Whether a counting target leaves a part of the period without a single day that could count. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from promises.periods import Per, Period, Span, buckets

# After so many days every weekday and month has come round; further on nothing new happens.
_FAR_ENOUGH = 366


def is_unreachable(target: Any, period: Period, terms: Sequence[Span] | None = None) -> bool:
    """Tell whether no log at all could fulfil the target.

    "Varje vecka" with only June counted is one: no week in January has a day that counts. Days of the calendar
    (`occasion`) are added as they become known and are not looked at here; neither is a period without a last day.
    """
    if period.last_day is None or target.per == Per.OCCASION:
        return False
    if target.per == Per.TERM and terms is not None and not any(_meets(term, period) for term in terms):
        return True
    if not target.weekdays and not target.months:
        return False
    if target.counting != "each":
        return not _has_day(target, period.first_day, period.last_day)
    judged = (b for b in buckets(period, Per(target.per), until=None, terms=terms) if b.judged)
    return any(b.last_day is not None and not _has_day(target, b.first_day, b.last_day) for b in judged)


def _meets(term: Span, period: Period) -> bool:
    return term[1] >= period.first_day and (period.last_day is None or term[0] <= period.last_day)


def _has_day(target: Any, first: date, last: date) -> bool:
    days = (first + timedelta(days=step) for step in range(min((last - first).days + 1, _FAR_ENOUGH)))
    return any(
        (not target.weekdays or day.isoweekday() in target.weekdays)
        and (not target.months or day.month in target.months)
        for day in days
    )
