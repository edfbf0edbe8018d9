"""On which days of a year a council could meet: spread over spring and autumn, never twice on a day. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

MOST_MEETINGS = 24
TUESDAY = 1
# People are away between these: the schools' winter and summer holidays.
TERMS = (((1, 20), (6, 5)), ((8, 25), (12, 10)))
FIXED_HOLIDAYS = ((5, 1), (6, 6))
A_WEEK = timedelta(days=7)


def proposed_days(year: int, number: int, *, known: Collection[date] = (), weekday: int = TUESDAY) -> list[date]:
    """Days to add so that the year has `number` meetings, as evenly as the terms let them.

    Each day that is `known` takes the place of the one it is nearest to.

    >>> [str(day) for day in proposed_days(2027, 4)]
    ['2027-02-16', '2027-04-20', '2027-09-07', '2027-11-09']
    """
    wanted = _spread(year, number, weekday)
    for day in sorted(one for one in known if one.year == year):
        if wanted:
            wanted.remove(min(wanted, key=lambda one: abs(one - day)))
    return wanted


def _spread(year, number, weekday):
    days = _working_days(year)
    found = []
    for place in range(number):
        day = _on_weekday(days[(2 * place + 1) * len(days) // (2 * number)], weekday)
        while day in found or is_holiday(day):
            day += A_WEEK
        found.append(day)
    return sorted(found)


def _working_days(year):
    found = []
    for first, last in TERMS:
        day, end = date(year, *first), date(year, *last)
        found += [day + timedelta(days=number) for number in range((end - day).days + 1)]
    return found


def _on_weekday(day, weekday):
    """The nearest day of the week, before or after."""
    away = (weekday - day.weekday() + 3) % 7 - 3
    return day + timedelta(days=away)


def is_holiday(day: date) -> bool:
    """Is it a public holiday within the terms?

    >>> is_holiday(date(2027, 5, 6)), is_holiday(date(2027, 3, 29)), is_holiday(date(2027, 5, 7))
    (True, True, False)
    """
    easter = easter_day(day.year)
    moving = {easter + timedelta(days=away) for away in (-2, 1, 39)}
    return day in moving or (day.month, day.day) in FIXED_HOLIDAYS


def easter_day(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning.

    >>> easter_day(2027)
    datetime.date(2027, 3, 28)
    """
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (skipped + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    away = moon - weekday
    month = 3 + (away + 40) // 44
    return date(year, month, away + 28 - 31 * (month // 4))
