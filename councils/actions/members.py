"""Who is in a council, kept in step with what they may do there."""

from django.db import transaction

from councils import audit
from councils.access import give_role
from councils.models import Council, Membership
from councils.roles import Role
from councils.wall import inside


@transaction.atomic
def add_member(*, council, user, role, organisation, by, from_day=None):
    """Make the user a member with a role; rights follow at once. A second time changes nothing."""
    membership, made = Membership.objects.get_or_create(
        council=council, user=user, role=Role(role).value, defaults={"organisation": organisation, "from_day": from_day}
    )
    give_role(user, council, role)
    if made:
        audit.record(council=council, by=by, verb="add_member", of=membership, role=Role(role).value)
    return membership


@transaction.atomic
def appoint_police_manager(*, area, user, organisation, by, on):
    """Give a police manager every council of a local police area."""
    councils = list(Council.objects.in_area(area, on=on))
    with inside(councils):
        return [
            add_member(council=council, user=user, role=Role.POLICE_MANAGER, organisation=organisation, by=by)
            for council in councils
        ]
