"""How an activity has been changed: its fields from their history, its targets from the audit log."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promises.access import may_read_reasons
from promises.history import Difference, differences_between, saves, told
from promises.models import Activity, SpreadsheetImport, Target

# One of these is written for each new version, in the same transaction.
VERBS = ("correct_activity", "withdraw_activity", "restore_activity", "add_part", "deny_part", "decline_part")
OF_PARTS = {
    "add_part": gettext_lazy("Del bekräftad: %(party)s"),
    "deny_part": gettext_lazy("Deltog inte: %(party)s"),
    "decline_part": gettext_lazy("Deltog inte: %(party)s"),
}
# The heading and the reason tell of these.
TOLD_ELSEWHERE = frozenset(("withdrawn_at", "withdrawn_reason"))


@dataclass(frozen=True)
class ActivityChange:
    """One new version of an activity: what was done in words, why, and the fields whose content it changed."""

    at: object
    by: object
    heading: str
    reason: str
    differences: list


def activity_changes(activity, gate):
    """Every change of an activity after the first version, newest first; targets by name when one may read them."""
    versions = saves(told(activity.history.all()))
    pairs = list(pairwise(versions))
    # What a file changed has its ties with the file, and no line of its own in the log.
    by_file = _ties_by_file(activity, [row for row in versions[1:] if row.history_change_reason])
    lines = _lines(activity, pairs, by_file)
    ties = [by_file.get(newer.history_date) or _ties(line) for (_older, newer), line in zip(pairs, lines, strict=True)]
    labels, tells_why = _labels(activity, gate, ties), may_read_reasons(gate)
    found = [
        _change(*pair, line, by_file, _targets(tied, labels), tells_why=tells_why)
        for pair, line, tied in zip(pairs, lines, ties, strict=True)
    ]
    return found[::-1]


def _lines(activity, pairs, by_file):
    """The line in the log of each change, by the version it names; older lines stand in the order of the versions."""
    entries = _entries(activity)
    by_version = {entry.details["version"]: entry for entry in entries if "version" in entry.details}
    unnamed = iter([entry for entry in entries if "version" not in entry.details])
    return [
        None if _is_by_file(older, newer, by_file) else by_version.get(newer.version) or next(unnamed, None)
        for older, newer in pairs
    ]


def _change(older, newer, line, by_file, targets, *, tells_why):
    heading, reason = _said(older, newer, line, by_file)
    if not tells_why:
        reason = ""
    differing = [*differences_between(older, newer, without=TOLD_ELSEWHERE), *targets]
    return ActivityChange(newer.history_date, newer.history_user, heading, reason, differing)


def _said(older, newer, line, by_file):
    """What was done, and why; the log keeps no free text."""
    why = newer.history_change_reason or ""
    if newer.withdrawn_at and not older.withdrawn_at:
        return _("Borttagen ur räkningen"), newer.withdrawn_reason
    if older.withdrawn_at and not newer.withdrawn_at:
        return _("Återställd"), why
    if newer.history_date in by_file:
        return _("Ändrad genom fil"), why.partition(": ")[2]
    if line and line.verb in OF_PARTS:
        return OF_PARTS[line.verb] % {"party": line.organisation.short_name if line.organisation else ""}, why
    return _("Rättad"), why


def _is_by_file(older, newer, by_file):
    """Undoing a file withdraws what it added and says why in the history too; one activity's own act does not."""
    is_undone = newer.withdrawn_at and not older.withdrawn_at and newer.history_change_reason
    return newer.history_date in by_file or bool(is_undone)


def _ties(line):
    """(targets before, after) of a line in the log, or None when it changed none."""
    if line is None or line.verb != "correct_activity":
        return None
    return [line.details[side]["targets"] for side in ("before", "after")]


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


def _entries(activity):
    return list(
        activity.council.audit_entries.filter(
            verb__in=VERBS, object_type=Activity._meta.model_name, object_id=activity.pk
        )
        .select_related("organisation")
        .order_by("pk")
    )


def _labels(activity, gate, ties):
    """Target id → its name, of those one may read: a draft of somebody else is not named here either."""
    ids = {pk for sides in ties if sides for side in sides for pk in side}
    rows = Target.objects.of(activity.council).readable_by(gate).filter(pk__in=ids)
    return dict(rows.values_list("pk", "label"))
