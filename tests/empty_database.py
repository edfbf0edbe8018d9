"""The empty SQLite database that every run begins with, migrated once and then copied.

Sixty migrations take as long as two hundred tests. The copy is of exactly these migrations, models and packages: when
one of them has changed, it is made anew. PostgreSQL's is migrated each time.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).parent.parent
KEPT_IN = ROOT / ".pytest_cache"
# What the tables, their triggers and first rows are made from.
MADE_FROM = (
    "requirements.txt",
    "brapp/settings.py",
    "councils/*.py",
    "followup/frozen.py",
    "councils/data/*",
    "*/models/*.py",
    "*/migrations/*",
)


def kept_copy() -> Path:
    """Where the empty database of today's migrations lies, or will lie."""
    made_from = hashlib.sha256()
    for pattern in MADE_FROM:
        for file in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            made_from.update(file.read_bytes())
    return KEPT_IN / f"empty-{made_from.hexdigest()[:20]}.sqlite3"


def migrate_once(add_cleanup: Callable[[Callable[[], Any]], None]) -> None:
    """Let test databases on SQLite begin as a copy of the kept one, and keep the first one made."""
    from django.db.backends.sqlite3.creation import DatabaseCreation

    begin, make = DatabaseCreation._create_test_db, DatabaseCreation.create_test_db

    def begin_with_the_copy(self, *args, **options):
        name = begin(self, *args, **options)
        if kept_copy().exists() and not self.is_in_memory_db(name):
            shutil.copyfile(kept_copy(), name)
        return name

    def make_and_keep(self, *args, **options):
        name = make(self, *args, **options)
        if not kept_copy().exists() and not self.is_in_memory_db(name):
            keep(name)
        return name

    for replaced, by in (("_create_test_db", begin_with_the_copy), ("create_test_db", make_and_keep)):
        replacement = patch.object(DatabaseCreation, replaced, by)
        replacement.start()
        add_cleanup(replacement.stop)


def keep(name: str) -> None:
    """Copy the database, whole, to where the next run looks; older ones go. Two runs at once do no harm."""
    KEPT_IN.mkdir(exist_ok=True)
    copy = kept_copy()
    own = Path(name).with_name("empty.sqlite3")
    with closing(sqlite3.connect(name)) as of, closing(sqlite3.connect(own)) as to:
        of.backup(to)
    for old in KEPT_IN.glob("empty-*.sqlite3"):
        old.unlink(missing_ok=True)
    arriving = copy.with_name(f"{copy.name}-{own.parent.parent.name}")
    shutil.move(own, arriving)
    arriving.replace(copy)
