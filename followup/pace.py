"""What should be done by which day, for a drawing: the corners of the pace, and any day asked of the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import count, takewhile

from followup.assessment import Counting, Outcome, assess
from followup.since import pace_days
from promises.periods import DAYS_IN, MONTHS_IN, ONE_DAY, add_months

MOST_STEPS = 60  # with more, a step is lower than the dot that stands on it


def owed_on(outcome: Outcome) -> Callable[[date], Fraction | None]:
    """What the engine would have expected on any day; None everywhere when there is no total to reach."""
    if not has_pace(outcome):
        return lambda day: None
    return lambda day: assess(outcome.rule, period=outcome.period, entries=(), as_of=day).expected


def has_pace(outcome: Outcome) -> bool:
    """Whether a total is owed over a period with an end. What must be done in each part has no pace of the whole."""
    return outcome.required is not None and outcome.rule.counting is not Counting.EACH


def corners_of(outcome: Outcome) -> list[tuple[date, int]]:
    """The days on which more is owed than the day before; none for a pace so even that its steps are not seen."""
    if not has_pace(outcome):
        return []
    if outcome.rule.counting is Counting.TOTAL:
        return _corners_of_sum(outcome) if outcome.required <= MOST_STEPS else []
    end = outcome.period.last_day + ONE_DAY
    days = takewhile(lambda day: day <= end, (_after(outcome, lengths) for lengths in count(1)))
    found = [(day, outcome.rule.minimum * lengths) for lengths, day in enumerate(days, start=1)]
    return found or [(end, outcome.required)]


def _corners_of_sum(outcome: Outcome) -> list[tuple[date, int]]:
    """Only whole ones are owed: the days on which one more is."""
    owed = range(1, outcome.required + 1)
    return list(zip(pace_days(outcome.period, outcome.required), owed, strict=True))


def _after(outcome: Outcome, lengths: int) -> date:
    """The day on which so many whole lengths have gone by."""
    first, per = outcome.period.first_day, outcome.rule.per
    if per in DAYS_IN:
        return first + timedelta(days=DAYS_IN[per] * lengths)
    return add_months(first, MONTHS_IN[per] * lengths)
