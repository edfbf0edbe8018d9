"""Targets with all that decides what counts towards them, in one statement: for whoever saves while somebody waits."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import F, IntegerField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

from councils.asked_together import Question
from councils.gathered import Gathered, hold, row_of, whole
from councils.models import Organisation, Place
from councils.prepared import Told, prepared
from promises.codes import TargetKind
from promises.models import Responsibility


def with_rules_at_once(targets):
    """What `with_rules` gives, without a further statement for responsibilities, organisations and places."""
    responsible = Responsibility.objects.filter(promise=OuterRef("promise"))
    places = Place.objects.filter(targets=OuterRef("pk")).order_by().values("targets")
    found = targets.select_related("promise__section__promise_set", "lead").annotate(
        _responsibilities=Subquery(gathered_responsibilities(responsible)),
        _places=Subquery(places.annotate(all=Gathered(whole(Place))).values("all")),
    )
    found._iterable_class = _WithRules
    return found


def places_asked(promise_set):
    """Asks for the places that coverage targets of a set name in their rule."""
    return Question(_places_in, promise_set=promise_set.pk)


@prepared
def _places_in():
    of_set = Told("promise_set", IntegerField())
    rows = Place.objects.filter(targets__kind=TargetKind.COVERAGE, targets__promise__section__promise_set=of_set)
    return rows.annotate(target_id=F("targets")).order_by("name", "pk")


def hold_places(targets, asked):
    """Let coverage targets know their places: only these name them in their rule, and most pages never read them."""
    found, all_places = defaultdict(list), Place.objects.all()
    for place in asked.rows:
        found[place.target_id].append(place)
    for target in targets:
        if target.kind == TargetKind.COVERAGE:
            hold(target, "places", found[target.pk], all_places)


class _WithRules(ModelIterable):
    def __iter__(self):
        all_responsibilities, all_places = Responsibility.objects.all(), Place.objects.all()
        for target in super().__iter__():
            hold(
                target.promise, "responsibilities", responsibilities_in(target._responsibilities), all_responsibilities
            )
            places = [row_of(Place, found) for found in target._places or ()]
            hold(target, "places", sorted(places, key=lambda place: place.name), all_places)
            yield target


def gathered_responsibilities(rows):
    """Responsibilities of one promise and their organisations, as one JSON list."""
    both = JSONObject(row=whole(Responsibility), organisation=whole(Organisation, "organisation"))
    return rows.order_by().values("promise").annotate(all=Gathered(both)).values("all")


class Answering(NamedTuple):
    """One who answers for a promise, to be read and never written: pages read hundreds of them."""

    pk: int
    organisation_id: int
    part: str
    organisation: Organisation


def answered_for(promise, gathered, known):
    """The promise knowing who answers for it, in a plain list: asked any further, the rows would be past the wall.

    `known`: id → organisation, of those met before; the same few answer for promise after promise.
    """
    rows = []
    for found in gathered or ():
        row, pk = found["row"], found["row"]["organisation_id"]
        if pk not in known:
            known[pk] = row_of(Organisation, found["organisation"])
        rows.append(Answering(row["id"], pk, row["part"], known[pk]))
    promise._prefetched_objects_cache = {"responsibilities": sorted(rows)}
    return promise


def responsibilities_in(gathered):
    """The rows that `gathered_responsibilities` put into JSON, in their order."""
    return sorted((_responsibility(**found) for found in gathered or ()), key=lambda row: row.pk)


def _responsibility(*, row, organisation):
    found = row_of(Responsibility, row)
    found.organisation = row_of(Organisation, organisation)
    return found
