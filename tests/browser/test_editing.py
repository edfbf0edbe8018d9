"""Writing promises by hand, in a real browser: the way from nothing to a promise, and pages that say no."""

import re

import pytest
import time_machine
from playwright.sync_api import expect

from councils.models import ProblemArea
from promises.models import Promise, PromiseSet, Signature
from tests import factories as make
from tests.browser.long_words import LONG
from tests.browser.test_every_page import faults
from tests.browser.test_journeys import PHONE, TOO_SMALL_FOR_A_FINGER
from tests.promises.drafting import council_with_a_draft, hub
from tests.promises.drafting import page as path_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def world(log_in):
    world = council_with_a_draft()
    world.problem.name = LONG
    world.problem.save()
    ProblemArea.objects.create(council=world.council, name="Otrygghet i centrum")
    log_in(world.people["coordinator"])
    return world


def save(page, name):
    page.get_by_role("button", name=name).click()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_from_nothing_to_a_promise_in_its_place(page, visit, world):
    visit(path_of("promise_sets"))
    page.get_by_role("link", name="Nya löften").click()
    page.get_by_label(re.compile("Börja tomt")).check()
    page.get_by_label("Rubrik").fill("Medborgarlöften 2021")
    page.get_by_label("Första dag").fill("2021-01-01")
    page.get_by_label("Sista dag").fill("2021-12-31")
    save(page, "Skapa utkastet")
    expect(page.get_by_role("status")).to_contain_text("Utkastet är skapat.")
    expect(page.get_by_text("Utkastet är tomt")).to_be_visible()

    for title in ("Närvaro", "Trafik"):
        page.get_by_role("link", name="Nytt avsnitt").click()
        page.get_by_label("Rubrik").fill(title)
        save(page, "Lägg till avsnittet")
    page.get_by_role("link", name="Nytt löfte i avsnittet Trafik").click()
    page.get_by_label("Löftets ordalydelse").fill("Vi kontrollerar farten\nvarje månad.")
    page.get_by_role("group", name="Problemområden").get_by_label("Otrygghet i centrum").check()
    save(page, "Spara löftet")
    card = page.get_by_role("listitem").filter(has_text="Ändra löftet")
    expect(card).to_contain_text("Otrygghet i centrum")

    card.get_by_text("Ändra löftet").click()
    card.get_by_role("button", name="Flytta upp").click()
    made = Promise.objects.latest("pk")
    assert (made.section.title, made.wording) == ("Närvaro", "Vi kontrollerar farten\nvarje månad.")

    page.get_by_role("link", name="Period, parter och texter").click()
    page.get_by_label("Under en viss månad").check()
    page.get_by_label("Under", exact=True).fill("2022-02")
    page.get_by_label("Sammanställningen går till").fill("Kommunpolisen\nKommunledningen")
    save(page, "Spara uppgifterna")
    stored = PromiseSet.objects.latest("pk")
    assert stored.summary_due_wording == "under februari 2022"
    page.get_by_role("link", name="Medborgarlöften 2021").click()
    expect(page.get_by_text("under februari 2022 (senast 2022-02-28)")).to_be_visible()
    page.get_by_role("link", name="Redigera").click()
    page.get_by_text("Fler val").click()
    page.get_by_role("link", name="Ta bort utkastet").click()
    save(page, "Ta bort utkastet")
    expect(page.get_by_role("status")).to_contain_text("Utkastet är borttaget.")


def test_only_the_fields_of_the_chosen_deadline_are_shown(page, visit, world):
    visit(path_of("edit_set_details", "2020"))
    fields = {"Senast en viss dag": "due_day", "Under en viss månad": "due_month", "Vid ett visst möte": "due_meeting"}
    for choice in ("Ingen tidpunkt bestämd", *fields):
        page.get_by_label(choice).check()
        for other, name in fields.items():
            expect(page.locator(f"[name={name}]")).to_be_visible(visible=other == choice)


@pytest.mark.browser_context_args(**PHONE)
def test_what_one_taps_in_the_hub_is_large_enough(page, visit, world):
    visit(hub())
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate(TOO_SMALL_FOR_A_FINGER) == []


def test_every_page_of_editing_that_says_no(page, visit, console, world):
    """Errors in the forms, a section that cannot be removed yet, and two who write at once."""
    console.expect("status of 422")
    console.expect("status of 409")
    found = []
    visit(path_of("new_promise_set"))
    page.get_by_label("Rubrik").fill(f"{LONG} 19121212-1212")
    save(page, "Skapa utkastet")
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(path_of("edit_set_details", "2020"))
    page.get_by_label("Vid ett visst möte").check()
    page.get_by_label("Sammanställningen går till").fill(f"{LONG}\n{LONG}")
    save(page, "Spara uppgifterna")
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(path_of("add_promise", world.section.pk))
    for box in page.get_by_role("group", name="Ansvariga").get_by_role("checkbox").all():
        box.uncheck()
    save(page, "Spara löftet")
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(path_of("edit_promise", world.promise.pk))
    page.get_by_label("Löftets ordalydelse").fill(f"Min text. {LONG}")
    Promise.objects.filter(pk=world.promise.pk).update(version=2, wording="Den andras text.")
    save(page, "Spara löftet")
    page.get_by_role("heading", name="Någon annan hann före").wait_for()
    found += faults(page)
    world.other.delete()
    visit(path_of("remove_section", world.section.pk))
    found += faults(page)
    assert not found, "\n".join(found)


def test_the_hub_in_all_its_states(page, visit, world):
    """Full of long words and signed by one; and empty."""
    world.promise.problem_areas.add(world.problem)
    make.target(promise=world.promise, label=LONG, unit=LONG, units=LONG)
    for _ in range(4):
        make.promise(section=world.other, wording=f"Vi ska sträva efter {LONG}.", responsible=[])
    signed = {"name": LONG, "title": "chef", "signed_on": world.draft.first_day, "sha256": "0" * 64}
    by = world.people["coordinator"]
    Signature.objects.create(promise_set=world.draft, organisation=world.police, recorded_by=by, **signed)
    visit(hub())
    found = faults(page)
    visit(path_of("promise_set", "2020"))
    found += faults(page)
    Signature.objects.all().delete()
    for section in (world.section, world.other):
        section.delete()
    visit(hub())
    found += faults(page)
    assert not found, "\n".join(found)
