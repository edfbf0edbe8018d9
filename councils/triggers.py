"""Database triggers by which what somebody has approved stands, whoever asks: the ORM, the administration or plain SQL.

`Triggers` puts them up, takes them down and tells which are gone. `standing` makes them of a table of what stands:
a head, such as a picture that can be adopted, and its parts, such as what was seen in it.

Rebuilding a table, as SQLite does for many migrations, drops its triggers without a word, and those of the other tables
that look into it stop the rebuilding: a later migration of these tables must begin with `remove` and end with
`install`. A test of each looks that all are there after the last migration.
"""

# ruff: noqa: S608  the statements are made of names in the code alone

from dataclasses import dataclass

ROW = "FOR EACH ROW"
_EVERY = "INSERT OR UPDATE OR DELETE"
# What counts as another value, NULL too.
ON_SQLITE, ON_POSTGRES = "IS NOT", "IS DISTINCT FROM"
_RESERVED = ("order",)  # columns named as a word of SQL


@dataclass(frozen=True)
class Triggers:
    """A set of triggers that belong together, in the words of both databases.

    `sqlite`: name → table, event, when it is refused. `postgres`: name → table, event, for what, function.
    `bodies`: what the functions do. `refusal`: what is answered.
    """

    refusal: str
    sqlite: dict[str, tuple[str, str, str]]
    postgres: dict[str, tuple[str, str, str, str]]
    bodies: dict[str, str]

    def install(self, connection):
        """Make the triggers, those that are missing and those that are there alike."""
        self.remove(connection)
        with connection.cursor() as cursor:
            for statement in self._statements(connection.vendor, _tables(connection)):
                cursor.execute(statement)

    def remove(self, connection):
        """Drop the triggers. Only migrations and tests have a reason to."""
        with connection.cursor() as cursor:
            for statement in self._drops(connection.vendor, _tables(connection)):
                cursor.execute(statement)

    def missing(self, connection):
        """Names of triggers that are not there, are switched off or have become something else, in order."""
        wanted = self.sqlite if connection.vendor == "sqlite" else self.postgres
        with connection.cursor() as cursor:
            standing = self._on_sqlite(cursor) if connection.vendor == "sqlite" else self._on_postgres(cursor)
        return sorted(wanted.keys() - standing)

    def _statements(self, vendor, tables):
        if vendor == "sqlite":
            return [self._sqlite_trigger(name) for name, (table, *_) in self.sqlite.items() if table in tables]
        functions = [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
            for name, body in self.bodies.items()
        ]
        triggers = [
            f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" {each} EXECUTE FUNCTION {function}()'
            for name, (table, event, each, function) in self.postgres.items()
            if table in tables
        ]
        return [*functions, *triggers]

    def _drops(self, vendor, tables):
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {name}" for name in self.sqlite]
        triggers = [
            f'DROP TRIGGER IF EXISTS {name} ON "{table}"'
            for name, (table, *_) in self.postgres.items()
            if table in tables
        ]
        return [*triggers, *(f"DROP FUNCTION IF EXISTS {name}()" for name in self.bodies)]

    def _sqlite_trigger(self, name):
        table, event, refused = self.sqlite[name]
        answer = f"SELECT RAISE(ABORT, '{self.refusal}')"
        return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} BEGIN {answer}; END"

    def _on_sqlite(self, cursor):
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, sql in cursor.fetchall() if name in self.sqlite and sql == self._sqlite_trigger(name)}

    def _on_postgres(self, cursor):
        cursor.execute(
            "SELECT t.tgname, p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            " AND t.tgrelid = ANY (SELECT to_regclass(name) FROM unnest(%s::text[]) AS name)",
            [sorted({table for table, *_ in self.postgres.values()})],
        )
        return {
            name
            for name, function, body in cursor.fetchall()
            if name in self.postgres and function == self.postgres[name][3] and body == self.bodies[function]
        }


def _tables(connection):
    """Those there are: a migration that puts up triggers comes before some of the tables that have them today."""
    return connection.introspection.table_names()


def changed(columns, differs):
    """One of the columns has another value. `differs`: the database's own words, for which NULL is a value."""
    named = [f'"{column}"' if column in _RESERVED else column for column in columns]
    return "(" + " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in named) + ")"


def answer_with(refusal):
    """PostgreSQL: the statement that refuses."""
    return f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';"


@dataclass(frozen=True)
class Head:
    """The row that somebody approves. `{row}` in `standing` is the row that is asked whether it is approved.

    `stands`: columns that never change after that, none for all. `onwards`: what else of a change is allowed only in
    one direction. `unique`: columns that no two rows share, besides the id.
    """

    table: str
    standing: str
    stands: tuple[str, ...] = ()
    onwards: str = ""
    unique: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Part:
    """Rows that stand when their head does, and are neither added nor removed then. Otherwise as Head."""

    name: str
    table: str
    standing: str
    stands: tuple[str, ...] = ()


def standing(name, refusal, head, parts):
    """The triggers by which a head and its parts stand. `name` begins the name of each."""
    raises = answer_with(refusal)
    refuse = f"{name}_refuse"
    sqlite = _head_on_sqlite(name, head)
    refused = f"{ROW} WHEN ({_is_written(head, ON_POSTGRES)})"
    postgres = {
        f"{name}_no_update": (head.table, "UPDATE", refused, refuse),
        f"{name}_no_delete": (head.table, "DELETE", f"{ROW} WHEN ({_of(head, 'OLD')})", refuse),
    }
    bodies = {refuse: f"BEGIN {raises} END;"}
    for part in parts:
        begins = f"{name}_{part.name}"
        sqlite |= _part_on_sqlite(begins, part)
        postgres[f"{begins}_stands"] = (part.table, _EVERY, ROW, f"{begins}_refuse")
        bodies[f"{begins}_refuse"] = _part_on_postgres(part, raises)
    return Triggers(refusal, sqlite, postgres, bodies)


def _of(one, row):
    return one.standing.format(row=row)


def _is_written(head, differs):
    """An approved row gets another value where none is allowed."""
    wrong = [changed(head.stands, differs)] if head.stands else []
    wrong += [f"NOT ({head.onwards})"] if head.onwards else []
    return f"{_of(head, 'OLD')} AND ({' OR '.join(wrong)})" if wrong else _of(head, "OLD")


def _head_on_sqlite(name, head):
    # INSERT OR REPLACE and UPDATE OR REPLACE delete the row that is in the way without asking its delete trigger.
    keys = ["kept.id = NEW.id"]
    keys += ["(" + " AND ".join(f"kept.{column} = NEW.{column}" for column in columns) + ")" for columns in head.unique]
    in_the_way = f"SELECT 1 FROM {head.table} AS kept WHERE {_of(head, 'kept')} AND ({' OR '.join(keys)})"
    return {
        f"{name}_no_update": (head.table, "UPDATE", _is_written(head, ON_SQLITE)),
        f"{name}_no_delete": (head.table, "DELETE", _of(head, "OLD")),
        f"{name}_no_replace": (head.table, "INSERT", f"EXISTS ({in_the_way})"),
        f"{name}_not_crowded_out": (head.table, "UPDATE", f"EXISTS ({in_the_way} AND kept.id <> OLD.id)"),
    }


def _part_on_sqlite(name, part):
    written = f"{changed(part.stands, ON_SQLITE)} AND " if part.stands else ""
    in_the_way = f"SELECT 1 FROM {part.table} AS kept WHERE kept.id = NEW.id AND {_of(part, 'kept')}"
    crowded = f"EXISTS ({in_the_way} AND kept.id <> OLD.id)"
    return {
        f"{name}_no_insert": (part.table, "INSERT", f"{_of(part, 'NEW')} OR EXISTS ({in_the_way})"),
        f"{name}_no_update": (
            part.table,
            "UPDATE",
            f"{written}({_of(part, 'OLD')} OR {_of(part, 'NEW')} OR {crowded})",
        ),
        f"{name}_no_delete": (part.table, "DELETE", _of(part, "OLD")),
    }


def _part_on_postgres(part, raises):
    same = f"IF NOT {changed(part.stands, ON_POSTGRES)} THEN RETURN NEW; END IF;" if part.stands else ""
    unchanged = f"IF TG_OP = 'UPDATE' THEN {same} END IF; " if same else ""
    return (
        f"BEGIN {unchanged}"
        f"IF TG_OP <> 'INSERT' THEN IF {_of(part, 'OLD')} THEN {raises} END IF; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; "
        f"IF {_of(part, 'NEW')} THEN {raises} END IF; RETURN NEW; END;"
    )
