"""Ties activities to targets and says in which bucket they count. Only actions write credits, and only through this."""

from django.core.exceptions import PermissionDenied

from promises.matching import reasons_against
from promises.models import Credit, Occasion, Term
from promises.periods import Per
from promises.windows import window_start

AT_A_TIME = 1_000


def credit(activity, targets):
    """Tie an activity to exactly these targets; where period or filters say no, the tie stands but does not count."""
    targets = list(targets)
    foreign = [target for target in targets if target.promise_set.council_id != activity.council_id]
    if foreign:
        raise PermissionDenied("a target of another council")
    activity.credits.exclude(target__in=targets).delete()
    calendars = calendars_of(activity.council_id, targets)
    deed = activity.deed
    rows = [
        Credit(
            activity=activity,
            target=target,
            window_start=window_of(target, deed, calendars),
            amount=activity.count,
        )
        for target in targets
    ]
    # One statement for all of them: what is already tied is brought up to date.
    Credit.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["activity", "target"],
        update_fields=["window_start", "amount"],
    )


def recredit(targets):
    """Bring what is tied to some targets of one council up to date with their rules, period and calendars.

    Call it in the transaction of whatever changed those. Returns how many credits were wrong.
    """
    targets = list(targets)
    if not targets:
        return 0
    calendars = calendars_of(targets[0].promise_set.council_id, targets)
    return sum(_recredit(target, calendars) for target in targets)


def _recredit(target, calendars):
    wrong = []
    rows = Credit.objects.filter(target=target).select_related("activity").prefetch_related("activity__parties")
    for row in rows:
        right = window_of(target, row.activity.deed, calendars), row.activity.count
        if (row.window_start, row.amount) != right:
            row.window_start, row.amount = right
            wrong.append(row)
    Credit.objects.bulk_update(wrong, ["window_start", "amount"], batch_size=AT_A_TIME)
    return len(wrong)


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
