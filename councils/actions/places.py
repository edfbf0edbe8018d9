"""Writes the council's places and groups of places: what promises and activities are tied to."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q

from councils import audit
from councils.actions.versions import locked
from councils.models import Place, PlaceSet

# Promises that nobody has signed yet, by their status.
NOT_SIGNED = ("draft", "shared")


class NameTaken(Exception):
    """The council has another one with that name."""


class InUse(Exception):
    """Activities or promises rest on it, so it stays as it is."""


@transaction.atomic
def save_place(*, council, by, name, place=None):
    """A new place, or another name for one. Raises NameTaken, and InUse for one that signed promises name."""
    row = locked(place) if place else Place(council=council)
    if place and name != row.name and is_signed(row):
        raise InUse
    row, act = saved(row, name=name)
    audit.record(council=council, by=by, verb="change_places", of=row, act=act)
    return row


@transaction.atomic
def remove_place(*, place, by):
    """Take away a place that nothing is tied to. Raises InUse."""
    row = locked(place)
    if row.activities.exists() or row.targets.exists():
        raise InUse
    audit.record(council=row.council, by=by, verb="change_places", of=row, act="remove")
    delete_or_refuse(row)


@transaction.atomic
def save_place_set(*, council, by, name, places, place_set=None):
    """A new group of places, or one changed. Targets made from it keep their own lists. Raises NameTaken."""
    row, act = saved(locked(place_set) if place_set else PlaceSet(council=council), name=name)
    row.places.set(places)
    audit.record(council=council, by=by, verb="change_places", of=row, act=act)
    return row


@transaction.atomic
def remove_place_set(*, place_set, by):
    """Take away a group; its places stay."""
    row = locked(place_set)
    audit.record(council=row.council, by=by, verb="change_places", of=row, act="remove")
    delete_or_refuse(row)


def is_signed(place):
    """Does a promise that somebody has signed name the place? What is signed says its name."""
    way = "promise__section__promise_set__"
    signed = ~Q(**{f"{way}status__in": NOT_SIGNED}) | Q(**{f"{way}signatures__isnull": False})
    return place.targets.filter(signed).exists()


def saved(row, **values):
    """The row with these values, and whether it was added or changed. Raises NameTaken.

    One that is there already is locked by the caller: saved after somebody took it away, it would come back.
    """
    act = "change" if row.pk else "add"
    for name, value in values.items():
        setattr(row, name, value)
    if type(row).objects.of(row.council).filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise NameTaken
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken from None  # somebody gave another that name at the same moment
    return row, act


def delete_or_refuse(row):
    try:
        row.delete()
    except ProtectedError:
        raise InUse from None  # something was tied to it at the same moment
