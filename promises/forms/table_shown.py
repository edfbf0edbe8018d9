"""The table where many activities are logged at once, as its page shows it."""

import json
from functools import cached_property

from councils.forms.screened import Question
from councils.personal_data import findings
from councils.screening import TICKS, token
from promises.actions.activities import FREE_TEXT
from promises.forms.table import LONGEST_CELL, MOST_ROWS, LogTable
from promises.forms.table_cells import (
    FOLDED,
    HEADINGS,
    NUMBERS,
    SUGGESTED_BY,
    TableRow,
    column_of_heading,
    described_by,
    empty_row,
    field_id,
    label,
)

MOST_ERRORS = 30  # listed above the table; every one is marked in it
ON_A_PHONE = 3  # of the empty rows of a new table, where each is a card
NUMBER_TO_COME = "__n__"  # in the row that the script copies


class ShownTable:
    """What the template asks of a table. Nothing is read or changed here."""

    def __init__(self, table: LogTable):
        self.known, self.problems, self.unknown = table.known, table.problems, table.unknown
        self.rows, self.ticks, self.pasted = table.rows, table.ticks, table.pasted
        self.is_wide, self.has_room = table.is_wide, table.has_room
        self.choices, self.most_rows, self.is_new = table.choices, MOST_ROWS, table.is_new

    @property
    def columns(self):
        return [{"name": name, "heading": heading, "is_folded": name in FOLDED} for name, heading in HEADINGS.items()]

    @property
    def shows_folded(self):
        """Columns are not folded away with something in them that somebody must see."""
        return self.is_wide or any(row.cells.get(name) or name in row.faults for row in self.rows for name in FOLDED)

    @cached_property
    def errors(self):
        """Every cell that stands in the way of saving, in the order of the page."""
        return [
            {
                "field": field_id(name or "occurred_on", row.number),
                "label": label(n, name),
                "sentence": row.faults[name],
            }
            for n, row in enumerate(self.rows, start=1)
            for name in ("", *HEADINGS)
            if name in row.faults
        ]

    @property
    def first_errors(self):
        return self.errors[:MOST_ERRORS]

    @property
    def more_errors(self):
        return len(self.errors[MOST_ERRORS:])

    @property
    def likes(self):
        """Rows that look like what is stored already, or like a row above."""
        rows = enumerate(self.rows, start=1)
        return [{"field": field_id("wanted", row.number), "number": number} for number, row in rows if row.is_doubled]

    @property
    def has_targets(self):
        return self.choices.has("targets")

    @property
    def spoken_headings(self):
        """What a pasted heading may say, for the script."""
        return json.dumps(column_of_heading())

    @property
    def shown_rows(self):
        """Each row with its number on the page and its cells; of a new table a phone hides the spare ones."""
        rows = enumerate(self.rows, start=1)
        return [{**self._shown(row, number), "is_spare": self.is_new and number > ON_A_PHONE} for number, row in rows]

    @property
    def row_to_copy(self):
        """A row for the script, which puts in number and key."""
        return self._shown(TableRow(NUMBER_TO_COME, cells=empty_row(0).cells), NUMBER_TO_COME)

    def _shown(self, row, number):
        cells = [self._cell(row, number, name, heading) for name, heading in HEADINGS.items()]
        notes = [cell for cell in cells if cell["fault"] or cell["questions"]]
        has_note = bool(notes or row.fault or row.is_doubled or row.is_wanted)
        return {"row": row, "number": number, "cells": cells, "notes": notes, "has_note": has_note}

    def _cell(self, row, number, name, heading):
        return {
            "name": name,
            "field": f"row_{name}_{row.number}",
            "label": label(number, name),
            "heading": heading,
            "is_folded": name in FOLDED,
            "is_number": name in NUMBERS,
            "text": row.cells[name],
            "fault": row.faults.get(name),
            "questions": self._questions(row, name),
            "described_by": described_by(row, name),
            "list": SUGGESTED_BY.get(name),
            "options": self.choices.draw(name, row.cells[name]),
        }

    def _questions(self, row, name):
        """What is asked of the numbers in a cell, and what has been answered."""
        is_asked = name in row.faults
        if name not in FREE_TEXT or not (is_asked or self.ticks) or len(row.cells[name]) > LONGEST_CELL:
            return []
        once = {token(row.screened_as(name), found): found for found in findings(row.cells[name])}
        return [
            Question(found, key, key in self.ticks, f"{field_id(name, row.number)}_{TICKS}_{number}")
            for number, (key, found) in enumerate(once.items())
            if is_asked or key in self.ticks
        ]
