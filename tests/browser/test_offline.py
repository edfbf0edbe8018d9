"""Logging without coverage: what is typed is never lost, never doubled, and never sent in somebody else's name."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from councils.roles import Role
from followup.offline import shell_html
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

LOG = "/overkalix/logga/"
KEPT_FILES = """async () => {
    const kept = {};
    for (const name of await caches.keys()) {
        kept[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
    }
    return kept;
}"""
READY = """async () => {
    const worker = await navigator.serviceWorker.ready;
    if (worker.active.state !== "activated") {
        await new Promise((done) => worker.active.addEventListener("statechange", done, { once: true }));
    }
}"""

# Browsers look for a new version by themselves, some seconds after a page has been shown.
UPDATED = """async (old) => {
    await (await navigator.serviceWorker.ready).update();
    while ((await caches.keys()).includes(old)) await new Promise((done) => setTimeout(done, 50));
}"""


@pytest.fixture
def world():
    """A council with a set that runs now, two targets and two who log."""
    today = timezone.localdate()
    council = make.council(short_name="Överkalix", slug="overkalix")
    days = {"first_day": today - timedelta(days=20), "last_day": today + timedelta(days=300)}
    section = make.section(promise_set=make.promise_set(council=council, **days))
    walk, talk = (
        make.target(promise=make.promise(section=section), label=label, minimum=9)
        for label in ("Fotpatrull", "Samtal på torget")
    )
    make.target(promise=make.promise(section=section), label="Riskkvällar", tags=["riskkväll"])
    make.place(council=council, name="Folkets hus")
    anna, erik = (
        make.person(role, council=council, user=make.user(name=role.value))
        for role in (Role.COORDINATOR, Role.FIELD_USER)
    )
    return SimpleNamespace(council=council, walk=walk, talk=talk, anna=anna, erik=erik, today=today)


@pytest.fixture
def phone(page, context, visit, log_in, console, world):
    """Anna's phone, which has shown the log page once, with its worker in place."""
    console.expect("ERR_INTERNET_DISCONNECTED")
    console.expect("ERR_FAILED")
    log_in(world.anna)
    visit(LOG)
    page.evaluate(READY)
    return page


def fill_in(page, label="Fotpatrull", **fields):
    choice = page.get_by_label("Vilket mål gäller det?")
    if choice.count() and choice.evaluate("element => element.tagName") == "SELECT":
        choice.select_option(label)
    else:
        page.get_by_label(label).check()
    for name, value in fields.items():
        page.locator(f"form [name={name}]").last.fill(value)
    page.get_by_role("button", name="Spara aktivitet").click()


def waits(page, text):
    expect(page.locator("[data-outbox-said]")).to_contain_text(text)


def log_offline(page, context, **fields):
    context.set_offline(True)
    fill_in(page, **fields)
    waits(page, "1 väntar på att skickas.")


def rows():
    return list(Activity.objects.order_by("pk"))


def test_logged_without_coverage_and_sent_once_when_it_is_back(phone, context, world):
    context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Logga utan täckning")
    expect(phone.get_by_role("main")).to_contain_text("BRÅ Överkalix")
    phone.get_by_role("button", name="Samtal på torget").click()
    waits(phone, "1 väntar på att skickas.")
    phone.get_by_label("riskkväll").check()
    fill_in(phone, count="3", place_text="Folkets hus", note="Lugnt.")
    waits(phone, "2 väntar på att skickas.")
    assert rows() == []
    context.set_offline(False)
    expect(phone.locator("[data-outbox-rows]")).to_be_hidden()
    expect(phone.get_by_role("status").locator("li")).to_have_count(2)
    expect(phone.get_by_role("link", name="Försök öppna loggsidan")).to_be_hidden()
    talk, walk = rows()
    assert (talk.tags, walk.tags) == ([], ["riskkväll"])
    assert (talk.count, talk.occurred_on, talk.logged_by) == (1, world.today, world.anna)
    assert (walk.count, walk.place.name, walk.note) == (3, "Folkets hus", "Lugnt.")
    phone.reload()
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Logga aktivitet")
    assert len(rows()) == 2


def test_what_waits_is_there_when_the_app_is_started_again(phone, context, world):
    log_offline(phone, context)
    phone.close()
    again = context.new_page()
    again.goto(phone.url)
    expect(again.get_by_role("heading", level=1)).to_have_text("Logga utan täckning")
    waits(again, "1 väntar på att skickas.")
    expect(again.locator("[data-outbox-rows]")).to_contain_text("Fotpatrull")
    expect(again.locator("[data-outbox-rows]")).to_contain_text(world.today.isoformat())
    context.set_offline(False)
    expect(again.get_by_role("status").filter(has_text="Sparat:")).to_be_visible()
    assert len(rows()) == 1


def test_an_answer_that_never_came_makes_no_second_row(phone, context):
    answered = []

    def lose_the_answer(route):
        answered.append(route.fetch())
        route.abort()

    context.route("**/skicka/", lose_the_answer)
    fill_in(phone)
    waits(phone, "1 väntar på att skickas.")
    assert [answer.status for answer in answered] == [201]
    assert len(rows()) == 1
    context.unroute("**/skicka/")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_role("status")).to_contain_text("Aktiviteten var redan sparad. Den räknas en gång.")
    assert len(rows()) == 1


def test_what_was_typed_after_the_session_had_ended_is_sent_after_the_next_login(
    phone, context, visit, log_in, console, world
):
    console.expect("status of 401")
    Session.objects.all().delete()
    fill_in(phone, note="Många ville prata.")
    waits(phone, "1 väntar på att skickas.")
    waits(phone, "Logga in så skickas de.")
    expect(phone.locator("[data-outbox-said] a")).to_have_attribute(
        "href", "/konto/login/?next=%2Foverkalix%2Flogga%2F"
    )
    assert rows() == []
    log_in(world.anna)
    visit(LOG)
    expect(phone.get_by_role("status")).to_contain_text("Sparat:")
    assert [row.note for row in rows()] == ["Många ville prata."]


def test_every_deliberate_tap_is_kept_and_says_so_where_one_taps(phone, context):
    """A slow network: the second tap comes while the first one is being sent. A double click is one tap."""
    first = []
    context.route("**/skicka/", lambda route: route.continue_() if first else first.append(route))
    tile = phone.get_by_role("button", name="Fotpatrull")
    tile.dblclick()
    signs = phone.locator(".tiles .saving")
    expect(signs).to_have_text("Sparar …")
    phone.wait_for_timeout(700)
    tile.click()
    expect(signs).to_have_text("Sparar 2 …")
    first[0].continue_()
    expect(phone.get_by_role("status").filter(has_text="Sparat:").first).to_be_visible()
    expect(phone.locator(".logged-today > li")).to_have_count(2)
    assert len(rows()) == 2


def test_without_coverage_the_panel_says_that_it_waits_for_it(phone, context):
    context.set_offline(True)
    phone.get_by_label("Fotpatrull").check()
    panel = phone.get_by_role("region", name="Räknas mot")
    expect(panel).to_contain_text("Visas när det finns täckning.")
    context.set_offline(False)
    expect(panel).to_contain_text("Fotpatrull: 0 av 9 → blir 1 av 9")


def test_two_tabs_send_each_entry_once(phone, context, live_server):
    other = context.new_page()
    other.goto(live_server.url + LOG)
    context.set_offline(True)
    fill_in(phone)
    fill_in(other, "Samtal på torget")
    waits(other, "2 väntar på att skickas.")
    sent = []
    context.on("request", lambda request: sent.append(request) if request.url.endswith("/skicka/") else None)
    context.set_offline(False)
    for page in (phone, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    for page in (phone, other):
        expect(page.locator("[data-outbox-rows]")).to_be_hidden()
    assert len(rows()) == len({row.key for row in rows()}) == 2


def test_a_new_version_takes_over_with_what_waits_and_keeps_nothing_old(phone, context, monkeypatch, world):
    before = phone.evaluate(KEPT_FILES)
    log_offline(phone, context)
    context.route("**/skicka/", lambda route: route.abort())  # until the new version is there
    shell = shell_html().replace("js/outbox.js", "js/outbox.js?v=2")
    for module in ("followup.offline", "followup.views.offline"):
        monkeypatch.setattr(f"{module}.shell_html", lambda: shell)
    context.set_offline(False)
    phone.reload()
    phone.evaluate(UPDATED, [*before][0])
    waits(phone, "1 väntar på att skickas.")
    context.unroute("**/skicka/")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_role("status")).to_contain_text("Sparat:")
    after = phone.evaluate(KEPT_FILES)
    assert len(before) == len(after) == 1
    assert before.keys() != after.keys()
    assert len(rows()) == 1
    context.set_offline(True)
    phone.reload()
    expect(phone.locator("script[src='/static/js/outbox.js?v=2']")).to_have_count(1)
    expect(phone.get_by_role("button", name="Fotpatrull", exact=True)).to_be_visible()


def test_only_the_page_without_coverage_and_its_files_are_kept(phone):
    (files,) = phone.evaluate(KEPT_FILES).values()
    pages = [path for path in files if not path.startswith("/static/")]
    assert pages == [f"{LOG}utan-tackning/"]
    assert "/static/js/outbox-shell.js" in files


def test_logged_out_with_entries_waiting_they_stay_and_nobody_else_sends_them(
    phone, context, visit, log_in, console, world
):
    context.route("**/skicka/", lambda route: route.abort())
    fill_in(phone)
    waits(phone, "1 väntar på att skickas.")
    phone.get_by_role("button", name="Logga ut").click()
    warning = "1 registrering är inte skickad. Den ligger kvar på den här telefonen och skickas när du loggar in igen."
    expect(phone.get_by_role("main")).to_contain_text(warning)
    phone.get_by_role("main").get_by_role("button", name="Logga ut").click()
    expect(phone.get_by_label("Lösenord")).to_be_visible()
    context.unroute("**/skicka/")
    log_in(world.erik)
    visit(LOG)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Logga aktivitet")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("[data-outbox-rows] li")).to_have_count(0)
    # He has nothing that waits, and still his logging out must not take hers.
    phone.get_by_role("button", name="Logga ut").click()
    expect(phone.get_by_label("Lösenord")).to_be_visible()
    assert rows() == []
    log_in(world.anna)
    visit(LOG)
    expect(phone.get_by_role("status")).to_contain_text("Sparat:")
    assert [row.logged_by for row in rows()] == [world.anna]


def test_what_waits_can_be_sent_before_logging_out(phone, context, visit):
    context.route("**/skicka/", lambda route: route.abort())
    fill_in(phone)
    waits(phone, "1 väntar på att skickas.")
    visit("/konto/logout/")
    context.unroute("**/skicka/")
    phone.get_by_role("button", name="Skicka nu").click()
    expect(phone.get_by_text("Allt är skickat.")).to_be_visible()
    assert len(rows()) == 1


def test_an_entry_that_is_refused_is_shown_corrected_and_sent(phone, context, console, world):
    console.expect("status of 422")
    too_early = (world.today - timedelta(days=40)).isoformat()
    log_offline(phone, context, occurred_on=too_early, note="Lugnt.")
    context.set_offline(False)
    waits(phone, "1 behöver rättas.")
    refused = phone.locator("[data-outbox-rows] li")
    expect(refused).to_contain_text(f"{too_early} ligger utanför löftets period")
    refused.get_by_role("button", name="Rätta").click()
    expect(phone.get_by_label("Anteckning")).to_have_value("Lugnt.")
    expect(phone.get_by_label("Fotpatrull")).to_be_checked()
    phone.get_by_label("Datum").fill(world.today.isoformat())
    phone.get_by_role("button", name="Spara aktivitet").click()
    expect(phone.get_by_role("status")).to_contain_text("Sparat:")
    expect(phone.locator("[data-outbox-rows]")).to_be_hidden()
    assert [(row.note, row.occurred_on) for row in rows()] == [("Lugnt.", world.today)]


def test_with_coverage_a_fault_is_shown_by_the_page_as_always(phone, console):
    console.expect("status of 422")
    fill_in(phone, note="Ring 19121212-1212.", count="2")
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("Anteckning")).to_have_value("Ring 19121212-1212.")
    expect(phone.get_by_label("Fotpatrull")).to_be_checked()
    expect(phone.locator("[data-outbox-rows]")).to_be_hidden()
    assert rows() == []


def test_pages_with_entries_waiting_are_accessible_and_fit(phone, context, assert_accessible, assert_fits, console):
    log_offline(phone, context)
    assert_accessible(phone)
    assert_fits(phone)
    phone.reload()
    expect(phone.get_by_role("button", name="Fotpatrull", exact=True)).to_be_visible()
    waits(phone, "1 väntar på att skickas.")
    assert_accessible(phone)
    assert_fits(phone)
