"""The summary in Word: real styles and headings, Swedish, header rows, alternative texts, and the same bytes again."""

import io
import zipfile
from itertools import pairwise

import docx
import pytest
import time_machine
from docx.oxml.ns import qn

from followup.document import pictures, word
from followup.document.pdf import DocumentError
from followup.document.word import summary_docx
from tests.followup.document.factories import make_promise, make_row, make_snapshot, make_target, make_weeks

ROOMY_WEEKS = make_weeks(("met", "missed"))


def opened(**changes):
    return docx.Document(io.BytesIO(summary_docx(make_snapshot(**changes))))


def headings(document):
    """[(level, text)] in the order they are read."""
    named = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    return [(int(style[-1]), text) for style, text in named if style.startswith("Heading")]


def said(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.fixture(scope="module")
def rich():
    """A document with a picture of each kind, tables, texts and a correction."""
    target = make_target(
        strip=ROOMY_WEEKS,
        verdict="largely_fulfilled",
        verdict_text="I stort sett uppfyllt",
        computed_verdict_text="Delvis uppfyllt",
        motivation="Det mesta blev gjort.\n\nResten kommer.",
    )
    deviation = {
        "target": "Trygghetsvandring",
        "day": "2019-05-06",
        "reason": "väder",
        "text": "Snö.",
        "substitute": "",
    }
    promise = make_promise(targets=[target], police_did="Polisen gick.", deviations=[deviation])
    return make_snapshot(
        [promise],
        statistics=[
            {
                "promise": "1",
                "target": "Trygghet",
                "indicator": "Andel trygga",
                "baseline": "61 %",
                "goal": "minst 65 %",
                "value": "66,5 %",
                "on": "2019-11-01",
                "source": "enkäten",
                "verdict_text": "Uppfyllt",
            }
        ],
        status="approved",
        status_text="Godkänd av båda parter",
        sha256="ab" * 32,
        code="7K3Q-9F2M-XW01",
        method="Vi mötte varandra varje månad.",
        corrects={"code": "0000-0000-0000", "sha256": "", "approved_on": "2020-01-02", "reason": "Fel antal."},
    )


@pytest.fixture(scope="module")
def document(rich):
    return docx.Document(io.BytesIO(summary_docx(rich)))


def test_the_same_snapshot_gives_the_same_bytes_on_another_day(rich):
    with time_machine.travel("2020-02-01"):
        first = summary_docx(rich)
    with time_machine.travel("2024-02-29"):
        assert summary_docx(rich) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_swedish_and_says_what_it_is(document):
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    told = document.core_properties
    assert (told.title, told.language) == ("Sammanställning av medborgarlöften 2019, Överkalix", "sv-SE")
    assert told.created.isoformat() == "2020-01-15T12:00:00+00:00"
    assert told.comments == ""


def test_headings_are_headings_and_skip_no_level(document):
    found = headings(document)
    assert (1, "Så har vi arbetat och följt upp") in found
    assert (2, "Löfte 1") in found
    assert (3, "Vad polisen gjorde") in found
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise([(0, ""), *found]))
    assert [paragraph.style.name for paragraph in document.paragraphs].count("Title") == 1


def test_the_list_of_contents_is_filled_in_and_leads_to_each_heading(document):
    body = document.element.body
    links = list(body.iter(qn("w:hyperlink")))
    anchors = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    listed = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert listed == [text for level, text in headings(document) if level <= 2]
    assert {link.get(qn("w:anchor")) for link in links} == anchors
    assert any("TOC" in (code.text or "") for code in body.iter(qn("w:instrText")))


def test_tables_repeat_their_header_and_divide_no_row(document):
    assert len(document.tables) == 3
    for table in document.tables:
        rows = table._tbl.findall(qn("w:tr"))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))


def test_each_picture_says_what_it_shows(document):
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert len(described) == len(document.inline_shapes) == 2
    assert all(text.startswith("Trygghetsvandring: ") and len(text) > 30 for text in described)
    pictures_in = [part for part in document.part.package.iter_parts() if part.content_type == "image/png"]
    assert len(pictures_in) == 2


def test_it_says_what_was_judged_reckoned_measured_approved_and_corrected(document):
    text = said(document)
    for words in (
        "Bedömning: I stort sett uppfyllt",
        "Beräknat utfall: Delvis uppfyllt",
        "2019-05-06, väder (Trygghetsvandring): Snö.",
        "Kontrollkod: 7K3Q-9F2M-XW01",
        "Ersätter sammanställningen som godkändes 2020-01-02 (kontrollkod 0000-0000-0000). Anledning: Fel antal.",
        "Polisen: Godkänd 2020-01-20 av Maria Niemi, kommunpolis",
        "Överkalix kommun: Inte godkänd ännu",
        "en kopia att arbeta vidare med",
    ):
        assert words in text
    statistics = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert statistics[1] == ["1", "Andel trygga", "61 %", "minst 65 %", "66,5 % 2019-11-01", "enkäten", "Uppfyllt"]


def test_a_draft_says_so_on_every_page_with_what_is_proposed_and_not_shared():
    promise = make_promise(effect="Lugnare.", proposed=["effect"], not_shared={"police_did": "Polisen har inte delat."})
    document = opened(promises=[promise])
    assert "Utkast" in document.sections[0].header.paragraphs[0].text
    assert "Förslag ur underlaget\nLugnare." in said(document)
    assert "Polisen har inte delat." in said(document)
    assert "Ingen uppgift lämnad." not in said(document)


def test_a_draft_asks_for_a_word_of_those_who_answer_for_the_promise_alone():
    text = said(opened(promises=[make_promise(police_answers=True, municipality_answers=False)]))
    assert "Vad polisen gjorde\nIngen uppgift lämnad." in text
    assert "Vad kommunen gjorde" not in text


@pytest.mark.parametrize("text", ["\U0001f44d", "\x00\x0b", "\u202eabc", "a" * 300, "<w:p>&amp;", "=1+1", "\ud800"])
def test_it_opens_whatever_somebody_has_written(text):
    written = f"Före {text} efter"
    promise = make_promise(wording=written, targets=[make_target(label=written)], police_did=written)
    document = opened(promises=[promise], title=written)
    assert "efter" in said(document)


def test_a_summary_without_targets_or_evidence_is_a_document():
    document = opened(promises=[], sections=[], evidence=[], approvals=[], counts=[])
    assert "Löftena redovisas i text" in said(document)
    assert not document.tables


def test_what_is_left_out_of_a_long_appendix_is_told(monkeypatch):
    monkeypatch.setattr(word, "MOST_EVIDENCE_ROWS", 3)
    document = opened(evidence=[{"target": "Vandring", "promise": "1", "rows": [make_row(id=n) for n in range(5)]}])
    assert len(document.tables[-1].rows) == 4
    assert "Ytterligare 2 aktiviteter räknas men visas inte här." in said(document)


def test_with_more_drawings_than_a_document_should_carry_it_says_where_they_are(monkeypatch):
    monkeypatch.setattr(word, "MOST_PICTURES", 1)
    document = opened(promises=[make_promise(targets=[make_target(strip=ROOMY_WEEKS)])])
    assert not document.inline_shapes
    assert "Diagrammen är utelämnade" in said(document)


def test_when_the_pictures_cannot_be_made_a_sentence_is_said(monkeypatch, tmp_path):
    broken = tmp_path / "child.py"
    broken.write_text("raise SystemExit('no')")
    monkeypatch.setattr(pictures, "CHILD", broken)
    with pytest.raises(DocumentError, match="Dokumentet kunde inte skapas"):
        opened()
