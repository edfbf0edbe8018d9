"""A table of figures as plain values, before it is a file of any kind. It knows no format, and computes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | bool | date | tuple[str, ...] | None


class Kind(StrEnum):
    """What the values of a column are. `CODE`: a plain code, read by the column's words. `NAMES`: several texts."""

    TEXT = "text"
    NAMES = "names"
    CODE = "code"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    YES_OR_NO = "yes_or_no"


class Reported(StrEnum):
    """What an empty figure means, so that nothing reported, zero, not yet due and not measurable are never alike."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"
    NOT_MEASURABLE = "not_measurable"
    NO_DEMAND = "no_demand"
    NO_TARGET = "no_target"


@dataclass(frozen=True)
class Column:
    """`code`: its name in JSON and in the rows, which stays; `heading` and `explained` are Swedish."""

    code: str
    heading: str
    kind: Kind
    explained: str
    words: Mapping[str, str] = field(default_factory=dict)
    width: int = 12

    def word(self, value):
        """What a cell of codes says in words; a code without a word speaks for itself."""
        return self.words.get(value, value)


@dataclass(frozen=True)
class About:
    """What a file says of itself. `name` is that of the file, without its ending.

    `site` and `source`: where it comes from, as the address of the site and that of the page on it. `chosen`: what was
    filtered, as pairs of words; `chosen_codes`: the same as it stands in the address.
    """

    level: str
    name: str
    title: str
    as_of: date
    site: str
    source: str
    chosen: tuple[tuple[str, str], ...] = ()
    chosen_codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Rows of plain values by the codes of the columns, in the order of the page."""

    about: About
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]

    def __post_init__(self):
        codes = [column.code for column in self.columns]
        assert all(list(row) == codes for row in self.rows), "each row has the columns, in their order"


def table_of_cells(rows, *, about, columns):
    """A table of rows that each say some of the columns, in any order. A blank is nothing, like what is not said."""
    return Table(
        about, columns, tuple({column.code: _or_none(row.get(column.code)) for column in columns} for row in rows)
    )


def _or_none(value):
    return None if value in ("", ()) else value
