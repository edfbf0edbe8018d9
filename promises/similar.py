"""What is stored already and looks like what somebody is about to save once more."""

from promises.models import Credit


def stored_like(council, rows):
    """(day, target id, place, count) → an activity that counts: of the days and targets of rows, but none of their own.

    Place is an id, or the words in small letters. One query, however many rows there are.
    """
    days = {row.facts["occurred_on"] for row in rows}
    targets = {target.pk for row in rows for target in row.targets}
    ties = (
        Credit.objects.of(council)
        .filter(activity__occurred_on__in=days, target__in=targets, activity__withdrawn_at__isnull=True)
        .exclude(activity__key__in=[row.key for row in rows])
        .select_related("activity__council", "activity__place")
    )
    return {mark(tie.activity, tie.target_id): tie.activity for tie in ties}


def mark(activity, target):
    where = activity.place_id or activity.place_text.casefold()
    return activity.occurred_on, target, where, activity.count


def marks(row):
    """The same of a row that has been read: one for each target."""
    facts = row.facts
    where = facts["place"].pk if facts["place"] else facts["place_text"].casefold()
    return [(facts["occurred_on"], target.pk, where, facts["count"]) for target in row.targets]
