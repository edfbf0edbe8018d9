"""The table where many activities are logged at once, as it is shown, pasted into and read.

Nothing is refused on the way in: what was typed stays in its cell, beside the sentence that says what to change.
"""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.forms.screened import Typed
from councils.screening import TICKS, plainly, screen, take_overrides
from councils.text import is_row_id, tidy
from promises.actions.activities import FREE_TEXT
from promises.forms.activities import INCOMPLETE
from promises.forms.table_cells import (
    HEADINGS,
    Choices,
    column_of_heading,
    empty_row,
    posted_rows,
)
from promises.forms.table_words import as_read
from promises.pasted_rows import pasted
from promises.similar import marks
from promises.spreadsheets.rows import read_row

FIRST_ROWS = MORE_ROWS = 10
MOST_ROWS = 200
LARGEST_PASTE = 200_000  # characters
LONGEST_CELL = 5_000  # no column takes as much, and a longer one is not looked into
NO_SUCH_TARGET = gettext_lazy("Målet finns inte i rådet. Välj bland målen i listan.")


class LogTable:
    """The rows, and what is wrong with them. `known`: what they may name, see promises/spreadsheets/known.py.

    `problems`: what is wrong with the table as a whole. `unknown`: pasted headings that were left out.
    """

    def __init__(self, known, data=None, *, is_wide=False):
        self.known = known
        self.choices = Choices(known)
        self.is_new = data is None
        self.problems, self.unknown = [], []
        self.pasted = tidy(data.get("pasted", "")) if data else ""
        self.is_wide = is_wide or bool(data and data.get("fler"))
        self.ticks = frozenset(data.getlist(TICKS)) if data else frozenset()
        self.rows, left_out = posted_rows(data or {}, MOST_ROWS)
        self._tell_left_out(left_out)
        self._fill_up()

    def _tell_left_out(self, number):
        if number:
            text = _("Tabellen rymmer %(most)s rader. De sista %(number)s är inte med: spara dem efter dessa.")
            self.problems.append(text % {"most": MOST_ROWS, "number": number})

    def add(self, number):
        """So many empty rows below the others, as far as there is room."""
        start = max((row.number for row in self.rows), default=0) + 1
        self.rows += [empty_row(start + n) for n in range(min(number, MOST_ROWS - len(self.rows)))]

    def _fill_up(self):
        self.add(max(0, FIRST_ROWS - len(self.rows)))

    @property
    def filled(self):
        return [row for row in self.rows if not row.is_empty]

    @property
    def numbered(self):
        """(its number on the page, the row) of those filled in."""
        return [(number, row) for number, row in enumerate(self.rows, start=1) if not row.is_empty]

    @property
    def has_room(self):
        return len(self.rows) < MOST_ROWS

    # What is pasted

    def take_pasted(self):
        """Put the pasted rows below those that are filled in. False, with a problem, when they cannot be taken."""
        self._look_at_pasted()
        if self.problems:
            return False
        found = pasted(self.pasted, column_of_heading(), list(HEADINGS))
        if len(self.filled) + len(found.rows) > MOST_ROWS:
            text = _("Tabellen rymmer %(most)s rader och det inklistrade har %(number)s. Dela upp på flera gånger.")
            self.problems.append(text % {"most": MOST_ROWS, "number": len(found.rows)})
            return False
        self.rows = [*self.filled, *(self._pasted_row(cells) for cells in found.rows)]
        for number, row in enumerate(self.rows, start=1):
            row.number = number
        self.pasted, self.unknown = "", found.unknown
        self._fill_up()
        return True

    def _look_at_pasted(self):
        if len(self.pasted) > LARGEST_PASTE:
            self.problems.append(_("Det inklistrade är för långt. Klistra in högst 200 rader åt gången."))
        elif "\t" not in self.pasted:
            text = _("Det inklistrade har inga kolumner. Markera cellerna i Excel, kopiera och klistra in igen.")
            self.problems.append(text)

    def _pasted_row(self, cells):
        row = empty_row(0)
        row.cells |= cells
        row.cells["targets"] = self._as_chosen(row.cells["targets"])
        for name in set(self.choices.rows) - {"targets"}:
            row.cells[name] = self.choices.as_offered(name, row.cells[name])
        return row

    def _as_chosen(self, text):
        """The id of a target that is named alone; other words stay as they are."""
        called = [target for target in self.known.targets_called(text) if self.known.is_open(target)]
        return str(called[0].pk) if len(called) == 1 else text

    # What is posted

    def read(self):
        """Read every row that has been filled in. False when something stands in the way of saving."""
        filled, keys = self.filled, set()
        if not filled:
            self.problems.append(_("Tabellen är tom. Fyll i minst en rad."))
        for row in filled:
            self._read(row, keys)
        return not self.problems and not any(row.faults for row in filled)

    def _read(self, row, keys):
        too_long = {name for name, text in row.cells.items() if len(text) > LONGEST_CELL}
        cells = {**row.cells, **dict.fromkeys(too_long, "")}
        row.said = read_row(self._as_named(row, cells), self.known)
        row.faults = {name: text for name, text in row.said.faults.items() if name in HEADINGS}
        if self._is_no_target(cells["targets"]):
            row.faults["targets"] = str(NO_SUCH_TARGET)
        for name, screened in self._screened(row, cells):
            if screened.refused:
                row.faults[name] = " ".join(plainly(screened.text, found) for found in screened.refused)
            elif row.faults.get(name) in {plainly(screened.text, found) for found in screened.accepted}:
                del row.faults[name]  # read_row asks nobody
        row.faults |= dict.fromkeys(
            too_long, _("Cellen är för lång. Skriv högst %(most)s tecken.") % {"most": LONGEST_CELL}
        )
        self._read_key(row, keys)

    def _read_key(self, row, keys):
        if row.said.key is None or row.said.key in keys:
            self.refuse_key(row, str(INCOMPLETE))
        keys.add(row.said.key)

    def _as_named(self, row, cells):
        """The cells as read_row takes them: a target by its name, also where the list gave its id."""
        target = cells["targets"]
        name = self.known.target_names.get(int(target), "") if is_row_id(target) else target
        typed = {name: self._answered(row, name, cells[name]) for name in FREE_TEXT}
        return {**as_read(cells), **typed, "targets": name, "key": row.key}

    def _answered(self, row, name, text):
        """The text with what somebody has answered about the numbers in it, as from a form's field."""
        text = Typed(text)
        text.field, text.ticked = row.screened_as(name), self.ticks
        return text

    def _screened(self, row, cells):
        for name in FREE_TEXT:
            yield name, screen(cells[name], field=row.screened_as(name), accepted=self.ticks)

    def to_save(self):
        """Each row as it is about to be saved: what somebody let through in it is told by its own line in the log."""
        for row in self.filled:
            take_overrides()
            list(self._screened(row, row.cells))
            yield row.said

    def _is_no_target(self, text):
        return text.isdecimal() and not self.choices.offers("targets", text)

    def refuse_keys(self, keys):
        """Rows with these keys are other activities' than those stored."""
        for row in self.filled:
            if row.said.key in keys:
                self.refuse_key(row)

    def refuse_key(self, row, sentence=None):
        """The key is another activity's, or none: what was changed after Back is a new try."""
        row.faults[""] = sentence or _("Raden skiljer sig från det du nyss sparade. Kontrollera den och spara igen.")
        row.key = str(uuid.uuid4())

    def warn_of(self, stored):
        """Note on each row what looks like it, stored or above it, unless it is wanted. Says whether any has such.

        `stored`: what `stored_like` has found.
        """
        above = {}
        for row in self.filled:
            found = marks(row.said)
            if not row.is_wanted:
                row.like = next((stored[mark] for mark in found if mark in stored), None)
                row.like_row = next((above[mark] for mark in found if mark in above), None)
            above.update(dict.fromkeys(found, row))
        return any(row.is_doubled for row in self.filled)
