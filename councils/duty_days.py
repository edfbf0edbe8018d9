"""When a yearly duty is to be done: before the end of its month, each year that its agreement holds. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date


def last_of_month(year: int, month: int) -> date:
    """The day by which a duty of that month is to be done.

    >>> last_of_month(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def duty_days(month: int, years: Iterable[int], *, from_day: date | None, to_day: date | None) -> list[date]:
    """The days in these years on which a duty falls due while its agreement holds; no day is no limit.

    >>> duty_days(12, [2022, 2023, 2024], from_day=date(2023, 5, 5), to_day=date(2024, 6, 30))
    [datetime.date(2023, 12, 31)]
    """
    days = (last_of_month(year, month) for year in years if MINYEAR <= year <= MAXYEAR)
    return [day for day in days if (from_day is None or from_day <= day) and (to_day is None or day <= to_day)]
