"""SQLite keeps an acknowledged row through a power cut only if it waits for the disk: production refuses less."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

FULL = 2  # as PRAGMA synchronous answers: 0 off, 1 normal, 2 full, 3 extra


def faults_of(connection):
    """What makes this connection lose what it has acknowledged: a list of sentences, mostly empty."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        level = cursor.execute("PRAGMA synchronous").fetchone()[0]
    return [] if level >= FULL else [f"SQLite runs with synchronous={level}; FULL ({FULL}) is the least in production"]


@register(Tags.database)
def check_durability(app_configs=None, databases=None, **kwargs):
    if not settings.PRODUCTION:
        return []
    return [Error(fault, id="brapp.E001") for alias in databases or () for fault in faults_of(connections[alias])]


def refuse_to_lose_rows():
    """For the server's start, which runs no checks: stop unless the database keeps what it acknowledges."""
    faults = [fault.msg for fault in check_durability(databases=connections)]
    connections.close_all()
    if faults:
        raise ImproperlyConfigured("; ".join(faults))
