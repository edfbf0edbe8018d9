"""The only place that writes activities; each write brings its credits in step, so that the two never disagree."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import audit
from councils.actions.versions import StaleEdit, require_version
from councils.gathered import hold, let_go
from councils.roles import Permission
from promises.actions.credits import credit, credit_new
from promises.actions.parts import forget_confirmations, what_is_confirmed, words_that_stand
from promises.codes import SetStatus
from promises.editions import later_copies
from promises.models import Activity, Target
from promises.querysets import IN_FORCE

# What a correction may change. The key, the council and who logged it stay.
CHANGEABLE = (
    "occurred_on",
    "activity_type",
    "place",
    "place_text",
    "count",
    "count_quality",
    "reach",
    "tags",
    "is_beyond_ordinary",
    "note",
)

FREE_TEXT = ("note", "place_text", "tags")


@dataclass(frozen=True)
class Logged:
    """An activity and whether this call made it; a repeated post finds the one from the first time.

    `is_same`: what was sent now is what is stored. A form edited after Back carries the old key and other content.
    """

    activity: Activity
    made: bool
    is_same: bool = True


def log_activity(*, council, by, organisation, key, targets, parties, standing=None, **facts):
    """Save an activity and credit it to targets, once for each key: sent again, it answers with the same row.

    `standing`: the gate's, from before the targets were read. It spares asking again what cannot have changed. Raises
    PermissionDenied, and saves nothing, when the person's right to log has ended since.
    """
    targets, parties = list(targets), list(dict.fromkeys(parties))
    activity = Activity(council=council, logged_by=by, organisation=organisation, key=key, **facts)
    try:
        # The outermost or a savepoint: what is broken off here must not break what the caller does.
        with transaction.atomic():
            # No asking first whether the key is taken: the database knows, also of those who post at this moment.
            activity.save_new(parties=parties)
            hold(activity, "parties", parties)
            credit_new(activity, targets)
            line = audit.record(council=council, by=by, verb="log_activity", of=activity, standing=standing)
            _require_right_still(standing, line, organisation)
            if not (audit.nothing_since(standing, line) and _are_in_force(targets)):
                _follow_editions(activity, targets, chosen=targets)
            let_go(activity, "parties")
            return Logged(activity, made=True)
    except IntegrityError:
        known = Activity.objects.of(council).filter(key=key).first()
        if known is None:
            raise
        return Logged(known, made=False, is_same=_says(known, by, targets, parties, facts))


@transaction.atomic
def correct_activity(*, activity, by, version, targets, parties, reason="", **facts):
    """Change an activity that is still as the person read it; raises StaleEdit otherwise. History keeps the old row.

    `reason` stands in the history beside what was changed; the log keeps no free text.
    """
    current = _locked(activity)
    require_version(current, version)
    if current.is_withdrawn:
        raise StaleEdit(current)
    before, confirmed = _traced(current), what_is_confirmed(current)
    for name in CHANGEABLE:
        if name in facts:
            setattr(current, name, facts[name])
    current.version += 1
    current._change_reason = reason or None
    # Parties first: the history row is written by save() and takes a copy of them.
    current.parties.set(parties)
    current.save()
    credit(current, targets)
    about = {"version": current.version, "before": before, "after": _traced(current)}
    line = audit.record(council=current.council, by=by, verb="correct_activity", of=current, **about)
    words = words_that_stand(current, parties, confirmed=confirmed, organisation_id=line.organisation_id)
    forget_confirmations({current.pk: words})
    _follow_editions(current, targets, chosen=[target for target in targets if target.pk not in before["targets"]])
    return current


@transaction.atomic
def withdraw_activity(*, activity, by, version, reason):
    """Take an activity out of every count. The row, its history and the reason stay."""
    current = _locked(activity)
    if current.is_withdrawn and (current.withdrawn_by, current.withdrawn_reason) == (by, reason):
        return current  # the same form, sent twice
    require_version(current, version)
    if current.is_withdrawn:
        return current
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_reason = timezone.now(), by, reason
    current.version += 1
    current.save()
    targets = sorted(current.credits.values_list("target_id", flat=True))
    about = {"version": current.version, "targets": targets}
    audit.record(council=current.council, by=by, verb="withdraw_activity", of=current, **about)
    # After the line in the log: ties that the signing of an edition copied meanwhile go too.
    current.credits.all().delete()
    return current


@transaction.atomic
def restore_activity(*, activity, by, version, targets, reason=""):
    """Undo a withdrawal and credit the activity again. `reason` stands in the history."""
    current = _locked(activity)
    if not current.is_withdrawn:
        return current
    require_version(current, version)
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_reason = None, None, ""
    current.version += 1
    current._change_reason = reason or None
    current.save()
    credit(current, targets)
    audit.record(council=current.council, by=by, verb="restore_activity", of=current, version=current.version)
    _follow_editions(current, targets, chosen=targets)
    return current


def targets_before_withdrawal(activity):
    """The targets an activity counted towards when it was withdrawn, and what these have become in later editions."""
    entry = (
        activity.council.audit_entries.filter(
            verb="withdraw_activity", object_type=Activity._meta.model_name, object_id=activity.pk
        )
        .order_by("-pk")
        .first()
    )
    ids = entry.details.get("targets", []) if entry else _tied_when_undone(activity)
    targets = Target.objects.of(activity.council).with_rules()
    # A new edition may have taken over since, while there was no tie to copy.
    copies = later_copies(targets.filter(pk__in=ids))
    return targets.filter(pk__in={*ids, *(copy for several in copies.values() for copy in several)})


def _require_right_still(standing, line, organisation):
    """A membership may have ended between the gate and the line in the log; the line knows what holds now."""
    if standing is None or audit.nothing_since(standing, line):
        return
    if not audit.allowed_then(line, Permission.LOG_ACTIVITY, organisation.pk):
        raise PermissionDenied


def _are_in_force(targets):
    return all(target.promise_set.status in IN_FORCE for target in targets)


def _tied_when_undone(activity):
    """The targets of what was withdrawn together with all else that a file added."""
    result = activity.imported_in.result if activity.imported_in else {}
    return result.get("tied", {}).get(str(activity.pk), [])


def _follow_editions(activity, targets, *, chosen):
    """Tie an activity also to all that its targets have become, where editions were signed since the form was read.

    Called when the line in the council's log is written: whoever signs an edition writes there before copying ties, so
    that one of the two sees what the other did.
    """
    superseded = Target.objects.filter(
        pk__in=[target.pk for target in chosen], promise__section__promise_set__status=SetStatus.SUPERSEDED
    )
    copies = later_copies(superseded.select_related("promise__section__promise_set"))
    missed = {pk for several in copies.values() for pk in several} - {target.pk for target in targets}
    if missed:
        credit(activity, [*targets, *Target.objects.filter(pk__in=missed).with_rules()])


def _locked(activity):
    rows = Activity.objects.select_for_update(of=("self",)).select_related("council", "withdrawn_by")
    return rows.get(pk=activity.pk)


def _says(known, by, targets, parties, facts):
    """Whether a stored activity is what somebody sends again."""
    ties, sent = {row.target_id for row in known.credits.all()}, {row.pk for row in targets}
    copies = {pk for several in later_copies(targets).values() for pk in several}
    return (
        known.logged_by_id == by.pk
        and all(getattr(known, name) == value for name, value in facts.items())
        # A withdrawn activity has lost its ties, and is the same all the same.
        and (known.is_withdrawn or sent <= ties <= sent | copies)
        and {party.pk for party in known.parties.all()} == {party.pk for party in parties}
    )


def _traced(activity):
    """What the log keeps of an activity: everything that decides what it counts towards, and no free text."""
    return {
        **{name: str(getattr(activity, name)) for name in CHANGEABLE if name not in FREE_TEXT},
        "targets": sorted(activity.credits.values_list("target_id", flat=True)),
        "parties": sorted(activity.parties.values_list("pk", flat=True)),
    }
