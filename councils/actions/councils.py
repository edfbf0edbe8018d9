"""Opening a council, with the rights of its roles from the first moment; and changing what is said of it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import audit
from councils.access import bring_group_in_step, role_group
from councils.actions.areas import admit_area_managers
from councils.actions.versions import StaleEdit, write
from councils.models import Council
from councils.roles import Role


class NameTaken(Exception):
    """Another council has that name."""


class Circle(Exception):
    """A council cannot lie below itself, not even by way of others."""


@transaction.atomic
def open_council(*, municipalities, by=None, on=None, **values):
    """Make a council for one or more municipalities, with the group and the rights of every role.

    The police managers of its area are in it from the start. Raises ValidationError for values that no council can
    have, such as an address that is taken.
    """
    council = Council(**values)
    council.full_clean()
    council.save()
    council.municipalities.set(municipalities)
    for role in Role:
        role_group(council, role)
    audit.record(council=council, by=by, verb="open_council", of=council)
    admit_area_managers(council=council, by=by, on=on or timezone.localdate())
    return council


@transaction.atomic
def change_council(*, council, by, version, partners, **values):
    """Say otherwise what the council is, and which organisations take part. Raises StaleEdit, NameTaken and Circle."""
    row = Council.objects.select_for_update().get(pk=council.pk)
    before = set(row.partners.values_list("pk", flat=True))
    after = {one.pk for one in partners}
    if "parent" in values:
        _refuse_circle(row, values["parent"])
    changed = write(row, version=version, **values)
    if changed is None:
        if before != after:
            raise StaleEdit(row)
        return row
    _save(row)
    row.partners.set(partners)
    changed += ["partners"] if before != after else []
    audit.record(council=row, by=by, verb="change_council", of=row, changed=changed)
    return row


@transaction.atomic
def sync_roles():
    """Give the roles of every council what the table of roles says today. Returns the councils that were behind."""
    behind = []
    for council in Council.objects.all():
        changed = [role.value for role in Role if bring_group_in_step(council, role)]
        if changed:
            audit.record(council=council, verb="sync_roles", of=council, roles=changed)
            behind.append(council)
    return behind


def _refuse_circle(council, parent):
    above = parent
    while above is not None:
        if above.pk == council.pk:
            raise Circle
        above = above.parent


def _save(row):
    if Council.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise NameTaken
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken from None  # another council got that name at the same moment
