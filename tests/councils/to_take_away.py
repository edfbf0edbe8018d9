"""Rows that people take away, one of each kind: each made where nothing stands in the way."""

from datetime import date

from councils.models import CouncilReport, Dialogue, Indicator, Picture
from tests import factories as make
from tests.councils import plan_rows

DAY = date(2019, 12, 1)


def a_report(council):
    by = make.user()
    return CouncilReport.objects.create(council=council, reported_on=DAY, recipient="KF", about="x", reported_by=by)


def a_dialogue(council):
    return Dialogue.objects.create(council=council, title="Enkät", kind="survey", held_on=DAY)


def a_seat(council):
    """One among others, so that it can be moved."""
    make.seat(council=council, order=8)
    return make.seat(council=council, order=9)


def an_indicator(council):
    return Indicator.objects.create(council=council, name="Rån", unit="antal", source="Brå")


def a_plan(council):
    return plan_rows.plan(council)


def a_problem(council):
    return plan_rows.plan(council).problems.get()


def a_goal(council):
    return a_problem(council).goals.get()


def a_measure(council):
    return a_problem(council).measures.get()


def a_follow_up(council):
    return plan_rows.plan(council, is_ready=False).follow_ups.create(due_on=DAY)


def a_link(council):
    return plan_rows.plan(council, is_ready=False).links.create(title="Folkhälsoplan")


def a_place(council):
    return make.place(council=council, name="Torget")


def a_place_set(council):
    return make.place_set(council=council, places=[make.place(council=council)])


def an_area(council):
    return make.problem_area(council=council)


def a_duty(council):
    return make.agreement(councils=[council]).duties.create(text="Gemensam lägesbild", month=3)


def a_picture(council):
    return Picture.objects.create(council=council, number=1, title="Lägesbild")


def something_seen(council):
    return a_picture(council).observations.create(text="Mörkt", organisation=make.organisation())


def a_shown_figure(council):
    return a_picture(council).indicators.create(indicator=an_indicator(council), order=1)
