"""The log form says what it counts towards while one fills it in, and works without the script as well."""

import re
from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from councils.roles import Role
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/overkalix/logga/"


@pytest.fixture(autouse=True)
def on_13_december():
    with time_machine.travel("2019-12-13T12:00:00+01:00"):
        yield


@pytest.fixture(autouse=True)
def member(log_in):
    council = make.council(slug="overkalix")
    promise = make.promise(promise_set=make.promise_set(council=council))
    make.target(promise=promise, label="Vandringar", minimum=4)
    make.target(promise=promise, label="Besök", minimum=2)
    make.target(promise=promise, label="Riskkvällar", minimum=2, tags=["riskkväll"])
    make.place(council=council, name="Folkets hus")
    make.occasion(council=council, day=date(2019, 12, 12), name="Luciavaka")
    log_in(make.person(Role.FIELD_USER, council=council))


def test_the_panel_follows_what_one_chooses_and_one_goes_on_standing_where_one_stood(page, visit):
    visit(ADDRESS)
    panel = page.get_by_role("region", name="Räknas mot")
    expect(page.get_by_role("button", name="Visa vad det räknas mot")).to_have_count(0)
    page.get_by_label("Vandringar").check()
    expect(panel).to_contain_text("Vandringar: 0 av 4 → blir 1 av 4")
    further = panel.get_by_label("Besök")
    further.focus()
    page.keyboard.press("Space")
    page.get_by_label("Datum").fill("2019-12-12")
    expect(page.get_by_text("torsdag 12 december 2019, v. 50")).to_be_visible()
    expect(panel.get_by_label("Riskkvällar")).to_be_visible()
    expect(further).to_be_checked()
    page.get_by_label("Märk som riskkväll?").uncheck()
    expect(panel.get_by_label("Riskkvällar")).to_have_count(0)
    expect(page.get_by_label("Märk som riskkväll?")).to_be_focused()
    page.get_by_role("radio", name="Folkets hus").check()
    page.get_by_role("button", name="Spara aktivitet").click()
    expect(page.get_by_role("status").first).to_contain_text("Sparat:")
    activity = Activity.objects.get()
    assert (activity.place.name, activity.tags, activity.credits.count()) == ("Folkets hus", [], 2)


def test_nothing_breaks_when_the_server_does_not_answer(page, visit, console):
    console.expect("Failed to load resource")
    page.route("**/raknas/", lambda route: route.abort())
    visit(ADDRESS)
    page.get_by_label("Vandringar").check()
    page.wait_for_event("requestfailed")
    page.get_by_role("button", name="Spara aktivitet").click()
    expect(page.get_by_role("status").first).to_contain_text("Sparat:")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_script_a_button_shows_it(page, visit):
    visit(ADDRESS)
    page.get_by_label("Vandringar").check()
    page.get_by_label("Anteckning").fill("Det jag skrev")
    page.get_by_role("button", name="Visa vad det räknas mot").click()
    expect(page.get_by_role("region", name="Räknas mot")).to_contain_text(re.compile("0 av 4 → blir 1 av 4"))
    expect(page.get_by_label("Anteckning")).to_have_value("Det jag skrev")
    assert not Activity.objects.exists()
