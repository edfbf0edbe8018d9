"""How a plan stands on a day: a draft, decided for later, holding, run out or replaced.

The next plan is often decided before it begins. Until that day the one before it holds, although what follows it is
known: it is followed up, and what is late in it is late.
"""

from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlanStanding:
    """`code`: draft, coming, holds, until, over or replaced. `day`: its first day, its last, or none."""

    code: str
    day: date | None = None


def plan_standing(plan, day):
    """The standing of a plan, read with its `successor`."""
    if not plan.is_decided:
        return PlanStanding("draft")
    if plan.is_replaced:
        ends = _last_day_before(plan)
        return PlanStanding("until", ends) if ends and ends >= day else PlanStanding("replaced")
    if plan.is_over(day):
        return PlanStanding("over", plan.last_day)
    return PlanStanding("coming", plan.first_day) if plan.first_day > day else PlanStanding("holds")


def _last_day_before(plan):
    """The last day on which a replaced plan holds: its own, or the one before the next plan begins."""
    successor = getattr(plan, "successor", None)
    return None if successor is None else last_day_held(plan.last_day, successor.first_day)


def last_day_held(last_day, next_first_day):
    """The last day of a plan that is followed by one that begins on a day.

    >>> last_day_held(None, date(2020, 1, 1))
    datetime.date(2019, 12, 31)
    """
    return min(filter(None, [next_first_day - A_DAY, last_day]))
