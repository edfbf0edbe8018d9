"""Loads the whole demo in one transaction: all five systems, or nothing."""

from datetime import date, timedelta

from django.db import transaction

from councils.models import User
from councils.wall import outside
from followup.demo import (
    action_plans,
    arjeplog,
    deadlines,
    dialogues,
    haparanda,
    meetings,
    overkalix,
    people,
    statistics,
    the_council,
    translated,
)
from followup.demo.agreements import complete_agreements
from followup.demo.groundwork import lay_groundwork, tie_to_problems
from followup.demo.handed_over import hand_over
from followup.demo.life import close, let_hold, renew, think_of_next_year, translate
from followup.demo.on_the_way import begin_first_months, publish, sum_up_a_year
from followup.demo.pictures import describe_problems, draw_pictures
from followup.demo.sets import make_set, sum_up
from followup.demo.world import build, due_on
from promises.codes import DueKind, Language


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
    draw_pictures(today=today)
    _overkalix(towns["overkalix"], chiefs["east"], today)
    _haparanda(towns["haparanda"], chiefs["east"], today)
    _arjeplog(towns["arjeplog"], chiefs["pitea"], today)
    describe_problems()
    deadlines.plan(today=today)
    the_council.sit(today=today)
    complete_agreements(today=today)
    statistics.read_in(today=today)
    action_plans.make_action_plans(today=today)
    meetings.hold(today=today)
    return True


def _overkalix(town, chief, today):
    lay_groundwork(town.council, years=(2019, today.year, today.year + 1))
    year_2019 = make_set(
        town, overkalix.PROMISES, **_year(2019, "jan-31", today, running=False), summary_due_wording="senast 2020-01-31"
    )
    let_hold(town, year_2019, chief=chief)
    sum_up(town, year_2019, overkalix.PROMISES, on=date(2020, 1, 22), police_chief=chief)
    close(town, year_2019, on=date(2020, 1, 27))
    official = User.objects.get(email=people.OFFICIAL[0])
    hand_over(town, year_2019, on=date(2020, 1, 24), official=official)
    publish(town, year_2019, on=date(2020, 1, 27))
    running = make_set(
        town, overkalix.PROMISES, **_year(today.year, "jan-31", today, running=True), predecessor=year_2019
    )
    running = let_hold(town, running, chief=chief)
    begin_first_months(town, running, chief=chief, today=today)
    year = today.year + 1
    think_of_next_year(town, running, year=year, first_day=date(year, 1, 1), last_day=date(year, 12, 31))
    tie_to_problems(town.council)
    dialogues.listen(town, today=today)


def _haparanda(town, chief, today):
    year_2019 = make_set(
        town,
        haparanda.PROMISES,
        **_year(2019, "february", today, running=False),
        summary_due_kind=DueKind.MONTH,
        summary_due_wording="under februari 2020",
    )
    let_hold(town, year_2019, chief=chief)
    dialogues.tell_year(town, year_2019)
    sum_up(town, year_2019, haparanda.PROMISES, on=date(2020, 2, 18), police_chief=chief)
    close(town, year_2019, on=date(2020, 2, 24))
    publish(town, year_2019, on=date(2020, 2, 24))
    last_year = make_set(town, haparanda.PROMISES, **_year(today.year - 1, "february", today, running=False))
    last_year = let_hold(town, last_year, chief=chief)
    sum_up(town, last_year, haparanda.PROMISES, on=today)
    running = make_set(
        town, haparanda.PROMISES, **_year(today.year, "february", today, running=True), predecessor=last_year
    )
    running = let_hold(town, running, chief=chief)
    dialogues.tell_so_far(town, running, today=today)
    for language, texts in ((Language.FINNISH, translated.FINNISH), (Language.ENGLISH, translated.ENGLISH)):
        translate(town, running, language, texts, year=today.year)
    renew(town, running, chief=chief, on=max(running.first_day, today - timedelta(days=60)))


def _arjeplog(town, chief, today):
    then = make_set(
        town,
        arjeplog.PROMISES,
        first_day=date(2023, 1, 1),
        last_day=date(2024, 12, 31),
        slug="2023-2024",
        title="Medborgarlöften 2023\N{EN DASH}2024",
        due=date(2025, 1, 31),
        running=False,
        today=today,
        presented_on=date(2023, 4, 27),
    )
    let_hold(town, then, chief=chief, signed_on=date(2023, 4, 27))
    sum_up_a_year(town, then, year=2023, on=date(2024, 1, 22), chief=chief)
    sum_up(town, then, arjeplog.PROMISES, on=date(2025, 1, 20), police_chief=chief)
    close(town, then, on=date(2025, 1, 24))
    running = make_set(town, arjeplog.PROMISES, **_year(today.year, "jan-31", today, running=True), predecessor=then)
    let_hold(town, running, chief=chief)


def _year(year, due, today, *, running):
    """The values of a set that follows the calendar year."""
    return {
        "first_day": date(year, 1, 1),
        "last_day": date(year, 12, 31),
        "slug": str(year),
        "title": f"Medborgarlöften {year}",
        "due": due_on(due, year),
        "running": running,
        "today": today,
    }
