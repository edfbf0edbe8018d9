"""Opening a council: the rights of its roles are there from the first moment."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.access import bring_group_in_step, role_group
from councils.actions.areas import admit_area_managers
from councils.models import Council
from councils.roles import Role


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
def sync_roles():
    """Give the roles of every council what the table of roles says today. Returns the councils that were behind."""
    behind = []
    for council in Council.objects.all():
        changed = [role.value for role in Role if bring_group_in_step(council, role)]
        if changed:
            audit.record(council=council, verb="sync_roles", of=council, roles=changed)
            behind.append(council)
    return behind
