"""Writes the problems that the council has agreed to work on, with their causes and how much they matter."""

from django.db import transaction

from councils import audit
from councils.actions.pictures import require_draft
from councils.actions.places import InUse, delete_or_refuse, saved
from councils.actions.versions import locked, require_version
from councils.models import ProblemArea


@transaction.atomic
def add_problem_area(*, council, by, places=(), **values):
    """A new problem area. Raises NameTaken and Adopted. A form sent twice makes one."""
    same = ProblemArea.objects.of(council).filter(**values).first()
    if same and _places(same) == _ids(places):
        return same
    require_draft(values.get("picture"))
    row, _act = saved(ProblemArea(council=council), **values)
    row.places.set(places)
    audit.record(council=council, by=by, verb="change_problem_areas", of=row, act="add")
    return row


@transaction.atomic
def change_problem_area(*, problem_area, by, version, places=(), **values):
    """Say otherwise what the problem is. Raises NameTaken, StaleEdit and Adopted.

    What is sent twice changes nothing more. Adopted pictures and decided plans show the problem as it was.
    """
    current = locked(problem_area)
    changed = [name for name, value in values.items() if getattr(current, name) != value]
    if _places(current) != _ids(places):
        changed.append("places")
    if not changed:
        return current
    require_version(current, version)
    if "picture" in changed:
        require_draft(values["picture"])
    row, act = saved(current, **values, version=current.version + 1)
    row.places.set(places)
    audit.record(council=row.council, by=by, verb="change_problem_areas", of=row, act=act)
    return row


@transaction.atomic
def remove_problem_area(*, problem_area, by):
    """Take away a problem area that no promise and no plan is about. Raises InUse."""
    row = locked(problem_area)
    if row.promises.exists() or row.plans.exists():
        raise InUse
    audit.record(council=row.council, by=by, verb="change_problem_areas", of=row, act="remove")
    delete_or_refuse(row)


def _places(area):
    return _ids(area.places.all())


def _ids(rows):
    return {row.pk for row in rows}
