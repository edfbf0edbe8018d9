"""Files with activities: kept when they come, carried out as a whole or not at all, and undone again."""

import hashlib
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import audit, screening
from promises.access import may_correct
from promises.actions.many_activities import add_many, change_many, ties_to, withdraw_many
from promises.models import Activity, SpreadsheetImport, Target
from promises.spreadsheets.review import (
    ADDED,
    CHANGED,
    FAULTY,
    KNOWN,
    LEFT_OUT,
    UNCHANGED,
    Review,
    judged_rows,
    kept_ties,
    keys_in,
    known_to,
)

A_DAY = timedelta(days=1)
AT_A_TIME = 500
LOGGED_AS = {CHANGED: "corrected"}


class NotCarriedOut(Exception):
    """Rows are faulty, marked cells have not been looked through or there is nothing new; nothing was saved.

    Carries the review.
    """

    def __init__(self, review):
        super().__init__("nothing was saved")
        self.review = review


class NothingToUndo(Exception):
    """The file has not been carried out."""


class ChangedSince(Exception):
    """Some of what an import added has been changed since: those activities."""

    def __init__(self, activities):
        super().__init__("changed since it was imported")
        self.activities = activities


@transaction.atomic
def take_file(*, council, by, organisation, name, content):
    """Keep a file until it is carried out or given up."""
    spreadsheet = SpreadsheetImport.objects.create(
        council=council,
        organisation=organisation,
        uploaded_by=by,
        file_name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    audit.record(council=council, by=by, verb="send_activities", of=spreadsheet, sha256=spreadsheet.sha256)
    return spreadsheet


@transaction.atomic
def empty_old_imports(*, files, but=None):
    """Empty those of these files that nobody has gone on with for a day, and tell how many. Done again, it is none."""
    left = files.filter(uploaded_at__lt=timezone.now() - A_DAY, ended_at=None).exclude(pk=but).order_by("pk")
    # Those that somebody works with at this moment are left to them.
    left = list(left.select_for_update(of=("self",), skip_locked=True))
    for one in left:
        _end(one, {"given_up": True})
    return len(left)


@transaction.atomic
def keep_mapping(*, spreadsheet, by, mapping):
    """Remember what somebody has said of a layout that is not ours. Nothing else is touched, so no line in the log."""
    current = SpreadsheetImport.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.ended_at is None:
        current.mapping = mapping
        current.save(update_fields=["mapping"])
    return current


@transaction.atomic
def carry_out(*, spreadsheet, gate, today, looked_through, as_new=False):
    """Save what the file says, all or nothing and once. Nothing is saved otherwise.

    `as_new`: rows that are stored already are other activities just like those.

    Raises NotCarriedOut, NotMapped and Unreadable.
    """
    current = SpreadsheetImport.objects.select_for_update(of=("self",)).get(pk=spreadsheet.pk)
    if current.ended_at is not None:
        return current
    # In the order of whoever corrects one activity: what the file names, then the log.
    _lock(_named(current))
    # Then no edition is signed between the reading of the targets and the writing of the ties.
    audit.head(current.council)
    known, review = known_to(current, gate, today), Review()
    writer = _Writer(current, gate.user, known)
    for chunk in judged_rows(current, gate, known, review, as_new=as_new):
        for judged in chunk:
            review.take(judged)
        if not review.counts[FAULTY]:
            writer.write(chunk)
    if review.counts[FAULTY] or review.has_nothing_new or (review.warnings and not looked_through):
        raise NotCarriedOut(review)
    counts = {kind: review.counts[kind] for kind in (ADDED, CHANGED, UNCHANGED, KNOWN, LEFT_OUT) if review.counts[kind]}
    _end(current, {**counts, "ties": writer.ties_changed}, at=writer.at)
    for (name, _kind), found in review.marked.items():
        screening.note(name, [found])
    audit.record(
        council=current.council,
        by=gate.user,
        verb="import_activities",
        of=current,
        sha256=current.sha256,
        **{LOGGED_AS.get(kind, kind): number for kind, number in counts.items()},
    )
    return current


@transaction.atomic
def give_up_import(*, spreadsheet, by):
    """Empty a file that is not to be carried out."""
    current = SpreadsheetImport.objects.select_for_update(of=("self",)).get(pk=spreadsheet.pk)
    if current.ended_at is None:
        _end(current, {"given_up": True})
        audit.record(council=current.council, by=by, verb="give_up_import", of=current)
    return current


@transaction.atomic
def undo_import(*, spreadsheet, gate):
    """Withdraw all that an import added; what it changed stays.

    Raises NothingToUndo, ChangedSince when what it added has been changed, and PermissionDenied.
    """
    current = SpreadsheetImport.objects.select_for_update(of=("self",)).get(pk=spreadsheet.pk)
    if "undone" in current.result:
        return current
    if not was_carried_out(current):
        raise NothingToUndo
    _lock(_added(current).values_list("pk", flat=True))
    audit.head(current.council)
    if changed := changed_since(current):
        raise ChangedSince(changed)
    at, undone, tied, last = timezone.now(), 0, {}, 0
    why = _("Inläsningen av filen ångrades.")
    while rows := list(_added(current).filter(pk__gt=last)[:AT_A_TIME]):
        if not all(may_correct(gate, row) for row in rows):
            raise PermissionDenied
        tied |= withdraw_many(rows, by=gate.user, at=at, why=why, reason=why)
        undone, last = undone + len(rows), rows[-1].pk
    current.result = {**current.result, "undone": undone, "undone_at": at.isoformat(), "tied": tied}
    current.save(update_fields=["result"])
    audit.record(council=current.council, by=gate.user, verb="undo_import", of=current, withdrawn=undone)
    return current


def was_carried_out(spreadsheet):
    return spreadsheet.ended_at is not None and "given_up" not in spreadsheet.result


def changed_since(spreadsheet):
    """What an import added and somebody has changed since, and that still counts."""
    return list(_added(spreadsheet).exclude(version=1)[:AT_A_TIME])


def number_added(spreadsheet):
    """How many of those it added still count."""
    return _added(spreadsheet).count()


def _added(spreadsheet):
    return Activity.objects.filter(imported_in=spreadsheet, withdrawn_at=None).order_by("pk")


def _lock(activities):
    """Nobody changes these meanwhile. Locked from the first to the last, so that two files wait and never block."""
    ids = sorted(activities)
    for at in range(0, len(ids), AT_A_TIME):
        rows = Activity.objects.filter(pk__in=ids[at : at + AT_A_TIME]).order_by("pk")
        list(rows.select_for_update(of=("self",)).values_list("pk"))


def _named(spreadsheet):
    """Ids of the activities whose keys stand in a file."""
    keys, rows = list(keys_in(spreadsheet)), Activity.objects.of(spreadsheet.council)
    parts = (keys[at : at + AT_A_TIME] for at in range(0, len(keys), AT_A_TIME))
    return [pk for part in parts for pk in rows.filter(key__in=part).values_list("pk", flat=True)]


def _end(spreadsheet, result, at=None):
    """Empty a file, also of the words that somebody has said the meaning of: they are text out of it."""
    spreadsheet.content, spreadsheet.ended_at, spreadsheet.result = b"", at or timezone.now(), result
    spreadsheet.mapping.pop("words", None)
    spreadsheet.save(update_fields=["content", "ended_at", "result", "mapping"])


class _Writer:
    """Saves the rows of one file."""

    def __init__(self, spreadsheet, by, known):
        self.spreadsheet, self.by, self.known, self.at = spreadsheet, by, known, timezone.now()
        self.ties = ties_to(Target.objects.of(spreadsheet.council).values("pk"))
        self.ties_changed = {}

    def write(self, chunk):
        name = {"name": self.spreadsheet.file_name}
        added = [self._new(one) for one in chunk if one.kind == ADDED]
        common = {"by": self.by, "at": self.at, "ties": self.ties}
        add_many(added, reason=_("Inläst från fil: %(name)s") % name, **common)
        changed = [one for one in chunk if one.kind == CHANGED]
        kept = kept_ties(self.known, changed)
        rows = [self._renewed(one, kept[one.stored.activity.pk]) for one in changed]
        change_many(rows, reason=_("Ändrad genom fil: %(name)s") % name, **common)

    def _new(self, judged):
        row, spreadsheet = judged.row, self.spreadsheet
        activity = Activity(
            council_id=spreadsheet.council_id,
            organisation_id=spreadsheet.organisation_id,
            logged_by_id=self.by.pk,
            logged_at=self.at,
            imported_in_id=spreadsheet.pk,
            key=row.key,
            **row.facts,
        )
        return activity, row.parties, [target.pk for target in row.targets]

    def _renewed(self, judged, kept):
        activity, row = judged.stored.activity, judged.row
        for name, value in row.facts.items():
            setattr(activity, name, value)
        activity.version += 1
        before = [*(target.pk for target in judged.stored.targets), *judged.stored.unseen]
        after = [*(target.pk for target in row.targets), *kept]
        if set(before) != set(after):
            self.ties_changed[activity.pk] = [sorted(before), sorted(after)]
        return activity, row.parties, after
