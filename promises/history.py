"""How an activity has been changed, in words: each version after the first, with what differs from the one before."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from promises.actions.activities import CHANGEABLE
from promises.models import Activity, Target

# One of these is written for each new version, in the same transaction.
VERBS = ("correct_activity", "withdraw_activity", "restore_activity")
SHOWN = (*CHANGEABLE, "withdrawn_reason")


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, and (name, before, after) of each thing that differs."""

    at: object
    by: object
    differences: list


def changes(activity):
    """Every change of an activity, newest first."""
    rows = activity.history.select_related("history_user", "place").order_by("history_date", "history_id")
    # Saving the parties adds rows of the same version; the last row of a version holds all of it.
    versions = list({row.version: row for row in rows}.values())
    entries = _entries(activity)
    labels = _target_labels(activity, entries)
    found = []
    for (older, newer), entry in zip(pairwise(versions), entries, strict=False):
        differing = [*_fields(older, newer), *_parties(older, newer), *_targets(entry, labels)]
        found.append(Change(newer.history_date, newer.history_user, differing))
    return found[::-1]


def _fields(older, newer):
    for name in SHOWN:
        before, after = _in_words(older, name), _in_words(newer, name)
        if before != after:
            yield Activity._meta.get_field(name).verbose_name, before, after


def _in_words(row, name):
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(value)
    if choices := Activity._meta.get_field(name).flatchoices:
        return str(dict(choices).get(value, value))
    return "" if value is None else str(value)


def _parties(older, newer):
    before, after = (sorted(row.organisation.short_name for row in version.parties.all()) for version in (older, newer))
    if before != after:
        yield _("deltog"), ", ".join(before), ", ".join(after)


def _targets(entry, labels):
    details = entry.details
    if entry.verb != "correct_activity" or details["before"]["targets"] == details["after"]["targets"]:
        return
    before, after = (", ".join(labels[pk] for pk in details[side]["targets"]) for side in ("before", "after"))
    yield _("mål"), before, after


def _entries(activity):
    return list(
        activity.council.audit_entries.filter(
            verb__in=VERBS, object_type=Activity._meta.model_name, object_id=activity.pk
        ).order_by("pk")
    )


def _target_labels(activity, entries):
    ids = {
        pk for entry in entries for side in ("before", "after") for pk in entry.details.get(side, {}).get("targets", [])
    }
    labels = dict(Target.objects.of(activity.council).filter(pk__in=ids).values_list("pk", "label"))
    return {pk: labels.get(pk, "\N{EN DASH}") for pk in ids}
