"""Loads the whole demo in one transaction: all five systems, or nothing."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from councils.models import User
from councils.wall import outside
from followup.demo import arjeplog, haparanda, overkalix, people
from followup.demo.groundwork import lay_groundwork, tie_to_problems
from followup.demo.plans import MUNICIPALITY
from followup.demo.sets import make_set, sum_up
from followup.demo.world import build, due_on
from promises.codes import SetStatus


@outside("demo")
@transaction.atomic
def load(*, today):
    """Fill an empty database with the demo as seen on a day; says whether anything was done."""
    towns = build(today=today)
    if towns is None:
        return False
    chiefs = {
        "east": User.objects.get(email=people.POLICE_MANAGER[0]),
        "pitea": User.objects.get(email=people.PITEA_POLICE_MANAGER[0]),
    }
    _overkalix(towns["overkalix"], chiefs["east"], today)
    _haparanda(towns["haparanda"], chiefs["east"], today)
    _arjeplog(towns["arjeplog"], chiefs["pitea"], today)
    return True


def _overkalix(town, chief, today):
    lay_groundwork(town.council, years=(2019, today.year, today.year + 1))
    year_2019 = make_set(
        town,
        overkalix.PROMISES,
        **_year(2019, "jan-31", today, running=False),
        summary_due_wording="senast 2020-01-31",
    )
    sum_up(town, year_2019, overkalix.PROMISES, on=date(2020, 1, 22), police_chief=chief)
    running = make_set(
        town, overkalix.PROMISES, **_year(today.year, "jan-31", today, running=True), predecessor=year_2019
    )
    _draft(town, running, today)
    tie_to_problems(town.council)


def _draft(town, running, today):
    """What the municipality thinks of promising next year; nobody else reads it until it is shared."""
    title, promises = overkalix.PROMISES.sections[0]
    plan = replace(overkalix.PROMISES, sections=((title, promises[:2]),))
    values = _year(today.year + 1, "jan-31", today, running=False) | {"status": SetStatus.DRAFT}
    make_set(town, plan, **values, predecessor=running, organisation=town.organisations[MUNICIPALITY])


def _haparanda(town, chief, today):
    year_2019 = make_set(
        town,
        haparanda.PROMISES,
        **_year(2019, "february", today, running=False),
        summary_due_wording="under februari 2020",
    )
    sum_up(town, year_2019, haparanda.PROMISES, on=date(2020, 2, 18), police_chief=chief)
    last_year = make_set(town, haparanda.PROMISES, **_year(today.year - 1, "february", today, running=False))
    sum_up(town, last_year, haparanda.PROMISES, on=today)
    make_set(town, haparanda.PROMISES, **_year(today.year, "february", today, running=True), predecessor=last_year)


def _arjeplog(town, chief, today):
    then = make_set(
        town,
        arjeplog.PROMISES,
        first_day=date(2023, 1, 1),
        last_day=date(2024, 12, 31),
        status=SetStatus.CLOSED,
        slug="2023-2024",
        title="Medborgarlöften 2023\N{EN DASH}2024",
        due=date(2025, 1, 31),
        running=False,
        today=today,
        presented_on=date(2023, 4, 27),
    )
    sum_up(town, then, arjeplog.PROMISES, on=date(2025, 1, 20), police_chief=chief)
    make_set(town, arjeplog.PROMISES, **_year(today.year, "jan-31", today, running=True), predecessor=then)


def _year(year, due, today, *, running):
    """The values of a set that follows the calendar year."""
    return {
        "first_day": date(year, 1, 1),
        "last_day": date(year, 12, 31),
        "status": SetStatus.PUBLISHED if running else SetStatus.CLOSED,
        "slug": str(year),
        "title": f"Medborgarlöften {year}",
        "due": due_on(due, year),
        "running": running,
        "today": today,
    }
