"""Which signed promises are counted on days or terms of the council's calendar, and which of them stand fast."""

from datetime import date

from promises.codes import SetStatus
from promises.models import Target, Term
from promises.querysets import DECIDED

SETTLED = (SetStatus.CLOSED, SetStatus.SUPERSEDED)
ALWAYS = (date.min, date.max)


def counted_on(council, per, spans):
    """Targets of signed promises that are counted on some of these (first day, last day), with their sets."""
    way = "promise__section__promise_set"
    rows = Target.objects.of(council).filter(**{"per": per, f"{way}__status__in": DECIDED})
    rows = rows.select_related(f"{way}__council").in_reading_order()
    return [target for target in rows if any(_touches(target.promise_set, *span) for span in spans)]


def settled(targets):
    """Those whose promises are closed or replaced: what they came to is said, and no calendar changes it."""
    return [target for target in targets if target.promise_set.status in SETTLED]


def spans_of_term(council, first_day, last_day, *, others):
    """The days that a term decides on: its own, or all when it is the only one, since it ends the usual terms."""
    own = Term.objects.of(council)
    return [(first_day, last_day)] if own.count() > others else [ALWAYS]


def usual_terms(targets):
    """The half-years that the promises of these targets hold in, as they are counted without terms of one's own."""
    found = set()
    for first, last in (_days(target.promise_set) for target in targets):
        for year in range(first.year, last.year + 1):
            halves = ((date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31)))
            found |= {half for half in halves if half[0] <= last and half[1] >= first}
    return sorted(found)


def _touches(promise_set, first_day, last_day):
    first, last = _days(promise_set)
    return first <= last_day and first_day <= last


def _days(promise_set):
    """An edition that was replaced is judged on that day; what comes after is the next one's."""
    last = promise_set.last_day or date.max
    return promise_set.first_day, min(last, promise_set.superseded_on or last)
