"""Writing a target: the rule is said back while one types, and everything works without the script as well."""

import re

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from councils.roles import Role
from promises.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def address(log_in):
    """The page for a new target in a draft, for a coordinator who is logged in."""
    council = make.council(slug="overkalix")
    promise = make.promise(promise_set=make.promise_set(council=council, status="draft"))
    log_in(make.person(Role.COORDINATOR, council=council))
    return reverse("promises:add_target", args=["overkalix", promise.pk])


def fill_in(page):
    page.get_by_role("radio", name=re.compile("^Antal")).check()
    page.get_by_label("Kort namn").fill("Trafikinsatser")
    page.get_by_label("Minst", exact=True).fill("1")
    page.get_by_label("Vad räknas, en").fill("insats")
    page.get_by_label("Vad räknas, flera").fill("insatser")
    page.get_by_label("Per", exact=True).select_option("vecka")
    page.get_by_role("radio", name=re.compile("^I varje")).check()


def test_the_sentence_follows_what_one_types(page, visit, address):
    visit(address)
    panel = page.get_by_role("region", name="Regeln i ord")
    expect(page.get_by_label("Minst", exact=True)).to_be_hidden()
    fill_in(page)
    expect(panel).to_contain_text("Minst 1 insats varje vecka.")
    expect(panel).to_contain_text("51 hela veckor prövas")
    page.get_by_label("Minst", exact=True).fill("2")
    expect(panel).to_contain_text("Minst 2 insatser varje vecka.")
    page.get_by_label("Minst", exact=True).fill("")
    expect(panel).to_contain_text("Fyll i det som saknas")
    page.get_by_label("Minst", exact=True).fill("3")
    page.get_by_label("Per", exact=True).select_option("halvår")
    expect(panel).to_contain_text("Minst 3 insatser varje halvår.")
    expect(panel.locator('[data-part="words"]')).to_have_attribute("aria-live", "polite")
    assert not Target.objects.exists()
    page.get_by_role("button", name="Spara målet").click()
    expect(page.get_by_role("status")).to_contain_text("Målet är sparat.")
    assert Target.objects.get().minimum == 3


def test_each_kind_shows_only_what_it_needs(page, visit, address):
    visit(address)
    page.get_by_role("radio", name=re.compile("^Leverans")).check()
    expect(page.get_by_label("Klart senast", exact=True)).to_be_visible()
    expect(page.get_by_label("Minst", exact=True)).to_be_hidden()
    page.get_by_role("radio", name=re.compile("^Täckning")).check()
    expect(page.get_by_label("Minst", exact=True)).to_be_visible()
    expect(page.locator("#id_maximum")).to_be_hidden()
    expect(page.get_by_label("Klart senast", exact=True)).to_be_hidden()
    page.get_by_text("Begränsa vad som räknas").click()
    expect(page.locator("#id_lead")).to_be_hidden()
    page.get_by_label("En utpekad part").check()
    expect(page.locator("#id_lead")).to_be_visible()


def test_nothing_breaks_when_the_server_does_not_answer(page, visit, console, address):
    console.expect("Failed to load resource")
    page.route("**/mal-i-ord/", lambda route: route.abort())
    visit(address)
    fill_in(page)
    page.wait_for_timeout(800)
    expect(page.get_by_role("region", name="Regeln i ord")).to_contain_text("När du har fyllt i målet")
    page.get_by_role("button", name="Spara målet").click()
    expect(page.get_by_role("status")).to_contain_text("Målet är sparat.")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_button_shows_the_rule(page, visit, address, assert_fits):
    visit(address)
    fill_in(page)
    page.get_by_role("button", name="Visa regeln i ord").click()
    expect(page.get_by_role("region", name="Regeln i ord")).to_contain_text("Minst 1 insats varje vecka.")
    expect(page.get_by_label("Kort namn")).to_have_value("Trafikinsatser")
    assert_fits(page)
    assert not Target.objects.exists()
    page.get_by_role("button", name="Spara målet").click()
    expect(page.get_by_role("status")).to_contain_text("Målet är sparat.")
