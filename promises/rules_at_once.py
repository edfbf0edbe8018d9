"""Targets with all that decides what counts towards them, in one statement: for whoever saves while somebody waits."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

from councils.gathered import Gathered, hold, row_of, whole
from councils.models import Organisation, Place
from promises.models import Responsibility


def with_rules_at_once(targets):
    """What `with_rules` gives, without a further statement for responsibilities, organisations and places."""
    responsible = Responsibility.objects.filter(promise=OuterRef("promise")).order_by().values("promise")
    places = Place.objects.filter(targets=OuterRef("pk")).order_by().values("targets")
    both = JSONObject(row=whole(Responsibility), organisation=whole(Organisation, "organisation"))
    found = targets.select_related("promise__section__promise_set", "lead").annotate(
        _responsibilities=Subquery(responsible.annotate(all=Gathered(both)).values("all")),
        _places=Subquery(places.annotate(all=Gathered(whole(Place))).values("all")),
    )
    found._iterable_class = _WithRules
    return found


class _WithRules(ModelIterable):
    def __iter__(self):
        for target in super().__iter__():
            rows = [_responsibility(**found) for found in target._responsibilities or ()]
            hold(target.promise, "responsibilities", sorted(rows, key=lambda row: row.pk))
            places = [row_of(Place, found) for found in target._places or ()]
            hold(target, "places", sorted(places, key=lambda place: place.name))
            yield target


def _responsibility(*, row, organisation):
    found = row_of(Responsibility, row)
    found.organisation = row_of(Organisation, organisation)
    return found
