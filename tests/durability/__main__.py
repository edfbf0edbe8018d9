"""The whole figures, in minutes: what the tests beside this file ask in seconds.

python -m tests.durability --database postgres --posts 10000 --clients 8 --kill
python -m tests.durability --database sqlite --savers 8 --seconds 60
"""

import argparse
import signal
import sys

from tests.durability.databases import DATABASES
from tests.durability.rig import rig, save_for, save_many

WORKERS, DATABASES_KILLED = 40, 10  # in one run, unless it is a short one


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.durability")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=60, help="at most; what has been done by then is compared")
    parser.add_argument("--kill", action="store_true", help="kill workers and PostgreSQL, and hang up on answers")
    parser.add_argument("--savers", type=int, help="so many save for --seconds, and nothing is killed")
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    clients = asked.savers or asked.clients
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # what was started is ended all the same
    with rig(asked.database, clients=clients) as server:
        result = measured(server, asked, clients)
        if result.tally.faults:
            print(*result.tally.faults[:10], server.tail(), sep="\n", file=sys.stderr)
    for name, value in result.rows().items():
        print(f"{name:<34} {value:>10}")
    bad = result.lost or result.doubled or result.unasked or result.tally.faults or not result.chain_holds
    return int(bool(bad or (asked.savers and result.tally.failed)))


def measured(server, asked, clients):
    if asked.savers:
        return save_for(server, seconds=asked.seconds, clients=clients)
    every = {
        "worker_every": max(20, asked.posts // WORKERS),
        "database_every": max(40, asked.posts // DATABASES_KILLED),
    }
    how = every if asked.kill else {"drops": 0}
    return save_many(server, posts=asked.posts, clients=clients, seconds=asked.minutes * 60, **how)


if __name__ == "__main__":
    sys.exit(main())
