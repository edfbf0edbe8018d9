"""Several prepared statements asked as one: a page with five small questions need not go to the database five times.

    sets, meetings = Question(_sets_of, councils=ids), Question(_meetings_of, councils=ids)
    ask_together(sets, meetings)
    sets.rows, meetings.rows

Each statement stays what it is, with its wall; only its rows travel as JSON, and are read back as what they were: for
tens of rows, not for thousands. No bytes: JSON has none.
"""

import json
from datetime import UTC, date, time
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime

AS_JSON = {"sqlite": "json_array({})", "postgresql": "json_build_array({})"}
AS_TEXT = {"sqlite": "{}", "postgresql": "({})::text"}
MOST_TOGETHER = 50  # neither database makes an array of more than a hundred columns or so: they come in some arrays


class Question:
    """A prepared statement with its values, to be asked with others; asked alone by whoever reads its rows before."""

    def __init__(self, statement, *shape, **values):
        self.statement, self.shape, self.values = statement, shape, values

    @property
    def rows(self):
        """The rows as the statement gives them."""
        if not hasattr(self, "_rows"):
            self._rows = self.statement(*self.shape, **self.values)
        return self._rows

    def read_back(self, stored):
        """Take rows that came as JSON, and are lists of columns."""
        self._rows = self.statement.read_back(stored, _converters, *self.shape)


def ask_together(*questions):
    """Answer all these questions with one statement. Where there is nothing to ask stands None."""
    questions = [one for one in questions if one]
    parts, values, stored = [], [], [[] for _ in questions]
    for place, one in enumerate(questions):
        made, told = one.statement.asked(one.shape, one.values)
        columns = _as_json([connection.ops.quote_name(name) for name in made.columns])
        # Made of the names and statements that Django has quoted; what is told goes beside.
        parts.append(f"SELECT {place}, {columns} FROM ({made.sql}) AS asked")  # noqa: S608
        values += told
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for place, row in cursor.fetchall():
            stored[place].append([value for some in json.loads(row) for value in some])
    for question, rows in zip(questions, stored, strict=True):
        question.read_back(rows)


def _as_json(names):
    """SQL: the columns as one text, an array of arrays."""
    array = AS_JSON[connection.vendor].format
    some = [array(", ".join(names[at : at + MOST_TOGETHER])) for at in range(0, len(names), MOST_TOGETHER)]
    return AS_TEXT[connection.vendor].format(array(", ".join(some)))


def _converters(columns):
    """As a compiler's own: place → (what to do with the stored value, the column)."""
    kinds = ((place, column, READ.get(column.output_field.get_internal_type())) for place, column in enumerate(columns))
    return {place: ([partial(_unless_none, read)], column) for place, column, read in kinds if read}


def _unless_none(read, value, column, _connection):
    return None if value is None else read(value, column.output_field)


def _moment(value, _field):
    found = parse_datetime(value)
    # SQLite keeps no zone: what it keeps is UTC.
    return found if timezone.is_aware(found) else found.replace(tzinfo=UTC)


def _decimal(value, field):
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-field.decimal_places))


# What JSON has no form of its own for, by the column's kind.
READ = {
    "BooleanField": lambda value, _field: bool(value),
    "DateField": lambda value, _field: date.fromisoformat(value),
    "DateTimeField": _moment,
    "DecimalField": _decimal,
    # A column of JSON comes within the row's on one database, and as the text it is kept as on the other.
    "JSONField": lambda value, _field: json.loads(value) if isinstance(value, str) else value,
    "TimeField": lambda value, _field: time.fromisoformat(value),
    "UUIDField": lambda value, _field: UUID(value),
}
