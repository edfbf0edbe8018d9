"""Writes the days by which a council has decided to do something: set, moved, taken away, done.

Every act locks in one order, so that no two wait for each other: the meeting, then the council or the promises, then
what is to be done.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from councils import audit
from councils.actions import meetings
from councils.actions.versions import StaleEdit
from councils.models import Council, Meeting, PlanFollowUp
from followup.codes import DeadlineKind
from followup.models import Deadline
from followup.progress import set_progress
from followup.stock import standing_of
from promises.codes import DueKind
from promises.models import PromiseSet

# Titles are kept, so they are Swedish whoever plans.
AT_MEETING, WITHOUT_MEETING = "Avstämning på mötet", "Avstämning (mötet ställdes in)"
ALIKE = ("kind", "title", "promise_set", "due_kind", "due_on", "meeting", "organisation")


class Stale(Exception):
    """Somebody else has changed it, done it or taken it away since the page was read. Carries the row as it is now."""

    def __init__(self, current):
        super().__init__("the row has another version")
        self.current = current


class Taken(Exception):
    """The promises have a checkpoint on that day already."""


class MeetingCancelled(Exception):
    """The meeting has been called off since the page was read: nothing can be done at it."""


class MeetingPassed(Exception):
    """What is still to be done cannot be moved to a meeting on a day that has passed."""


@dataclass(frozen=True)
class Saved:
    """A row and whether this call made it; a form sent twice finds the one from the first time."""

    row: object
    made: bool


@transaction.atomic
def add_deadline(*, council, by, **values):
    """A new day by which something is to be done. Raises Taken and MeetingCancelled."""
    row = Deadline(council=council, set_by=by, **_at_its_meeting(council, values))
    _locked_council(council)
    known = _open_twin(row)
    if known:
        return Saved(known, made=False)
    _save(row)
    audit.record(council=council, by=by, verb="add_deadline", of=row, **_told(row))
    return Saved(row, made=True)


@transaction.atomic
def change_deadline(*, deadline, by, version, **values):
    """Other words or another day for what is not done yet. Raises Stale, Taken and MeetingCancelled.

    A form sent twice changes nothing the second time.
    """
    values = _at_its_meeting(deadline.council, values)
    row = _locked(deadline)
    if not row.is_done and row.version == version + 1 and all(getattr(row, name) == values[name] for name in values):
        return row
    row = _as_read(row, version)
    before = _told(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    _save(row)
    audit.record(council=row.council, by=by, verb="change_deadline", of=row, before=before, after=_told(row))
    return row


@transaction.atomic
def remove_deadline(*, deadline, by, version):
    """Take away what is not to be done after all. What is done stays. Raises Stale."""
    row = _current(deadline, version)
    audit.record(council=row.council, by=by, verb="remove_deadline", of=row, **_told(row))
    row.delete()


@transaction.atomic
def finish_deadline(*, deadline, by, version, note, today):
    """Done, with what it led to; of a checkpoint also how every target stands today. Raises Stale.

    A form sent twice changes nothing the second time.
    """
    row = _locked(deadline)
    if row.is_done and (row.done_by_id, row.note) == (by.pk, note):
        return row
    row = _as_read(row, version)
    is_checkpoint = row.kind == DeadlineKind.CHECKPOINT
    if is_checkpoint:
        row.promise_set.council = row.council
        row.standing = standing_of(set_progress(row.promise_set, as_of=row.promise_set.seen_on(today)))
    row.note, row.done_at, row.done_by = note, timezone.now(), by
    row.version += 1
    row.save()
    audit.record(
        council=row.council, by=by, verb="take_stock" if is_checkpoint else "finish_deadline", of=row, due_on=row.due_on
    )
    return row


@transaction.atomic
def reopen_deadline(*, deadline, by, version):
    """Not done after all. What was written stays to be changed; how the targets stood is taken anew.

    Raises Stale and Taken. A form sent twice changes nothing the second time.
    """
    row = _locked(deadline)
    if not row.is_done and row.version == version + 1:
        return row
    if not row.is_done or row.version != version:
        raise Stale(row)
    told = {"due_on": row.due_on, "done_on": timezone.localdate(row.done_at)}
    row.done_at = row.done_by = row.standing = None
    if row.meeting and row.meeting.cancelled_at:
        _hang_on_no_meeting(row)
    elif row.meeting:
        row.due_on = row.meeting.held_on  # it has been moved, perhaps, and what was done stayed where it was
    row.version += 1
    _save(row)
    audit.record(council=row.council, by=by, verb="reopen_deadline", of=row, **told)
    return row


@transaction.atomic
def plan_checkpoints(*, promise_set, by, days):
    """Checkpoints of some promises, given as (day, title, meeting or None). Those that are there already stay.

    Returns the rows it made. Raises MeetingCancelled.
    """
    at = _locked_meetings(meeting for _day, _title, meeting in days if meeting)
    PromiseSet.objects.select_for_update(of=("self",), no_key=True).get(pk=promise_set.pk)
    wanted = [_checkpoint(promise_set, by, day, title, meeting and at[meeting.pk]) for day, title, meeting in days]
    known = set(promise_set.deadlines.filter(kind=DeadlineKind.CHECKPOINT).values_list("due_on", flat=True))
    new = list({row.due_on: row for row in wanted if row.due_on not in known}.values())
    # A day that somebody else has set at the same moment, one at a time, is theirs.
    Deadline.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        said = {"promise_set": promise_set.pk, "days": sorted(row.due_on.isoformat() for row in new)}
        audit.record(council=promise_set.council, by=by, verb="plan_checkpoints", of=promise_set, **said)
    return new


@transaction.atomic
def change_meeting(*, meeting, by, version, held_on, **values):
    """Another day, name, time or place for a meeting; what is to be done at it moves with it.

    Raises Stale, DayTaken, Taken, MeetingPassed and MeetingClosed.
    """
    try:
        row = meetings.change_meeting(meeting=meeting, by=by, version=version, held_on=held_on, **values)
    except StaleEdit as changed:
        raise Stale(changed.current) from changed
    moving = _locked_at(row).exclude(due_on=held_on)
    if moving and held_on < timezone.localdate():
        raise MeetingPassed
    for deadline in moving:
        deadline.due_on = held_on
        deadline.version += 1
        _save(deadline)
    # The day of a plan's follow-up is that of its meeting; one that is planned for that very day already stands.
    taken = PlanFollowUp.objects.filter(plan=OuterRef("plan"), due_on=held_on)
    PlanFollowUp.objects.filter(~Exists(taken), meeting=row, done_at__isnull=True).update(due_on=held_on)
    return row


@transaction.atomic
def cancel_meeting(*, meeting, by, version):
    """Call off a meeting. What was to be done at it keeps its day, and hangs on no meeting any more. Raises Stale."""
    try:
        row = meetings.cancel_meeting(meeting=meeting, by=by, version=version)
    except StaleEdit as changed:
        raise Stale(changed.current) from changed
    for deadline in _locked_at(row):
        _hang_on_no_meeting(deadline)
        deadline.version += 1
        deadline.save()
    PlanFollowUp.objects.filter(meeting=row, done_at__isnull=True).update(meeting=None)
    return row


def _hang_on_no_meeting(deadline):
    deadline.due_kind, deadline.meeting = DueKind.DATE, None
    deadline.title = WITHOUT_MEETING if deadline.title == AT_MEETING else deadline.title


def _checkpoint(promise_set, by, day, title, meeting):
    kind = DueKind.MEETING if meeting else DueKind.DATE
    return Deadline(
        council=promise_set.council,
        promise_set=promise_set,
        kind=DeadlineKind.CHECKPOINT,
        title=title,
        due_kind=kind,
        due_on=meeting.held_on if meeting else day,
        meeting=meeting,
        set_by=by,
    )


def _at_its_meeting(council, values):
    """The values with the day the meeting has now: whoever moves it at this moment waits, and then moves this too."""
    promise_set, meeting = values.get("promise_set"), values.get("meeting")
    if any(one is not None and one.council_id != council.pk for one in (promise_set, meeting)):
        raise PermissionDenied("a row of another council")
    if meeting is None:
        return values
    row = _locked_meetings([meeting])[meeting.pk]
    return {**values, "meeting": row, "due_on": row.held_on}


def _locked_meetings(meetings):
    """Id → meeting as it is now, locked in the order of their ids. Raises MeetingCancelled."""
    ids = {meeting.pk for meeting in meetings}
    found = {row.pk: row for row in Meeting.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")}
    if any(row.cancelled_at for row in found.values()):
        raise MeetingCancelled
    return found


def _locked_council(council):
    """Who sets a day waits for who is setting one. Others may refer to the council meanwhile."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)


def _locked_at(meeting):
    return Deadline.objects.open().filter(meeting=meeting).select_for_update(of=("self",)).order_by("pk")


def _open_twin(row):
    return Deadline.objects.of(row.council).open().filter(**{name: getattr(row, name) for name in ALIKE}).first()


def _current(deadline, version):
    return _as_read(_locked(deadline), version)


def _locked(deadline):
    rows = Deadline.objects.select_for_update(of=("self",)).select_related("council", "promise_set", "meeting")
    return rows.get(pk=deadline.pk)


def _as_read(row, version):
    """The row, as the person read it and still to be done. Raises Stale."""
    if row.version != version or row.is_done:
        raise Stale(row)
    return row


def _save(row):
    others = Deadline.objects.filter(promise_set=row.promise_set, due_on=row.due_on, kind=DeadlineKind.CHECKPOINT)
    if row.kind == DeadlineKind.CHECKPOINT and others.exclude(pk=row.pk).exists():
        raise Taken
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Taken from None  # somebody planned one on that day at the same moment


def _told(row):
    return {"kind": row.kind, "due_on": row.due_on.isoformat(), "due_kind": row.due_kind}
