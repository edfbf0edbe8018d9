"""Invents the days on which things were done, from a plan and a fixed seed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from followup.demo.plans import LogPlan

WEEK = timedelta(days=7)


def days_of(plan: LogPlan, *, first_day: date, last_day: date, seed: str) -> list[tuple[date, bool]]:
    """The days of a plan between two days, each with whether the activity is as the target asks.

    The same seed gives the same days, and a later last day only adds to them.
    """
    chosen = dict.fromkeys(_by_rhythm(plan, first_day, last_day, Random(seed)), True)
    for year in range(first_day.year, last_day.year + 1):
        for month_day in plan.days:
            chosen[date.fromisoformat(f"{year}-{month_day}")] = month_day not in plan.wrong
    return sorted((day, right) for day, right in chosen.items() if first_day <= day <= last_day)


def _by_rhythm(plan: LogPlan, first_day: date, last_day: date, random: Random) -> Iterator[date]:
    if plan.every_days:
        day = first_day + timedelta(days=1 + random.randrange(min(plan.every_days, 7)))  # nobody works on 1 January
        while day <= last_day:
            yield day
            day += timedelta(days=plan.every_days)
    if plan.pace:
        yield from _weekly(plan, first_day, last_day, random)


def _weekly(plan: LogPlan, first_day: date, last_day: date, random: Random) -> Iterator[date]:
    """One day in each ISO week at the plan's pace; `skip_weeks` of every 52 stay empty, at fixed places in the year."""
    monday = first_day - timedelta(days=first_day.weekday())
    skipped = {(number + 1) * 52 // (plan.skip_weeks + 1) - 4 for number in range(plan.skip_weeks)}
    owed = 0.0
    for week in range((last_day - monday).days // 7 + 1):
        offset = random.randrange(7)
        owed += plan.pace
        if week % 52 in skipped:
            owed = 0.0
            continue
        while owed >= 1:
            owed -= 1
            yield monday + week * WEEK + timedelta(days=offset)
            offset = (offset + 3) % 7
