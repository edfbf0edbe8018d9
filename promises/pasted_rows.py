"""What is copied from a spreadsheet, as rows of cells. Pure.

Excel puts a tab between cells and a line end between rows, and quotation marks round a cell that holds either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|\Z)')
HEADINGS_AT_LEAST = 2  # one word alone may be what somebody wrote in a cell


@dataclass(frozen=True)
class Pasted:
    """Rows as column → text, and the headings that are none of ours: their cells are left out."""

    rows: list[dict[str, str]]
    unknown: list[str]


def cells_of(text: str) -> list[list[str]]:
    r"""Rows of cells, without those where every cell is empty.

    >>> cells_of('2019-11-20\tVandring\r\n\t\r\n"a\nb"\tsa "hej"')
    [['2019-11-20', 'Vandring'], ['a\nb', 'sa "hej"']]
    """
    rows, row, at = [], [], 0
    while at < len(text):
        match = _CELL.match(text, at)
        quoted, plain, end = match.groups()
        row.append((plain if quoted is None else quoted.replace('""', '"')).strip())
        at = match.end()
        if end != "\t":
            rows.append(row)
            row = []
    rows.append(row)
    return [row for row in rows if any(row)]


def pasted(text: str, headings: Mapping[str, str], order: Sequence[str]) -> Pasted:
    """The rows of a pasted text. Its first row may be headings, in any order; else the cells are those of `order`.

    `headings`: what a heading says, in small letters → the column.
    """
    rows = cells_of(text)
    said = [headings.get(cell.casefold().rstrip(":")) for cell in rows[0]] if rows else []
    if len([name for name in said if name]) < HEADINGS_AT_LEAST:
        return Pasted([_named(order, row) for row in rows], [])
    unknown = [cell for cell, name in zip(rows[0], said, strict=True) if cell and not name]
    return Pasted([_named(said, row) for row in rows[1:]], unknown)


def _named(names, row):
    # Cells to the right of the last column belong nowhere.
    return {name: cell for name, cell in zip(names, row, strict=False) if name and cell}
