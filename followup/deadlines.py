"""When the summary is due and how near that is. Pure: the day one looks from is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 30


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
