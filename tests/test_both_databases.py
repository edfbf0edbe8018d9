"""The tests' own ground: the database that was asked for, and nothing left behind."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests import empty_database
from tests.both_databases import (
    OLDEST_POSTGRES,
    chosen_database,
    flushing_past_triggers,
    is_tried_through_pages,
    remove_leftovers,
    run_side_by_side,
    worst,
)

FORBID_DELETING = {
    "sqlite": """
        CREATE TRIGGER no_delete BEFORE DELETE ON django_session
        BEGIN SELECT RAISE(ABORT, 'append only'); END
    """,
    "postgresql": """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$;
        CREATE TRIGGER no_delete BEFORE DELETE ON django_session EXECUTE FUNCTION refuse();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON django_session EXECUTE FUNCTION refuse();
    """,
}
ALLOW_AGAIN = {
    "sqlite": "DROP TRIGGER no_delete",
    "postgresql": "DROP FUNCTION refuse() CASCADE",
}


@pytest.mark.django_db
def test_these_tests_run_on_the_database_that_was_asked_for():
    with connection.cursor() as cursor:
        if os.environ["BRAPP_TEST_DATABASE"] == "postgres":
            assert connection.vendor == "postgresql"
            cursor.execute("SHOW server_version_num")
            assert int(cursor.fetchone()[0]) >= OLDEST_POSTGRES * 10_000
            cursor.execute("SHOW fsync")
            assert cursor.fetchone() == ("off",)
        else:
            cursor.execute("SELECT sqlite_version()")
            assert not connection.is_in_memory_db()


@pytest.mark.django_db(transaction=True)
def test_the_flush_between_tests_empties_tables_whose_triggers_forbid_it():
    def add_session(key):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())

    with connection.cursor() as cursor:
        cursor.execute(FORBID_DELETING[connection.vendor])
    try:
        add_session("first")
        with flushing_past_triggers():
            call_command("flush", interactive=False, verbosity=0)
        assert not Session.objects.exists()

        add_session("second")
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            Session.objects.all().delete()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(ALLOW_AGAIN[connection.vendor])


@pytest.mark.parametrize(
    ("arguments", "database"),
    [
        ({}, "both"),
        ({"file_or_dir": ["tests/promises"]}, "sqlite"),
        ({"file_or_dir": ["tests/promises"], "database": "postgres"}, "postgres"),
        ({"file_or_dir": ["tests/promises"], "database": "both"}, "both"),
        ({"collectonly": True}, "sqlite"),
    ],
)
def test_the_whole_suite_runs_on_both_and_a_part_on_sqlite(arguments, database):
    options = argparse.Namespace(**{"file_or_dir": [], "database": None, **arguments})
    assert chosen_database(options) == database


@pytest.mark.parametrize(
    ("codes", "narrowed", "code"),
    [
        ((0, 0), False, 0),
        ((0, 1), False, 1),
        ((1, 0), False, 1),
        ((0, 5), False, 5),
        ((0, 5), True, 0),
        ((5, 5), True, 5),
        ((1, 5), True, 5),
        ((0, -9), False, -9),
    ],
)
def test_one_failed_run_fails_both(codes, narrowed, code):
    assert worst(*codes, narrowed=narrowed) == code


def test_a_failed_run_is_said_again_last_of_all(capfd):
    command = [sys.executable, "-c", "import sys; print('ran', sys.argv[-1]); sys.exit('bad' in sys.argv)"]
    assert run_side_by_side(command, {"SQLite: one": ["bad"], "SQLite: other": ["good"]}) == [1, 0]
    said = capfd.readouterr().out
    assert said.count("ran bad") == 2
    assert said.count("ran good") == 1
    assert said.rstrip().endswith("SQLite: one ended with code 1:\nran bad")


def test_what_a_killed_run_left_behind_is_removed_and_a_living_one_is_left_alone(tmp_path: Path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    leftover = tmp_path / f"brapp-tests-{dead.pid}-abc"
    living = tmp_path / f"brapp-tests-{os.getpid()}-abc"
    leftover.mkdir()
    living.mkdir()
    remove_leftovers(tmp_path)
    assert not leftover.exists()
    assert living.exists()


def test_tests_never_touch_the_developers_data():
    assert settings.DATA_DIR != settings.BASE_DIR / "data"
    assert "brapp-tests-" in str(settings.DATA_DIR)


def test_people_get_argon2_and_other_tests_something_quick(real_password_hasher):
    assert hashers.make_password("en lång mening").startswith("argon2")


@pytest.mark.parametrize(
    ("fixtures", "through_pages"), [(["db", "client"], True), (["db", "matrix"], False), ([], False)]
)
def test_what_asks_for_a_client_is_tried_through_pages(fixtures, through_pages):
    assert is_tried_through_pages(SimpleNamespace(fixturenames=fixtures)) is through_pages


def test_the_kept_empty_database_is_made_anew_when_a_migration_has_changed(tmp_path, monkeypatch):
    (tmp_path / "councils" / "migrations").mkdir(parents=True)
    monkeypatch.setattr(empty_database, "ROOT", tmp_path)
    before = empty_database.kept_copy()
    (tmp_path / "councils" / "migrations" / "0001_initial.py").write_text("operations = []")
    assert empty_database.kept_copy() != before
