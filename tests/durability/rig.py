"""Is anything lost that was acknowledged, or stored twice? The real server, a real database, and kill -9.

Clients post activities with keys of their own and send each again until it is acknowledged. Meanwhile workers are
killed, PostgreSQL is killed and started again, and clients hang up before the answer. Then what was acknowledged is
compared with what is stored.
"""

import os
import shutil
import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.both_databases import RUN_PREFIX
from tests.durability.clients import Client, Tally
from tests.durability.databases import DATABASES
from tests.durability.server import Server

DROPS = 0.1


@dataclass
class Result:
    """What came of it. `lost`: acknowledged and not there; `doubled`: there, counted, or told more than once."""

    database: str
    clients: int
    seconds: float
    tally: Tally
    lost: int
    doubled: int
    unasked: int
    killed: tuple
    chain_holds: bool

    def rows(self):
        tally = self.tally
        workers, servers = self.killed
        return {
            "database": self.database,
            "clients": self.clients,
            "acknowledged": len(tally.acknowledged),
            "lost": self.lost,
            "doubled": self.doubled,
            "stored but never acknowledged": self.unasked,
            "failed saves": tally.failed,
            "workers killed": workers,
            "database killed": servers,
            "answers not stayed for": tally.dropped,
            "connections cut": tally.cut,
            "answered 503": tally.away,
            "sent again": tally.retries,
            "answers that should not be given": len(tally.faults),
            "the log's chain holds": "yes" if self.chain_holds else "NO",
            "seconds": f"{self.seconds:.1f}",
            "saved per second": f"{len(tally.acknowledged) / self.seconds:.1f}",
        }


@contextmanager
def rig(name, *, clients, source=None):
    """A running server on its own data. `source`: how to connect to a database whose tables to take."""
    # Named like a test run: what is left of one that was killed is cleared away by the next.
    place = Path(tempfile.mkdtemp(prefix=f"{RUN_PREFIX}{os.getpid()}-"))
    database = DATABASES[name](place)
    try:
        server = Server(place, database, clients=clients, source=source)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        database.stop()
        shutil.rmtree(place, ignore_errors=True)


def save_many(server, *, posts, clients, worker_every=None, database_every=None, drops=DROPS, seconds=3600):
    """At least so many posts, each until acknowledged; something is killed every so many acknowledgements."""
    people, until = [], time.monotonic() + seconds

    def saved():
        return sum(len(one.tally.acknowledged) for one in people)

    def enough():
        return saved() >= posts or time.monotonic() > until

    people += [Client(server, n, enough=enough, drops=drops) for n in range(clients)]
    return _result(server, people, lambda: _kill(server, people, saved, worker_every, database_every))


def save_for(server, *, seconds, clients):
    """Everybody saves as fast as they can for a while. Nothing is killed and nobody hangs up: nothing may fail."""
    until = None
    people = [Client(server, n, enough=lambda: time.monotonic() > until) for n in range(clients)]
    until = time.monotonic() + seconds
    return _result(server, people, lambda: (0, 0))


def _result(server, people, meanwhile):
    began = time.monotonic()
    for one in people:
        one.start()
    killed = meanwhile()
    for one in people:
        one.join()
    seconds = time.monotonic() - began
    return compare(server, people, seconds, killed)


def _kill(server, people, saved, worker_every, database_every):
    workers = servers = 0
    while any(one.is_alive() for one in people):
        time.sleep(0.02)
        if worker_every and saved() >= (workers + 1) * worker_every:
            workers += server.kill_a_worker()
        if database_every and saved() >= (servers + 1) * database_every and server.database.kill():
            servers += 1
            server.database.start()
    return workers, servers


def compare(server, people, seconds, killed):
    """What was acknowledged, against what is stored."""
    rows = server.database.stored()
    stored = [uuid.UUID(str(key)) for key, *_ in rows]
    tally = _sum(people)
    return Result(
        database=server.database.name,
        clients=len(people),
        seconds=seconds,
        tally=tally,
        lost=len(tally.acknowledged - set(stored)),
        doubled=len(stored) - len(set(stored)) + sum(tuple(counts) != (1, 1, 1) for _, *counts in rows),
        unasked=len(set(stored) - tally.acknowledged),
        killed=killed,
        chain_holds="Alla kedjor håller" in server.run("manage.py", "verify_log").stdout,
    )


def _sum(people):
    total = Tally()
    for one in people:
        for name, value in vars(one.tally).items():
            mine = getattr(total, name)
            setattr(total, name, mine | value if isinstance(value, set) else mine + value)
    return total
