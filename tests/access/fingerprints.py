"""Which rows are a council's, in every table: found by following foreign keys, so a new model is included by itself."""

import hashlib
from contextlib import suppress
from functools import cache
from heapq import heappop, heappush
from itertools import count

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from councils.models import Council, Organisation, PoliceArea, User

# What a row can hang on, the nearest to the council first, and how a side's own are told from the other's.
ANCHORS = {
    Council: lambda side: [side.council.pk],
    User: lambda side: [user.pk for user in side.people.values()],
    Group: lambda side: Group.objects.filter(name__startswith=f"council-{side.council.pk}-").values("pk"),
    Organisation: lambda side: [side.rows.police.pk, side.rows.municipal.pk, side.rows.school.pk],
    PoliceArea: lambda side: [side.rows.police.police_area_id],
}
# Tables that are nobody's, and why.
SHARED = {
    "councils.County": "the national list",
    "councils.PoliceRegion": "the national list",
    "councils.Municipality": "the national list",
    "auth.Permission": "the same kinds of rights for all",
    "contenttypes.ContentType": "Django's list of models",
    "socialaccount.SocialApp": "providers are read from the deployer's file, never from the database",
    "sessions.Session": "each request may renew its own",
}


def models():
    """Every model, with those of history and of many-to-many ties."""
    return [one for one in apps.get_models(include_auto_created=True) if not one._meta.proxy and one._meta.managed]


@cache
def way_to_a_side(model):
    """(anchor, lookup) of the shortest way by foreign keys to what tells whose a row is; None for what is shared.

    A key that may be empty is a longer way, and a many-to-many tie the last resort.
    """
    if model._meta.label in SHARED:
        return None
    for anchor in ANCHORS:
        lookup = _shortest(model, anchor)
        if lookup is not None:
            return anchor, lookup
    return None


def _shortest(model, anchor):
    order = count()
    waiting, seen = [(0, next(order), model, ())], set()
    while waiting:
        length, _, one, way = heappop(waiting)
        if one is anchor:
            return "__".join([*way, "pk"])
        if one in seen:
            continue
        seen.add(one)
        for name, to, cost in _ties(one):
            heappush(waiting, (length + cost, next(order), to, (*way, name)))
    return None


def _ties(model):
    for field in model._meta.fields:
        if field.remote_field:
            yield field.name, field.remote_field.model, 20 if field.null else 1
    for field in model._meta.many_to_many:
        yield field.name, field.remote_field.model, 1000


def rows_of(model, side):
    """All rows of a table that belong to a side."""
    anchor, lookup = way_to_a_side(model)
    rows = model._base_manager.filter(**{f"{lookup}__in": ANCHORS[anchor](side)})
    return rows.distinct() if "__" in lookup.removesuffix("__pk") else rows


@cache
def tenant_models():
    return tuple(model for model in models() if way_to_a_side(model))


def fingerprint(side):
    """Table → digest of every column of every row of a side."""
    return digests(rows_asked_for(side))


def rows_asked_for(side):
    """Table → the SQL that asks for all of a side's rows in it. Asked after each request, it is written once."""
    return {
        model._meta.db_table: written_out(rows_of(model, side).order_by().values_list()) for model in tenant_models()
    }


def digests(asked, tables=None):
    """Table → digest of what its SQL finds; of these tables, or all."""
    return {name: _digest(asked[name]) for name in asked if tables is None or name in tables}


def written_out(rows):
    """SQL and parameters; None where nothing could ever be found."""
    with suppress(EmptyResultSet):
        return rows.query.sql_with_params()
    return None


def _digest(asked):
    return hashlib.sha256(repr(sorted(_found(asked), key=repr)).encode()).hexdigest()


def _found(asked):
    if asked is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return cursor.fetchall()


def ids_of(side):
    """Model → keys of a side's rows."""
    return {model: list(rows_of(model, side).values_list("pk", flat=True)) for model in tenant_models()}


def crossings_asked_for(side, ids_of_the_other):
    """Table → the SQL that finds a row among a side's that points at a row of the other side."""
    return {
        model._meta.db_table: written_out(rows_of(model, side).filter(ties).values_list("pk")[:1])
        for model in tenant_models()
        if (ties := _ties_to(model, ids_of_the_other))
    }


def _ties_to(model, ids_of_the_other):
    ties = Q()
    for field in model._meta.fields:
        to = field.remote_field.model if field.remote_field else None
        if ids_of_the_other.get(to):
            ties |= Q(**{f"{field.name}__in": ids_of_the_other[to]})
    return ties


def crossings(asked, tables):
    """Which of these tables hold a row that points at the other side."""
    return [name for name in asked if name in tables and _found(asked[name])]
