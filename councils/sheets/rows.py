"""A file that somebody sent, as rows of text: CSV or xlsx, told apart by what is in it and not by its name."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.sheets.formulas import disarmed
from councils.sheets.workbook import BROKEN, checked_workbook

ESCAPED = re.compile("_x005F(_x[0-9a-fA-F]{4}_)")
MOST_ROWS = 100_000
LONGEST_CELL = 10_000
MOST_BLANK = 10_000  # and as many more as there are rows with something in them
MOST_COLUMNS = 60
LOOKED_AT = 30  # rows from which it is seen what stands between the cells
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
NOT_A_SHEET = gettext_lazy("Filen är inget kalkylblad. Skicka en fil i formatet xlsx eller csv.")
IS_BROKEN = gettext_lazy("Filen är trasig. Öppna den i Excel, spara den på nytt och skicka den igen.")
ODD_TEXT = gettext_lazy("Filen innehåller tecken som inte hör hemma i text. Spara den på nytt som xlsx eller csv.")


class Unreadable(Exception):
    """The file cannot be read; the sentence says why and what to do about it."""


@dataclass(frozen=True)
class Line:
    """One row as it stands in the sheet, with its number there."""

    number: int
    cells: list[str]


def lines_of(content: bytes, *, most_columns: int = MOST_COLUMNS, is_table: bool = False) -> Iterator[Line]:
    """Every row that is not empty, one at a time; the first is the headings. Raises Unreadable, also on the way.

    `is_table`: figures that somebody else published. There may be words above the headings, and how far in a cell
    stands says what it belongs to.
    """
    raw = _rows_of(content, most_columns, is_table)
    number, seen = 0, 0
    while (row := _next(raw, number)) is not None:
        number += 1
        cells = _without_end([_text(value, is_table) for value in row[:most_columns]])
        if not cells:
            # A workbook may say that its next row has any number, and all before it are then handed out as blank.
            if number > MOST_BLANK + 2 * seen:
                raise Unreadable(_("Filen har för många tomma rader. Ta bort dem och skicka filen igen."))
            continue
        seen += 1
        _check(cells, number, seen)
        yield Line(number, cells)
    if not seen:
        raise Unreadable(_("Filen är tom."))


def _without_end(cells):
    """The cells up to the last one with something in it: a workbook is read as if all its columns were used."""
    used = next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)
    return cells[:used]


def _next(raw, number):
    try:
        return next(raw, None)
    except csv.Error as error:
        text = _("Rad %(row)s går inte att läsa. Kontrollera citattecknen på raden.")
        raise Unreadable(text % {"row": number + 1}) from error
    except BROKEN as error:
        raise Unreadable(str(IS_BROKEN)) from error


def _check(cells, number, seen):
    if seen > MOST_ROWS + 1:
        raise Unreadable(_("Filen har fler än 100 000 rader. Dela upp den på flera filer."))
    for column, cell in enumerate(cells, start=1):
        if len(cell) > LONGEST_CELL:
            text = _("Cellen på rad %(row)s, kolumn %(column)s har fler än 10 000 tecken. Korta den.")
            raise Unreadable(text % {"row": number, "column": column})


def _rows_of(content, most_columns, is_table):
    if not content.strip():
        raise Unreadable(_("Filen är tom."))
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise Unreadable(str(NOT_A_SHEET))
    if content.startswith(b"PK"):
        return _rows_of_workbook(content, most_columns)
    if content.startswith(OLD_EXCEL):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable(_("Filen är skyddad med lösenord. Ta bort lösenordet i Excel och skicka den igen."))
        raise Unreadable(_("Filen är i det gamla formatet xls. Spara den som xlsx och skicka den igen."))
    return _rows_of_text(_decoded(content), is_table)


def _rows_of_workbook(content, most_columns):
    try:
        book = checked_workbook(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Unreadable(str(NOT_A_SHEET)) from error
    except BROKEN as error:
        raise Unreadable(str(IS_BROKEN)) from error
    if isinstance(book, str):
        raise Unreadable(book)
    sheet = book.worksheets[0]
    # What the file says of its own size is not to be trusted.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_col=most_columns)
    return ([_unescaped(value) for value in row] for row in rows)


def _unescaped(value):
    """What looks like a coded sign, _x000D_, is written with one more code before it."""
    return ESCAPED.sub(r"\1", value) if isinstance(value, str) else value


def _decoded(content):
    """UTF-8 or UTF-16, with or without their mark, else the code page that Excel in Sweden has used."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content[:200]:
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(char) < 32 and char not in "\t\r\n" for char in text[:4000]) or "\x00" in text:
            break
        return text
    raise Unreadable(str(ODD_TEXT))


def _rows_of_text(text, is_table):
    first = text[: text.find("\n")] if "\n" in text else text
    between = _between(text) if is_table else max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    return ([disarmed(cell) for cell in row] for row in reader)


def _between(text):
    """What stands in the most of the first rows: above the headings there may be a sentence, with commas in it."""
    rows = text[:20_000].splitlines()[:LOOKED_AT]
    return max(";\t,", key=lambda mark: (sum(mark in row for row in rows), sum(row.count(mark) for row in rows)))


def _text(value, keeps_indent=False) -> str:
    """What a person sees in the cell, days as 2019-11-20."""
    if isinstance(value, str):
        tidy = value.replace("\r\n", "\n")
        return tidy.rstrip() if keeps_indent else tidy.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)
