"""What is timed, and against what. The goals G1 … are those of docs/performance.md."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

from django.core.handlers.wsgi import WSGIHandler
from django.urls import NoReverseMatch, reverse

from councils.models import Council, PoliceArea, User
from followup.benchmark.asking import Visitor
from followup.benchmark.database import rows
from followup.benchmark.making import AREA, COORDINATOR, MANAGER, OVERSEER
from followup.benchmark.naive import naive_verdicts
from followup.benchmark.scales import LONG_SLUG, WIDE_SLUG, Scale
from followup.benchmark.timing import Case, Fact
from followup.document.pdf import document_data, summary_pdf
from followup.document.snapshot import snapshot_of
from followup.document.typesetting import CHILD
from followup.models import Summary
from followup.progress import set_progress
from followup.verdicts import BY_PLACE_OR_DAY, counts_statement, places_statement, verdicts_of
from promises.models import PromiseSet, Target

SMALL = "benchmark_credit"


@dataclass
class World:
    """What the cases look at: the first council, its sets, and the people who visit."""

    scale: Scale
    today: date

    def __post_init__(self):
        self.councils = list(Council.objects.order_by("pk").values_list("pk", flat=True))
        self.council = Council.objects.get(pk=self.councils[0])
        sets = {one.slug: one for one in PromiseSet.objects.of(self.council).select_related("council")}
        self.running, self.wide, self.long = sets[f"loften-{self.today.year}"], sets[WIDE_SLUG], sets[LONG_SLUG]
        self.handler = WSGIHandler()

    def visitor(self, name):
        return Visitor(self.handler, User.objects.get(email=f"{name}@example.org"))

    def targets(self, *promise_sets):
        return list(Target.objects.in_sets(promise_sets).order_by("pk").values_list("pk", flat=True))

    def targets_of_all(self):
        running = PromiseSet.objects.decided().standing().running(on=self.today)
        return list(Target.objects.in_sets(running).order_by("pk").values_list("pk", flat=True))


def cases_of(world):
    """(cases, what cannot be tried here)."""
    pages, left_out = _pages(world)
    return [*_floors(world), *_computations(world), *pages, *_documents(world)], left_out


def _only_large(world, **goal):
    return goal if world.scale.is_large else {}


def _floors(world):
    own, everybody = world.targets(world.running), world.targets_of_all()
    of_kinds = Target.objects.filter(pk__in=everybody, kind__in=BY_PLACE_OR_DAY)
    placed = list(of_kinds.values_list("pk", flat=True))
    found = [
        Case("select 1", lambda: len(rows("SELECT 1"))),
        _counts("sums of a council", own, world.today),
        Case("sums of all councils", lambda: _floor(everybody, placed, world.today)),
    ]
    if world.scale.is_large:
        statement, values = counts_statement(own, world.today)
        small = statement.replace("promises_credit", SMALL)
        found += [
            Case("sums of a council among 14", lambda: len(rows(small, values))),
            Case(
                "sums of a council among all",
                lambda: len(rows(statement, values)),
                goal="G5",
                against="sums of a council among 14",
                at_most=1.2,
            ),
        ]
    return found


def _counts(name, targets, today):
    return Case(name, lambda: len(rows(*counts_statement(targets, today))))


def _floor(targets, placed, today):
    """What the database has to sum whoever asks: by target and bucket, and by place where places are asked for."""
    return len(rows(*counts_statement(targets, today))) + len(rows(*places_statement(placed, today)))


def _computations(world):
    return [*_of_many(world), *_of_one(world)]


def _of_many(world):
    today, last, national = world.today, world.councils[-1], world.scale.name == "national"

    def everybody():
        return len(verdicts_of(world.councils, as_of=today))

    of_sums, of_one = "sums of all councils", "verdicts of a council"
    return [
        Case(of_one, lambda: len(verdicts_of([last], as_of=today)), goal="G6", most_queries=6),
        Case(
            "verdicts of all councils",
            everybody,
            goal="G2 G6",
            against=of_sums,
            most_queries=6,
            **_only_large(world, at_most=1.8),
        ),
        Case("all councils against one", everybody, goal="G3", against=of_one, at_most=30 if national else None),
    ]


def _of_one(world):
    today, one_year = world.today, "overview of one year"

    def overview(promise_set):
        return len(set_progress(promise_set, as_of=today).targets)

    def naive():
        return len(naive_verdicts(world.running, as_of=today))

    many = _only_large(world, at_most=2)
    return [
        Case(one_year, lambda: overview(world.running)),
        Case("overview of a period of all years", lambda: overview(world.long), goal="G4", against=one_year, **many),
        Case("overview, naive", naive, goal="G8", against=one_year, **_only_large(world, at_least=8)),
    ]


def _pages(world):
    found, left_out = [*_signed_in(world), *_public(world, Visitor(world.handler))], []
    area = PoliceArea.objects.get(name=AREA).pk
    for page in (("area", MANAGER, {"most_queries": 8}, [area]), ("nation", OVERSEER, {"most_queries": 9}, [])):
        _add(found, left_out, world, page)
    return found, left_out


def _signed_in(world):
    council, running, visitor = world.council.slug, world.running.slug, world.visitor(COORDINATOR)
    return [
        _page("an empty page", visitor, reverse("empty_page", args=[council])),
        _page(
            "page: overview",
            visitor,
            reverse("followup:overview", args=[council, running]),
            goal="G1 G6",
            against="an empty page",
            at_most=2.5,
            most_queries=8,
        ),
        _page(
            "page: council",
            visitor,
            reverse("followup:council_overview", args=[council]),
            goal="G6",
            most_queries=8,
        ),
        _page("page: log", visitor, reverse("followup:log", args=[council])),
        _page(
            "page: summary",
            visitor,
            reverse("followup:summary", args=[council, running]),
            goal="G6",
            most_queries=8,
        ),
        _page(
            f"page: overview of {world.scale.wide} targets",
            visitor,
            reverse("followup:overview", args=[council, world.wide.slug]),
            goal="peer",
            **_only_large(world, most_cpu=0.138),
        ),
    ]


def _add(found, left_out, world, page):
    name, person, goal, args = page
    try:
        path = reverse(f"followup:{name}", args=args)
    except NoReverseMatch:
        left_out.append(Fact(f"page: {name}", "G6", "sidan finns inte", None))
        return
    visitor = world.visitor(person)
    if visitor.get(path).status != 200:
        left_out.append(Fact(f"page: {name}", "G6", f"svarade {visitor.get(path).status}", None))
        return
    found.append(_page(f"page: {name}", visitor, path, goal="G6", **goal))


def _page(name, visitor, path, **goal):
    return Case(name, lambda: len(visitor.get(path).expect(200).content), **goal)


def _public(world, nobody):
    path = reverse("followup:public_promises", args=[world.council.slug, world.running.slug])
    empty = reverse("empty_public_page", args=[world.council.slug])
    mark = nobody.get(path).expect(200).headers["ETag"]
    return [
        _page("an empty public page", nobody, empty),
        _page("page: public", nobody, path),
        Case(
            "page: public, kept by the browser",
            lambda: nobody.get(path, HTTP_IF_NONE_MATCH=mark).expect(304).status and 1,
            goal="G10",
            against="an empty public page",
            at_most=2,
        ),
    ]


def _documents(world):
    """The PDF as a view makes it, against the bare compile of the same content."""
    if not world.scale.is_large:
        return []
    promise_set, today = world.running, world.today

    def snapshot():
        return snapshot_of(Summary(promise_set=promise_set, as_of=today), set_progress(promise_set, as_of=today))

    order = {"data": document_data(snapshot()), "template": "summary.typ", "attached": "", "timestamp": 0}
    command, content = [sys.executable, "-I", str(CHILD)], json.dumps(order).encode()
    return [
        Case("the bare compile", lambda: len(subprocess.run(command, input=content, capture_output=True).stdout)),
        Case("the summary as PDF", lambda: len(summary_pdf(snapshot())), against="the bare compile"),
    ]
