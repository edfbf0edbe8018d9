"""What is to be done, as one list whatever it is: a thing with its day, its words and the page where it is done. Pure.

What is stored stays where it belongs: a summary's day on its promise set, a deliverable's on its target, the rest as
rows of their own. `agenda.py` gathers what has a day, `owed.py` says what of it is somebody's own to do now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class ThingKind(StrEnum):
    """What sort of thing waits."""

    SUMMARY = "summary"
    CHECKPOINT = "checkpoint"
    TASK = "task"
    DELIVERY = "delivery"
    MEETING = "meeting"
    DECISION = "decision"
    SIGNATURE = "signature"
    APPROVAL = "approval"
    PARTS = "parts"
    BUCKET = "bucket"
    DUTY = "duty"
    PLAN = "plan"


class When(StrEnum):
    """Where in one's list a thing stands."""

    PASSED = "passed"
    THIS_WEEK = "this_week"
    LATER = "later"
    NO_DAY = "no_day"


@dataclass(frozen=True)
class Thing:
    """One thing to do in one council.

    `key` tells it apart for good and holds no text: "summary:12", "bucket:17:2026-11-16". `owed_by` are the ids of the
    organisations it is asked of; None means every party. `url` is the page where it is done.
    `name` is what it is called as a heading, of what has a day.
    """

    key: str
    kind: ThingKind
    council: Any
    day: date | None
    text: str
    url: str
    owed_by: frozenset[int] | None = None
    is_done: bool = False
    name: str = ""

    def is_owed_by(self, organisations: Iterable[int]) -> bool:
        """Is it asked of any of these organisations?"""
        return self.owed_by is None or not self.owed_by.isdisjoint(organisations)

    def when(self, today: date) -> When:
        """Passed, within the week that today lies in, or later."""
        if self.day is None:
            return When.NO_DAY
        if self.day < today:
            return When.PASSED
        return When.THIS_WEEK if self.day <= end_of_week(today) else When.LATER


def in_order(things: Iterable[Thing]) -> list[Thing]:
    """By day, what has no day first, since it can be done at once; of one day by key."""
    return sorted(things, key=lambda thing: (thing.day or date.min, thing.key))


def passed_and_coming(things: Iterable[Thing], today: date) -> tuple[list[Thing], list[Thing]]:
    """Those whose day has passed, and the others; each in the order given."""
    things = list(things)
    passed = [thing for thing in things if thing.when(today) is When.PASSED]
    return passed, [thing for thing in things if thing.when(today) is not When.PASSED]


def end_of_week(day: date) -> date:
    """The Sunday of the week the day lies in.

    >>> end_of_week(date(2026, 11, 18))
    datetime.date(2026, 11, 22)
    """
    return day + timedelta(days=6 - day.weekday())


def nearness_in_words(day: date, today: date) -> str:
    """How near a day is, as it is said.

    >>> nearness_in_words(date(2026, 11, 30), date(2026, 11, 18))
    'om 12 dagar'
    """
    left = (day - today).days
    near = {-1: _("i går"), 0: _("i dag"), 1: _("i morgon")}
    if left in near:
        return near[left]
    if left > 0:
        return ngettext("om %(days)s dag", "om %(days)s dagar", left) % {"days": left}
    return ngettext("%(days)s dag sedan", "%(days)s dagar sedan", -left) % {"days": -left}
