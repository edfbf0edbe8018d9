"""Text with somebody's number in it: the question is answered with the keyboard, at any width, light and dark."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from councils.roles import Role
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Talade med 19121212-1212 vid torget, ring 070-123 45 67 eller se bilen ABC 123."


def test_what_was_found_is_marked_and_answered(page, visit, log_in, console, assert_accessible, assert_fits):
    target = make.target(label="Fotpatrull")
    log_in(make.person(Role.COORDINATOR, council=target.promise_set.council))
    visit(f"/{target.promise_set.council.slug}/logga/")
    page.get_by_label("Fotpatrull").check()
    page.locator("[name=occurred_on]").fill("2019-03-14")
    page.locator("[name=note]").fill(NOTE)
    page.locator("[name=parties]").first.check()
    console.expect("422")
    page.get_by_role("button", name="Spara aktivitet").click()
    expect(page.locator(".field-errors mark")).to_have_text(["19121212-1212", "070-123 45 67", "ABC 123"])
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_fits(page)
        assert_accessible(page)  # in light and in dark
        pictures(page, width)
    boxes = page.locator(".questions .choice")
    assert all(box.bounding_box()["height"] >= 44 for box in boxes.all())
    expect(page.locator("[name=note]")).to_have_value(NOTE)
    for box in page.locator("[name=screened]").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Spara aktivitet").click()
    page.get_by_text("Sparat:").first.wait_for()
    assert Activity.objects.get().note == NOTE


def pictures(page, width):
    """To be looked at, when a folder is named: BRAPP_PICTURES=FOLDER."""
    for scheme in ("dark", "light") if "BRAPP_PICTURES" in os.environ else ():
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=Path(os.environ["BRAPP_PICTURES"]) / f"screened-{scheme}-{width}.png", full_page=True)
