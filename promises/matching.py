"""Whether one activity counts towards one target, and if not, why not. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from promises.periods import Period


class Reason(StrEnum):
    """Why an activity tied to a target does not count. Each has its sentence in wording.py."""

    OUTSIDE_PERIOD = "outside_period"
    WRONG_TYPE = "wrong_type"
    TAG_MISSING = "tag_missing"
    WRONG_WEEKDAY = "wrong_weekday"
    WRONG_MONTH = "wrong_month"
    ORDINARY_DUTY = "ordinary_duty"
    PARTY_MISSING = "party_missing"
    PLACE_MISSING = "place_missing"


@dataclass(frozen=True, slots=True)
class Deed:
    """What matters about an activity here. Parties and place are ids."""

    day: date
    activity_type: str = ""
    tags: Set[str] = frozenset()
    is_beyond_ordinary: bool = False
    parties: Set[int] = frozenset()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a target asks of an activity. An empty set asks nothing. Weekdays are ISO (1 = Monday), months 1 to 12."""

    period: Period
    activity_types: Set[str] = frozenset()
    tags: Set[str] = frozenset()
    weekdays: Set[int] = frozenset()
    months: Set[int] = frozenset()
    only_beyond_ordinary: bool = False
    any_party: Set[int] = frozenset()
    all_parties: Set[int] = frozenset()
    places: Set[int] = frozenset()


def reasons_against(filters: Filters, deed: Deed) -> list[Reason]:
    """Every reason why the deed does not count; empty when it does. All tags asked for must be there."""
    checks = (
        (Reason.OUTSIDE_PERIOD, deed.day in filters.period),
        (Reason.WRONG_TYPE, not filters.activity_types or deed.activity_type in filters.activity_types),
        (Reason.TAG_MISSING, filters.tags <= deed.tags),
        (Reason.WRONG_WEEKDAY, not filters.weekdays or deed.day.isoweekday() in filters.weekdays),
        (Reason.WRONG_MONTH, not filters.months or deed.day.month in filters.months),
        (Reason.ORDINARY_DUTY, deed.is_beyond_ordinary or not filters.only_beyond_ordinary),
        (
            Reason.PARTY_MISSING,
            filters.all_parties <= deed.parties and (not filters.any_party or bool(filters.any_party & deed.parties)),
        ),
        (Reason.PLACE_MISSING, not filters.places or deed.place in filters.places),
    )
    return [reason for reason, holds in checks if not holds]
