"""A row that somebody takes away after the gate has found it, and before it is locked, is a missing page."""

import pytest
from django.db import connection
from django.urls import reverse

from councils import access
from councils.models import ActionPlan, AuditEntry, Organisation, Seat
from councils.roles import Role
from tests import factories as make
from tests.councils import to_take_away as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


FIGURE = {"value_area": "other", "value_place": "Torget", "value_year": "2018", "value_figure": "7"}
REPORT = {"reported_on": "2019-01-01", "recipient": "KS", "about": "y", "version": 1}
INDICATOR = {"indicator_name": "Rån", "indicator_unit": "antal", "indicator_source": "Brå"}
PAGES = [
    ("change_council_report", rows.a_report, REPORT),
    ("remove_council_report", rows.a_report, {"removal_reason": "fel", "version": 1}),
    ("edit_problem_area", rows.an_area, {"area_name": "Fart", "background": "", "version": 1}),
    ("remove_problem_area", rows.an_area, {}),
    ("edit_place", rows.a_place, {"place_name": "Stora torget"}),
    ("remove_place", rows.a_place, {}),
    ("remove_place_set", rows.a_place_set, {}),
    ("edit_indicator", rows.an_indicator, INDICATOR),
    ("remove_indicator", rows.an_indicator, {}),
    ("edit_value", rows.an_indicator, FIGURE),
    ("remove_dialogue", rows.a_dialogue, {}),
    ("remove_seat", rows.a_seat, {}),
    ("move_seat", rows.a_seat, {"direction": "up"}),
    ("end_seat", rows.a_seat, {"last_day": "2019-09-01"}),
    ("fill_seat", rows.a_seat, {"holder_name": "Eva", "from_day": "2019-09-01"}),
    ("add_follow_up", rows.a_plan, {"follow_up_day": "2019-12-01"}),
    ("record_follow_up", rows.a_follow_up, {"follow_up_note": "Bra", "version": 1}),
    ("remove_follow_up", rows.a_follow_up, {}),
    ("remove_plan_problem", rows.a_problem, {}),
    ("move_plan_problem", rows.a_problem, {"direction": "up"}),
    ("add_plan_goal", rows.a_problem, {"goal_text": "Ny", "goal_kind": "effect"}),
    ("edit_plan_goal", rows.a_goal, {"goal_text": "Ny", "goal_kind": "effect", "version": 1}),
    ("remove_plan_goal", rows.a_goal, {}),
    ("remove_measure", rows.a_measure, {}),
    ("move_measure", rows.a_measure, {"direction": "up"}),
    ("remove_plan_link", rows.a_link, {}),
    ("remove_duty", rows.a_duty, {}),
]


@pytest.fixture
def gone_behind_the_gate(monkeypatch):
    """Lets somebody take a row away in the moment after the gate has found it. Answers what it has taken."""
    taken, find = [], access._fetch

    def find_and_lose(model, gate, part):
        row = find(model, gate, part)
        if not taken:
            taken.append(row)
            model.objects.filter(pk=row.pk).delete()
        return row

    monkeypatch.setattr(access, "_fetch", find_and_lose)
    return taken


@pytest.mark.parametrize(("name", "made", "form"), PAGES, ids=[page[0] for page in PAGES])
def test_what_goes_behind_the_gate_is_a_missing_page(
    client, council, coordinator, gone_behind_the_gate, name, made, form
):
    row = made(council)
    part = row.slug if isinstance(row, ActionPlan) else row.pk
    lines = AuditEntry.objects.count()
    address = reverse(f"councils:{name}", args=[council.slug, part])
    answer = client.post(address, form)
    assert gone_behind_the_gate == [row]
    assert answer.status_code == 404
    assert answer.content == client.post(address, form).content  # that of a row which was not there to begin with
    assert AuditEntry.objects.count() == lines
    connection.check_constraints()


def test_what_goes_with_the_plan_it_stands_in_is_a_missing_page(client, council, coordinator, monkeypatch):
    goal, find = rows.a_goal(council), access._fetch

    def find_and_lose(model, gate, part):
        row = find(model, gate, part)
        ActionPlan.objects.all().delete()
        return row

    monkeypatch.setattr(access, "_fetch", find_and_lose)
    form = {"goal_text": "Ny", "goal_kind": "effect", "version": 1}
    assert client.post(reverse("councils:edit_plan_goal", args=[council.slug, goal.pk]), form).status_code == 404


@pytest.mark.parametrize("model", [Organisation, Seat])
def test_what_a_view_does_not_find_while_the_row_is_there_is_no_missing_page(
    client, council, coordinator, monkeypatch, model
):
    seat = rows.a_seat(council)

    def look_for_another(**_values):
        model.objects.get(pk=0)

    monkeypatch.setattr("councils.views.seats.actions.move_seat", look_for_another)
    with pytest.raises(model.DoesNotExist):
        client.post(reverse("councils:move_seat", args=[council.slug, seat.pk]))
