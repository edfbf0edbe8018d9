"""Makes the demo's councils, people, agreements and promise sets as rows. Run again, it changes nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from councils.actions.areas import appoint_police_manager
from councils.actions.councils import open_council
from councils.actions.invitations import invite
from councils.actions.members import add_member, end_member
from councils.actions.oversight import appoint_overseer
from councils.models import (
    Agreement,
    Council,
    Municipality,
    Organisation,
    Place,
    PoliceArea,
    PoliceAreaAlias,
    PoliceAreaMunicipality,
    Seat,
    SeatHolder,
    User,
)
from councils.roles import Role
from followup.demo import arjeplog, haparanda, overkalix, people, vaggeryd
from followup.demo.plans import MUNICIPALITY, POLICE
from promises.periods import end_of_month


@dataclass(frozen=True)
class Town:
    """One council with the two organisations that promise, and the people who log for them."""

    council: Council
    organisations: dict
    people: dict


def build(*, today):
    """Every council of the demo, by slug."""
    if Council.objects.filter(slug="overkalix").exists():
        return None
    east = _area("Östra Norrbotten", ["Överkalix", "Haparanda", "Kalix", "Övertorneå"])
    pitea = _area("Piteå", ["Piteå", "Älvsbyn", "Arvidsjaur", "Arjeplog"])
    varnamo = _area("Värnamo", ["Värnamo", "Vaggeryd", "Gnosjö", "Gislaved"], aliases=["Värnamo/Vaggeryd"])
    overkalix_council = _council(overkalix.COUNCIL, "Överkalix", overkalix.SEATS, overkalix.PLACES)
    haparanda_council = _council(haparanda.COUNCIL, "Haparanda", haparanda.SEATS, haparanda.PLACES)
    arjeplog_council, arvidsjaur_council = (
        _council(values, values["short_name"], arjeplog.SEATS, arjeplog.PLACES if values["slug"] == "arjeplog" else ())
        for values in arjeplog.COUNCILS
    )
    vaggeryd_council = _council(vaggeryd.COUNCIL, "Vaggeryd", vaggeryd.SEATS, ())
    police = {area.pk: _police(area) for area in (east, pitea, varnamo)}
    _agreements(
        {
            overkalix_council: overkalix.AGREEMENT,
            haparanda_council: haparanda.AGREEMENT,
        },
        police[east.pk],
    )
    _joint_agreement([arvidsjaur_council, arjeplog_council], police[pitea.pk])
    towns = {
        "overkalix": _town(overkalix_council, police[east.pk], people.COORDINATOR, people.FIELD_USER),
        "haparanda": _town(haparanda_council, police[east.pk], people.HAPARANDA_COORDINATOR, people.POLICE_MANAGER),
        "arjeplog": _town(arjeplog_council, police[pitea.pk], people.ARJEPLOG_COORDINATOR, people.PITEA_POLICE_MANAGER),
    }
    _members(towns, arvidsjaur_council, vaggeryd_council)
    _comings_and_goings(towns["overkalix"])
    for area, manager in ((east, people.POLICE_MANAGER), (pitea, people.PITEA_POLICE_MANAGER)):
        user = _user(manager)
        appoint_police_manager(area=area, user=user, organisation=police[area.pk], by=user, on=today)
    appoint_overseer(user=_user(people.OVERSEER), region=None, by=None, on=today)
    return towns


def _area(name, municipalities, aliases=()):
    codes = Municipality.objects.filter(name__in=municipalities)
    area = PoliceArea.objects.create(name=name, region=codes.first().police_region)
    for municipality in codes:
        PoliceAreaMunicipality.objects.create(area=area, municipality=municipality)
    for alias in aliases:
        PoliceAreaAlias.objects.create(area=area, name=alias)
    return area


def _council(values, municipality, seats, places):
    council = open_council(municipalities=[Municipality.objects.get(name=municipality)], **values)
    for order, seat in enumerate(seats, start=1):
        Seat.objects.create(council=council, order=order, **seat)
    Place.objects.bulk_create(Place(council=council, name=name) for name in places)
    return council


def _police(area):
    return Organisation.objects.create(
        name=f"Polisen, lokalpolisområde {area.name}", short_name="Polisen", kind="police", police_area=area
    )


def _municipal(council):
    municipality = council.municipalities.get()
    organisation, _ = Organisation.objects.get_or_create(
        name=municipality.display_name,
        defaults={"short_name": "Kommunen", "kind": "municipality", "municipality": municipality},
    )
    return organisation


def _agreements(texts, police):
    for council, values in texts.items():
        agreement = Agreement.objects.create(**values)
        agreement.councils.set([council])
        agreement.parties.set([police, _municipal(council)])


def _joint_agreement(councils, police):
    """Three parties, two councils: what Arjeplog, Arvidsjaur and the police agreed on."""
    agreement = Agreement.objects.create(from_day=date(2023, 5, 5), **arjeplog.AGREEMENT)
    agreement.councils.set(councils)
    agreement.parties.set([police, *map(_municipal, councils)])


def _user(person):
    email, name, title = person
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, people.PASSWORD, name=name, title=title)


def _town(council, police, coordinator, officer):
    return Town(
        council,
        {POLICE: police, MUNICIPALITY: _municipal(council)},
        {POLICE: _user(officer), MUNICIPALITY: _user(coordinator)},
    )


def _members(towns, arvidsjaur, vaggeryd_council):
    town = towns["overkalix"]
    municipality, police = town.organisations[MUNICIPALITY], town.organisations[POLICE]
    by = town.people[MUNICIPALITY]
    for person, role, organisation in (
        (people.COORDINATOR, Role.COORDINATOR, municipality),
        (people.OFFICIAL, Role.OFFICIAL, municipality),
        (people.MEMBER, Role.MEMBER, municipality),
        (people.FIELD_USER, Role.FIELD_USER, police),
    ):
        add_member(council=town.council, user=_user(person), role=role, organisation=organisation, by=by)
    for council, person in (
        (towns["haparanda"].council, people.HAPARANDA_COORDINATOR),
        (towns["arjeplog"].council, people.ARJEPLOG_COORDINATOR),
        (arvidsjaur, people.ARJEPLOG_COORDINATOR),
        (vaggeryd_council, people.VAGGERYD_COORDINATOR),
    ):
        user = _user(person)
        add_member(council=council, user=user, role=Role.COORDINATOR, organisation=_municipal(council), by=user)
    for function, person in (
        ("Säkerhetssamordnare", people.COORDINATOR),
        ("Polis", people.FIELD_USER),
        ("Drogförebyggare", people.MEMBER),
    ):
        SeatHolder.objects.create(seat=town.council.seats.get(function=function), user=_user(person))


def _comings_and_goings(town):
    """Somebody who has been asked into the council and somebody who has left it, to show what that looks like."""
    by, municipality = town.people[MUNICIPALITY], town.organisations[MUNICIPALITY]
    email, name, title = people.INVITED
    invite(
        council=town.council,
        by=by,
        email=email,
        name=name,
        title=title,
        role=Role.MEMBER,
        organisation=municipality,
        seat=town.council.seats.get(function="Skola"),
    )
    left = add_member(council=town.council, user=_user(people.LEFT), role=Role.MEMBER, organisation=municipality, by=by)
    end_member(membership=left, by=by)


def partner(name):
    """An organisation that takes part without being a party."""
    organisation, _ = Organisation.objects.get_or_create(name=name, defaults={"short_name": name[:40], "kind": "other"})
    return organisation


def due_on(rule, year):
    """The day a summary is due: "jan-31" of the next year, or all of February of the next year."""
    return date(year + 1, 1, 31) if rule == "jan-31" else end_of_month(year + 1, 2)


def at_noon(day):
    return datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC)
