"""Opening a council: the rights of its roles are there from the first moment."""

from django.db import transaction

from councils.access import role_group
from councils.models import Council
from councils.roles import Role


@transaction.atomic
def open_council(*, municipalities, **values):
    """Make a council for one or more municipalities, with the group and the rights of every role."""
    council = Council.objects.create(**values)
    council.municipalities.set(municipalities)
    for role in Role:
        role_group(council, role)
    return council
