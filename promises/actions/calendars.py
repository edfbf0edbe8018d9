"""Writes the council's calendar: days and school terms that targets are counted in.

What is counted in them is counted anew in the same transaction.
"""

from dataclasses import dataclass

from django.db import transaction

from councils import audit
from councils.models import Council
from promises.actions.credits import recredit
from promises.codes import PerChoice
from promises.counted_on import ALWAYS, counted_on, settled, spans_of_term, usual_terms
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


class Settled(Exception):
    """Promises that are closed or replaced are counted on these days: what they came to stands. Carries the targets."""

    def __init__(self, targets):
        super().__init__("closed or replaced promises are counted on these days")
        self.targets = targets


@transaction.atomic
def add_occasions(*, council, by, days):
    """Add days to the calendar, given as day → name. A day that is already there keeps its name. Raises Settled."""
    _lock(council)
    known = set(Occasion.objects.of(council).filter(day__in=days).values_list("day", flat=True))
    new = sorted(days.keys() - known)
    _require_unsettled(council, PerChoice.OCCASION, [(day, day) for day in new])
    Occasion.objects.bulk_create(Occasion(council=council, day=day, name=days[day]) for day in new)
    details = {"act": "add", "days": [day.isoformat() for day in new]}
    return _follow(council, by, council, PerChoice.OCCASION, details) if new else Changed(0, 0)


@transaction.atomic
def remove_occasion(*, occasion, by):
    """Take a day out of the calendar. Raises Settled."""
    council = _lock(occasion.council)
    _require_unsettled(council, PerChoice.OCCASION, [(occasion.day, occasion.day)])
    details = {"act": "remove", "days": [occasion.day.isoformat()]}
    Occasion.objects.filter(pk=occasion.pk).delete()
    return _follow(council, by, occasion, PerChoice.OCCASION, details)


@transaction.atomic
def add_term(*, council, by, first_day, last_day):
    """Add a school term. Raises Overlaps and Settled. The first of one's own takes the place of the usual terms.

    Closed and replaced promises were counted in the usual ones: these are written in with it, and what they came to
    stands.
    """
    _lock(council)
    other = overlapping(council, first_day, last_day)
    if other and (other.first_day, other.last_day) == (first_day, last_day):
        return Changed(0, 0)  # the same form, sent twice
    if other:
        raise Overlaps(other)
    if Term.objects.of(council).exists():
        _require_unsettled(council, PerChoice.TERM, [(first_day, last_day)])
    else:
        _keep_usual_terms(council, first_day, last_day)
    term = Term.objects.create(council=council, first_day=first_day, last_day=last_day)
    return _follow(council, by, term, PerChoice.TERM, {"act": "add", **_days(term)})


@transaction.atomic
def remove_term(*, term, by):
    """Take a school term away. Without any of one's own the usual terms hold again. Raises Settled."""
    council = _lock(term.council)
    _require_unsettled(council, PerChoice.TERM, spans_of_term(council, term.first_day, term.last_day, others=1))
    Term.objects.filter(pk=term.pk).delete()
    return _follow(council, by, term, PerChoice.TERM, {"act": "remove", **_days(term)})


def overlapping(council, first_day, last_day):
    """A term of the council that has some of these days, or None."""
    return Term.objects.of(council).filter(first_day__lte=last_day, last_day__gte=first_day).first()


def _require_unsettled(council, per, spans):
    if held := settled(counted_on(council, per, spans)):
        raise Settled(held)


def _keep_usual_terms(council, first_day, last_day):
    held = settled(counted_on(council, PerChoice.TERM, [ALWAYS]))
    usual = usual_terms(held)
    if any(first <= last_day and first_day <= last for first, last in usual):
        raise Settled(held)
    Term.objects.bulk_create(Term(council=council, first_day=first, last_day=last) for first, last in usual)


def _lock(council):
    """No two change a council's calendar at once: that terms do not overlap is no constraint of the database."""
    return Council.objects.select_for_update().get(pk=council.pk)


def _follow(council, by, row, per, details):
    recounted = recredit(Target.objects.of(council).filter(per=per))
    audit.record(council=council, by=by, verb="change_calendar", of=row, **details, recounted=recounted)
    return Changed(len(details.get("days", [1])), recounted)


def _days(term):
    return {"from_day": term.first_day.isoformat(), "to_day": term.last_day.isoformat()}
