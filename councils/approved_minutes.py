"""Database triggers by which approved minutes stand: the meeting, its agenda, who came, and what was decided.

Whoever asks, the ORM, the administration or plain SQL, is refused. That a decision is carried out belongs to the time
afterwards and is left open.

Rebuilding a table, as SQLite does for many migrations, drops its triggers without a word, and those of the other tables
that look into it stop the rebuilding: a later migration of these tables must begin with `remove` and end with
`install`. A test looks that all are there after the last migration.
"""

# ruff: noqa: S608  the statements are made of the names below alone

MEETING, AGENDA, GUEST = "councils_meeting", "councils_agendaitem", "councils_attendanceguest"
ATTENDANCE, DECISION = "councils_attendance", "councils_decision"
REFUSAL = "approved minutes stand as they are"

# Every column of a decision is in one of the two: a test holds it, so that a new column makes somebody choose.
STANDS = ("id", "meeting_id", "item_id", "number", "text", "owner_id", "organisation_id", "due_on")
LEFT_OPEN = ("done_at", "done_by_id", "done_note", "version")


def _is_approved(meeting):
    return f"EXISTS (SELECT 1 FROM {MEETING} AS m WHERE m.id = {meeting} AND m.approved_at IS NOT NULL)"


def _changed(differs):
    """A column that stands has another value. `differs`: the database's own words, for which NULL is a value."""
    return "(" + " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in STANDS) + ")"


def _replaces(table):
    """SQLite: INSERT OR REPLACE deletes the row that is in the way without asking its delete trigger."""
    return f"EXISTS (SELECT 1 FROM {table} AS kept WHERE kept.id = NEW.id AND {_is_approved('kept.meeting_id')})"


def _parts_on_sqlite(name, table, written="1"):
    """Triggers of rows that stand with their meeting. `written`: which changes of a row are refused."""
    either = f"({_is_approved('OLD.meeting_id')} OR {_is_approved('NEW.meeting_id')})"
    return {
        f"minutes_{name}_no_insert": (table, "INSERT", f"{_is_approved('NEW.meeting_id')} OR {_replaces(table)}"),
        f"minutes_{name}_no_update": (table, "UPDATE", f"{written} AND {either}"),
        f"minutes_{name}_no_delete": (table, "DELETE", _is_approved("OLD.meeting_id")),
    }


_SAME_MEETING = f"EXISTS (SELECT 1 FROM {MEETING} AS kept WHERE kept.id = NEW.id AND kept.approved_at IS NOT NULL)"
# Name → table, event, when it is refused.
_SQLITE = {
    "minutes_meeting_no_update": (MEETING, "UPDATE", "OLD.approved_at IS NOT NULL"),
    "minutes_meeting_no_delete": (MEETING, "DELETE", "OLD.approved_at IS NOT NULL"),
    "minutes_meeting_no_replace": (MEETING, "INSERT", _SAME_MEETING),
    **_parts_on_sqlite("agenda", AGENDA),
    **_parts_on_sqlite("attendance", ATTENDANCE),
    **_parts_on_sqlite("guest", GUEST),
    **_parts_on_sqlite("decision", DECISION, _changed("IS NOT")),
}

_REFUSE, _PART, _DECISION = "minutes_refuse", "minutes_refuse_part", "minutes_refuse_decision"
_RAISE = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
_PART_BODY = (
    f" IF TG_OP <> 'INSERT' AND {_is_approved('OLD.meeting_id')} THEN {_RAISE} END IF;"
    f" IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
    f" IF {_is_approved('NEW.meeting_id')} THEN {_RAISE} END IF; RETURN NEW; END;"
)
_BODIES = {
    _REFUSE: f"BEGIN {_RAISE} END;",
    _PART: f"BEGIN{_PART_BODY}",
    _DECISION: (
        f"BEGIN IF TG_OP = 'UPDATE' THEN IF NOT {_changed('IS DISTINCT FROM')} THEN RETURN NEW; END IF; END IF;"
        f"{_PART_BODY}"
    ),
}
_ROW = "FOR EACH ROW"
_EVERY = "INSERT OR UPDATE OR DELETE"
# Name → table, event, for what, function.
_POSTGRES = {
    "minutes_meeting_stands": (MEETING, "UPDATE OR DELETE", f"{_ROW} WHEN (OLD.approved_at IS NOT NULL)", _REFUSE),
    "minutes_agenda_stands": (AGENDA, _EVERY, _ROW, _PART),
    "minutes_attendance_stands": (ATTENDANCE, _EVERY, _ROW, _PART),
    "minutes_guest_stands": (GUEST, _EVERY, _ROW, _PART),
    "minutes_decision_stands": (DECISION, _EVERY, _ROW, _DECISION),
}


def install(connection):
    """Make the triggers, those that are missing and those that are there alike."""
    remove(connection)
    tables = connection.introspection.table_names()  # an earlier migration has not made all of them yet
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, tables):
            cursor.execute(statement)


def remove(connection):
    """Drop the triggers. Only migrations and tests have a reason to."""
    with connection.cursor() as cursor:
        for statement in _drops(connection.vendor, connection.introspection.table_names(cursor)):
            cursor.execute(statement)


def missing(connection):
    """Names of triggers that are not there or have become something else, in order."""
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    with connection.cursor() as cursor:
        standing = _on_sqlite(cursor) if connection.vendor == "sqlite" else _on_postgres(cursor)
    return sorted(wanted.keys() - standing)


def _statements(vendor, tables):
    if vendor == "sqlite":
        return [_sqlite_trigger(name) for name, (table, *_) in _SQLITE.items() if table in tables]
    functions = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        for name, body in _BODIES.items()
    ]
    triggers = [
        f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" {each} EXECUTE FUNCTION {function}()'
        for name, (table, event, each, function) in _POSTGRES.items()
        if table in tables
    ]
    return [*functions, *triggers]


def _drops(vendor, tables):
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    triggers = [
        f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name, (table, *_) in _POSTGRES.items() if table in tables
    ]
    return [*triggers, *(f"DROP FUNCTION IF EXISTS {name}()" for name in _BODIES)]


def _sqlite_trigger(name):
    table, event, refused = _SQLITE[name]
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _on_sqlite(cursor):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name for name, sql in cursor.fetchall() if name in _SQLITE and sql == _sqlite_trigger(name)}


def _on_postgres(cursor):
    cursor.execute(
        "SELECT t.tgname, p.proname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        " AND t.tgrelid = ANY (SELECT to_regclass(name) FROM unnest(%s::text[]) AS name)",
        [[MEETING, AGENDA, ATTENDANCE, GUEST, DECISION]],
    )
    return {
        name
        for name, function, body in cursor.fetchall()
        if name in _POSTGRES and function == _POSTGRES[name][3] and body == _BODIES[function]
    }
