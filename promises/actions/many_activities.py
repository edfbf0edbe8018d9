"""Writes many activities at once, with the history and the ties that saving each of them would give.

The only file that writes activities past `save`: tests/promises/test_many_activities.py holds that what is left behind
is the same.
"""

from collections import defaultdict

from django.db import connection
from django.db.models import OuterRef, Subquery, Value

from councils.text import in_one_line
from promises.actions.credits import calendars_of
from promises.matching import Deed, reasons_against
from promises.models import Activity, Credit, Target
from promises.periods import Per
from promises.windows import window_starts

AT_A_TIME = 500
LONGEST_REASON = 100
Took = Activity.parties.through
Saved = Activity.history.model
TookThen = Saved.parties.model
CHANGED = ["occurred_on", "activity_type", "place", "place_text", "count", "count_quality", "reach", "tags"]
CHANGED += ["is_beyond_ordinary", "note", "version"]
WITHDRAWN = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"]


class Ties:
    """Makes credits: each target's rules are put together once, and its period is divided once for many days."""

    def __init__(self, targets):
        self.targets = {target.pk: target for target in targets}
        self._filters = {target.pk: target.filters for target in targets}
        council_ids = {target.promise_set.council_id for target in targets}
        assert len(council_ids) < 2, "targets of one council"
        self._calendars = calendars_of(council_ids.pop(), targets) if council_ids else {}
        self._windows = defaultdict(dict)

    def credits(self, deeds):
        """The credits of [(activity, what of it matters, target ids)]."""
        tied = [(activity, deed, pk) for activity, deed, ids in deeds for pk in ids]
        counted = [not reasons_against(self._filters[pk], deed) for _, deed, pk in tied]
        self._divide((pk, deed.day) for (_, deed, pk), counts in zip(tied, counted, strict=True) if counts)
        return [
            Credit(
                activity_id=activity.pk,
                target_id=pk,
                window_start=self._windows[pk][deed.day] if counts else None,
                amount=activity.count,
            )
            for (activity, deed, pk), counts in zip(tied, counted, strict=True)
        ]

    def _divide(self, asked):
        """Find the first day of the bucket of each (target's id, day) that is not known yet."""
        days = defaultdict(set)
        for pk, day in asked:
            if day not in self._windows[pk]:
                days[pk].add(day)
        for pk, new in days.items():
            target = self.targets[pk]
            per = Per(target.per or Per.PERIOD)
            self._windows[pk] |= window_starts(target.promise_set.period, per, new, **self._calendars)


def ties_to(target_ids):
    return Ties(list(Target.objects.filter(pk__in=target_ids).with_rules()))


def add_many(rows, *, by, at, reason, ties):
    """Save new activities: [(activity, parties, target ids)]."""
    if not rows:
        return
    activities = Activity.objects.bulk_create([activity for activity, _, _ in rows], batch_size=AT_A_TIME)
    rows = [(saved, parties, ids) for saved, (_, parties, ids) in zip(activities, rows, strict=True)]
    _took_part(rows)
    _remember(activities, by=by, at=at, reason=reason, kind="+")
    _tie(rows, ties)


def change_many(rows, *, by, at, reason, ties):
    """Save changed activities, already with their new values and version: [(activity, parties, target ids)]."""
    if not rows:
        return
    ids = [activity.pk for activity, _, _ in rows]
    _write_over([activity for activity, _, _ in rows], CHANGED)
    Took.objects.filter(activity__in=ids).delete()
    _took_part(rows)
    _remember([activity for activity, _, _ in rows], by=by, at=at, reason=reason, kind="~")
    Credit.objects.filter(activity__in=ids).delete()
    _tie(rows, ties)


def withdraw_many(activities, *, by, at, why, reason):
    """Take activities out of every count. Returns id → targets it was tied to."""
    for activity in activities:
        activity.withdrawn_at, activity.withdrawn_by, activity.withdrawn_reason = at, by, why
        activity.version += 1
    _write_over(activities, WITHDRAWN)
    _remember(activities, by=by, at=at, reason=reason, kind="~")
    credits = Credit.objects.filter(activity__in=activities)
    tied = {activity.pk: [] for activity in activities}
    for activity_id, target_id in credits.order_by("target").values_list("activity", "target"):
        tied[activity_id].append(target_id)
    credits.delete()
    return tied


def _write_over(activities, names):
    """In one statement for many rows: each is there already, so that all of them are updated."""
    options = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": names}
    Activity.objects.bulk_create(activities, batch_size=AT_A_TIME, **options)


def _took_part(rows):
    pairs = [
        Took(activity_id=activity.pk, organisation_id=party.pk) for activity, parties, _ in rows for party in parties
    ]
    Took.objects.bulk_create(pairs, batch_size=AT_A_TIME)


def _remember(activities, *, by, at, reason, kind):
    """A row of history for each, with its parties, copied within the database from what stands there now.

    As objects these rows would cost more than all else that a file brings with it.
    """
    ids = [activity.pk for activity in activities]
    names = [field.attname for field in Saved.tracked_fields]
    about = {
        "history_date": at,
        "history_user_id": by.pk,
        "history_type": kind,
        "history_change_reason": in_one_line(reason)[:LONGEST_REASON],
    }
    now = Activity.objects.filter(pk__in=ids).order_by("pk")
    _copy(now.values_list(*names, *map(Value, about.values())), Saved, [*names, *about])
    # Each of these writes raises the version, so that one row alone has it. Past the wall: by its council, SQLite would
    # look for each among all the rows that the council has.
    saved = Saved._base_manager.filter(id=OuterRef("activity_id"), version=OuterRef("activity__version")).order_by()
    took_part = Took.objects.filter(activity__in=ids).order_by("pk")
    names = [field.attname for field in Took._meta.fields]
    _copy(took_part.values_list(*names, Subquery(saved.values("pk"))), TookThen, [*names, "history_id"])


def _copy(rows, model, columns):
    """Insert what a query gives; not one of its rows leaves the database."""
    quoted, (query, values) = connection.ops.quote_name, rows.query.sql_with_params()
    into = f"{quoted(model._meta.db_table)} ({', '.join(map(quoted, columns))})"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} {query}", values)


def _tie(rows, ties):
    deeds = [(activity, _deed(activity, parties), target_ids) for activity, parties, target_ids in rows]
    Credit.objects.bulk_create(ties.credits(deeds), batch_size=AT_A_TIME)


def _deed(activity, parties):
    return Deed(
        day=activity.occurred_on,
        activity_type=activity.activity_type,
        tags=frozenset(activity.tags),
        is_beyond_ordinary=activity.is_beyond_ordinary,
        parties=frozenset(party.pk for party in parties),
        place=activity.place_id,
    )
