"""The clocks of the law: what is renewed or followed up at least every second year. Plain arithmetic on days."""

from calendar import monthrange
from datetime import date

MONTHS = 24


def runs_out_on(day: date, months: int = MONTHS) -> date:
    """The last day before something decided on a day must have been renewed, so many months later.

    A month that is too short ends earlier; what no calendar reaches ends with the last day there is.

    >>> runs_out_on(date(2024, 3, 12))
    datetime.date(2026, 3, 12)
    >>> runs_out_on(date(2024, 2, 29))
    datetime.date(2026, 2, 28)
    >>> runs_out_on(date(2023, 8, 31), months=6)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
