"""Every page in light and dark, on three widths: axe finds nothing, nothing is cut off, the console is silent."""

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import get_resolver, reverse

from tests import factories as make
from tests.browser.conftest import COLOURS, EVERYTHING, describe
from tests.browser.full_world import everything
from tests.browser.long_words import LONG
from tests.browser.pages import OF_ANYBODY, OF_OTHERS, WITHOUT_A_PAGE, coordinator_s_pages, overseer_s_pages

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 390, 1280)
# Several looks at each of a hundred pages are more than one test has time for.
PARTS = 3
# After a change of width the page is drawn anew; one frame later it has its new layout.
TOO_WIDE = """async () => {
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.documentElement.scrollWidth > innerWidth
        ? [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .slice(0, 9).map(element => element.outerHTML.slice(0, 160))
        : []
}"""
# axe is loaded once for a page and tells of faults only: so many looks at each page would else take minutes.
VIOLATIONS = """asked => axe.run({runOnly: asked, resultTypes: ["violations"]}).then(result => result.violations)"""
# No rule of the style sheets tells 320 px from 390 px: what can differ there is what fits.
LOOKED_AT = {"light": EVERYTHING, "dark": COLOURS}
LOOKED_AT_ON = {320, 1280}


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    return everything()


def test_no_page_is_left_out(world):
    """A page added to the site must be added here."""
    listed = {*coordinator_s_pages(world).values(), *overseer_s_pages(world).values(), *OF_ANYBODY.values()}
    listed = listed.union(*(pages.values() for pages in OF_OTHERS.values()), {"councils:accept_invitation"})
    ours = {
        f"{app}:{pattern.name}"
        for app in ("councils", "promises", "followup")
        for pattern in get_resolver(f"{app}.urls").url_patterns
    }
    assert ours - listed - WITHOUT_A_PAGE == set()


def faults(page):
    """What is wrong with the page as it stands, on every width and in both schemes, as lines."""
    found = []
    if page.locator("h1").count() != 1:
        found.append(f"has {page.locator('h1').count()} headings of the first level")
    if not page.title().split(" – ")[0].strip():
        found.append("has no title")
    # What is folded away can be read too, and must hold. Where nothing is, the page has one shape to look at.
    if page.locator("details:not([open])").count():
        found += [f"is cut off: {place}" for place in cut_off(page)]
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"is cut off at {width} px: {place}" for place in page.evaluate(TOO_WIDE)]
        for scheme, asked in LOOKED_AT.items() if width in LOOKED_AT_ON else ():
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} px, {scheme}: {describe(one)}" for one in page.evaluate(VIOLATIONS, asked)]
    return [f"{page.url} {fault}" for fault in found]


def cut_off(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"at {width} px: {place}" for place in page.evaluate(TOO_WIDE))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(page, visit, log_in, context, world, part):
    found = []
    for person, addresses in (
        (None, OF_ANYBODY),
        *((getattr(world, role), pages) for role, pages in OF_OTHERS.items()),
        (world.coordinator, coordinator_s_pages(world)),
        (world.overseer, overseer_s_pages(world)),
    ):
        context.clear_cookies()
        if person:
            log_in(person)
        for address in list(addresses)[part::PARTS]:
            visit(address)
            found += faults(page)
    assert not found, "\n".join(found)


def test_the_page_of_an_invitation(page, visit, log_in, context, console, world):
    """For somebody new, for one who must log in, for the wrong person, and when the link leads nowhere."""
    address = reverse("councils:accept_invitation", args=[world.token])
    visit(address)
    found = faults(page)
    console.expect("status of 422")
    page.get_by_role("button", name="Skapa konto och tacka ja").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    log_in(world.member)
    visit(address)
    found += faults(page)
    context.clear_cookies()
    visit(reverse("councils:accept_invitation", args=["finns-inte"]), 404)
    found += faults(page)
    invited = make.user(email=f"{LONG}@overkalix.example".lower())
    visit(address)
    found += faults(page)
    log_in(invited)
    visit(address)
    found += faults(page)
    page.get_by_role("button", name="Tacka ja").click()
    page.get_by_text("Välkommen till").wait_for()
    assert not found, "\n".join(found)


def test_every_page_that_says_no(page, visit, log_in, console, world):
    """Errors in a form, a page that is missing or closed, and a text that somebody else saved first."""
    found = []
    log_in(world.official)
    visit("/overkalix/logga/", 403)
    found += faults(page)
    visit("/finns-inte/", 404)
    found += faults(page)
    visit("/konto/social/login/error/", 403)
    found += faults(page)
    log_in(world.coordinator)
    console.expect("status of 422")
    console.expect("status of 409")
    visit("/overkalix/logga/")
    page.get_by_label("Antal", exact=True).fill("-1")
    page.get_by_label("Annan plats").fill(LONG)
    page.get_by_role("button", name="Spara aktivitet").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(reverse("followup:judge", args=["overkalix", world.target.pk]))
    page.get_by_role("button", name="Spara bedömningen").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit(reverse("followup:summary_text", args=["overkalix", "2019", world.promise.pk]))
    # The script would save it by itself, and show both texts on the page: see test_summary_writing.py.
    console.expect("ERR_FAILED")
    page.route("**/spara/", lambda route: route.abort())
    page.get_by_label("Effekt").fill(f"Min text. {LONG}")
    make.text(promise=world.promise, by=world.police_manager, effect="Annat.")
    page.get_by_role("button", name="Spara texten").click()
    page.get_by_role("heading", name="Någon annan hann före").wait_for()
    found += faults(page)
    assert not found, "\n".join(found)


def test_the_form_of_a_target_of_every_kind(page, visit, log_in, console, world):
    """Each kind asks for something else; then the faults of an empty form, and of the calendar's forms."""
    found = []
    log_in(world.coordinator)
    console.expect("status of 422")
    visit(reverse("promises:add_target", args=["overkalix", world.drafted.promise_id]))
    for kind in ("count", "deliverable", "on_demand", "effect", "vision"):
        page.locator(f"[name=kind][value={kind}]").check()
        found += faults(page)
    page.locator("[name=kind][value=coverage]").check()
    page.locator("#id_minimum").fill("1")
    page.locator("#id_per").select_option("week")
    page.get_by_role("button", name="Visa regeln i ord").click()
    page.get_by_text("Fyll i det som saknas").wait_for()
    found += faults(page)
    page.get_by_role("button", name="Spara målet").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    visit("/overkalix/kalender/")
    page.get_by_role("button", name="Lägg till dagen").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    assert not found, "\n".join(found)
