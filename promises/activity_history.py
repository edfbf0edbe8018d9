"""How an activity has been changed: its fields from their history, its targets from the audit log."""

from itertools import pairwise

from django.utils.translation import gettext as _

from promises.history import Change, Difference, differences_between, saves, told
from promises.models import Activity, Target

# One of these is written for each new version, in the same transaction.
VERBS = ("correct_activity", "withdraw_activity", "restore_activity", "add_part", "deny_part", "decline_part")


def activity_changes(activity, gate):
    """Every change of an activity after the first version, newest first; targets by name when one may read them."""
    versions = saves(told(activity.history.all()))
    entries = _entries(activity)
    labels = _labels(activity, gate, entries)
    found = []
    for (older, newer), entry in zip(pairwise(versions), entries, strict=False):
        differing = [*differences_between(older, newer), *_targets(entry, labels), *_reason(newer)]
        found.append(Change(newer.history_date, newer.history_user, "changed", "", differing, newer))
    return found[::-1]


def _targets(entry, labels):
    details = entry.details
    if entry.verb != "correct_activity":
        return
    before, after = (
        ", ".join(labels[pk] for pk in details[side]["targets"] if pk in labels) for side in ("before", "after")
    )
    if before != after:
        yield Difference(_("mål"), before, after)


def _reason(version):
    """Why a party says that it was not there; the log keeps no free text."""
    if version.history_change_reason:
        yield Difference(_("orsak"), "", version.history_change_reason)


def _entries(activity):
    return list(
        activity.council.audit_entries.filter(
            verb__in=VERBS, object_type=Activity._meta.model_name, object_id=activity.pk
        ).order_by("pk")
    )


def _labels(activity, gate, entries):
    """Target id → its name, of those one may read: a draft of somebody else is not named here either."""
    ids = {
        pk for entry in entries for side in ("before", "after") for pk in entry.details.get(side, {}).get("targets", [])
    }
    rows = Target.objects.of(activity.council).readable_by(gate).filter(pk__in=ids)
    return dict(rows.values_list("pk", "label"))
