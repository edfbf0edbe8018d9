"""Writes the council's calendar: days and school terms that targets are counted in.

What is counted in them is counted anew in the same transaction.
"""

from dataclasses import dataclass

from django.db import transaction

from councils import audit
from councils.models import Council
from promises.actions.credits import recredit
from promises.codes import PerChoice
from promises.models import Occasion, Target, Term


@dataclass(frozen=True)
class Changed:
    """What a change of the calendar did: rows made or removed, and how many activities now count otherwise."""

    rows: int
    recounted: int


class Overlaps(Exception):
    """Another term has some of these days. Carries that term."""

    def __init__(self, term):
        super().__init__(f"a term {term} has some of these days")
        self.term = term


@transaction.atomic
def add_occasions(*, council, by, days):
    """Add days to the calendar, given as day → name. A day that is already there keeps its name."""
    _lock(council)
    known = set(Occasion.objects.of(council).filter(day__in=days).values_list("day", flat=True))
    new = sorted(days.keys() - known)
    Occasion.objects.bulk_create(Occasion(council=council, day=day, name=days[day]) for day in new)
    details = {"act": "add", "days": [day.isoformat() for day in new]}
    return _follow(council, by, council, PerChoice.OCCASION, details) if new else Changed(0, 0)


@transaction.atomic
def remove_occasion(*, occasion, by):
    """Take a day out of the calendar."""
    council = _lock(occasion.council)
    details = {"act": "remove", "days": [occasion.day.isoformat()]}
    Occasion.objects.filter(pk=occasion.pk).delete()
    return _follow(council, by, occasion, PerChoice.OCCASION, details)


@transaction.atomic
def add_term(*, council, by, first_day, last_day):
    """Add a school term. Raises Overlaps. The first of one's own takes the place of the terms everybody has."""
    _lock(council)
    other = overlapping(council, first_day, last_day)
    if other and (other.first_day, other.last_day) == (first_day, last_day):
        return Changed(0, 0)  # the same form, sent twice
    if other:
        raise Overlaps(other)
    term = Term.objects.create(council=council, first_day=first_day, last_day=last_day)
    return _follow(council, by, term, PerChoice.TERM, {"act": "add", **_days(term)})


@transaction.atomic
def remove_term(*, term, by):
    """Take a school term away. Without any of one's own the terms everybody has hold again."""
    council = _lock(term.council)
    Term.objects.filter(pk=term.pk).delete()
    return _follow(council, by, term, PerChoice.TERM, {"act": "remove", **_days(term)})


def overlapping(council, first_day, last_day):
    """A term of the council that has some of these days, or None."""
    return Term.objects.of(council).filter(first_day__lte=last_day, last_day__gte=first_day).first()


def _lock(council):
    """No two change a council's calendar at once: that terms do not overlap is no constraint of the database."""
    return Council.objects.select_for_update().get(pk=council.pk)


def _follow(council, by, row, per, details):
    recounted = recredit(Target.objects.of(council).filter(per=per))
    audit.record(council=council, by=by, verb="change_calendar", of=row, **details, recounted=recounted)
    return Changed(len(details.get("days", [1])), recounted)


def _days(term):
    return {"from_day": term.first_day.isoformat(), "to_day": term.last_day.isoformat()}
