"""Last year's page of promises is pasted and becomes targets, in a real browser, without JavaScript too."""

import pytest
import time_machine
from playwright.sync_api import expect

from councils.models import PlaceSet
from councils.roles import Role
from promises.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """Överkalix – medborgarlöften 2019

Lokalpolisområdet och Överkalix kommun lovar att tillsammans öka tryggheten genom dessa aktiviteter:

Polisens närvaro
• Polis och kommun ska vid minst ett tillfälle gå trygghetsvandring tillsammans.
• Polisen ska ha minst en medborgarkontakt i snitt per vecka där människor rör sig.

Arbete mot narkotika
• Polisen ska under året göra minst två riktade insatser mot narkotika.
• Polis och kommun ska göra gemensamma insatser under riskkvällar, minst två insatser varje månad.
• Samtliga skolor ska besökas.

Uppföljning
En skriftlig sammanställning görs senast 2020-01-31.
"""


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def anna():
    council = make.council(short_name="Överkalix", slug="overkalix")
    make.parties_of(council)
    make.promise_set(council=council, slug="2020", status="draft", title="Medborgarlöften 2020")
    schools = PlaceSet.objects.create(council=council, name="Alla skolor")
    schools.places.set([make.place(council=council, name=name) for name in ("Norra skolan", "Södra skolan")])
    return make.person(Role.COORDINATOR, council=council)


def card(page, words):
    return page.locator(".proposal").filter(has_text=words)


def settle(page, visit, log_in, anna):
    """From the paste to the last proposal confirmed."""
    log_in(anna)
    visit("/overkalix/loften/2020/las-in/")
    page.get_by_label("Texten med löftena").fill(PAGE)
    page.get_by_role("button", name="Läs texten").click()
    expect(page.get_by_role("heading", name="Granska förslagen")).to_be_visible()
    expect(page.locator("mark", has_text="en medborgarkontakt i snitt per vecka")).to_be_visible()

    page.get_by_role("button", name="Godkänn alla utan fråga eller varning").click()
    while (questions := page.locator(".question")).count():
        if questions.first.locator("select").count():
            questions.first.get_by_label("Platser").select_option("Alla skolor")
            questions.first.get_by_role("button", name="Svara").click()
        else:
            questions.first.locator(".answer").first.click()
    while (waiting := page.get_by_role("button", name="Godkänn", exact=False)).count():
        waiting.first.click()
    expect(page.get_by_text("Uppföljning").first).to_be_visible()


def check(page):
    done = card(page, "Minst 1 medborgarkontakt per vecka i snitt, räknat på hela perioden.")
    expect(done.get_by_text("Godkänt")).to_be_visible()
    expect(page.get_by_role("link", name="Till löftena")).to_be_visible()
    assert not Target.objects.exclude(proposal__confirmed_at__isnull=False).exists()
    assert [one.name for one in Target.objects.get(kind="coverage").places.all()] == ["Norra skolan", "Södra skolan"]


def test_a_published_page_becomes_targets(page, visit, log_in, anna):
    settle(page, visit, log_in, anna)
    check(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_published_page_becomes_targets_without_javascript(page, visit, log_in, anna, assert_fits):
    settle(page, visit, log_in, anna)
    check(page)
    assert_fits(page)


def test_a_mark_leads_to_its_proposal_and_back(page, visit, log_in, anna):
    log_in(anna)
    visit("/overkalix/loften/2020/las-in/")
    page.get_by_label("Texten med löftena").fill(PAGE)
    page.get_by_role("button", name="Läs texten").click()
    page.locator("mark", has_text="två riktade insatser").get_by_role("link").click()
    target = page.locator(".proposal:target")
    expect(target).to_contain_text("Minst 2 riktade insatser")
    target.locator(".proposal-number").click()
    expect(page.locator(".mark-number:target")).to_be_in_viewport()


def test_what_is_refused_is_told_where_it_happened(page, visit, log_in, console, anna, assert_accessible, assert_fits):
    console.expect("status of 422")
    log_in(anna)
    visit("/overkalix/loften/2020/las-in/")
    page.get_by_label("Texten med löftena").fill("Det har varit en bra sommar.")
    page.get_by_role("button", name="Läs texten").click()
    expect(page.get_by_role("alert")).to_contain_text("Här finns inget löfte.")
    expect(page.get_by_label("Texten med löftena")).to_have_value("Det har varit en bra sommar.")
    assert_accessible(page)
    page.get_by_label("Texten med löftena").fill("Polisen lovar:\n- att samtliga skolor ska besökas")
    page.get_by_role("button", name="Läs texten").click()
    page.locator(".answer").first.click()
    page.get_by_role("button", name="Svara").click()
    expect(page.get_by_role("alert")).to_contain_text("Välj vilka platser det gäller.")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator(".proposal:target .ds-validation-message")).to_have_text("Välj vilka platser det gäller.")
    assert_accessible(page)
    assert_fits(page)
