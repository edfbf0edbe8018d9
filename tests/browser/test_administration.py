"""The administration under the strict policy: the console is silent, nothing is cut off, the keyboard is enough."""

import pytest

from councils.models import Council
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_council_is_opened_with_the_keyboard_alone(page, visit, log_in, assert_fits):
    make.municipality("2583")
    log_in(make.user(name="Driften", is_superuser=True, password="en lång mening om snö"))
    visit("/forvaltning/")
    assert_fits(page)
    visit("/forvaltning/councils/council/add/")
    page.get_by_label("Namn:", exact=True).focus()
    for word in ("BRÅ i Haparanda", "Haparanda", "haparanda"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.get_by_label("Slag:").focus()
    page.locator("#id_municipalities_from").focus()
    page.keyboard.press("Control+a")
    page.locator("#id_municipalities_add, #id_municipalities_add_link").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Spara", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="BRÅ i Haparanda").first.wait_for()
    assert_fits(page)
    assert "2583" in {one.code for one in Council.objects.get(slug="haparanda").municipalities.all()}
