"""The PDF of the written summary: tagged, in Swedish, complete and in the order of the field."""

import io
import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from followup.document import pdf as pdf_module
from followup.document.pdf import document_data, summary_pdf
from tests.followup.document.factories import (
    make_figure,
    make_promise,
    make_row,
    make_snapshot,
    make_snapshot_of,
    make_target,
    make_weeks,
)
from tests.followup.document.reading import pages, plain, read

FOLDER = Path(pdf_module.__file__).parent
HEARD = """
BRÅ-gruppen i Överkalix | Sammanställning av medborgarlöften 2019 |
Överkalix · 1 januari–31 december 2019 | Polisen, lokalpolisområde Östra Norrbotten | Utkast, version 1 |
15 januari 2020 | senast 31 januari 2020 | KS 2020/17 | exempeldata | Kontrollera äktheten | 7F3K-9QXA |
Innehåll | Målen i korthet | Polisiär närvaro/tillgänglighet | Löfte 1: Polis och kommun ska | Godkännande |
Målen i korthet | Uppfyllda mål | 1 av 1 | Löfte | Mål | Utfall | Bedömning | Inledning | Här redovisas |
Så har vi arbetat | Möten varje månad. | Läget under perioden | Lugnare. |
Polisiär närvaro/tillgänglighet | Löfte 1 |
Polis och kommun ska vid minst | Ansvariga: Polisen och Överkalix kommun | Trygghetsvandring | Uppfyllt |
Minst 1 gemensam | 1 av 1 | 1 trygghetsvandring av minst 1. | 1 aktivitet | Motivering. Så blev det. |
Avvikelse. Skogsbränder. | Vad polisen gjorde | Områdespolisen deltog. | Vad kommunen gjorde |
Kommunen bjöd in. | Avvikelser och orsaker | Två vakanser. | Effekt | Belysningen är lagad. | Nästa steg |
Vi går igen | Statistik och effekt | Andel trygga | 61 % | 68 %, 2019-11-20 | minst 70 % | Trygghetsmätningen |
Det här har vi berättat | I Haparandabladet. | Det här tar vi med | En vandring till. |
Mottagare | Chefen för | Godkännande | Godkänd av Polisen |
Maria Niemi, kommunpolis | 20 januari 2020 | Godkänd av Överkalix kommun | Johan Lahti, samordnare |
Kontrollkod: 7F3K-9QXA | Bilaga: underlag | Löfte 1: Trygghetsvandring | 2019-10-17 | Centrum | 123
"""
WRITTEN = {
    "method": "Möten varje månad.",
    "situation": "Lugnare.",
    "communicated": "I Haparandabladet.",
    "carried_over": "En vandring till.",
    "code": "7F3K-9QXA",
    "registry_number": "KS 2020/17",
}


def structure(**changes):
    return read(summary_pdf(make_snapshot(**changes)))


@pytest.fixture(scope="module")
def ordinary():
    return summary_pdf(make_snapshot())


def test_it_is_tagged_swedish_titled_and_claims_both_standards(ordinary):
    with pikepdf.open(io.BytesIO(ordinary)) as document:
        root = document.Root
        metadata = root["/Metadata"].read_bytes().decode()
        assert bool(root["/MarkInfo"]["/Marked"])
        assert str(root["/Lang"]).startswith("sv")
        assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert str(document.docinfo["/Title"]) == "Sammanställning av medborgarlöften 2019, Överkalix"
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_a_screen_reader_hears_the_summary_in_the_order_of_the_field():
    promise = make_promise(
        targets=[make_target(motivation="Så blev det.", deviation="Skogsbränder.")],
        police_did="Områdespolisen deltog.",
        municipality_did="Kommunen bjöd in.",
        why_not="Två vakanser.",
        effect="Belysningen är lagad.",
        next_step="Vi går igen i oktober.",
    )
    heard = plain(structure(promises=[promise], statistics=[make_figure()], **WRITTEN).text)
    place = 0
    for words in map(plain, HEARD.split("|")):
        found = heard.find(words, place)
        assert found >= 0, f"{words!r} is not read after {heard[max(0, place - 80) : place]!r}"
        place = found + len(words)


def test_headings_go_down_one_level_at_a_time():
    tree = structure(promises=[make_promise(police_did="Vi var där.")])
    levels = [int(role[1]) for role in re.findall(r"H[1-6]", " ".join(roles(tree)))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert set(levels) == {1, 2, 3}


def roles(element):
    return [element.role, *(role for child in element.children for role in roles(child))]


def test_the_wording_is_a_quotation():
    quotations = structure().all("BlockQuote")
    assert [plain(quotation.text) for quotation in quotations] == [make_promise()["wording"]]


def test_the_table_of_targets_has_column_headers_and_row_headers(ordinary):
    table = read(ordinary).all("Table")[1]
    heads = table.all("THead")[0].all("TH")
    assert [plain(head.text) for head in heads] == ["Löfte", "Mål", "Utfall", "Bedömning"]
    assert all({"/Scope": "/Column"}.items() <= head.attributes[0].items() for head in heads)
    (row,) = table.all("TBody")[0].all("TR")
    assert [cell.role for cell in row.children] == ["TH", "TD", "TD", "TD"]
    assert {"/O": "/Table", "/Scope": "/Row"} in row.children[0].attributes


def test_every_row_of_every_table_begins_with_a_header(ordinary):
    rows = [row for table in read(ordinary).all("Table") for row in table.all("TR")]
    assert len(rows) > 6
    assert all(row.children[0].role == "TH" for row in rows)


def test_charts_say_their_values():
    target = make_target("Kontakter", share=0.75, expected=0.88, strip=make_weeks(("met", "missed")))
    alts = [figure.alt for figure in structure(promises=[make_promise(targets=[target])]).all("Figure")]
    assert alts == [
        "Kontakter: 75\N{NO-BREAK SPACE}% av målet är nått. Hittills väntat: 88\N{NO-BREAK SPACE}%.",
        "Kontakter, del för del. 52 delperioder: 26 uppfyllda, 26 missade.",
    ]


def test_a_target_without_a_share_has_no_bar_but_its_outcome():
    target = make_target(
        share=None, expected=None, verdict="no_measure", verdict_text="Kan inte mätas", outcome="Inget mått"
    )
    tree = structure(promises=[make_promise(targets=[target])])
    assert tree.all("Figure") == []
    assert "Utfall: Inget mått" in plain(tree.text)


def test_a_judgement_that_differs_is_shown_beside_the_computed_one():
    target = make_target(computed_verdict_text="Delvis uppfyllt", verdict_text="I stort sett uppfyllt")
    heard = plain(structure(promises=[make_promise(targets=[target])]).text)
    assert "Beräknat utfall: Delvis uppfyllt. Bedömning: I stort sett uppfyllt." in heard


def test_a_draft_shows_honestly_what_is_missing_and_an_approved_summary_does_not():
    assert plain(structure().text).count("Ingen uppgift lämnad.") == 2
    assert "Ingen uppgift lämnad." not in structure(status="approved", status_text="Godkänd").text


def test_a_promise_without_a_target_is_a_normal_case():
    tree = structure(promises=[make_promise(municipality_did="Vi arbetar varje dag.")], counts=[], evidence=[])
    heard = plain(tree.text)
    assert "Sammanställningen innehåller inga mål som kan räknas." in heard
    assert "Löftet har inget mål som kan räknas." in heard


def test_nothing_at_all_is_still_a_document():
    tree = structure(
        title="",
        parties=[],
        introduction="",
        counts=[],
        sections=[],
        followup_text="",
        recipients=[],
        approvals=[],
        evidence=[],
        due={"date": None, "text": ""},
    )
    assert "Sammanställning" in tree.text


@pytest.mark.parametrize("number", [0, 1, 30, 200])
def test_any_number_of_targets_is_shown_each_once_in_the_table(number):
    tree = read(summary_pdf(make_snapshot_of(number)))
    tables = [table for table in tree.all("Table") if table.all("THead")]
    rows = [row for table in tables for body in table.all("TBody") for row in body.all("TR")]
    assert [plain(row.children[1].text) for row in rows] == [f"Mål {place}" for place in range(1, number + 1)]


def test_a_table_over_many_pages_repeats_its_header_for_the_eye():
    rows = [make_row(what=f"Kontakt {place}", id=place) for place in range(150)]
    pdf = summary_pdf(make_snapshot(evidence=[{"target": "Kontakter", "promise": "1", "rows": rows}]))
    printed = [page for page in pages(pdf) if "Kontakt " in page]
    assert len(printed) >= 4
    assert all("Datum" in page and "Antal" in page for page in printed)
    assert "Kontakt 149" in read(pdf).text


def test_rows_left_out_of_the_appendix_are_told():
    rows = [make_row(id=place) for place in range(pdf_module.MOST_EVIDENCE_ROWS + 7)]
    data = document_data(make_snapshot(evidence=[{"target": "Kontakter", "promise": "1", "rows": rows}]))
    assert (len(data["evidence"][0]["rows"]), data["evidence"][0]["left_out"]) == (
        pdf_module.MOST_EVIDENCE_ROWS,
        7,
    )


def test_the_signatures_stay_together_on_one_page():
    for lines in (30, 36, 42, 48):
        pdf = summary_pdf(make_snapshot(followup_text="rad\n" * lines, evidence=[]))
        signed = [page for page in pages(pdf) if "Godkänd av Polisen" in page]
        assert len(signed) == 1
        assert "Godkännande" in signed[0]
        assert "Johan Lahti, samordnare" in signed[0]


def test_every_page_is_numbered_and_marked_as_a_draft_with_example_data():
    printed = pages(summary_pdf(make_snapshot_of(12)))
    for number, page in enumerate(printed, start=1):
        assert f"sida {number} av {len(printed)}" in page
        assert "EXEMPELDATA" in page
        assert "UTKAST" in page
        assert "arkivkvalitet" not in page


def test_an_approved_summary_with_real_data_has_no_marks():
    printed = pages(summary_pdf(make_snapshot(status="approved", status_text="Godkänd", example_data=False)))
    assert not any("EXEMPELDATA" in page or "UTKAST" in page for page in printed)


def test_an_open_period_and_an_approval_that_is_not_given_leave_room_instead_of_words():
    weeks = [
        *make_weeks(number=3),
        {"first_day": "2019-02-01", "last_day": None, "count": 0, "state": "open"},
    ]
    missing = {"party": "Polisen", "name": "", "title": "", "on": None}
    tree = structure(promises=[make_promise(targets=[make_target(strip=weeks)])], approvals=[missing])
    heard = plain(tree.text)
    assert "Godkänd av Polisen Datum:" in heard
    assert "None" not in heard
    assert "none" not in heard
