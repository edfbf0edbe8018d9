"""Logging a whole autumn: typed with the keyboard alone, pasted from a spreadsheet, and without any script."""

import pytest
import time_machine
from playwright.sync_api import expect

from councils.roles import Role
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(cell, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    cell.focus();
    cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
PAGE = "/overkalix/logga/tabell/"


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture(autouse=True)
def target(log_in):
    council = make.council(slug="overkalix")
    target = make.target(council=council, label="Trygghetsvandring", minimum=20)
    make.target(promise=target.promise, label="Samtal")
    log_in(make.person(Role.COORDINATOR, council=council))
    return target


def cell(page, row, column):
    return page.get_by_label(f"Rad {row}, {column}", exact=True)


def paste(page, row, column, text):
    cell(page, row, column).evaluate(PASTE, text)


def test_two_rows_with_the_keyboard_alone(page, visit, target):
    visit(PAGE)
    expect(page.get_by_text("Ctrl+D hämtar")).to_be_visible()
    cell(page, 1, "Datum").focus()
    for keys in ("2019-10-01", "Enter", "Control+d", "ArrowUp", "Tab"):
        (page.keyboard.type if keys[0].isdigit() else page.keyboard.press)(keys)
    expect(cell(page, 1, "Mål")).to_be_focused()
    page.keyboard.type("Trygg")
    for keys in ("Enter", "Control+d", "Tab"):
        page.keyboard.press(keys)
    expect(cell(page, 2, "Antal")).to_be_focused()
    page.keyboard.type("3")
    page.get_by_role("button", name="Spara alla rader").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("2 aktiviteter sparade. Trygghetsvandring: 4 av 20")
    assert sorted(Activity.objects.values_list("occurred_on__day", "count", "credits__target")) == [
        (1, 1, target.pk),
        (1, 3, target.pk),
    ]


def test_enter_in_the_last_row_makes_another_with_a_key_of_its_own(page, visit):
    visit(PAGE)
    cell(page, 10, "Plats").press("Enter")
    expect(cell(page, 11, "Plats")).to_be_focused()
    keys = page.locator("input[name^=row_key_]").evaluate_all("all => all.map(one => one.value)")
    assert len(set(keys)) == 11
    assert len(keys[-1]) == 36


def test_cells_pasted_from_a_sheet_spread_over_the_table_and_what_is_wrong_is_marked(
    page, visit, console, assert_accessible, assert_fits
):
    console.expect("status of 422")
    visit(PAGE)
    rows = "".join(f"2019-10-{day:02}\tsamtal\t{day}\tMinst\r\n" for day in range(1, 13))
    paste(page, 1, "Datum", rows)
    expect(page.locator("[data-said]")).to_have_text("Rader som klistrades in: 12")
    expect(cell(page, 12, "Antal")).to_have_value("12")
    expect(cell(page, 12, "Hur säkert")).to_have_value("minst")
    paste(page, 3, "Mål", "Månfärder")
    paste(page, 4, "Anteckning", "Anteckning\tDeltagare\r\nRing 070-123 45 67\t40")
    expect(cell(page, 4, "Deltagare")).to_be_visible()
    expect(cell(page, 4, "Deltagare")).to_have_value("40")
    page.get_by_role("button", name="Spara alla rader").click()
    expect(page.get_by_role("alert")).to_contain_text("Rad 3, Mål: Målet ”Månfärder” finns inte i rådet.")
    assert not Activity.objects.exists()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("alert").get_by_role("link", name="Rad 3, Mål").click()
    expect(cell(page, 3, "Mål")).to_be_focused()
    cell(page, 3, "Mål").select_option("Samtal")
    page.get_by_label("Spara ändå: det gäller ingen enskild person").check()
    page.get_by_role("button", name="Spara alla rader").click()
    expect(page.get_by_role("status").first).to_contain_text("12 aktiviteter sparade.")
    assert Activity.objects.get(occurred_on__day=4).reach == 40


def test_one_word_pasted_in_a_cell_stays_there(page, visit):
    visit(PAGE)
    cell(page, 1, "Plats").focus()
    assert cell(page, 1, "Plats").evaluate(PASTE.replace("cell.dispatchEvent", "return cell.dispatchEvent"), "Torget")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_everything_works_without_javascript(page, visit, console, assert_fits):
    console.expect("status of 422")
    visit(PAGE)
    expect(page.get_by_text("Ctrl+D hämtar")).to_be_hidden()
    expect(cell(page, 1, "Deltagare")).to_be_hidden()
    page.get_by_label("Visa fler kolumner").check()
    expect(cell(page, 1, "Deltagare")).to_be_visible()
    page.get_by_label("Kopierade celler").fill("Mål\tDatum\tAntal\nSamtal\t2019-10-01\t2\nSamtal\t2019-10-02\tmånga")
    page.get_by_role("button", name="Gör om till rader").click()
    expect(cell(page, 2, "Antal")).to_have_value("många")
    page.get_by_role("button", name="Lägg till fler rader").click()
    expect(cell(page, 20, "Datum")).to_be_attached()
    cell(page, 2, "Antal").press("Enter")  # the first button of the form: to save
    expect(page.get_by_role("alert")).to_contain_text("Rad 2, Antal: Antal ska vara ett heltal")
    assert_fits(page)
    cell(page, 2, "Antal").fill("3")
    page.get_by_role("button", name="Spara alla rader").click()
    expect(page.get_by_role("status").first).to_contain_text("2 aktiviteter sparade. Samtal: 5")
    assert Activity.objects.count() == 2
