"""What two take away, or one changes while another takes it away: told once in the log, and it does not come back."""

import threading

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from councils.actions import agreement_duties, indicators, pictures, places, plan_parts, plans, problem_areas
from councils.models import AuditEntry, Indicator, Measure, PlanGoal
from councils.wall import inside
from tests import factories as make
from tests.councils import to_take_away as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(slug="overkalix")


REMOVALS = {
    "place": (rows.a_place, lambda row, by: places.remove_place(place=row, by=by)),
    "place set": (rows.a_place_set, lambda row, by: places.remove_place_set(place_set=row, by=by)),
    "problem area": (rows.an_area, lambda row, by: problem_areas.remove_problem_area(problem_area=row, by=by)),
    "indicator": (rows.an_indicator, lambda row, by: indicators.remove_indicator(indicator=row, by=by)),
    "plan": (rows.a_plan, lambda row, by: plans.remove_plan(plan=row, by=by)),
    "problem": (rows.a_problem, lambda row, by: plan_parts.lift_out(problem=row, by=by)),
    "goal": (rows.a_goal, lambda row, by: plan_parts.remove_goal(goal=row, by=by)),
    "measure": (rows.a_measure, lambda row, by: plan_parts.remove_measure(measure=row, by=by)),
    "link": (rows.a_link, lambda row, by: plan_parts.remove_link(link=row, by=by)),
    "follow-up": (rows.a_follow_up, lambda row, by: plan_parts.remove_follow_up(follow_up=row, by=by)),
    "duty": (rows.a_duty, lambda row, by: agreement_duties.remove_duty(duty=row, by=by)),
    "seen": (rows.something_seen, lambda row, by: pictures.remove_picture_observation(observation=row, by=by)),
    "figure": (rows.a_shown_figure, lambda row, by: pictures.hide_indicator(shown=row, by=by)),
}


@pytest.mark.parametrize("what", REMOVALS)
def test_what_is_taken_away_twice_is_told_once(council, what):
    made, remove = REMOVALS[what]
    row, by = made(council), make.user()
    # As the second of two requests has it: read before the first had taken it away.
    read_before = type(row).objects.get(pk=row.pk)
    lines = AuditEntry.objects.count()
    remove(row, by)
    with pytest.raises(ObjectDoesNotExist):
        remove(read_before, by)
    assert AuditEntry.objects.count() == lines + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["place", "place set", "problem area", "indicator", "goal", "follow-up", "duty"])
def test_what_four_take_away_at_the_same_moment_is_told_once(what):
    council, by = make.council(), make.user()
    make.parties_of(council)
    made, remove = REMOVALS[what]
    row = made(council)
    lines = AuditEntry.objects.count()
    start, gone, problems = threading.Barrier(4), [], []

    def act():
        try:
            with inside(council):
                read = type(row).objects.get(pk=row.pk)
                start.wait(10)
                remove(read, by)
        except ObjectDoesNotExist as missing:
            gone.append(missing)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(gone) == 3
    assert AuditEntry.objects.count() == lines + 1


# Changed after it was taken away

CHANGES = {
    "place": (rows.a_place, lambda row, by: places.save_place(council=row.council, by=by, name="Nytt", place=row)),
    "place set": (
        rows.a_place_set,
        lambda row, by: places.save_place_set(council=row.council, by=by, name="Nytt", places=[], place_set=row),
    ),
    "indicator": (
        rows.an_indicator,
        lambda row, by: indicators.save_indicator(council=row.council, by=by, indicator=row, name="Nytt"),
    ),
    "problem area": (
        rows.an_area,
        lambda row, by: problem_areas.change_problem_area(problem_area=row, by=by, version=1, name="Nytt"),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_after_it_was_taken_away_does_not_come_back(council, what):
    made, change = CHANGES[what]
    row = made(council)
    read_before = type(row).objects.select_related("council").get(pk=row.pk)
    row.delete()
    lines = AuditEntry.objects.count()
    with pytest.raises(ObjectDoesNotExist):
        change(read_before, make.user())
    assert not type(row).objects.exists()
    assert AuditEntry.objects.count() == lines


def test_nothing_is_put_under_a_problem_that_is_no_longer_in_the_plan(council):
    problem, by = rows.a_problem(council), make.user()
    read_before = type(problem).objects.select_related("plan").get(pk=problem.pk)
    plan_parts.lift_out(problem=problem, by=by)
    police, _municipal = make.parties_of(council)
    with pytest.raises(ObjectDoesNotExist):
        plan_parts.add_goal(problem=read_before, by=by, text="Färre", kind="effect")
    with pytest.raises(ObjectDoesNotExist):
        plan_parts.add_measure(problem=read_before, by=by, owners=[police], text="Insatser")
    assert not PlanGoal.objects.exists()
    assert not Measure.objects.exists()


def test_no_figure_is_written_to_an_indicator_that_was_taken_away(council):
    indicator, by = rows.an_indicator(council), make.user()
    read_before = Indicator.objects.get(pk=indicator.pk)
    indicators.remove_indicator(indicator=indicator, by=by)
    spot = {"level": "municipality", "geography": "2513", "year": 2018}
    with pytest.raises(Indicator.DoesNotExist):
        indicators.set_value(indicator=read_before, by=by, value=7, is_preliminary=False, seen=None, **spot)
