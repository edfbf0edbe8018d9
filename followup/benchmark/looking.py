"""What is looked at once and not timed: plans, sizes, and whether both readings say the same."""

from django.db import connection
from django.urls import reverse

from followup.benchmark.asking import Visitor, compressed, size_of
from followup.benchmark.database import plan_of, steps_of
from followup.benchmark.making import COORDINATOR
from followup.benchmark.naive import naive_verdicts
from followup.benchmark.timing import Fact
from followup.progress import set_progress
from followup.verdicts import counts_statement, verdicts_of

INDEX = "credits_by_window"
MOST_BUFFERS, MOST_HEAP_FETCHES = 20, 0.01
KB = 1000


def look(world):
    return [same_verdicts(world), plan_of_counts(world.targets(world.running), world.today), *_sizes(world)]


def same_verdicts(world):
    """Naive, full and narrow, of the same set on the same day."""
    full = {one.target.pk: one.verdict for one in set_progress(world.running, as_of=world.today).targets}
    narrow = {row.target_id: row.verdict for row in verdicts_of([world.council], as_of=world.today)}
    narrow = {pk: verdict for pk, verdict in narrow.items() if pk in full}
    same = full == narrow == naive_verdicts(world.running, as_of=world.today)
    return Fact("equal verdicts, three ways", "G8", f"{len(full)} mål, {len(set(full.values()))} lägen", same)


def plan_of_counts(targets, today):
    """Does the query that sums what counts read the index and nothing else, and little of it?"""
    plan = plan_of(*counts_statement(targets, today))
    name = "plan: sums of a council"
    if connection.vendor == "sqlite":
        return Fact(name, "G7", f"COVERING INDEX {INDEX}", f"USING COVERING INDEX {INDEX}" in plan)
    buffers = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    scans = [step for step in steps_of(plan) if step["Node Type"] == "Index Only Scan"]
    read = sum(step["Actual Rows"] * step["Actual Loops"] for step in scans)
    fetched = sum(step["Heap Fetches"] for step in scans)
    says = f"{fetched:g} heap fetches av {read:g} rader, {buffers} buffers"
    return Fact(name, "G7", says, bool(scans) and fetched <= read * MOST_HEAP_FETCHES and buffers <= MOST_BUFFERS)


def _sizes(world):
    council, running = world.council.slug, world.running.slug
    visitor, nobody = world.visitor(COORDINATOR), Visitor(world.handler)
    public = nobody.get(reverse("followup:public_promises", args=[council, running])).expect(200)
    log = visitor.get(reverse("followup:log", args=[council])).expect(200)
    wide = visitor.get(reverse("followup:overview", args=[council, world.wide.slug])).expect(200)
    return [_public(public), _whole("size: log page, first visit", "G11", log, 60), _page(wide)]


def _public(answer):
    fonts = sum(size_of(path) for path in answer.loads if ".woff2" in path)
    size, asked = _size(answer) - fonts, 1 + len(answer.loads)
    says = f"{size / KB:.1f} kB, {asked} anrop"
    return Fact("size: public page", "G10", says, size <= 15 * KB and asked <= 4 and b"<script" not in answer.content)


def _whole(name, goal, answer, most):
    size = _size(answer)
    return Fact(name, goal, f"{size / KB:.1f} kB, {1 + len(answer.loads)} anrop", size <= most * KB)


def _page(answer):
    size = len(answer.content)
    says = f"{size / KB:.0f} kB, komprimerad {compressed(answer.content) / KB:.0f} kB"
    return Fact("size: overview of many targets", "peer", says, size <= 300 * KB)


def _size(answer):
    return compressed(answer.content) + sum(size_of(path) for path in answer.loads)
