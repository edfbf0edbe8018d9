"""Writes the council's places, groups of places and problem areas: what promises and activities are tied to."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q

from councils import audit
from councils.models import Place, PlaceSet, ProblemArea

# Promises that nobody has signed yet, by their status.
NOT_SIGNED = ("draft", "shared")


class NameTaken(Exception):
    """The council has another one with that name."""


class InUse(Exception):
    """Activities or promises rest on it, so it stays as it is."""


def save_place(*, council, by, name, place=None):
    """A new place, or another name for one. Raises NameTaken, and InUse for one that signed promises name."""
    if place and name != place.name and is_signed(place):
        raise InUse
    return _save(place or Place(council=council), council, by, "change_places", name=name)


def remove_place(*, place, by):
    """Take away a place that nothing is tied to. Raises InUse."""
    _remove(place, by, "change_places", is_used=place.activities.exists() or place.targets.exists())


def save_place_set(*, council, by, name, places, place_set=None):
    """A new group of places, or one changed. Targets made from it keep their own lists. Raises NameTaken."""
    row = place_set or PlaceSet(council=council)
    return _save(row, council, by, "change_places", name=name, many={"places": places})


def remove_place_set(*, place_set, by):
    """Take away a group; its places stay."""
    _remove(place_set, by, "change_places")


def save_problem_area(*, council, by, name, background, problem_area=None):
    """A new problem area, or one changed. Raises NameTaken."""
    row = problem_area or ProblemArea(council=council)
    return _save(row, council, by, "change_problem_areas", name=name, background=background)


def remove_problem_area(*, problem_area, by):
    """Take away a problem area that no promise is about. Raises InUse."""
    _remove(problem_area, by, "change_problem_areas", is_used=problem_area.promises.exists())


def is_signed(place):
    """Does a promise that somebody has signed name the place? What is signed says its name."""
    way = "promise__section__promise_set__"
    signed = ~Q(**{f"{way}status__in": NOT_SIGNED}) | Q(**{f"{way}signatures__isnull": False})
    return place.targets.filter(signed).exists()


@transaction.atomic
def _save(row, council, by, verb, *, many=None, **values):
    act = "change" if row.pk else "add"
    for name, value in values.items():
        setattr(row, name, value)
    twins = type(row).objects.of(council).filter(name__iexact=row.name).exclude(pk=row.pk)
    if twins.exists():
        raise NameTaken
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken from None  # somebody gave another that name at the same moment
    for name, rows in (many or {}).items():
        getattr(row, name).set(rows)
    audit.record(council=council, by=by, verb=verb, of=row, act=act)
    return row


@transaction.atomic
def _remove(row, by, verb, *, is_used=False):
    if is_used:
        raise InUse
    audit.record(council=row.council, by=by, verb=verb, of=row, act="remove")
    try:
        row.delete()
    except ProtectedError:
        raise InUse from None
