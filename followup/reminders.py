"""When somebody is reminded of a thing. Pure: the day, and the day one was last told, are arguments.

Not every day of the same: 30, 14, 7, 3, 1 and 0 days before, then each week after the day has passed. What has no day
waits for somebody and is told each week; a week, fortnight or month that closes is told once. If no mail was sent on
such a day, the thing is told with the next: what counts is whether one has been told since the last of these days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from followup.things import Thing, ThingKind

DAYS_BEFORE = (30, 14, 7, 3, 1, 0)
WEEK = timedelta(days=7)
# Waits for one person's word, and holds others up: told at once and then each week, however far away its day is.
WAITS = {ThingKind.SIGNATURE, ThingKind.APPROVAL, ThingKind.PARTS}
# Days after its day when a thing that is not done is told to whoever calls the council together, too.
TOLD_ON_AFTER = 7


def latest_step(day: date, today: date) -> date | None:
    """The last of the days for telling of a thing that has come by today; None while it is too far away.

    >>> latest_step(date(2026, 12, 31), date(2026, 12, 20))
    datetime.date(2026, 12, 17)
    """
    if today > day:
        return day + (today - day) // WEEK * WEEK
    return max((step for step in (day - timedelta(days=n) for n in DAYS_BEFORE) if step <= today), default=None)


def is_to_be_told(thing: Thing, *, today: date, last_told: date | None) -> bool:
    """Is it time to tell of a thing that waits? `last_told`: the last day on which the person was told of it."""
    if last_told is None:
        return thing.day is None or thing.kind in WAITS or latest_step(thing.day, today) is not None
    if thing.kind is ThingKind.BUCKET:
        return False
    if thing.day is None or thing.kind in WAITS:
        return today - last_told >= WEEK
    step = latest_step(thing.day, today)
    return step is not None and last_told < step


def is_time_for_mail(things: Iterable[Thing], *, today: date, told: Mapping[str, date]) -> bool:
    """Is any of the things to be told today? Then the mail lists them all. `told`: key → the day last told."""
    return any(is_to_be_told(thing, today=today, last_told=told.get(thing.key)) for thing in things)


def is_told_on(thing: Thing, *, today: date) -> bool:
    """Has its day passed so long ago that the one who calls the council together is told as well?"""
    return thing.day is not None and (today - thing.day).days >= TOLD_ON_AFTER
