"""Writes dialogues and what was seen in them. A form sent twice finds the row of the first time."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from councils import audit
from councils.actions.pictures import require_draft
from councils.actions.places import NameTaken, save_place
from councils.actions.versions import StaleEdit
from councils.codes import ObservationStatus
from councils.models import Council, Dialogue, Observation, Place

# What makes two sent forms the same one.
ALIKE = ("kind", "title", "held_on", "location")


class NotEmpty(Exception):
    """Something hangs on the row, so it stays."""


@dataclass(frozen=True)
class Saved:
    """A row and whether this call made it."""

    row: object
    made: bool


@transaction.atomic
def add_dialogue(*, council, by, organisers, **values):
    """A dialogue that was held, or will be. Raises Adopted where the picture takes nothing more."""
    _of_council(council, values.get("picture"))
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    alike = {name: values[name] for name in ALIKE}
    if twin := Dialogue.objects.of(council).filter(**alike).first():
        return Saved(twin, made=False)
    require_draft(values.get("picture"))
    row = Dialogue.objects.create(council=council, **values)
    row.organisers.set(organisers)
    audit.record(council=council, by=by, verb="add_dialogue", of=row, kind=row.kind)
    return Saved(row, made=True)


@transaction.atomic
def change_dialogue(*, dialogue, by, version, organisers, **values):
    """Say otherwise when, where, by whom it was held and what came out of it. Raises StaleEdit and Adopted."""
    _of_council(dialogue.council, values.get("picture"))
    row = Dialogue.objects.select_for_update(of=("self",)).get(pk=dialogue.pk)
    is_same = set(row.organisers.all()) == set(organisers) and _has(row, values)
    if is_same and row.version in (version, version + 1):
        return row
    if values.get("picture") and values["picture"].pk != row.picture_id:
        require_draft(values["picture"])
    _take(row, version, values)
    row.organisers.set(organisers)
    audit.record(council=row.council, by=by, verb="change_dialogue", of=row)
    return row


@transaction.atomic
def remove_dialogue(*, dialogue, by):
    """Take away a dialogue in which nothing was written down. Raises NotEmpty."""
    row = Dialogue.objects.select_for_update(of=("self",)).get(pk=dialogue.pk)
    if row.findings or row.observations.exists():
        raise NotEmpty
    audit.record(council=row.council, by=by, verb="remove_dialogue", of=row, kind=row.kind)
    row.delete()


@transaction.atomic
def add_observation(*, dialogue, by, place, new_place, text, fixed_by):
    """Something seen, at one of the council's places or at one that is new to it."""
    row = Dialogue.objects.select_for_update(of=("self",), no_key=True).get(pk=dialogue.pk)
    place = _place(row.council, by, place, new_place)
    if twin := row.observations.filter(place=place, text=text, fixed_by=fixed_by).first():
        return Saved(twin, made=False)
    seen = row.observations.create(place=place, text=text, fixed_by=fixed_by)
    audit.record(council=row.council, by=by, verb="add_observation", of=seen, dialogue=row.pk)
    return Saved(seen, made=True)


@transaction.atomic
def change_observation(*, observation, by, version, place, new_place, text, fixed_by):
    """Other words, another place or somebody else to put it right. Raises StaleEdit."""
    row = _locked(observation)
    place = _place(row.dialogue.council, by, place, new_place)
    values = {"place": place, "text": text, "fixed_by": fixed_by}
    if not _has(row, values) or row.version not in (version, version + 1):
        _take(row, version, values)
        audit.record(council=row.dialogue.council, by=by, verb="change_observation", of=row)
    return row


@transaction.atomic
def settle_observation(*, observation, by, version, status, settled_on, answer):
    """Done with what was done, not to be done with why, or open again. Raises StaleEdit."""
    row = _locked(observation)
    settled_on = None if status == ObservationStatus.OPEN else settled_on
    values = {"status": status, "settled_on": settled_on, "answer": answer}
    if not _has(row, values) or row.version not in (version, version + 1):
        _take(row, version, values)
        audit.record(council=row.dialogue.council, by=by, verb="settle_observation", of=row, settled=status)
    return row


@transaction.atomic
def remove_observation(*, observation, by):
    """Take away what was written down by mistake. What is settled or in a plan stays: raises NotEmpty."""
    row = _locked(observation)
    if not row.is_open or row.measure_id:
        raise NotEmpty
    audit.record(council=row.dialogue.council, by=by, verb="remove_observation", of=row, dialogue=row.dialogue_id)
    row.delete()


def _locked(observation):
    rows = Observation.objects.select_for_update(of=("self",)).select_related("dialogue__council")
    return rows.get(pk=observation.pk)


def _has(row, values):
    return all(getattr(row, name) == value for name, value in values.items())


def _take(row, version, values):
    """The row with these values and a new version. Raises StaleEdit."""
    if row.version != version:
        raise StaleEdit(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()


def _place(council, by, place, new_place):
    """The place chosen, or the one whose name was typed: the council's own, or made now."""
    _of_council(council, place)
    if not new_place:
        return place
    named = Place.objects.of(council).filter(name__iexact=new_place)
    if known := named.first():
        return known
    try:
        return save_place(council=council, by=by, name=new_place)
    except NameTaken:  # å and Å are one letter to this reader and two to some databases; or it was made just now
        return named.first() or Place.objects.of(council).get(name=new_place)


def _of_council(council, row):
    if row is not None and row.council_id != council.pk:
        raise PermissionDenied("a row of another council")
