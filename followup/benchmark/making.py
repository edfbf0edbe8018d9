"""Makes a data set: always the same for a scale and a year. Who and what is promised; what is done is in done.py."""

import random
from datetime import date

from councils.actions.areas import appoint_police_manager
from councils.actions.members import add_member
from councils.models import (
    Council,
    Municipality,
    Organisation,
    OversightAppointment,
    Place,
    PoliceArea,
    PoliceAreaMunicipality,
    User,
)
from councils.roles import Role
from followup.benchmark.scales import LONG_SLUG, TARGETS, WIDE_SLUG
from promises.codes import ActivityType, Theme
from promises.models import Promise, PromiseSet, Responsibility, Section, Target

SEED = 2019
AT_A_TIME = 500
AREA, COORDINATOR, MANAGER, OVERSEER = "Mätområde", "samordnare", "polischef", "nation"


def make_councils(scale, today):
    """The councils in the order of the national list, each with police and municipality, and four people who look."""
    municipalities = list(Municipality.objects.order_by("code")[: scale.councils])
    area = PoliceArea.objects.create(name=AREA, region=municipalities[0].police_region)
    for municipality in municipalities[:5]:
        PoliceAreaMunicipality.objects.create(area=area, municipality=municipality)
    councils = Council.objects.bulk_create(
        Council(name=f"Rådet i {one.name}", short_name=one.name, slug=f"rad-{one.code}") for one in municipalities
    )
    Council.municipalities.through.objects.bulk_create(
        Council.municipalities.through(council=council, municipality=one)
        for council, one in zip(councils, municipalities, strict=True)
    )
    Organisation.objects.bulk_create(
        Organisation(name=one.official_name, short_name=one.name, kind="municipality", municipality=one)
        for one in municipalities
    )
    police = Organisation.objects.create(name="Polisen", short_name="Polisen", kind="police", police_area=area)
    Place.objects.bulk_create(
        Place(council=council, name=f"Plats {number}") for council in councils for number in range(3)
    )
    _people(councils[0], area, police, today)
    return councils


def _people(council, area, police, today):
    people = {
        name: User.objects.create_user(f"{name}@example.org", None, name=name.capitalize(), title="mäter")
        for name in (COORDINATOR, MANAGER, OVERSEER)
    }
    own = Organisation.objects.get(municipality__councils=council)
    by = people[COORDINATOR]
    add_member(council=council, user=by, role=Role.COORDINATOR, organisation=own, by=by)
    appoint_police_manager(area=area, user=people[MANAGER], organisation=police, by=None, on=today)
    OversightAppointment.objects.create(user=people[OVERSEER], region=None)


def make_sets(councils, scale, year):
    """A set of twelve targets for every council and year, of which the last one runs; for one council two more."""
    long = _set(councils[0], year, LONG_SLUG)
    long.first_day = date(year - scale.years + 1, 1, 1)
    _fill(PromiseSet.objects.bulk_create([long]), TARGETS)
    for of_year in range(year - scale.years + 1, year + 1):
        sets = PromiseSet.objects.bulk_create(_set(council, of_year, f"loften-{of_year}") for council in councils)
        _fill(sets, TARGETS)
    wide = PromiseSet.objects.bulk_create([_set(councils[0], year, WIDE_SLUG)])
    _fill(wide, [TARGETS[number % 9] for number in range(scale.wide)])


def _set(council, year, slug):
    return PromiseSet(
        council=council,
        title=f"Medborgarlöften {year}",
        slug=slug,
        status="published",
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
    )


def _fill(sets, rules):
    """Each rule on a promise of its own, by the council's municipality and the police."""
    chance = random.Random(SEED)
    sections = Section.objects.bulk_create(Section(promise_set=one, title="Trygghet") for one in sets)
    promises = Promise.objects.bulk_create(
        (
            Promise(
                section=section, order=order, wording=f"Vi lovar sak nummer {order}.", theme=chance.choice(Theme.values)
            )
            for section in sections
            for order in range(len(rules))
        ),
        batch_size=AT_A_TIME,
    )
    municipal = dict(Organisation.objects.filter(kind="municipality").values_list("municipality__councils", "pk"))
    police = Organisation.objects.get(kind="police").pk
    Responsibility.objects.bulk_create(
        (
            Responsibility(promise=promise, organisation_id=party)
            for promise in promises
            for party in (municipal[promise.section.promise_set.council_id], police)
        ),
        batch_size=AT_A_TIME,
    )
    targets = Target.objects.bulk_create(
        (_target(promise, rules[number % len(rules)]) for number, promise in enumerate(promises)),
        batch_size=AT_A_TIME,
    )
    _places(targets)


def _target(promise, rule):
    order, last = promise.order, promise.section.promise_set.last_day
    due = {"due_on": date(last.year, 6, 30)} if rule["kind"] == "deliverable" else {}
    # Not the same in every council, so that nothing is right by being the same everywhere.
    more = (promise.section.promise_set.council_id + order) % 3
    minimum = rule["minimum"] and rule["minimum"] + (more if rule["minimum"] > 1 else 0)
    return Target(
        promise=promise,
        label=f"Mål {order + 1}",
        unit="insats",
        units="insatser",
        activity_types=[ActivityType.OTHER],
        **{**rule, **due, "minimum": minimum},
    )


def _places(targets):
    places = {}
    for pk, council in Place.objects.values_list("pk", "council"):
        places.setdefault(council, []).append(pk)
    Target.places.through.objects.bulk_create(
        (
            Target.places.through(target=target, place_id=place)
            for target in targets
            if target.kind == "coverage"
            for place in places[target.promise_set.council_id]
        ),
        batch_size=AT_A_TIME,
    )
