"""Which targets need somebody's attention: one rule for the page of a council and for the table of all. Pure."""

from __future__ import annotations

from datetime import date

from followup.assessment import Verdict
from promises.periods import Period

ATTENTION = frozenset({Verdict.OUT_OF_REACH, Verdict.BEHIND, Verdict.NOT_FULFILLED, Verdict.PARTLY_FULFILLED})


def needs_attention(verdict: Verdict, *, is_reported: bool, period: Period, as_of: date) -> bool:
    """Behind, lost, after the end not wholly fulfilled, or about to become so in silence."""
    return verdict in ATTENTION or is_pressing(verdict, is_reported=is_reported, period=period, as_of=as_of)


def is_pressing(verdict: Verdict, *, is_reported: bool, period: Period, as_of: date) -> bool:
    """On track by arithmetic, but nothing is done and less than a quarter of the period is left."""
    if verdict is not Verdict.ON_TRACK or is_reported:
        return False
    left, days = period.days_left(as_of), period.days
    return left is not None and days is not None and left * 4 < days
