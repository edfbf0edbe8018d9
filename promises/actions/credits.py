"""Ties activities to targets and says in which bucket they count. Only actions write credits, and only through this."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch

from councils.models import Organisation
from promises.matching import reasons_against
from promises.models import Credit, Occasion, Target, Term
from promises.periods import Per
from promises.windows import window_start, window_starts

AT_A_TIME = 1_000


@dataclass(frozen=True)
class WrongCredit:
    """A credit that does not say what activity, rules and calendars say. Without `right` it should not be there."""

    credit: Credit
    right: tuple[date | None, int] | None

    @property
    def stored(self):
        return self.credit.window_start, self.credit.amount


def credit(activity, targets):
    """Tie an activity to exactly these targets; where period or filters say no, the tie stands but does not count."""
    targets = list(targets)
    made = _credits(activity, targets)
    activity.credits.exclude(target__in=targets).delete()
    _write(made)


def credit_new(activity, targets):
    """The same for an activity that was made just now: there is nothing to take away."""
    Credit.objects.bulk_create(_credits(activity, list(targets)), batch_size=AT_A_TIME)


def _credits(activity, targets):
    if any(target.promise_set.council_id != activity.council_id for target in targets):
        raise PermissionDenied("a target of another council")
    calendars, deed = calendars_of(activity.council_id, targets), activity.deed
    return [
        Credit(
            activity=activity,
            target=target,
            window_start=window_of(target, deed, calendars),
            amount=activity.count,
        )
        for target in targets
    ]


def recredit(targets):
    """Bring what is tied to some targets of one council up to date with their rules, period and calendars.

    Call it in the transaction of whatever changed those. Returns how many credits were wrong.
    """
    ids = [target.pk for target in targets]
    # Locked first and read after: what somebody else corrects meanwhile is then read as it became.
    list(Credit.objects.select_for_update(of=("self",)).filter(target__in=ids).values_list("pk"))
    wrong = wrong_credits(ids)
    for one in wrong:
        if one.right:
            one.credit.window_start, one.credit.amount = one.right
    _write(one.credit for one in wrong if one.right)
    Credit.objects.filter(pk__in=[one.credit.pk for one in wrong if not one.right]).delete()
    return len(wrong)


def wrong_credits(target_ids):
    """Credits of some targets of one council that are not what they would be if they were made now."""
    targets = list(Target.objects.filter(pk__in=target_ids).with_rules())
    if not targets:
        return []
    calendars = calendars_of(targets[0].promise_set.council_id, targets)
    return [wrong for target in targets for wrong in _wrong_credits(target, calendars)]


def _wrong_credits(target, calendars):
    """The rules are put together and the period divided once, however many activities there are."""
    parties = Prefetch("activity__parties", queryset=Organisation.objects.only("pk"))
    rows = list(Credit.objects.filter(target=target).select_related("activity").prefetch_related(parties))
    filters, period = target.filters, target.promise_set.period
    counted = {row.pk for row in rows if not reasons_against(filters, row.activity.deed)}
    days = {row.activity.occurred_on for row in rows if row.pk in counted}
    windows = window_starts(period, Per(target.per or Per.PERIOD), days, **calendars)
    for row in rows:
        window = windows[row.activity.occurred_on] if row.pk in counted else None
        wrong = WrongCredit(row, None if row.activity.is_withdrawn else (window, row.activity.count))
        if wrong.right != wrong.stored:
            yield wrong


def _write(rows):
    """In a few statements, however many they are: what is already tied is brought up to date."""
    Credit.objects.bulk_create(
        list(rows),
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["activity", "target"],
        update_fields=["window_start", "amount"],
    )


def window_of(target, deed, calendars):
    """First day of the bucket a deed falls in, or None when it does not count towards the target."""
    if reasons_against(target.filters, deed):
        return None
    return window_start(target.promise_set.period, Per(target.per or Per.PERIOD), deed.day, **calendars)


def calendars_of(council_id, targets):
    """The terms and occasions of a council, as `buckets` takes them; read only when some target is counted in them."""
    used = {target.per for target in targets}
    terms = Term.objects.filter(council=council_id).values_list("first_day", "last_day") if Per.TERM in used else ()
    days = Occasion.objects.filter(council=council_id).values_list("day", flat=True) if Per.OCCASION in used else ()
    return {"terms": list(terms) or None, "occasions": list(days)}
