"""Nothing acknowledged is lost, nothing is stored twice: a few seconds of what `python -m tests.durability` asks."""

import os

import pytest
from django.db import connection

from tests.durability.clients import Client
from tests.durability.rig import rig, save_for, save_many

# The rows are elsewhere; `django_db` has the tables made that are taken from there.
pytestmark = [pytest.mark.own_database, pytest.mark.django_db]

POSTS, CLIENTS, SAVERS, SECONDS = 120, 6, 8, 4


@pytest.fixture(scope="module")
def server(django_db_setup):
    """On the database that the tests were asked for, with tables taken from Django's test database."""
    with rig(os.environ["BRAPP_TEST_DATABASE"], clients=SAVERS, source=connection.get_connection_params()) as server:
        yield server


def test_eight_savers_at_a_time_fail_never(server):
    result = save_for(server, seconds=SECONDS, clients=SAVERS)
    assert result.tally.faults == []
    assert (result.tally.failed, result.lost, result.doubled) == (0, 0, 0)
    assert len(result.tally.acknowledged) >= SAVERS
    assert "locked" not in server.tail()


def test_what_is_killed_mid_sentence_loses_nothing_acknowledged_and_doubles_nothing(server):
    before = {key for key, *_ in server.database.stored()}
    result = save_many(server, posts=POSTS, clients=CLIENTS, worker_every=45, database_every=60)
    assert result.tally.faults == []
    assert (result.lost, result.doubled, result.unasked) == (0, 0, len(before))
    assert result.chain_holds
    assert result.killed[0] >= 2
    assert result.tally.retries >= result.tally.dropped > 0
    assert result.killed[1] >= (server.database.name == "postgres")


def test_while_the_database_is_away_everybody_is_asked_to_come_back(server):
    if server.database.name == "sqlite":
        pytest.skip("a file is not away")
    client = Client(server, 0, enough=lambda: True)
    server.database.kill()
    try:
        answers = [client.send("GET", server.world[page]) for page in ("log", "login")]
        answers.append(client.send("POST", server.world["log"], {"key": "x"}))
        for answer in answers:
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert "Försök igen om några minuter" in answer.text
    finally:
        server.database.start()
    assert client.send("GET", server.world["log"]).status == 200
