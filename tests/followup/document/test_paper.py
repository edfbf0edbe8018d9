"""A paper of the council's work prints whole as PDF and as Word, whatever was typed in it."""

import io
from datetime import date

import docx
import pytest
from django.utils import translation

from followup.document.paper import Bullets, Facts, Heading, Paper, Paragraph, Table
from followup.document.paper_docx import paper_docx
from followup.document.paper_pdf import paper_pdf
from tests.followup.document.hostile import HOSTILE
from tests.followup.document.reading import pages, plain
from tests.followup.document.verapdf import failures


def text_of(pdf):
    return plain(" ".join(pages(pdf)))


def a_paper(said="Trafiken vid skolan", **more):
    blocks = (
        Heading("Punkter"),
        Paragraph(f"{said}\n\nEtt stycke till"),
        Paragraph("En anmärkning", is_small=True),
        Heading("Närvaro", level=2),
        Bullets(("Ordförande", said)),
        Facts((("Plats", "Sessionssalen"), ("Tid", ""))),
        Table(
            "Beslut", ("§", "Beslut", "Ansvarig"), (("1", said, "Kommunen"), ("2", "Fler vandringar", "")), (1, 6, 3)
        ),
        Table("Tom tabell", ("En", "Två"), ()),
        Bullets(()),
    )
    values = {"kind": "Minnesanteckningar", "title": said, "council": "BRÅ i Vaggeryd", "day": date(2016, 3, 1)}
    return Paper(**values | {"blocks": blocks, "facts": (("Dag", "2016-03-01"), ("Dnr", "")), **more})


def test_everything_said_stands_in_the_pdf():
    text = text_of(paper_pdf(a_paper(registry_number="BRÅ 2016/3")))
    for words in ("Minnesanteckningar", "Trafiken vid skolan", "Ett stycke till", "Sessionssalen", "Fler vandringar"):
        assert words in text
    assert "BRÅ 2016/3" in text
    assert "utkast" not in text.casefold()
    assert "Tom tabell" not in text


def test_a_draft_and_example_data_say_so():
    text = text_of(paper_pdf(a_paper(is_draft=True, is_example=True)))
    assert "Det här är ett utkast" in text
    assert "EXEMPELDATA" in text.upper()


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed_it_is_archivable_and_can_be_read_aloud(said, caplog):
    assert failures(paper_pdf(a_paper(said)), "2a", "ua1") == []
    assert not caplog.records


def test_an_empty_paper_is_a_paper():
    assert failures(paper_pdf(a_paper("Tomt", blocks=(), facts=())), "2a", "ua1") == []


def test_the_same_paper_gives_the_same_bytes():
    assert paper_pdf(a_paper()) == paper_pdf(a_paper())
    assert paper_docx(a_paper()) == paper_docx(a_paper())


def test_word_has_real_headings_lists_and_tables():
    document = docx.Document(io.BytesIO(paper_docx(a_paper())))
    styles = {(one.style.name, one.text) for one in document.paragraphs}
    assert ("Heading 1", "Punkter") in styles
    assert ("Heading 2", "Närvaro") in styles
    assert ("List Bullet", "Ordförande") in styles
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Trafiken vid skolan", "Kommunen"]


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed_word_can_open_it(said):
    assert docx.Document(io.BytesIO(paper_docx(a_paper(said)))).paragraphs


def test_the_frame_is_in_the_language_that_is_on():
    with translation.override("en"):
        assert "page 1 of 1" in text_of(paper_pdf(a_paper()))
