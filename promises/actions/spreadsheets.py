"""Files with activities: kept when they come, carried out as a whole or not at all, and undone again."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils import audit
from promises.actions.many_activities import add_many, change_many, ties_to, withdraw_many
from promises.models import Activity, SpreadsheetImport, Target
from promises.spreadsheets.review import (
    ADDED,
    CHANGED,
    FAULTY,
    LEFT_OUT,
    UNCHANGED,
    Review,
    judged_rows,
    kept_ties,
    known_to,
)

A_DAY = timedelta(days=1)
AT_A_TIME = 500
LOGGED_AS = {CHANGED: "corrected"}


class NotCarriedOut(Exception):
    """Rows are faulty, or marked cells have not been looked through; nothing was saved. Carries the review."""

    def __init__(self, review):
        super().__init__("nothing was saved")
        self.review = review


class ChangedSince(Exception):
    """Some of what an import added has been changed since: those activities."""

    def __init__(self, activities):
        super().__init__("changed since it was imported")
        self.activities = activities


@transaction.atomic
def take_file(*, council, by, organisation, name, content):
    """Keep a file until it is carried out or given up. Files that nobody went on with are emptied here."""
    for left in SpreadsheetImport.objects.of(council).filter(uploaded_at__lt=timezone.now() - A_DAY, ended_at=None):
        _end(left, {"given_up": True})
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
def keep_mapping(*, spreadsheet, by, mapping):
    """Remember what somebody has said of a layout that is not ours. Nothing else is touched, so no line in the log."""
    current = SpreadsheetImport.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.ended_at is None:
        current.mapping = mapping
        current.save(update_fields=["mapping"])
    return current


@transaction.atomic
def carry_out(*, spreadsheet, gate, today, looked_through):
    """Save what the file says, all or nothing and once. Raises NotCarriedOut and Unreadable; nothing is then saved."""
    current = SpreadsheetImport.objects.select_for_update(of=("self",)).get(pk=spreadsheet.pk)
    if current.ended_at is not None:
        return current
    # First, so that no edition is signed between the reading of the targets and the writing of the ties.
    audit.head(current.council)
    known, review = known_to(current, gate, today), Review()
    writer = _Writer(current, gate.user, known)
    for chunk in judged_rows(current, gate, known, review, lock=True):
        for judged in chunk:
            review.take(judged)
        if not review.counts[FAULTY]:
            writer.write(chunk)
    if review.counts[FAULTY] or (review.warnings and not looked_through):
        raise NotCarriedOut(review)
    counts = {kind: review.counts[kind] for kind in (ADDED, CHANGED, UNCHANGED, LEFT_OUT) if review.counts[kind]}
    _end(current, {**counts, "ties": writer.ties_changed}, at=writer.at)
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
def undo_import(*, spreadsheet, by):
    """Withdraw all that an import added; what it changed stays. Raises ChangedSince when that too has been changed."""
    current = SpreadsheetImport.objects.select_for_update(of=("self",)).get(pk=spreadsheet.pk)
    if "undone" in current.result:
        return current
    if changed := changed_since(current):
        raise ChangedSince(changed)
    at, undone, tied = timezone.now(), 0, {}
    why = _("Inläsningen av filen ångrades.")
    while rows := list(_added(current).select_for_update(of=("self",)).prefetch_related("parties")[:AT_A_TIME]):
        tied |= withdraw_many(rows, by=by, at=at, why=why, reason=why)
        undone += len(rows)
    current.result = {**current.result, "undone": undone, "tied": tied}
    current.save(update_fields=["result"])
    audit.record(council=current.council, by=by, verb="undo_import", of=current, withdrawn=undone)
    return current


def changed_since(spreadsheet):
    """What an import added and somebody has changed since, and that still counts."""
    return list(_added(spreadsheet).exclude(version=1)[:AT_A_TIME])


def number_added(spreadsheet):
    """How many of those it added still count."""
    return _added(spreadsheet).count()


def _added(spreadsheet):
    return Activity.objects.filter(imported_in=spreadsheet, withdrawn_at=None).order_by("pk")


def _end(spreadsheet, result, at=None):
    spreadsheet.content, spreadsheet.ended_at, spreadsheet.result = b"", at or timezone.now(), result
    spreadsheet.save(update_fields=["content", "ended_at", "result"])


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
            council=spreadsheet.council,
            organisation=spreadsheet.organisation,
            logged_by=self.by,
            logged_at=self.at,
            imported_in=spreadsheet,
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
