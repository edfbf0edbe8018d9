"""What in a whole set will be missed when it is followed up: the day of its summary, and the calendar's terms."""

from datetime import timedelta

from django.utils.translation import gettext as _

from promises.measurability import Remark
from promises.periods import Per
from promises.target_remarks import WARN, quoted

# No school has a longer holiday between two terms; what is longer is a term that nobody has written in.
LONGEST_HOLIDAY = timedelta(days=92)
# What a longer period may have made wrong.
OF_THE_PERIOD = ("summary_before_end", "terms_missing")
ONE_DAY = timedelta(days=1)


def remarks_on_set(promise_set, targets, terms):
    """Remarks on the set itself. `targets`: all of the set; `terms`: (first day, last day) in the calendar, or None."""
    period = promise_set.promised_period
    return [*_of_summary(promise_set, period), *_of_terms(targets, period, terms)]


def _of_summary(promise_set, period):
    due = promise_set.summary_due_on
    if due and period.last_day and due < period.last_day:
        text = _("Sammanställningen ska vara klar %(day)s, före periodens slut.") % {"day": due.isoformat()}
        hint = _("Ändra dagen i löftenas uppgifter: den kan inte godkännas förrän perioden är slut.")
        yield Remark("summary_before_end", None, None, text, hint, WARN)
    elif not due and not promise_set.summary_due_wording:
        text, hint = _("Tidpunkten för sammanställningen är inte satt."), _("Ange den i löftenas uppgifter.")
        yield Remark("no_summary_day", None, None, text, hint, WARN)


def _of_terms(targets, period, terms):
    """Without any term in the calendar the usual ones are counted in, and nothing is missing."""
    gap = _gap(period, terms) if terms and period.last_day else None
    for target in targets if gap else ():
        if target.per == Per.TERM:
            values = {"target": quoted(target.label), "first": gap[0].isoformat(), "last": gap[1].isoformat()}
            text = _("”%(target)s” räknas per termin, men %(first)s–%(last)s ligger inte i någon termin.") % values
            hint = _("Lägg in terminerna för hela perioden i kalendern.")
            yield Remark("terms_missing", target.promise_id, target.pk, text, hint, WARN)


def _gap(period, terms):
    """The first stretch of the period in no term that is longer than a holiday."""
    free = period.first_day
    for first, last in sorted(terms):
        if first > period.last_day:
            break
        if first - free > LONGEST_HOLIDAY:
            return free, first - ONE_DAY
        free = max(free, last + ONE_DAY)
    return (free, period.last_day) if period.last_day - free >= LONGEST_HOLIDAY else None
