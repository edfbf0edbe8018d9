"""Runs cases in turn, round after round, and compares those of the same round: what else the machine does hits both.

No goal is in milliseconds: another machine is another number, but the shape of the program is the same.
"""

import gc
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from django.db import connection

WARM_UP = 2


@dataclass(frozen=True)
class Case:
    """Something that is timed; `run` answers with how many rows it touched.

    `against`: the name of the case that it is compared with, `at_most` or `at_least` so many times as long. `goal`: the
    number it has in the design. `most`: the CPU-seconds or queries that one run may take, as absolute counts.
    """

    name: str
    run: Callable[[], int]
    goal: str = ""
    against: str = ""
    at_most: float | None = None
    at_least: float | None = None
    most_queries: int | None = None
    most_cpu: float | None = None


@dataclass
class Fact:
    """Something that is looked at once: a plan, a size, what writers got."""

    name: str
    goal: str
    says: str
    passed: bool | None  # None: not tried here, and `says` tells why


@dataclass
class Timed:
    """What the rounds of one case gave."""

    case: Case
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rows: int = 0
    queries: int = 0
    ratio: float | None = None

    @property
    def passed(self):
        """None when there is no goal."""
        case, kept = self.case, []
        if self.ratio is not None and (case.at_most or case.at_least):
            kept.append(self.ratio <= case.at_most if case.at_most else self.ratio >= case.at_least)
        if case.most_queries is not None:
            kept.append(self.queries <= case.most_queries)
        if case.most_cpu is not None:
            kept.append(median(self.cpu) <= case.most_cpu)
        return all(kept) if kept else None

    @property
    def wanted(self):
        """The goal in words."""
        case = self.case
        words = [
            case.at_most and f"≤ {case.at_most:g} × {case.against}",
            case.at_least and f"≥ {case.at_least:g} × {case.against}",
            case.most_queries is not None and f"≤ {case.most_queries} frågor",
            case.most_cpu is not None and f"≤ {case.most_cpu:g} CPU-s",
        ]
        return ", ".join(word for word in words if word)


@contextmanager
def counting_queries():
    """A list that is as long as the number of statements sent meanwhile on this thread's connection."""
    sent = []

    def note(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def run_rounds(cases, rounds):
    """Each case warmed up, its queries counted, then all of them in every round. Returns a Timed for each."""
    found = {case.name: Timed(case) for case in cases}
    for one in found.values():
        for _ in range(WARM_UP):
            one.rows = one.case.run()
        with counting_queries() as sent:
            one.case.run()
        one.queries = len(sent)
    # As the server does when it has loaded (brapp/wsgi.py).
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for one in found.values():
            wall, cpu = time.perf_counter(), time.process_time()
            one.case.run()
            one.wall.append(time.perf_counter() - wall)
            one.cpu.append(time.process_time() - cpu)
    for one in found.values():
        other = found.get(one.case.against)
        if other:
            one.ratio = median(mine / its for mine, its in zip(one.wall, other.wall, strict=True))
    return list(found.values())
