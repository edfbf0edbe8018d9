"""Writes many activities at once, with the history and the ties that saving each of them would give.

The only file that writes activities past `save`: tests/promises/test_many_activities.py holds that what is left behind
is the same.
"""

from councils.text import in_one_line
from promises.actions.credits import calendars_of
from promises.matching import Deed, reasons_against
from promises.models import Activity, Credit, Target
from promises.periods import Per
from promises.windows import window_start

AT_A_TIME = 500
LONGEST_REASON = 100
Took = Activity.parties.through
Saved = Activity.history.model
TookThen = Saved.parties.model
CHANGED = ["occurred_on", "activity_type", "place", "place_text", "count", "count_quality", "reach", "tags"]
CHANGED += ["is_beyond_ordinary", "note", "version"]
WITHDRAWN = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "version"]


class Ties:
    """Makes credits: each target's rules are put together once, and its period is divided once for each day."""

    def __init__(self, targets):
        self.targets = {target.pk: target for target in targets}
        self._filters = {target.pk: target.filters for target in targets}
        council_ids = {target.promise_set.council_id for target in targets}
        assert len(council_ids) < 2, "targets of one council"
        self._calendars = calendars_of(council_ids.pop(), targets) if council_ids else {}
        self._windows = {}

    def credit(self, activity, target_id, deed):
        counts = not reasons_against(self._filters[target_id], deed)
        window = self._window(target_id, deed.day) if counts else None
        return Credit(activity=activity, target_id=target_id, window_start=window, amount=activity.count)

    def _window(self, target_id, day):
        if (target_id, day) not in self._windows:
            target = self.targets[target_id]
            per = Per(target.per or Per.PERIOD)
            self._windows[target_id, day] = window_start(target.promise_set.period, per, day, **self._calendars)
        return self._windows[target_id, day]


def ties_to(target_ids):
    return Ties(list(Target.objects.filter(pk__in=target_ids).with_rules()))


def add_many(rows, *, by, at, reason, ties):
    """Save new activities: [(activity, parties, target ids)]."""
    activities = Activity.objects.bulk_create([activity for activity, _, _ in rows], batch_size=AT_A_TIME)
    rows = [(saved, parties, ids) for saved, (_, parties, ids) in zip(activities, rows, strict=True)]
    _remember(rows, _took_part(rows), by=by, at=at, reason=reason, kind="+")
    _tie(rows, ties)


def change_many(rows, *, by, at, reason, ties):
    """Save changed activities, already with their new values and version: [(activity, parties, target ids)]."""
    ids = [activity.pk for activity, _, _ in rows]
    _write_over([activity for activity, _, _ in rows], CHANGED)
    Took.objects.filter(activity__in=ids).delete()
    _remember(rows, _took_part(rows), by=by, at=at, reason=reason, kind="~")
    Credit.objects.filter(activity__in=ids).delete()
    _tie(rows, ties)


def withdraw_many(activities, *, by, at, why, reason):
    """Take activities, with their parties prefetched, out of every count. Returns id → targets it was tied to."""
    for activity in activities:
        activity.withdrawn_at, activity.withdrawn_by, activity.withdrawn_reason = at, by, why
        activity.version += 1
    _write_over(activities, WITHDRAWN)
    rows = [(activity, activity.parties.all(), ()) for activity in activities]
    _remember(rows, Took.objects.filter(activity__in=activities), by=by, at=at, reason=reason, kind="~")
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
    pairs = [Took(activity=activity, organisation=party) for activity, parties, _ in rows for party in parties]
    return Took.objects.bulk_create(pairs, batch_size=AT_A_TIME)


def _remember(rows, took_part, *, by, at, reason, kind):
    """A row of history for each, with its parties."""
    names = [field.attname for field in Saved.tracked_fields]
    about = {
        "history_date": at,
        "history_user": by,
        "history_type": kind,
        "history_change_reason": in_one_line(reason)[:LONGEST_REASON],
    }
    saved = [Saved(**about, **{name: getattr(activity, name) for name in names}) for activity, _, _ in rows]
    saved = Saved.objects.bulk_create(saved, batch_size=AT_A_TIME)
    by_activity = {row.id: row for row in saved}
    took = [
        TookThen(
            history=by_activity[one.activity_id],
            id=one.pk,
            activity_id=one.activity_id,
            organisation_id=one.organisation_id,
        )
        for one in took_part
    ]
    TookThen.objects.bulk_create(took, batch_size=AT_A_TIME)


def _tie(rows, ties):
    credits = []
    for activity, parties, target_ids in rows:
        deed = Deed(
            day=activity.occurred_on,
            activity_type=activity.activity_type,
            tags=frozenset(activity.tags),
            is_beyond_ordinary=activity.is_beyond_ordinary,
            parties=frozenset(party.pk for party in parties),
            place=activity.place_id,
        )
        credits += [ties.credit(activity, target_id, deed) for target_id in target_ids]
    Credit.objects.bulk_create(credits, batch_size=AT_A_TIME)
