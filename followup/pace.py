"""What should be done by which day, for a drawing: the corners of the pace, and any day asked of the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import count, takewhile

from followup.assessment import Counting, Outcome, assess
from promises.periods import DAYS_IN, MONTHS_IN, ONE_DAY, add_months


def owed_on(outcome: Outcome) -> Callable[[date], Fraction | None]:
    """What the engine would have expected on any day; None everywhere when there is no total to reach."""
    if not has_pace(outcome):
        return lambda day: None
    return lambda day: assess(outcome.rule, period=outcome.period, entries=(), as_of=day).expected


def has_pace(outcome: Outcome) -> bool:
    """Whether a total is owed over a period with an end. What must be done in each part has no pace of the whole."""
    return outcome.required is not None and outcome.rule.counting is not Counting.EACH


def corners_of(outcome: Outcome) -> list[tuple[date, int]]:
    """The days on which more is owed than the day before, where only whole lengths count; none for an even pace."""
    if not has_pace(outcome) or outcome.rule.counting is not Counting.AVERAGE:
        return []
    end = outcome.period.last_day + ONE_DAY
    days = takewhile(lambda day: day <= end, (_after(outcome, lengths) for lengths in count(1)))
    found = [(day, outcome.rule.minimum * lengths) for lengths, day in enumerate(days, start=1)]
    return found or [(end, outcome.required)]


def _after(outcome: Outcome, lengths: int) -> date:
    """The day on which so many whole lengths have gone by."""
    first, per = outcome.period.first_day, outcome.rule.per
    if per in DAYS_IN:
        return first + timedelta(days=DAYS_IN[per] * lengths)
    return add_months(first, MONTHS_IN[per] * lengths)
