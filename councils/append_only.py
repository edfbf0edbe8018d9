"""Database triggers that let the audit log grow and nothing else. One place for both databases' words.

Rebuilding a table, as SQLite does for many migrations, drops its triggers without a word: a later migration of
these tables must end with `install`, and a test looks that all are there after the last migration.
"""

LOG, CHAIN = "councils_auditentry", "councils_auditchain"
REFUSAL = "the audit log is append-only"

# Name → table, event, condition. INSERT OR REPLACE deletes the old row without asking its delete trigger: hence the
# two that look at what is inserted.
_SQLITE = {
    "audit_log_no_update": (LOG, "BEFORE UPDATE", ""),
    "audit_log_no_delete": (LOG, "BEFORE DELETE", ""),
    "audit_log_no_replace": (
        LOG,
        "BEFORE INSERT",
        "WHEN EXISTS (SELECT 1 FROM councils_auditentry AS old WHERE old.id = NEW.id"
        " OR (old.sequence = NEW.sequence AND old.council_id IS NEW.council_id))",
    ),
    "audit_chain_no_delete": (CHAIN, "BEFORE DELETE", ""),
    "audit_chain_no_replace": (
        CHAIN,
        "BEFORE INSERT",
        "WHEN EXISTS (SELECT 1 FROM councils_auditchain AS old"
        " WHERE old.id = NEW.id OR old.council_id IS NEW.council_id)",
    ),
    "audit_chain_only_longer": (
        CHAIN,
        "BEFORE UPDATE",
        "WHEN NEW.length <> OLD.length + 1 OR NEW.id <> OLD.id OR NEW.council_id IS NOT OLD.council_id",
    ),
}
_POSTGRES = {
    "audit_log_no_update": (LOG, "BEFORE UPDATE OR DELETE", "FOR EACH ROW"),
    "audit_log_no_truncate": (LOG, "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    "audit_chain_no_delete": (CHAIN, "BEFORE DELETE", "FOR EACH ROW"),
    "audit_chain_no_truncate": (CHAIN, "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    "audit_chain_only_longer": (
        CHAIN,
        "BEFORE UPDATE",
        "FOR EACH ROW WHEN (NEW.length <> OLD.length + 1 OR NEW.id <> OLD.id"
        " OR NEW.council_id IS DISTINCT FROM OLD.council_id)",
    ),
}
_FUNCTION = "audit_refuse"
_BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END;"


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
    return sorted(wanted.keys() - _in_force(connection))


def _statements(vendor):
    if vendor == "sqlite":
        return [_sqlite_trigger(name) for name in _SQLITE]
    function = f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
    triggers = [
        f'CREATE TRIGGER {name} {event} ON "{table}" {each} EXECUTE FUNCTION {_FUNCTION}()'
        for name, (table, event, each) in _POSTGRES.items()
    ]
    return [function, *triggers]


def _drops(vendor):
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    triggers = [f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name, (table, _, _) in _POSTGRES.items()]
    return [*triggers, f"DROP FUNCTION IF EXISTS {_FUNCTION}()"]


def _sqlite_trigger(name):
    table, event, condition = _SQLITE[name]
    return f"CREATE TRIGGER {name} {event} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _in_force(connection):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {name for name, sql in cursor.fetchall() if name in _SQLITE and sql == _sqlite_trigger(name)}
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.oid IN (to_regclass(%s), to_regclass(%s))"
            " AND p.proname = %s AND p.prosrc = %s",
            [LOG, CHAIN, _FUNCTION, _BODY],
        )
        return {name for (name,) in cursor.fetchall()}
