"""Statements that are put into SQL once in each process and then asked with new values each time.

To make the statement of a page takes Django longer than the database takes to answer it. What is prepared is an
ordinary queryset, written once; where a value is told later stands a `Told`, or `Ids` for any number of rows.

    @prepared
    def _terms():
        return Term.objects.filter(council__among=Ids("councils"), first_day__lte=Told("today", DateField()))

    rows = _terms(councils=[1, 2], today=today)

The wall stands here too: managers narrow the statement to the councils of the scope that is open when it is asked, and
outside every scope it raises, as any other query does.
"""

import json
from contextlib import nullcontext
from copy import copy
from datetime import date
from functools import lru_cache, update_wrapper
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field, ForeignObject, IntegerField, Lookup, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from councils import wall


class Told(Value):
    """Stands in a prepared statement for the value of this name."""

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def stored(self, value):
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class Ids(Told):
    """Stands for any number of ids, which are one value of the statement. `in` takes them too, where it stands."""

    listed = {"postgresql": "(SELECT UNNEST(%s::bigint[]))", "sqlite": "(SELECT value FROM json_each(%s))"}

    def __init__(self, name):
        super().__init__(name, IntegerField())

    def as_sql(self, compiler, connection):
        return self.listed[connection.vendor], [self]

    def stored(self, value):
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup):
    """`target__among=Ids("targets")`: what `in` is to a list whose length is known."""

    lookup_name = "among"
    # PostgreSQL plans an array that it sees better than a list which it has to make first.
    words = {"postgresql": "= ANY(%s)", "sqlite": f"IN {Ids.listed['sqlite']}"}

    def as_sql(self, compiler, connection):
        row, of_row = self.process_lhs(compiler, connection)
        return f"{row} {self.words[connection.vendor]}", [*of_row, self.rhs]


class _Made(NamedTuple):
    rows: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    columns: list[str]


# Where the councils of the scope stand, and every statement there is, for a test to walk.
SCOPE = Ids("the councils of the scope")
PREPARED = []
MOST_SHAPES = 32


class Prepared:
    """A queryset that is put into SQL the first time it is asked, once for each `shape` that it may have."""

    def __init__(self, make):
        self.make, self._made = make, lru_cache(maxsize=MOST_SHAPES)(self._put_into_sql)
        update_wrapper(self, make)
        PREPARED.append(self)

    def __call__(self, *shape, **values):
        """The rows as the queryset gives them, in a list: they cannot be narrowed any further."""
        made, params = self.asked(shape, values)
        compiler = copy(made.compiler)
        compiler.connection, compiler.as_sql = connection, lambda: (made.sql, params)
        return _through(compiler, made)

    def plain(self, *shape, **values):
        """The same rows as the database gives them: no row becomes an object, and on SQLite days may be text."""
        made, params = self.asked(shape, values)
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            return cursor.fetchall()

    def read_back(self, stored, converters, *shape):
        """Rows that somebody else has asked for, each a list of columns, as the queryset gives them.

        `converters`: the columns' expressions → what makes of a stored value what it was, as Django's compilers do.
        """
        made = self._made(connection.vendor, wall.is_taken_down(), *shape)
        compiler = copy(made.compiler)
        compiler.execute_sql, compiler.get_converters = lambda *_args, **_how: [stored], converters
        return _through(compiler, made)

    def asked(self, shape, values):
        """What is sent to the database: the statement as it was made, and its values."""
        made = self._made(connection.vendor, wall.is_taken_down(), *shape)
        return made, tuple(_told(value, values) if isinstance(value, Told) else value for value in made.params)

    def _put_into_sql(self, _vendor, without_wall, *shape):
        with nullcontext() if without_wall else wall.inside_some(SCOPE):
            rows = self.make(*shape)
            compiler = rows.query.get_compiler(rows.db)
            # Every column has a name, so that the statement can stand within another.
            sql, params = compiler.as_sql(with_col_aliases=True)
        return _Made(rows, compiler, sql, params, [name for _column, _sql, name in compiler.select])


prepared = Prepared


def _through(compiler, made):
    rows = made.rows.all()
    rows.query.get_compiler = lambda *_db, **_how: compiler
    return list(rows)


def as_days(stored):
    """Day as a `plain` row has it → the date; None → None. The same few hundred days come again and again."""
    return {day: date.fromisoformat(day) if isinstance(day, str) else day for day in set(stored)}


def _told(asked, values):
    return asked.stored(wall.councils_inside() if asked.value == SCOPE.value else values[asked.value])
