"""Days as people write them in spreadsheets. Pure.

What may be two days is neither: somebody has to say which way it is written.
"""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
# 20/11 2019 and 20.11.2019 are Swedish and begin with the day; 03/04/2019 may be either.
_SWEDISH = re.compile(r"(\d{1,2})(?:/(\d{1,2}) +|\.(\d{1,2})\. ?)(\d{4})")
_EITHER = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


def read_day(text: str, *, day_first: bool | None = None) -> date | None:
    """The day, or None when it is none or may be two. `day_first` says how 03/04/2019 is meant.

    >>> read_day("20/11 2019") == read_day("20.11.2019") == read_day("20/11/2019") == date(2019, 11, 20)
    True
    >>> read_day("03/04/2019"), read_day("03/04/2019", day_first=True)
    (None, datetime.date(2019, 4, 3))
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _SWEDISH.fullmatch(text):
        return _day(match[4], match[2] or match[3], match[1])
    if match := _EITHER.fullmatch(text):
        days = {True: _day(match[3], match[2], match[1]), False: _day(match[3], match[1], match[2])}
        if day_first is not None and days[day_first]:
            return days[day_first]
        possible = {day for day in days.values() if day}
        return possible.pop() if len(possible) == 1 else None
    return None


def is_ambiguous(text: str) -> bool:
    """May it be two different days?

    >>> is_ambiguous("03/04/2019"), is_ambiguous("20/11/2019"), is_ambiguous("03/03/2019")
    (True, False, False)
    """
    match = _EITHER.fullmatch(text.strip())
    if not match:
        return False
    days = (_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2]))
    return None not in days and days[0] != days[1]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
