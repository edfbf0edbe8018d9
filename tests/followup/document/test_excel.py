"""The summary in Excel: numbers and days as such, no formula whatever somebody wrote, the same bytes again."""

import io
from datetime import datetime

import openpyxl
import time_machine

from followup.document.excel import LONGEST_CELL, summary_xlsx
from tests.followup.document.factories import make_promise, make_row, make_snapshot, make_target


def opened(**changes):
    return openpyxl.load_workbook(io.BytesIO(summary_xlsx(make_snapshot(**changes))))


def rows(sheet):
    """Its rows by their headings."""
    heads, *found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(heads, values, strict=True)) for values in found]


def evidence(*found):
    return [{"target": "Vandring", "promise": "2", "rows": list(found)}]


def test_it_has_a_sheet_of_each_kind_and_one_that_explains_every_column():
    book = opened()
    assert book.sheetnames == ["Läs mig", "Löften", "Mål", "Underlag", "Statistik"]
    explained = {row[0].value for row in book["Läs mig"].iter_rows()}
    assert all(cell.value in explained for sheet in book.worksheets[1:] for cell in sheet[1])


def test_figures_are_numbers_and_days_are_days():
    book = opened(
        evidence=evidence(make_row(count="minst 3", parties="Polisen"), make_row(count="1\u00a0200", day="?"))
    )
    first, second = rows(book["Underlag"])
    assert (first["Löfte nr"], first["Antal"], first["Hur säkert"], first["Nr"]) == (2, 3, "minst", 123)
    assert first["Datum"] == datetime(2019, 10, 17)
    assert (second["Antal"], second["Hur säkert"], second["Datum"]) == (1200, "exakt", "?")


def test_nothing_that_somebody_wrote_becomes_a_formula_or_a_link():
    sly = '=HYPERLINK("https://ond.example","klicka")'
    promise = make_promise(targets=[make_target(label=sly, motivation="@SUM(A1)")], wording="https://ond.example")
    book = opened(promises=[promise], title=sly)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    assert rows(book["Mål"])[0]["Mål"] == sly


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    [row] = rows(opened(promises=[make_promise(police_did="å" * (LONGEST_CELL + 1))])["Löften"])
    assert len(row["Vad polisen gjorde"]) == LONGEST_CELL
    assert row["Vad polisen gjorde"].endswith("[texten är avkortad]")


def test_what_has_not_been_shared_is_told_in_place_of_the_text():
    promise = make_promise(not_shared={"police_did": "Polisen har inte delat sin text än."})
    [row] = rows(opened(promises=[promise])["Löften"])
    assert row["Vad polisen gjorde"] == "Polisen har inte delat sin text än."


def test_the_first_sheet_says_what_is_written_of_the_whole_and_what_it_replaces():
    closed = {"method": "Skolan har inte delat sin text än."}
    corrected = {"code": "0000-0000-0000", "sha256": "", "approved_on": "2020-01-02", "reason": "Fel antal."}
    sheet = opened(introduction="Det här blev gjort.", not_shared=closed, corrects=corrected)["Läs mig"]
    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert said["Inledning"] == "Det här blev gjort."
    assert said["Så har vi arbetat och följt upp"] == closed["method"]
    assert said["Ersätter"] == "kontrollkod 0000-0000-0000. Anledning: Fel antal."


def test_the_same_snapshot_gives_the_same_bytes_on_another_day():
    with time_machine.travel("2020-02-01"):
        first = summary_xlsx(make_snapshot())
    with time_machine.travel("2024-02-29"):
        assert summary_xlsx(make_snapshot()) == first


def test_an_empty_summary_is_a_workbook():
    book = opened(promises=[], sections=[], evidence=[], approvals=[], counts=[], recipients=[])
    assert [rows(sheet) for sheet in book.worksheets[1:]] == [[], [], [], []]
