"""A table as an Excel workbook, with a sheet that explains it."""

import tempfile
from datetime import datetime, time

import xlsxwriter

from followup.exports.csv_file import text_of
from followup.exports.read_me import explained
from followup.exports.table import Kind
from promises.spreadsheets.cells import storable
from promises.spreadsheets.files import AS_TEXT, add_read_me

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    Kind.DAY: {"num_format": "yyyy-mm-dd"},
    # Two decimals, since the share is rounded down to them: with fewer, 99.99 % would be shown as 100 %.
    Kind.SHARE: {"num_format": "0.00%"},
    Kind.NUMBER: {},
}
TOP = {"valign": "top"}
WIDE = 36  # columns from this width on are wrapped


def as_xlsx(table):
    """An open file, from its beginning. The same table gives the same bytes, whenever it is asked for."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the answer that sends it)
    with xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False, **AS_TEXT}) as book:
        book.set_properties({"title": table.about.title, "created": datetime.combine(table.about.as_of, time())})
        _write_figures(book, table)
        add_read_me(book, explained(table))
    file.seek(0)
    return file


def _write_figures(book, table):
    sheet = book.add_worksheet("Uppföljning")
    formats = [book.add_format(_format_of(column)) for column in table.columns]
    heading = book.add_format({"bold": True, "text_wrap": True, **TOP})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, heading)
    for number, row in enumerate(table.rows, start=1):
        for place, column in enumerate(table.columns):
            _write_cell(sheet, number, place, column, row[column.code], formats[place])
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _format_of(column):
    return {**TOP, **FORMATS.get(column.kind, {"text_wrap": column.width >= WIDE})}


def _write_cell(sheet, row, place, column, value, cell_format):
    if value is None:
        return
    if column.kind is Kind.DAY:
        sheet.write_datetime(row, place, datetime.combine(value, time()), cell_format)
    elif column.kind in (Kind.NUMBER, Kind.SHARE):
        sheet.write_number(row, place, value, cell_format)
    else:
        sheet.write_string(row, place, storable(text_of(column, value)), cell_format)
