"""What the plan after another is likely to be called and how long it is likely to hold: a first guess in a form."""

import re
from datetime import date, timedelta

A_DAY = timedelta(days=1)
A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def next_plan(title, first_day, last_day):
    """(title, first day, last day) of the plan after one with these.

    It begins the day after, lasts as many whole years, and the years in its title are as many later. Without a last
    day, or where the period is not of whole years, only the first day is known.

    >>> next_plan("Handlingsplan 2025–2026", date(2025, 1, 1), date(2026, 12, 31))
    ('Handlingsplan 2027–2028', datetime.date(2027, 1, 1), datetime.date(2028, 12, 31))
    """
    if last_day is None:
        return "", None, None
    begins = last_day + A_DAY
    years = begins.year - first_day.year
    if years < 1 or (begins.month, begins.day) != (first_day.month, first_day.day):
        return "", begins, None
    ends = _later(begins, years) - A_DAY
    return A_YEAR.sub(lambda year: str(int(year[0]) + years), title), begins, ends


def _later(day, years):
    """The same day so many years later; 29 February has none in most, and 1 March stands for it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
