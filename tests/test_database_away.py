"""Wherever in a request the database goes away or is busy, the answer is one that helps: 503, and when to try again.

A database that is really killed is in tests/durability; here it fails at a chosen statement.
"""

import uuid

import pytest
import time_machine
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def saver(client, clock):
    """Somebody about to log, whose session is to be written at the end of the request."""
    target = make.target()
    council = target.promise_set.council
    client.force_login(make.person(council=council))
    client.raise_request_exception = False
    address = reverse("followup:log", args=[council.slug])
    client.get(address)
    clock.shift(61)
    facts = {"targets": target.pk, "occurred_on": "2019-11-20", "count": 1, "key": str(uuid.uuid4())}
    return lambda: client.post(address, facts)


def failing_at(beginning, error):
    def run(execute, sql, params, many, context):
        if sql.startswith(beginning):
            raise error
        return execute(sql, params, many, context)

    return connection.execute_wrapper(run)


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), InterfaceError("connection closed")], ids=str
)
@pytest.mark.parametrize(
    ("beginning", "stored"),
    [
        ('SELECT "django_session"', 0),
        ('SELECT "councils_membership"', 0),
        ('INSERT INTO "promises_activity"', 0),
        ('UPDATE "councils_auditchain"', 0),
        ('UPDATE "django_session"', 1),
    ],
    ids=str,
)
def test_one_is_asked_to_come_back_and_then_it_is_saved_once(saver, beginning, stored, error):
    with failing_at(beginning, error):
        answer = saver()
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "Försök igen om några minuter" in answer.content.decode()
    assert Activity.objects.count() == stored
    assert saver().status_code == 302
    assert Activity.objects.count() == 1
