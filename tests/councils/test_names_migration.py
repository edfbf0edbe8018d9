"""The migration that copies what is named onto what has been approved before it, on filled data and back."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from councils import approved_minutes, decided_plans, frozen_pictures
from tests.early_database import early_database

BEFORE = [("councils", "0013_meetings"), ("followup", "0009_frozen_summaries")]
AFTER = [("councils", "0018_attendance_guests")]  # the last that puts up triggers
DAY, AT = date(2019, 3, 12), datetime(2019, 3, 12, 12, tzinfo=UTC)


@pytest.mark.own_database
def test_what_was_approved_before_gets_its_copies_and_drafts_get_none(django_db_blocker):
    with django_db_blocker.unblock(), early_database(BEFORE) as migrate:
        fill(migrate(BEFORE))
        for _time in range(2):
            after = migrate(AFTER)
            check(after)
            for triggers in (approved_minutes, frozen_pictures, decided_plans):
                assert triggers.missing(connection) == []
            migrate(BEFORE)


def fill(apps):
    def make(model, **fields):
        return apps.get_model("councils", model)._base_manager.create(**fields)

    council = make("Council", name="BRÅ", short_name="Överkalix", slug="overkalix")
    user = make("User", email="anna@overkalix.example", name="Anna")
    police = make("Organisation", kind="other", name="Polisen", short_name="Polisen")
    seat = make("Seat", council=council, function="Skola")
    make("SeatHolder", seat=seat, name="Rektorn", to_day=date(2019, 12, 31))
    make("SeatHolder", seat=seat, name="Nästa rektor", from_day=date(2020, 1, 1))
    meeting = make("Meeting", council=council, held_on=DAY, title="Vårmöte")
    make("Attendance", meeting=meeting, seat=seat, presence="present")
    make("Decision", meeting=meeting, number=1, text="Bjud in", owner=seat, organisation=police)
    make("Meeting", council=council, held_on=date(2020, 3, 12))
    meeting.approved_at, meeting.approved_by = AT, user
    meeting.save()
    picture = make(
        "Picture", council=council, number=1, title="Bild", status="decided", adopted_on=DAY, meeting=meeting
    )
    make("Picture", council=council, number=2, title="Utkast")
    make("PictureObservation", picture=picture, organisation=police, text="Mörkt")
    indicator = make("Indicator", council=council, name="Rån", unit="antal", source="Brå")
    make("IndicatorValue", indicator=indicator, year=2018, level="place", geography="Torget", value="7.500")
    make("PictureIndicator", picture=picture, indicator=indicator)
    area = make("ProblemArea", council=council, name="Fart", picture=picture, priority=1)
    plan = make(
        "ActionPlan", council=council, slug="plan", title="Plan", first_day=DAY, decided_on=DAY, picture=picture
    )
    problem = make("PlanProblem", plan=plan, problem_area=area)
    goal = make("PlanGoal", problem=problem, text="Färre", indicator=indicator)
    make("Measure", problem=problem, text="Mät", goal=goal).owners.add(police)
    plan.status = "decided"
    plan.save()


def check(apps):
    def kept(model, name):
        return list(apps.get_model("councils", model)._base_manager.order_by("pk").values_list(name, flat=True))

    minutes, of_coming = kept("Meeting", "as_approved")
    assert [(one["function"], one["holders"]) for one in minutes["seats"]] == [("Skola", "Rektorn")]
    assert list(minutes["owners"].values()) == [["Skola", "Polisen"]]
    assert (minutes["council"], minutes["approved_by"], of_coming) == ("BRÅ", "Anna", None)
    picture, of_draft = kept("Picture", "as_adopted")
    assert (picture["meeting"], of_draft) == (["Vårmöte", "2019-03-12"], None)
    assert list(picture["observations"].values()) == [["Polisen", ""]]
    (figures,) = picture["indicators"].values()
    assert (figures["name"], figures["values"]) == ("Rån", [["place", "Torget", "Torget", 2018, "7.500", False]])
    assert [(one["name"], one["priority"]) for one in picture["problems"]] == [("Fart", 1)]
    (plan,) = kept("ActionPlan", "as_decided")
    assert [one["name"] for one in plan["areas"].values()] == ["Fart"]
    assert (list(plan["owners"].values()), list(plan["indicators"].values())) == ([["Polisen"]], ["Rån"])
    assert plan["picture"]["title"] == "Bild"
