"""A table as CSV, as Swedish Excel opens it: semicolons, decimal commas, and no cell that is taken for a formula."""

import io
from decimal import Decimal

from councils.sheets.formulas import armed
from followup.exports.table import Kind
from promises.spreadsheets.columns import BETWEEN_NAMES, NO, YES
from promises.spreadsheets.files import csv_lines

CONTENT_TYPE = "text/csv; charset=utf-8"


def as_csv(table):
    """An open file, from its beginning. The headings, then the rows; nothing else, so that it is read anywhere."""
    rows = [[column.heading for column in table.columns]]
    rows += [[_cell(column, row[column.code]) for column in table.columns] for row in table.rows]
    return io.BytesIO("".join(csv_lines(rows)).encode())


def _cell(column, value):
    if value is None:
        return ""
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        return _number(value)
    if column.kind is Kind.DAY:
        return value.isoformat()
    return armed(text_of(column, value))


def _number(value):
    """Without zeros at the end, and not armed: no person wrote it, so a minus is a minus."""
    return (f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)).replace(".", ",")


def text_of(column, value):
    """What a cell that is neither number nor day says, in words."""
    if column.kind is Kind.YES_OR_NO:
        return YES if value else NO
    if column.kind is Kind.NAMES:
        return BETWEEN_NAMES.join(value)
    return column.word(value) if column.kind is Kind.CODE else value
