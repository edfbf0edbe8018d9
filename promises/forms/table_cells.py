"""The cells of the table where many activities are logged at once: what they are called, hold and offer."""

import re
import uuid
from dataclasses import dataclass, field

from django.forms.utils import flatatt
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.text import in_one_line, tidy
from promises.codes import ActivityType, CountQuality
from promises.spreadsheets.columns import COLUMNS, YES, quality_word, type_word
from promises.spreadsheets.rows import Row

# Name of the activity form's field → what the column is called here, in the order of the table.
SHOWN = {
    "occurred_on": gettext_lazy("Datum"),
    "targets": gettext_lazy("Mål"),
    "count": gettext_lazy("Antal"),
    "count_quality": gettext_lazy("Hur säkert"),
    "place_text": gettext_lazy("Plats"),
    "parties": gettext_lazy("Deltog"),
    "note": gettext_lazy("Anteckning"),
}
FOLDED = {
    "activity_type": gettext_lazy("Slag"),
    "reach": gettext_lazy("Deltagare"),
    "tags": gettext_lazy("Märkning"),
    "is_beyond_ordinary": gettext_lazy("Utöver ordinarie"),
}
HEADINGS = SHOWN | FOLDED
# A row with nothing but this has not been filled in.
USUAL = {"count": "1", "count_quality": quality_word(CountQuality.EXACT.value)}
NUMBERS = {"count", "reach"}
# What stands beside the table in its form.
BESIDE = {"fler": gettext_lazy("Visa fler kolumner"), "pasted": gettext_lazy("Kopierade celler")}
WANTED = gettext_lazy("Spara ändå")
SUGGESTED_BY = {"place_text": "platser", "parties": "parter"}
_NAME = re.compile(r"row_([a-z_]+)_([0-9]{1,4})", re.ASCII)


@dataclass
class TableRow:
    """One row as it was typed, under the number in the names of its fields, and what it says.

    `faults`: column → sentence; of the row as a whole under "". `like`: what is stored already and looks the same;
    `like_row`: the row above that does.
    """

    number: int | str
    key: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    is_wanted: bool = False  # although one like it is stored
    said: Row = field(default_factory=Row)
    faults: dict[str, str] = field(default_factory=dict)
    like: object = None
    like_row: object = None

    @property
    def is_doubled(self):
        return bool(self.like or self.like_row)

    @property
    def is_empty(self):
        return all(not text or USUAL.get(name) == text for name, text in self.cells.items())

    @property
    def fault(self):
        return self.faults.get("")

    def screened_as(self, name):
        """What the cell is called where one answers for a number in it; the log leaves out which row it was."""
        return f"{name}_{self.number}"


def empty_row(number):
    """Its key is made with the page, so that a table sent twice is stored once."""
    return TableRow(number, key=str(uuid.uuid4()), cells={name: USUAL.get(name, "") for name in HEADINGS})


def posted_rows(data, most):
    """The rows of a posted table in the order of their numbers, at most so many, and how many were left out.

    Empty rows go first: a page shows what fits in it, and nobody waits for thousands of lists to be drawn.
    """
    rows = {}
    for name in data:
        match = _NAME.fullmatch(name)
        if match and match[1] in (*HEADINGS, "key", "wanted"):
            number = int(match[2])
            row = rows.setdefault(number, TableRow(number, cells=dict.fromkeys(HEADINGS, "")))
            text = tidy(data[name]).strip()
            _put(row, match[1], text if match[1] == "note" else in_one_line(text))
    rows = [rows[number] for number in sorted(rows)]
    if len(rows) > most:
        rows = [row for row in rows if not row.is_empty]
    return rows[:most], max(0, len(rows) - most)


def _put(row, name, text):
    if name == "key":
        row.key = text
    elif name == "wanted":
        row.is_wanted = True
    else:
        row.cells[name] = text


def column_of_heading():
    """What a pasted heading may say, in small letters → the column: as it is called here, in files and in the form."""
    spoken = {str(heading).casefold(): name for name, heading in HEADINGS.items()}
    of_files = {heading.casefold(): name for name, heading in COLUMNS.items() if name in HEADINGS}
    return {**of_files, **spoken}


def field_id(name, number):
    return f"id_row_{name}_{number}"


def described_by(row, name):
    """The ids of what is said of a cell; what is said of the whole row belongs to its first cell."""
    ids = [f"{field_id(name, row.number)}_error"] if name in row.faults else []
    if name == "occurred_on":
        ids += [f"rad_{row.number}_error"] if row.fault else []
        ids += [f"rad_{row.number}_lik"] if row.is_doubled else []
    return " ".join(ids)


def label(number, name):
    """What a cell is called: Rad 3, Datum."""
    if not name:
        return _("Rad %(number)s") % {"number": number}
    return _("Rad %(number)s, %(column)s") % {"number": number, "column": HEADINGS[name]}


class Choices:
    """What the cells with a list offer. Most rows say the same, so each list is drawn once for each thing chosen."""

    def __init__(self, known):
        open_targets = [pk for pk, target in known.targets.items() if known.is_open(target)]
        self.rows = {
            "targets": [("", _("Välj mål")), *((str(pk), known.target_names[pk]) for pk in open_targets)],
            "count_quality": [(quality_word(code), name) for code, name in CountQuality.choices],
            "activity_type": [
                ("", _("Som målet säger")),
                *((type_word(code), name) for code, name in ActivityType.choices),
            ],
            "is_beyond_ordinary": [("", _("nej")), (YES, _("ja"))],
        }
        self._drawn = {}

    def has(self, name):
        """Is there anything to choose, but nothing at all?"""
        return len(self.rows[name]) > 1

    def offers(self, name, text):
        return any(value == text for value, _words in self.rows[name])

    def as_offered(self, name, text):
        """The choice that somebody has written in letters large or small; other words as they are."""
        return next((value for value, _words in self.rows[name] if value.casefold() == text.casefold()), text)

    def draw(self, name, text):
        """The options with one chosen; None for a column without a list."""
        if name not in self.rows:
            return None
        if (name, text) not in self._drawn:
            self._drawn[name, text] = self._draw(name, text)
        return self._drawn[name, text]

    def _draw(self, name, text):
        rows = self.rows[name]
        # What somebody wrote is kept, though it is none of these; the id of a row is nothing that anybody writes.
        if not self.offers(name, text) and not text.isdecimal():
            rows = [*rows, (text, text)]
        parts = ((value, flatatt({"selected": value == text}), words) for value, words in rows)
        return format_html_join("", '<option value="{}"{}>{}</option>', parts)
