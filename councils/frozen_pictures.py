"""Database triggers by which an adopted picture stands. One place for both databases' words.

Its own columns, and what was contributed, seen and counted for it, can be neither changed nor removed, whoever asks:
the ORM, the administration or plain SQL. Left open is that a later picture replaces it. That nothing is added
afterwards is kept by the actions alone.

Rebuilding a table, as SQLite does for many migrations, drops its triggers without a word, and those of the other tables
that look into it stop the rebuilding: a later migration of these tables must begin with `remove` and end with
`install`. A test looks that all are there after the last migration.
"""

# ruff: noqa: S608  the statements are made of the names below alone

PICTURE = "councils_picture"
PARTS = ("councils_picturecontribution", "councils_pictureobservation", "councils_pictureindicator")
REFUSAL = "an adopted picture stands as it is"

# Every column but these is in the list: a test holds it, so that a new column makes somebody choose.
LEFT_OPEN = ("status",)
STANDS = (
    *("id", "organisation_id", "shared_at", "shared_by_id", "version", "council_id", "number", "title", "from_day"),
    *("to_day", "mapping", "other_information", "analysis", "adopted_on", "adopted_by_body", "adopted_at"),
    *("adopted_by_id", "meeting_id", "paragraph", "registry_number", "predecessor_id"),
)


def _may_not_change(differs):
    """Of an adopted picture: a column that stands has another value, or its status anything but `replaced`."""
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in STANDS)
    onwards = "NEW.status = OLD.status OR (OLD.status = 'decided' AND NEW.status = 'replaced')"
    return f"OLD.status <> 'draft' AND ({changed} OR NOT ({onwards}))"


def _is_adopted(picture):
    return f"EXISTS (SELECT 1 FROM {PICTURE} AS p WHERE p.id = {picture} AND p.status <> 'draft')"


def _short(table):
    return table.removeprefix("councils_picture")


# Name → table, event, when it is refused.
_SQLITE = {
    "adopted_picture_no_update": (PICTURE, "UPDATE", _may_not_change("IS NOT")),
    "adopted_picture_no_delete": (PICTURE, "DELETE", "OLD.status <> 'draft'"),
    **{
        f"adopted_{_short(table)}_no_{event.lower()}": (table, event, _is_adopted("OLD.picture_id"))
        for table in PARTS
        for event in ("UPDATE", "DELETE")
    },
}
_REFUSE, _REFUSE_IF_ADOPTED = "picture_refuse", "picture_refuse_if_adopted"
_RAISE = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
_BODIES = {
    _REFUSE: f"BEGIN {_RAISE} END;",
    _REFUSE_IF_ADOPTED: (
        f"BEGIN IF {_is_adopted('OLD.picture_id')} THEN {_RAISE} END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END;"
    ),
}
_ROW = "FOR EACH ROW"
# Name → table, event, for what, function.
_POSTGRES = {
    "adopted_picture_no_update": (PICTURE, "UPDATE", f"{_ROW} WHEN ({_may_not_change('IS DISTINCT FROM')})", _REFUSE),
    "adopted_picture_no_delete": (PICTURE, "DELETE", f"{_ROW} WHEN (OLD.status <> 'draft')", _REFUSE),
    **{f"adopted_{_short(table)}_stands": (table, "UPDATE OR DELETE", _ROW, _REFUSE_IF_ADOPTED) for table in PARTS},
}


def install(connection):
    """Make the triggers, those that are missing and those that are there alike."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection):
    """Drop the triggers. Only migrations and tests have a reason to."""
    with connection.cursor() as cursor:
        for statement in _drops(connection.vendor):
            cursor.execute(statement)


def missing(connection):
    """Names of triggers that are not there, are switched off or have become something else, in order."""
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    with connection.cursor() as cursor:
        standing = _on_sqlite(cursor) if connection.vendor == "sqlite" else _on_postgres(cursor)
    return sorted(wanted.keys() - standing)


def _statements(vendor):
    if vendor == "sqlite":
        return [_sqlite_trigger(name) for name in _SQLITE]
    functions = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        for name, body in _BODIES.items()
    ]
    triggers = [
        f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" {each} EXECUTE FUNCTION {function}()'
        for name, (table, event, each, function) in _POSTGRES.items()
    ]
    return [*functions, *triggers]


def _drops(vendor):
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    triggers = [f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name, (table, *_) in _POSTGRES.items()]
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
        [[PICTURE, *PARTS]],
    )
    return {
        name
        for name, function, body in cursor.fetchall()
        if name in _POSTGRES and function == _POSTGRES[name][3] and body == _BODIES[function]
    }
