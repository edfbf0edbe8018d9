"""Activities as a file: CSV row by row, or an Excel workbook with a sheet that explains it."""

import tempfile
from datetime import date

import xlsxwriter

from councils.sheets.formulas import armed
from promises.codes import ActivityType, CountQuality
from promises.models import Credit
from promises.spreadsheets.cells import cells_of
from promises.spreadsheets.columns import COLUMNS, WITHDRAWN, YES, words_for
from promises.spreadsheets.files import AS_TEXT, add_read_me, csv_lines
from promises.spreadsheets.read_me import EXPLAINED

AT_A_TIME = 1_000
NUMBERS = ("version", "count", "reach")
WIDTHS = {"key": 12, "occurred_on": 12, "activity_type": 24, "targets": 36, "place_text": 24, "parties": 28, "note": 50}


def exported(activities):
    """A queryset of activities with all that a file tells, some at a time."""
    rows = activities.select_related("place", "organisation").prefetch_related("parties")
    rows = rows.with_credits(Credit.objects.only("activity_id", "target_id")).latest_first()
    return rows.iterator(chunk_size=AT_A_TIME)


def as_csv(activities, known, *, with_withdrawn):
    """The lines of a CSV file."""
    return csv_lines(_rows(activities, known, with_withdrawn))


def _rows(activities, known, with_withdrawn):
    yield _headings(with_withdrawn)
    for activity in exported(activities):
        cells = [armed(cell) for cell in cells_of(known.stored_as(activity), known).values()]
        yield [*cells, *_withdrawn(activity, with_withdrawn)]


def as_xlsx(activities, known, *, with_withdrawn):
    """A workbook as an open file, from its beginning. A row leaves the memory when the next is written."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the answer that sends it)
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False, **AS_TEXT}) as book:
        sheet = book.add_worksheet("Aktiviteter")
        last = _write_activities(book, sheet, exported(activities), known, with_withdrawn)
        sheet.autofilter(0, 0, last, len(_headings(with_withdrawn)) - 1)
        _write_explained(book)
    file.seek(0)
    return file


def _write_activities(book, sheet, rows, known, with_withdrawn):
    """All rows, and the number of the last."""
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, WIDTHS.get(name, 10))
    sheet.write_row(0, 0, _headings(with_withdrawn), bold)
    last = 0
    for last, activity in enumerate(rows, start=1):
        for column, (name, cell) in enumerate(cells_of(known.stored_as(activity), known).items()):
            _write_cell(sheet, last, column, name, cell, day)
        for cell in _withdrawn(activity, with_withdrawn):
            sheet.write_string(last, len(COLUMNS), cell)
    return last


def _write_cell(sheet, row, column, name, cell, day):
    if not cell:
        return
    if name == "occurred_on":
        sheet.write_datetime(row, column, date.fromisoformat(cell), day)
    elif name in NUMBERS:
        sheet.write_number(row, column, int(cell))
    else:
        sheet.write_string(row, column, cell)


def _write_explained(book):
    codes = (("Vad", ActivityType), ("Hur säkert", CountQuality))
    lists = [(heading, ", ".join(words_for(code).values())) for heading, code in codes]
    add_read_me(book, [("Kolumn", "Vad som står där"), *EXPLAINED.items(), ("", ""), *lists])


def _headings(with_withdrawn):
    return [*COLUMNS.values(), *([WITHDRAWN] if with_withdrawn else [])]


def _withdrawn(activity, with_withdrawn):
    return [YES if activity.is_withdrawn else ""] if with_withdrawn else []
