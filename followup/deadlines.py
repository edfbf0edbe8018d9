"""Days by which something is due: how near one is, and on which days to take stock. Pure.

The day one looks from is an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from promises.periods import Per, Period, add_months, buckets

SOON_DAYS = 30
# After a part of the period has closed: time to log what was done in it, and to read the figures.
DAYS_TO_LOG = 14
MONTHS_AHEAD = 12  # how far days are proposed for promises that hold until further notice


class Nearness(StrEnum):
    """How near a deadline is."""

    LATER = "later"
    SOON = "soon"
    TODAY = "today"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due day, included in full: "senast 31 januari" is kept at any time of that day."""

    due_on: date

    def days_left(self, as_of: date) -> int:
        """Days from the day looked from to the due day; negative when it has passed."""
        return (self.due_on - as_of).days

    def nearness(self, as_of: date) -> Nearness:
        left = self.days_left(as_of)
        if left < 0:
            return Nearness.PASSED
        if left == 0:
            return Nearness.TODAY
        return Nearness.SOON if left <= SOON_DAYS else Nearness.LATER


class Rhythm(StrEnum):
    """How often stock is taken of some promises."""

    TERTIAL = "tertial"
    QUARTER = "quarter"
    MEETING = "meeting"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day to take stock on, and the last day of the part it is about: None where it is not about any."""

    day: date
    up_to: date | None = None


def proposed_days(period: Period, rhythm: Rhythm, *, today: date, meetings: Iterable[date] = ()) -> list[Proposed]:
    """Days on which to take stock of promises given for a period, those still to come.

    By tertial or quarter, reckoned from the period's first day: two weeks after each has closed, so that what was done
    in it is logged, and on a Monday where that is a Saturday or Sunday. By meeting: each meeting from the period's
    first day on, until the first one after its end, which takes stock of the whole.

    >>> year = Period(date(2026, 1, 1), date(2026, 12, 31))
    >>> [str(one.day) for one in proposed_days(year, Rhythm.TERTIAL, today=date(2026, 3, 1))]
    ['2026-05-14', '2026-09-14', '2027-01-14']
    """
    if rhythm is Rhythm.OWN:
        return []
    if rhythm is Rhythm.MEETING:
        return [Proposed(day) for day in _meetings_of(period, meetings) if day >= today]
    until = period.last_day or add_months(today, MONTHS_AHEAD)
    closed = [bucket.last_day for bucket in buckets(period, Per(rhythm.value), until=until) if bucket.last_day]
    found = [Proposed(on_a_weekday(last_day + timedelta(days=DAYS_TO_LOG)), last_day) for last_day in closed]
    return [one for one in found if one.day >= today]


def on_a_weekday(day: date) -> date:
    """The day itself, or the Monday after when it is a Saturday or Sunday."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)


def _meetings_of(period: Period, meetings: Iterable[date]) -> list[date]:
    coming = sorted(day for day in meetings if day >= period.first_day)
    inside = [day for day in coming if day in period]
    return [*inside, *[day for day in coming if day not in period][:1]]
