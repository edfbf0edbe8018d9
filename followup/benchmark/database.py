"""The benchmark's own database: empty at first, marked as its own, and refused when it holds anything else.

What is here goes past the walled managers, since it is about tables and statements and not about somebody's rows.
"""

import json

from django.core.management import call_command
from django.db import connection

MARK = "benchmark_made"


class NotOurs(Exception):
    """The database holds something that the benchmark has not made. The message says what to do."""


def prepare(scale, year):
    """Make the tables in an empty database. False when the very same data set is there already."""
    tables = connection.introspection.table_names()
    if not tables:
        call_command("migrate", verbosity=0)
        run(f"CREATE TABLE {MARK} (scale varchar(20), year integer)")
        return True
    if MARK not in tables:
        raise NotOurs("databasen har tabeller som inte är mätningens; ge den en tom databas")
    made = rows(f"SELECT scale, year FROM {MARK}")
    if made == [(scale.name, year)]:
        return False
    if made or rows("SELECT 1 FROM councils_council LIMIT 1"):
        raise NotOurs("databasen har en annan eller halvfärdig mätning; ta bort den och börja om")
    return True


def mark_as_made(scale, year):
    run(f"INSERT INTO {MARK} VALUES (%s, %s)", [scale.name, year])


def rows(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [tuple(row) for row in cursor.fetchall()]


def run(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def hurry():
    """Nobody needs half a data set after a power cut."""
    if connection.vendor == "sqlite":
        run("PRAGMA synchronous=OFF")
    else:
        run("SET session_replication_role = replica")  # foreign keys are right by construction
        run("SET synchronous_commit = off")


def settle():
    """As after a night: what is written once is marked as visible to all, and the planner knows how much there is."""
    connection.close()
    if connection.vendor == "postgresql":
        run("VACUUM (ANALYZE)")


def write(table, columns, values):
    """Many rows at once, in the order given: COPY on PostgreSQL, one prepared INSERT on SQLite."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in values:
                    copy.write("\t".join("\\N" if value is None else str(value) for value in row) + "\n")
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def next_id(table):
    return rows(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}")[0][0]


def after_own_ids(table):
    """PostgreSQL's sequences do not see ids that were given."""
    if connection.vendor == "postgresql":
        run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))")


def small_copy(table, index, targets):
    """The credits of some targets in a table of their own with the same index: what a smaller Sweden would hold."""
    chosen = ", ".join(str(pk) for pk in targets)
    run(
        f"CREATE TABLE {table} AS SELECT target_id, window_start, amount FROM promises_credit"
        f" WHERE target_id IN ({chosen})"
    )
    run(f"CREATE INDEX {index} ON {table} (target_id, window_start, amount)")


def plan_of(statement, values):
    """PostgreSQL: (buffers read, heap fetches, rows, plain text). SQLite: the steps in words."""
    if connection.vendor == "sqlite":
        return " · ".join(row[-1] for row in rows(f"EXPLAIN QUERY PLAN {statement}", values))
    (answer,) = rows(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)[0]
    return (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]


def steps_of(plan):
    """Every step of a plan of PostgreSQL."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from steps_of(below)
