"""What people come to do, from the first page to the last, in a real browser on 20 November 2019."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from councils.roles import Role
from followup.models import Assessment
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "en lång mening om snö"
MOST_TAPS = 4
MOST_TABS = 60
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TOO_SMALL_FOR_A_FINGER = """() => [...document.querySelectorAll(
    "main :is(button, .ds-button, .choice, summary, select, input:not([type=hidden], [type=checkbox]))"
)]
    .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 40)
    .map(element => `${element.getBoundingClientRect().height} px: ${element.outerHTML.slice(0, 120)}`)"""
FOCUSED = """() => {
    const element = document.activeElement
    const label = element.labels && element.labels.length ? element.labels[0] : element
    return `${element.tagName} ${(label.innerText || element.value || "").trim()}`
}"""


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    """Överkalix 2019: 41 contacts of 52, a walk that is done, patrols in words, four more to fold away."""
    council = make.council(name="BRÅ-gruppen i Överkalix", short_name="Överkalix", slug="overkalix")
    police, municipal = make.parties_of(council)
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    section = make.section(promise_set=promise_set, title="Närvaro", order=1)

    def target(label, **fields):
        wording = f"Vi lovar {label.lower()}."
        promise = make.promise(section=section, wording=wording, responsible=fields.pop("responsible", None))
        return make.target(promise=promise, label=label, **fields)

    contacts = target(
        "Medborgarkontakter",
        per="week",
        counting="average",
        unit="medborgarkontakt",
        units="medborgarkontakter",
        activity_types=["citizen_contact"],
        responsible=[police],
    )
    walk = target("Trygghetsvandring", jointly="all", unit="vandring", units="vandringar")
    patrols = target("Daglig närvaro", kind="qualitative", activity_types=["foot_patrol"])
    for number in range(4):
        target(f"Tillsyn {number}")
    make.activity(targets=[contacts], count=41, occurred_on=date(2019, 10, 1), parties=[police])
    make.activity(targets=[walk], occurred_on=date(2019, 10, 17))
    people = {
        role.name.lower(): make.person(
            role,
            council=council,
            organisation=police if role in (Role.POLICE_MANAGER, Role.FIELD_USER) else municipal,
            user=make.user(email=f"{role.value}@example.org", name=f"Namn {role.value}", password=PASSWORD),
        )
        for role in Role
    }
    return SimpleNamespace(
        council=council, promise_set=promise_set, contacts=contacts, walk=walk, patrols=patrols, **people
    )


@pytest.fixture
def enter(page, visit):
    """Through the login form, as people do, with a phone whose clock is right."""
    page.clock.set_fixed_time(timezone.now())

    def enter(user):
        visit("/")
        page.get_by_label("E-postadress").fill(user.email)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in", exact=True).click()

    return enter


def earlier_set(world):
    """One whose period is over, so that it can be approved."""
    days = {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
    return make.promise_set(council=world.council, title="Löften 2018", slug="2018", **days)


def summary_link(page, title):
    """The final summary of the promises with this title, in the list of summaries."""
    return page.get_by_role("region", name=title).get_by_role("link", name=re.compile("slutlig", re.IGNORECASE)).first


def row_of(page, wording):
    return page.get_by_role("row").filter(has_text=wording)


def downloaded(page, link):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    return waiting.value


def test_a_coordinator_logs_a_contact_and_sees_it_all_the_way_to_the_pdf(page, enter, world):
    enter(world.coordinator)
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga aktivitet")
    page.get_by_label("Medborgarkontakter").check()
    page.get_by_label("Plats").fill("Folkets hus")
    page.get_by_role("button", name="Spara aktivitet").click()
    message = page.get_by_role("status")
    expect(message).to_contain_text("Sparat: medborgarkontakt 2019-11-20, Folkets hus.")
    expect(message).to_contain_text("Medborgarkontakter: 42 av 52, efter plan.")

    page.get_by_role("link", name="Översikt", exact=True).click()
    row = row_of(page, "Vi lovar medborgarkontakter.")
    expect(row).to_contain_text("42 av 52")
    expect(row).to_contain_text("borde vara minst 46")
    expect(row).to_contain_text("Efter plan")
    page.get_by_text("Så räknas utfallet").click()
    expect(page.get_by_text("Efter plan: takten är för låg, men målet kan fortfarande nås.")).to_be_visible()

    row.get_by_role("link").click()
    expect(page.get_by_text("42 medborgarkontakter ÷ 46 veckor = 0,91 per vecka (mål minst 1).")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Folkets hus")).to_contain_text("2019-11-20")

    page.get_by_role("link", name="Sammanställningar").click()
    download = downloaded(page, "Ladda ner PDF")
    assert download.suggested_filename == "sammanstallning-overkalix-2019-utkast.pdf"
    assert download.path().read_bytes().startswith(b"%PDF-")


def test_a_foot_patrol_is_listed_under_the_promise_in_words(page, enter, world):
    enter(world.coordinator)
    page.get_by_label("Daglig närvaro").check()
    page.get_by_role("button", name="Spara aktivitet").click()
    expect(page.get_by_role("status")).to_contain_text("Daglig närvaro: 1 aktivitet, inget mått.")
    page.get_by_role("link", name="Aktiviteter", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Fotpatrullering")).to_contain_text("Daglig närvaro")


def test_a_police_manager_begins_at_the_overview_and_judges_with_a_reason(page, enter, world, console):
    enter(world.police_manager)
    expect(page.get_by_role("heading", level=1)).to_have_text("Medborgarlöften 2019, Överkalix")
    attention = page.locator("#uppmarksamhet")
    expect(attention.get_by_text("Vi lovar trygghetsvandring.")).to_have_count(0)
    attention.get_by_role("link", name="Vi lovar medborgarkontakter.").click()
    page.get_by_role("link", name="Bedöm", exact=True).click()

    page.get_by_label("Bedömning").select_option("Delvis uppfyllt")
    page.get_by_label("Vad hände?").fill("Skogsbränder i juli.")
    console.expect("status of 422")
    page.get_by_role("button", name="Spara bedömningen").click()
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("Skriv en motivering: bedömningen skiljer sig från den uträknade.")
    expect(page.get_by_label("Vad hände?")).to_have_value("Skogsbränder i juli.")
    problem.get_by_role("link").click()
    expect(page.get_by_label("Motivering")).to_be_focused()

    page.get_by_label("Motivering").fill("Sommaren gick till bränderna.")
    page.get_by_label("Orsak till avvikelse").select_option("särskild händelse")
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_role("status")).to_contain_text("Bedömningen är sparad.")
    expect(page.get_by_text("Sommaren gick till bränderna.")).to_be_visible()
    assert Assessment.objects.get().computed == "behind"
    page.get_by_role("link", name="Översikt", exact=True).click()
    expect(row_of(page, "Vi lovar medborgarkontakter.")).to_contain_text("Bedömt: delvis uppfyllt")


def test_an_official_finds_the_approved_summary_and_nothing_else(page, enter, world):
    past = earlier_set(world)
    make.target(promise=make.promise(promise_set=past))
    make.approved(past, municipality=world.coordinator, police=world.police_manager, at=timezone.now())
    enter(world.official)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sammanställningar")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    download = downloaded(page, "Ladda ner PDF")
    assert download.suggested_filename == "sammanstallning-overkalix-2018.pdf"
    assert download.path().read_bytes().startswith(b"%PDF-")
    expect(page.get_by_role("link", name="Logga", exact=True)).to_have_count(0)


@pytest.mark.browser_context_args(**PHONE)
def test_a_field_user_logs_on_a_phone_in_a_few_taps(page, enter, world):
    enter(world.field_user)
    taps = []

    def tap(found):
        found.tap()
        taps.append(found)

    tap(page.locator(".choice").filter(has_text="Medborgarkontakter"))
    tap(page.get_by_role("button", name="Spara aktivitet"))
    expect(page.get_by_role("status")).to_contain_text("Medborgarkontakter: 42 av 52, efter plan.")
    assert len(taps) <= MOST_TAPS
    # Next time the target used last is on top.
    expect(page.locator(".choice").first).to_contain_text("Medborgarkontakter")


@pytest.mark.browser_context_args(**PHONE)
def test_a_patrol_is_logged_with_one_tap_and_undone_with_another(page, enter, world):
    enter(world.field_user)  # one tap
    taps = 1
    page.get_by_role("button", name=re.compile(r"Daglig närvaro.*\+1 i dag")).tap()
    taps += 1
    receipt = page.get_by_role("status").filter(has_text="Sparat")
    expect(receipt).to_contain_text("Sparat: fotpatrullering 2019-11-20.")
    expect(receipt).to_contain_text("Daglig närvaro: 1 aktivitet, inget mått.")
    assert taps <= MOST_TAPS
    receipt.get_by_role("button", name="Ångra").tap()
    taps += 1
    expect(page.get_by_role("status")).to_contain_text("Ångrat: fotpatrullering räknas inte.")
    assert taps <= MOST_TAPS
    assert Activity.objects.latest("pk").is_withdrawn


def test_a_double_tap_is_one_activity(page, enter, world):
    enter(world.field_user)
    page.get_by_role("button", name=re.compile("Daglig närvaro")).dblclick()
    expect(page.get_by_role("status").filter(has_text="Sparat")).to_be_visible()
    assert Activity.objects.filter(occurred_on=date(2019, 11, 20)).count() == 1


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_other_party_s_part_is_confirmed_without_javascript(page, enter, world):
    enter(world.field_user)
    page.get_by_role("button", name=re.compile("Trygghetsvandring")).click()
    expect(page.get_by_role("status").filter(has_text="Sparat")).to_contain_text("er del är sparad")
    page.get_by_role("button", name="Logga ut").click()
    enter(world.coordinator)
    page.get_by_role("link", name="1 aktivitet väntar på att ni bekräftar er del").click()
    page.get_by_role("button", name="Vi deltog").click()
    expect(page.get_by_role("status")).to_contain_text("Er del är bekräftad. Trygghetsvandring: 2 av 1, uppfyllt.")
    expect(page.get_by_text("Inget väntar på er")).to_be_visible()


@pytest.mark.browser_context_args(**PHONE)
def test_what_one_taps_on_a_phone_is_large_enough(page, enter, world):
    enter(world.field_user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga aktivitet")
    page.wait_for_load_state()
    small = page.evaluate(TOO_SMALL_FOR_A_FINGER)
    assert not small, small


def test_a_mistake_is_corrected_withdrawn_and_restored(page, enter, world):
    enter(world.coordinator)
    page.get_by_role("link", name="Aktiviteter", exact=True).click()
    page.get_by_role("link", name="Medborgarkontakt").click()
    page.get_by_role("link", name="Rätta").click()
    page.get_by_label("Antal", exact=True).fill("48")
    page.get_by_role("button", name="Spara rättelsen").click()
    expect(page.get_by_role("status")).to_contain_text("Aktiviteten är rättad.")
    history = page.get_by_role("listitem").filter(has_text="Namn coordinator")
    expect(history).to_contain_text("41 → 48")

    overview = page.get_by_role("link", name="Översikt", exact=True)
    overview.click()
    expect(row_of(page, "Vi lovar medborgarkontakter.")).to_contain_text("I fas")
    page.go_back()

    page.get_by_role("link", name="Ta bort ur räkningen").click()
    page.get_by_label("Varför ska aktiviteten inte räknas?").fill("Loggad i fel kommun.")
    page.get_by_role("button", name="Ta bort ur räkningen").click()
    expect(page.get_by_text("Loggad i fel kommun.").first).to_be_visible()
    overview.click()
    expect(row_of(page, "Vi lovar medborgarkontakter.")).to_contain_text("Inget rapporterat")
    page.go_back()

    page.get_by_role("link", name="Återställ").click()
    page.get_by_label("Varför ska aktiviteten räknas igen?").fill("Rätt kommun, visade det sig.")
    page.get_by_role("button", name="Återställ").click()
    expect(page.get_by_role("status")).to_contain_text("Aktiviteten räknas igen.")
    overview.click()
    expect(row_of(page, "Vi lovar medborgarkontakter.")).to_contain_text("48 av 52")


def test_a_double_click_is_one_activity(page, enter, world):
    enter(world.coordinator)
    page.get_by_label("Medborgarkontakter").check()
    page.get_by_role("button", name="Spara aktivitet").dblclick()
    expect(page.get_by_role("status")).to_contain_text("Sparat:")
    assert Activity.objects.filter(occurred_on=date(2019, 11, 20)).count() == 1


def test_an_activity_is_logged_with_the_keyboard_alone(page, enter, world):
    enter(world.coordinator)
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga aktivitet")
    seen = []

    def tab_to(wanted):
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(FOCUSED))
            if wanted in seen[-1]:
                return
        pytest.fail(f"{wanted!r} is not reached with Tab; on the way: {seen}")

    tab_to("A Hoppa till innehållet")
    page.keyboard.press("Enter")
    tab_to("INPUT Medborgarkontakter")
    page.keyboard.press("Space")
    tab_to("SUMMARY Visa")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Tillsyn 3")).to_be_visible()
    tab_to("INPUT Tillsyn 3")
    tab_to("INPUT Antal")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    tab_to("BUTTON Spara aktivitet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Medborgarkontakter: 43 av 52, efter plan.")
    assert not any("Översikt" in name for name in seen), f"the skip link did not skip the menu: {seen}"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_everything_goes_without_javascript(page, enter, world):
    earlier_set(world)
    enter(world.police_manager)
    page.get_by_role("link", name="Logga", exact=True).click()
    page.get_by_text(re.compile(r"Visa \d mål till")).last.click()
    page.get_by_label("Tillsyn 3").check()
    page.get_by_text("Fler uppgifter", exact=True).click()
    page.get_by_label("Utöver ordinarie verksamhet").check()
    page.get_by_role("button", name="Spara aktivitet").click()
    expect(page.get_by_role("status")).to_contain_text("Tillsyn 3: 1 av 1, uppfyllt.")
    assert Activity.objects.latest("pk").is_beyond_ordinary

    page.get_by_role("link", name="Sammanställningar").click()
    summary_link(page, "Medborgarlöften 2019").click()
    page.get_by_role("link", name="Skriv om löfte 1").click()
    page.get_by_label("Vad polisen gjorde").fill("Vi var ute varje kväll.")
    page.get_by_role("button", name="Spara texten").click()
    expect(page.get_by_text("Vi var ute varje kväll.")).to_be_visible()
    expect(page.get_by_text("Sammanställningen kan godkännas när perioden är slut")).to_be_visible()

    page.get_by_role("link", name="Sammanställningar").first.click()
    summary_link(page, "Löften 2018").click()
    page.get_by_role("button", name="Markera som klar").click()
    page.get_by_role("button", name="Godkänn för polisen").click()
    expect(page.get_by_role("status")).to_contain_text("Godkänd för din part.")


def test_the_language_is_changed_and_kept(page, enter, world):
    enter(world.coordinator)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Överkalix").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_after_logging_out_the_pages_are_closed(page, enter, visit, world):
    enter(world.coordinator)
    address = page.url
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url(lambda url: url != address)
    page.goto(address)
    expect(page.get_by_label("Lösenord")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Spara aktivitet")).to_have_count(0)
