"""Weekdays and months named in a promise, and the day a deadline points at."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from promises.periods import ONE_DAY, Period

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_TO = r"\s*(?:-|–|—|till och med|t\.?o\.?m\.?|till)\s*"

_WEEKDAY_SPAN = re.compile(rf"\b({_DAY})(?:ar|s)?{_TO}({_DAY})", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({_DAY})", re.IGNORECASE)
_WORKDAYS = re.compile(r"\b(?:vardag(?:ar|en)?|helgfria? dag(?:ar)?|arbetsdag(?:ar)?|skoldag(?:ar)?)\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\b(?:fredags?- och lördag|varje helg|alla helger|helger(?:na)?)\b", re.IGNORECASE)
_MONTH_SPAN = re.compile(rf"\b({_MONTH}){_TO}({_MONTH})\b|\bmellan ({_MONTH}) och ({_MONTH})\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?<!\d )(?<!\d)\b({_MONTH})\b", re.IGNORECASE)

# Season, term or part of the year in the definite form, to its months.
SEASONS = {
    "vårterminen": (1, 2, 3, 4, 5, 6),
    "höstterminen": (8, 9, 10, 11, 12),
    "sommarlovet": (6, 7, 8),
    "första halvåret": (1, 2, 3, 4, 5, 6),
    "andra halvåret": (7, 8, 9, 10, 11, 12),
    "första kvartalet": (1, 2, 3),
    "andra kvartalet": (4, 5, 6),
    "tredje kvartalet": (7, 8, 9),
    "fjärde kvartalet": (10, 11, 12),
    "sommarmånaderna": (6, 7, 8),
    "vintermånaderna": (1, 2, 12),
    "våren": (3, 4, 5),
    "sommaren": (6, 7, 8),
    "hösten": (9, 10, 11),
    "vintern": (1, 2, 12),
}


def weekdays(text: str) -> tuple[int, ...]:
    """The weekdays named, ISO numbers in order.

    >>> weekdays("varje tisdag och torsdag"), weekdays("måndag–fredag")
    ((2, 4), (1, 2, 3, 4, 5))
    """
    found: set[int] = set()
    for match in _WEEKDAY_SPAN.finditer(text):
        first, last = (WEEKDAYS.index(name.lower()) + 1 for name in match.groups())
        found.update(range(first, last + 1) if first <= last else [*range(first, 8), *range(1, last + 1)])
    found.update(WEEKDAYS.index(match.group(1).lower()) + 1 for match in _WEEKDAY.finditer(text))
    if not found and _WORKDAYS.search(text):
        found.update(range(1, 6))
    return tuple(sorted(found)) if len(found) < 7 else ()


def months(text: str) -> tuple[int, ...]:
    """The months that are named as when something is done; not those of a date.

    >>> months("i juni och augusti"), months("från maj till juli"), months("den 3 maj")
    ((6, 8), (5, 6, 7), ())
    """
    found: set[int] = set()
    for match in _MONTH_SPAN.finditer(text):
        first, last = (MONTHS.index(name.lower()) + 1 for name in match.groups() if name)
        found.update(range(first, last + 1) if first <= last else [*range(first, 13), *range(1, last + 1)])
    found.update(MONTHS.index(match.group(1).lower()) + 1 for match in _MONTH_ALONE.finditer(text))
    return tuple(sorted(found)) if len(found) < 12 else ()


def seasons(text: str) -> tuple[int, ...]:
    """The months of the seasons named: "under sommaren" is June to August."""
    low = text.lower()
    found = {month for name, of in SEASONS.items() if re.search(rf"\b(?:under|på|i) {name}\b", low) for month in of}
    return tuple(sorted(found)) if len(found) < 12 else ()


_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_OF_MONTH = re.compile(rf"\b(\d{{1,2}})(?::?e|:a)?\s+({_MONTH})(?:\s+(?:år\s+)?(\d{{4}}))?", re.IGNORECASE)
# "Den sista november", "första dagen i maj".
_EDGE_OF_MONTH = re.compile(
    rf"\b(sista|första)\s+(?:dag(?:en)?\s+i\s+)?({_MONTH})(?:\s+(?:år\s+)?(\d{{4}}))?", re.IGNORECASE
)
# Of a day: what is "fram till" it may still be done that day.
_BEFORE_THE_DAY = re.compile(r"\b(?:före|innan)\s+(?:utgången\s+av\s+)?(?:den\s+|dagen\s+)?$", re.IGNORECASE)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:[\s-]+(\d{4}))?\b")
_IN_MONTH = re.compile(rf"(?<!\d )\b({_MONTH})(?:\s+(?:månad\s+)?(\d{{4}}))?", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:före|innan|inför|fram till(?! och med)|till(?= (?:sommaren|jul|midsommar|skolstart)))\b", re.IGNORECASE
)
_END = re.compile(r"slutet|utgång", re.IGNORECASE)
_WEEK = re.compile(r"\bvecka\s+(\d{1,2})(?:\s+(\d{4}))?", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(första|andra|tredje|fjärde|sista|kvartal)\s+(kvartalet|[1-4])?(?:\s+(\d{4}))?", re.IGNORECASE
)
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_NUMBERED = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 4}

# What a deadline points at, to (month, day) when it is "before" that and when it is within it.
_POINTS = (
    (r"sommarlov|sommarens början", (6, 10), (8, 15)),
    (r"halvårsskift|halvårets slut|första halvår|vårens slut|vårterminens slut", (6, 30), (6, 30)),
    (r"midsommar", (6, 20), (6, 25)),
    (r"skolavslutning", (6, 10), (6, 15)),
    (r"skolstart|höstterminens (?:start|början)|terminsstart", (8, 15), (8, 31)),
    (r"sommar", (5, 31), (8, 31)),
    (r"semester", (6, 15), (8, 15)),
    (r"vårterminen", (1, 7), (6, 15)),
    (r"höstterminen", (8, 15), (12, 20)),
    (r"\bvår(?:en|kanten)\b", (2, 28), (5, 31)),
    (r"\bhöst(?:en|lovet)\b", (8, 31), (11, 30)),
    (r"\b(?:jul|julen|jullovet)\b", (12, 20), (12, 31)),
    (
        r"nyår|årsskift|årets (?:slut|utgång)|årets sista|slutet (?:av|på) året|utgången av året|andra halvår",
        (12, 31),
        (12, 31),
    ),
    (r"valborg", (4, 29), (4, 30)),
    (r"påsk", (3, 31), (4, 30)),
    (r"\bvintern\b", (11, 30), (12, 31)),
)
_END_OF_PERIOD = re.compile(r"periodens (?:slut|utgång)|löftesperioden|avtalsperioden|löftets slut", re.IGNORECASE)


def due_day(text: str, period: Period) -> date | None:
    """The last day of a deadline, or None when the words do not tell it. The year comes from the period if unsaid.

    >>> due_day("senast under februari 2020", Period(date(2019, 1, 1), date(2019, 12, 31)))
    datetime.date(2020, 2, 29)
    """
    for reading in (_iso, _dated, _edge, _slashed, _quarterly, _weekly, _monthly, _pointed):
        day = reading(text, period)
        if day is not None:
            return day
    return _whole_year(text, period)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> date | None:
    return _date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and 1900 <= year <= 2999 else None


def _within(period: Period, month: int, day: int, year: str | None) -> date | None:
    """The day in the year said, else the first such day that the period holds, else that of its first year."""
    if year:
        return _date(int(year), month, day) or _end_of_month(int(year), month)
    first = period.first_day.year
    last = period.last_day.year if period.last_day else first + 1
    days = [_date(y, month, day) or _end_of_month(y, month) for y in range(first, min(last, first + 20) + 1)]
    return next((found for found in days if found and found in period), days[0])


def _by(day: date | None, text: str, match: re.Match[str]) -> date | None:
    """The day that is named, or the day before it where the words say "före"."""
    said = _BEFORE_THE_DAY.search(text[: match.start()])
    return day - ONE_DAY if day and day > date.min and said and "utgången" not in said.group(0).lower() else day


def _iso(text: str, period: Period) -> date | None:
    match = _ISO.search(text)
    return _by(_date(*(int(part) for part in match.groups())), text, match) if match else None


def _edge(text: str, period: Period) -> date | None:
    """The first or the last day of a month."""
    match = _EDGE_OF_MONTH.search(text)
    if not match:
        return None
    month, day = MONTHS.index(match.group(2).lower()) + 1, 31 if match.group(1).lower() == "sista" else 1
    return _by(_within(period, month, day, match.group(3) or _said(text)), text, match)


def _dated(text: str, period: Period) -> date | None:
    match = _DAY_OF_MONTH.search(text)
    if not match or not 1 <= int(match.group(1)) <= 31:
        return None
    month = MONTHS.index(match.group(2).lower()) + 1
    return _by(_within(period, month, int(match.group(1)), match.group(3) or _said(text)), text, match)


def _slashed(text: str, period: Period) -> date | None:
    match = _SLASHED.search(text)
    if not match or match.group(0) == "24/7":
        return None
    day, month = int(match.group(1)), int(match.group(2))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _by(_within(period, month, day, match.group(3)), text, match)


def _quarterly(text: str, period: Period) -> date | None:
    match = _QUARTER.search(text)
    if not match or not (match.group(2) and ("kvartal" in match.group(0).lower())):
        return None
    word, named, year = match.groups()
    number = int(named) if named.isdigit() else _NUMBERED.get(word.lower(), 0)
    return _within(period, number * 3, 31 if number in (1, 4) else 30, year or _said(text)) if number else None


def _weekly(text: str, period: Period) -> date | None:
    match = _WEEK.search(text)
    if not match:
        return None
    try:
        return date.fromisocalendar(int(match.group(2) or _said(text) or period.first_day.year), int(match.group(1)), 7)
    except ValueError:
        return None


def _monthly(text: str, period: Period) -> date | None:
    """The last day of the month; "före mars" is the last of February."""
    match = _IN_MONTH.search(text)
    if not match:
        return None
    month, year = MONTHS.index(match.group(1).lower()) + 1, match.group(2) or _said(text)
    if _BEFORE.search(text) and not _END.search(text):
        month -= 1
        if month == 0:
            return _within(period, 12, 31, str(int(year) - 1) if year else None)
    return _within(period, month, 31, year)


def _pointed(text: str, period: Period) -> date | None:
    if _END_OF_PERIOD.search(text):
        return period.last_day
    before = _BEFORE.search(text) is not None
    for pattern, ahead, inside in _POINTS:
        if re.search(pattern, text, re.IGNORECASE):
            month, day = ahead if before else inside
            return _within(period, month, day, _said(text))
    return None


def _whole_year(text: str, period: Period) -> date | None:
    year = _said(text)
    if year is None:
        return None
    is_before = _BEFORE.search(text) and not _END.search(text)
    return _date(int(year) - 1, 12, 31) if is_before else _date(int(year), 12, 31)


def _said(text: str) -> str | None:
    match = _YEAR.search(text)
    return match.group(1) if match else None
