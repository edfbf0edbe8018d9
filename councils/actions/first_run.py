"""What is there before anybody can log in: the first council with its parties, and its coordinator asked in."""

from django.db import transaction

from councils.actions.areas import appoint_police_manager, change_coverage
from councils.actions.councils import open_council
from councils.actions.invitations import invite
from councils.models import Organisation, PoliceArea, User
from councils.roles import Role
from councils.wall import outside


@outside("first run")
@transaction.atomic
def start_council(*, municipality, name, short_name, slug, area, on, coordinator):
    """Open a council, with the municipality and, if an area is named, its police as parties; invite the coordinator.

    `coordinator`: email, name and title. Returns the invitation and the token of its link. Raises ValidationError for
    values that no council can have; then nothing has been made.
    """
    council = open_council(municipalities=[municipality], on=on, name=name, short_name=short_name, slug=slug)
    if area:
        police_of(cover(area, municipality, on=on))
    own = municipal_organisation(municipality)
    return invite(council=council, by=None, role=Role.COORDINATOR, organisation=own, **coordinator)


def cover(area_name, municipality, *, on):
    """The local police area by that name, which covers the municipality from now on if it did not."""
    area, _ = PoliceArea.objects.get_or_create(name=area_name, defaults={"region": municipality.police_region})
    if not area.coverage.on(on).filter(municipality=municipality).exists():
        change_coverage(area=area, municipality=municipality, covered=True, by=None, on=on)
    return area


def municipal_organisation(municipality):
    """The municipality as a party."""
    own, _ = Organisation.objects.get_or_create(
        name=municipality.display_name,
        defaults={"short_name": "Kommunen", "kind": Organisation.Kind.MUNICIPALITY, "municipality": municipality},
    )
    return own


def police_of(area):
    """The police of a local police area as a party."""
    own = Organisation.objects.filter(kind=Organisation.Kind.POLICE, police_area=area).first()
    return own or Organisation.objects.create(
        name=f"Polisen, lokalpolisområde {area.name}",
        short_name="Polisen",
        kind=Organisation.Kind.POLICE,
        police_area=area,
    )


@transaction.atomic
def appoint_by_address(*, area, email, name, title, on):
    """Appoint a police manager, whose account is made if there is none. Returns (memberships, is the account new)."""
    user, is_new = User.objects.filter(email=email.lower()).first(), False
    if user is None:
        # Without a password: the person chooses one through "Glömt lösenordet?", by a mail to the address.
        user, is_new = User.objects.create_user(email, None, name=name, title=title), True
    return appoint_police_manager(area=area, user=user, organisation=police_of(area), by=None, on=on), is_new
