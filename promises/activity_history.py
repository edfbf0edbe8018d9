"""How an activity has been changed: its fields from their history, its targets from the audit log."""

from itertools import pairwise

from django.utils.translation import gettext as _

from promises.access import may_read_reasons
from promises.history import Change, Difference, differences_between, saves, told
from promises.models import Activity, SpreadsheetImport, Target

# One of these is written for each new version, in the same transaction.
VERBS = ("correct_activity", "withdraw_activity", "restore_activity", "add_part", "deny_part", "decline_part")


def activity_changes(activity, gate):
    """Every change of an activity after the first version, newest first; targets by name when one may read them."""
    versions = saves(told(activity.history.all()))
    entries = _entries(activity)
    by_version = {entry.details["version"]: entry for entry in entries if "version" in entry.details}
    # Lines from before they named their version stand in the order of the versions.
    unnamed = iter([entry for entry in entries if "version" not in entry.details])
    # What a file changed has its ties with the file, and no line of its own in the log.
    by_file = _ties_by_file(activity, [row for row in versions[1:] if row.history_change_reason])
    ties = [
        by_file[row.history_date]
        if row.history_date in by_file
        else _ties(by_version.get(row.version) or next(unnamed, None))
        for row in versions[1:]
    ]
    if not may_read_reasons(gate):
        for row in versions:
            row.withdrawn_reason, row.history_change_reason = "", None
    labels = _labels(activity, gate, ties)
    found = []
    for (older, newer), tied in zip(pairwise(versions), ties, strict=True):
        differing = [*differences_between(older, newer), *_targets(tied, labels), *_reason(newer)]
        found.append(Change(newer.history_date, newer.history_user, "changed", "", differing, newer))
    return found[::-1]


def _ties(entry):
    """(targets before, after) of a line in the log, or None when it changed none."""
    if entry is None or entry.verb != "correct_activity":
        return None
    return [entry.details[side]["targets"] for side in ("before", "after")]


def _ties_by_file(activity, rows):
    """When a file was read in → (targets before, after) of the activity, where it changed them."""
    if not rows:
        return {}
    moments = [row.history_date for row in rows]
    files = (
        SpreadsheetImport.objects.of(activity.council).filter(ended_at__in=moments).values_list("ended_at", "result")
    )
    return {moment: result.get("ties", {}).get(str(activity.pk)) for moment, result in files}


def _targets(ties, labels):
    if not ties:
        return
    before, after = (", ".join(labels[pk] for pk in side if pk in labels) for side in ties)
    if before != after:
        yield Difference(_("mål"), before, after)


def _reason(version):
    """Why it was changed; the log keeps no free text."""
    if version.history_change_reason:
        yield Difference(_("orsak"), "", version.history_change_reason)


def _entries(activity):
    return list(
        activity.council.audit_entries.filter(
            verb__in=VERBS, object_type=Activity._meta.model_name, object_id=activity.pk
        ).order_by("pk")
    )


def _labels(activity, gate, ties):
    """Target id → its name, of those one may read: a draft of somebody else is not named here either."""
    ids = {pk for sides in ties if sides for side in sides for pk in side}
    rows = Target.objects.of(activity.council).readable_by(gate).filter(pk__in=ids)
    return dict(rows.values_list("pk", "label"))
