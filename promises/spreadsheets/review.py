"""What a file would do, row by row: add an activity, change one, nothing, or be refused."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from promises.access import may_correct
from promises.codes import SetStatus
from promises.editions import standing_copies
from promises.models import Activity, Credit, Target
from promises.spreadsheets.cells import cells_of
from promises.spreadsheets.columns import COLUMNS, MEANS_NO, WITHDRAWN
from promises.spreadsheets.known import Known, Stored
from promises.spreadsheets.layout import IS_WITHDRAWN, cells_by_name, opened, translated
from promises.spreadsheets.rows import Row, read_row
from promises.spreadsheets.then import cells_then, version_in

AT_A_TIME = 500
SHOWN = 20
ADDED, CHANGED, UNCHANGED, FAULTY, LEFT_OUT = "added", "changed", "unchanged", "faulty", "left_out"
# Rows without a key that say what a stored activity said when it came: the same one, or another just like it.
KNOWN = "known"
# What tells a row from another; the rest names it.
CONTENT = [name for name in COLUMNS if name not in ("key", "version")]


class NotMapped(Exception):
    """Nobody has said yet what the columns and words of this layout mean."""


@dataclass
class Judged:
    """A row of a file, and what it would do."""

    number: int
    kind: str
    cells: dict[str, str]
    row: Row = field(default_factory=Row)
    stored: Stored | None = None
    before: dict[str, str] = field(default_factory=dict)

    @property
    def faults(self):
        """(heading, sentence) of each fault."""
        return [(HEADINGS[name], sentence) for name, sentence in self.row.faults.items()]

    @property
    def warnings(self):
        return [(HEADINGS[name], sentence) for name, sentence in self.row.warnings.items()]

    @property
    def differences(self):
        """(heading, before, after) of each cell that changes."""
        return [
            (COLUMNS[name], self.before[name], self.cells[name])
            for name in CONTENT
            if name in self.cells and self.cells[name] != self.before[name]
        ]


HEADINGS = {**COLUMNS, IS_WITHDRAWN: WITHDRAWN}


@dataclass
class Review:
    """How many rows do what, and the first of each kind."""

    counts: Counter = field(default_factory=Counter)
    first: dict[str, list[Judged]] = field(default_factory=dict)
    warned: list[Judged] = field(default_factory=list)
    warnings: int = 0
    marked: dict = field(default_factory=dict)  # (column, kind of what is marked there) → the first of them
    unread: list[str] = field(default_factory=list)

    def take(self, judged):
        self.counts[judged.kind] += 1
        shown = self.first.setdefault(judged.kind, [])
        if len(shown) < SHOWN:
            shown.append(judged)
        if judged.row.warnings and judged.kind in (ADDED, CHANGED):
            self.warnings += len(judged.row.warnings)
            for name, found in judged.row.marked:
                self.marked.setdefault((name, found.kind), found)
            if len(self.warned) < SHOWN:
                self.warned.append(judged)

    @property
    def can_be_carried_out(self):
        return not self.counts[FAULTY] and bool(self.counts[ADDED] or self.counts[CHANGED] or self.counts[KNOWN])

    @property
    def has_nothing_new(self):
        return bool(self.counts[KNOWN]) and not (self.counts[ADDED] or self.counts[CHANGED])


def review_of(spreadsheet, gate, today):
    """What the file would do now. Raises Unreadable and NotMapped."""
    review = Review()
    for chunk in judged_rows(spreadsheet, gate, known_to(spreadsheet, gate, today), review):
        for judged in chunk:
            review.take(judged)
    return review


def keys_in(spreadsheet):
    """The keys that stand in the file, of activities that it may change. Raises Unreadable."""
    sheet = opened(bytes(spreadsheet.content))
    if "key" not in (sheet.columns or ()):
        return set()
    return {_uuid(cells_by_name(sheet.columns, line)["key"]) for line in sheet.lines} - {None}


def known_to(spreadsheet, gate, today):
    """What the rows may name; what they add is logged for the organisation that sent the file."""
    known = Known.of(gate, today)
    known.own = spreadsheet.organisation
    return known


def judged_rows(spreadsheet, gate, known, review, *, as_new=False):
    """Every row of the file, some at a time. `as_new`: what is known already is another activity just like it.

    Raises Unreadable, also on the way, and NotMapped.
    """
    sheet = opened(bytes(spreadsheet.content))
    if sheet.columns is None and "words" not in spreadsheet.mapping:
        raise NotMapped
    review.unread = sheet.unread if sheet.columns else []
    judge = _Judge(spreadsheet, gate, known, as_new)
    while lines := list(islice(sheet.lines, AT_A_TIME)):
        if sheet.columns:
            rows = [(line.number, cells_by_name(sheet.columns, line)) for line in lines]
        else:
            rows = [(line.number, translated(spreadsheet.mapping, line, known)) for line in lines]
        yield judge.judged(rows)


class _Judge:
    """Compares rows with what is stored. Keeps what must be known of the rows before."""

    def __init__(self, spreadsheet, gate, known, as_new):
        self.gate, self.known, self.as_new, self.file = gate, known, as_new, f"file:{spreadsheet.pk}"
        # Two organisations may have done the same on the same day.
        sender = f"council:{spreadsheet.council_id} organisation:{spreadsheet.organisation_id}"
        self.namespace = uuid5(NAMESPACE_URL, sender)
        self.met = Counter()  # how often the same content has come
        self.rows_of = {}  # key that stands in the file → the number of its row

    def judged(self, rows):
        given = {number: _uuid(cells["key"]) for number, cells in rows if cells and cells.get("key")}
        made = {number: self._derived(cells) for number, cells in rows if cells and not cells.get("key")}
        stored = self._stored([key for key in [*given.values(), *made.values()] if key])
        self._past_withdrawn(made, stored)
        if self.as_new:
            made = {number: uuid5(key, self.file) if key in stored else key for number, key in made.items()}
        self.known.stored = stored
        self.then = cells_then(
            [(stored.get(given.get(number)), version_in(cells)) for number, cells in rows], self.known
        )
        return [self._judge(number, cells, given.get(number), made.get(number)) for number, cells in rows]

    def _is_as_taken_out(self, cells, stored):
        """Does the row still say what it said when the file was taken out? Then the file changes nothing."""
        then = self.then.get((stored.activity.pk, version_in(cells)))
        return then is not None and all(cells[name] == then[name] for name in CONTENT if name in cells)

    def _derived(self, cells):
        """The same content makes the same key, so that a file sent twice is stored once."""
        content = "\n".join(cells.get(name, "") for name in CONTENT)
        digest = uuid5(self.namespace, content)
        self.met[digest.int] += 1
        return uuid5(digest, str(self.met[digest.int]))

    def _past_withdrawn(self, made, stored):
        """What an import added may have been withdrawn with it; the same row is then a new one."""
        again = {number: key for number, key in made.items() if key in stored and stored[key].activity.is_withdrawn}
        while again:
            made |= {number: uuid5(key, "again") for number, key in again.items()}
            stored |= self._stored([made[number] for number in again])
            again = {
                number: made[number]
                for number in again
                if made[number] in stored and stored[made[number]].activity.is_withdrawn
            }

    def _stored(self, keys):
        rows = Activity.objects.of(self.gate.council).readable_by(self.gate).filter(key__in=keys)
        credits = Prefetch("credits", queryset=Credit.objects.only("activity_id", "target_id"))
        rows = rows.select_related("place", "organisation").prefetch_related("parties", credits)
        # In the order of the key, or SQLite goes through all that the council has for each chunk of the file.
        rows = rows.order_by("key")
        return {row.key: self.known.stored_as(row) for row in rows}

    def _judge(self, number, cells, key, made):
        if cells is None:
            return Judged(number, LEFT_OUT, {})
        stored = self.known.stored.get(key or made)
        if stored is None:
            return self._new(number, cells, key, made)
        before = cells_of(stored, self.known)
        full = {**before, "version": "", **cells}
        judged = Judged(number, UNCHANGED, full, stored=stored, before=before)
        if made:
            judged.kind = KNOWN  # it may have been corrected since
            return judged
        if refusal := self._refused(number, key, cells, stored):
            return _faulty(judged, *refusal)
        if all(full[name] == before[name] for name in CONTENT) or self._is_as_taken_out(cells, stored):
            return judged
        return self._changed(judged)

    def _new(self, number, cells, key, made):
        judged = Judged(number, ADDED, cells)
        if key:
            text = _("Nyckeln finns inte i rådet. Töm cellen om raden är ny.")
            return _faulty(judged, "key", text)
        judged.row = read_row(cells, self.known)
        if cells.get(IS_WITHDRAWN, "").casefold() not in MEANS_NO:
            return _faulty(judged, IS_WITHDRAWN, _("En ny aktivitet räknas alltid. Töm cellen."))
        judged.row.key = made
        judged.kind = FAULTY if judged.row.faults else ADDED
        return judged

    def _changed(self, judged):
        row, stored = read_row(judged.cells, self.known), judged.stored
        judged.row = row
        if row.faults:
            judged.kind = FAULTY
        elif not _says_the_same(row, stored):
            judged.kind = CHANGED
            if refusal := self._may_not_change(row, stored.activity):
                return _faulty(judged, *refusal)
        return judged

    def _refused(self, number, key, cells, stored):
        first = self.rows_of.setdefault(key.int, number)
        if first != number:
            return "key", _("Nyckeln står redan på rad %(row)s. Ta bort den ena raden.") % {"row": first}
        says = cells.get(IS_WITHDRAWN, "").casefold() not in MEANS_NO
        if IS_WITHDRAWN in cells and says != stored.activity.is_withdrawn:
            text = _("Det går inte att ta bort eller återställa genom en fil. Gör det på aktivitetens sida.")
            return IS_WITHDRAWN, text
        return None

    def _may_not_change(self, row, activity):
        if activity.is_withdrawn:
            return "key", _("Aktiviteten är borttagen ur räkningen. Återställ den först på dess sida.")
        if not may_correct(self.gate, activity):
            return "key", _("Aktiviteten är loggad av en annan organisation, och bara den kan rätta den.")
        if row.version != activity.version:
            return "version", _("Raden har ändrats sedan filen hämtades. Hämta filen på nytt och gör om ändringen.")
        return None


def kept_ties(known, changed):
    """Activity's id → targets that no file shows and that it stays tied to.

    Those of replaced editions go only when the activity is no longer tied to what they have become, as in the form.
    """
    unseen = {pk for one in changed for pk in one.stored.unseen}
    superseded = Target.objects.filter(pk__in=unseen, promise__section__promise_set__status=SetStatus.SUPERSEDED)
    copies = standing_copies(list(superseded.select_related("promise__section__promise_set"))) if unseen else {}
    return {one.stored.activity.pk: [pk for pk in one.stored.unseen if _stays(copies.get(pk), one)] for one in changed}


def _stays(copies, judged):
    if copies is None:
        return True  # in somebody else's draft
    before, after = ({target.pk for target in side} for side in (judged.stored.targets, judged.row.targets))
    return bool(copies & after) or not copies & before


def _says_the_same(row, stored):
    activity = stored.activity
    return (
        all(getattr(activity, name) == value for name, value in row.facts.items())
        and {target.pk for target in row.targets} == {target.pk for target in stored.targets}
        and {party.pk for party in row.parties} == {party.pk for party in stored.parties}
    )


def _faulty(judged, name, sentence):
    judged.row.faults = {name: sentence, **judged.row.faults}
    judged.kind = FAULTY
    return judged


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None
