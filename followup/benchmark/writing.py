"""Several processes that log at once, as the workers of a server do, and the same post sent again."""

import multiprocessing
import time
import uuid
from statistics import median
from threading import Thread

from django.db import connection, connections
from django.urls import reverse

from followup.benchmark.making import COORDINATOR
from followup.benchmark.timing import Fact
from promises.models import Activity

CLIENTS = {2: (2, 1), 8: (2, 4), 32: (4, 8)}  # clients: processes, threads in each
POSTS, POSTS_OF_FEW = 5, 2
PAIRS = 9


def write(world):
    """G9: nobody's post fails, and what is sent twice is stored once."""
    visitor = world.visitor(COORDINATOR)
    form = {"targets": world.targets(world.running)[:2], "occurred_on": world.today.isoformat(), "count": "1"}
    form["parties"] = [*_parties(world)]
    path = reverse("followup:log", args=[world.council.slug])
    posts = POSTS if world.scale.is_large else POSTS_OF_FEW
    return [*(_at_once(visitor, path, form, clients, posts) for clients in CLIENTS), replayed(visitor, path, form)]


def _parties(world):
    return world.running.sections.get().promises.first().responsible.values_list("pk", flat=True)


def _at_once(visitor, path, form, clients, posts):
    processes, threads = CLIENTS[clients]
    before = Activity.objects.count()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    failed, began = fork.Queue(), time.monotonic()
    workers = [fork.Process(target=_work, args=(visitor, path, form, threads, posts, failed)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    faults = [fault for _ in workers for fault in failed.get()]
    for worker in workers:
        worker.join()
    stored, seconds = Activity.objects.count() - before, time.monotonic() - began
    sent = clients * posts
    says = f"{stored} av {sent} sparade, {len(faults)} fel, {sent / seconds:.0f} per sekund"
    return Fact(f"writes: {clients} clients", "G9", says, stored == sent and not faults)


def _work(visitor, path, form, threads, posts, failed):
    faults = []

    def client():
        for _ in range(posts):
            try:
                visitor.post(path, {**form, "key": str(uuid.uuid4())}).expect(302, 303)
            except Exception as error:
                faults.append(repr(error))
        connection.close()

    clients = [Thread(target=client) for _ in range(threads)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    failed.put(faults)


def replayed(visitor, path, form):
    """Each key sent twice: the second is as quick, and stores nothing."""
    before, ratios = Activity.objects.count(), []
    for _ in range(PAIRS):
        sent = {**form, "key": str(uuid.uuid4())}
        took = []
        for _ in range(2):
            began = time.perf_counter()
            visitor.post(path, sent).expect(302, 303)
            took.append(time.perf_counter() - began)
        ratios.append(took[1] / took[0])
    extra, ratio = Activity.objects.count() - before - PAIRS, median(ratios)
    says = f"{extra} rader för mycket, {ratio:.1f} × den första"
    return Fact("writes: sent twice", "G9", says, extra == 0 and ratio <= 2.5)
