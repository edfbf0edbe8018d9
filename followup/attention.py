"""Which targets need somebody's attention: one rule for the page of a council and for the table of all. Pure."""

from __future__ import annotations

from datetime import date

from followup.assessment import Verdict
from promises.periods import Period

ATTENTION = frozenset({Verdict.OUT_OF_REACH, Verdict.BEHIND, Verdict.NOT_FULFILLED, Verdict.PARTLY_FULFILLED})
# Kinds of targets: what is done once, when somebody asks, or is measured, is not done month by month.
NOT_MONTHLY = ("deliverable", "on_demand", "effect")
SILENT_DAYS = 30


def needs_attention(
    verdict: Verdict, kind: str, *, is_reported: bool, latest_on: date | None, period: Period, as_of: date
) -> bool:
    """Behind, lost, after the end not wholly fulfilled, about to become so in silence, or silent for long."""
    return (
        verdict in ATTENTION
        or is_pressing(verdict, is_reported=is_reported, period=period, as_of=as_of)
        or silent_days(verdict, kind, latest_on=latest_on, period=period, as_of=as_of) > 0
    )


def is_pressing(verdict: Verdict, *, is_reported: bool, period: Period, as_of: date) -> bool:
    """On track by arithmetic, but nothing is done and less than a quarter of the period is left."""
    if verdict is not Verdict.ON_TRACK or is_reported:
        return False
    left, days = period.days_left(as_of), period.days
    return left is not None and days is not None and left * 4 < days


def silent_days(verdict: Verdict, kind: str, *, latest_on: date | None, period: Period, as_of: date) -> int:
    """Days since something was reported, when they are many and something is still to be done; else 0."""
    if verdict not in (Verdict.ON_TRACK, Verdict.BEHIND) or kind in NOT_MONTHLY or period.is_over(as_of):
        return 0
    return days_of_silence(latest_on, period.first_day, as_of)


def days_of_silence(latest_on: date | None, first_day: date, as_of: date) -> int:
    """Days since anything was reported of what began on a day; 0 while they are few.

    >>> days_of_silence(date(2026, 9, 1), date(2026, 1, 1), date(2026, 11, 1))
    61
    >>> days_of_silence(None, date(2026, 10, 9), date(2026, 11, 1))
    0
    """
    days = (as_of - max(latest_on or first_day, first_day)).days
    return days if days >= SILENT_DAYS else 0
