"""Whatever was typed and whatever goes wrong: a document, the same every time, or a plain sentence."""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from followup.document import pdf as pdf_module
from followup.document import printable, typesetting
from followup.document.cleaning import Cleaned
from followup.document.pdf import DocumentError, summary_pdf, unshowable
from tests.followup.document.factories import (
    make_row,
    make_snapshot,
    make_snapshot_of,
)
from tests.followup.document.hostile import HOSTILE, everything, put_everywhere
from tests.followup.document.reading import pages, plain, read

FOLDER = Path(pdf_module.__file__).parent


def structure(**changes):
    return read(summary_pdf(make_snapshot(**changes)))


@pytest.fixture(scope="module")
def ordinary():
    return summary_pdf(make_snapshot())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed_anywhere_the_document_keeps_the_standards(text, caplog):
    pdf = summary_pdf(put_everywhere(everything(), text))
    assert not caplog.records
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert b"<pdfuaid:part>1<" in document.Root["/Metadata"].read_bytes()
    assert len(pdf) < 600_000


def test_typed_markup_is_printed_letter_by_letter():
    for name in ("code", "markup", "html"):
        heard = plain(structure(introduction=HOSTILE[name]).text)
        assert plain(HOSTILE[name]) in heard


def test_what_could_not_be_shown_is_told():
    snapshot = make_snapshot(introduction=HOSTILE["emoji"])
    assert unshowable(snapshot) == 3
    heard = plain(read(summary_pdf(snapshot)).text)
    assert "Bra jobbat □□ □" in heard
    assert "3 tecken i texterna kunde inte visas och har ersatts med □." in heard


def test_the_same_snapshot_gives_the_same_bytes(ordinary):
    assert summary_pdf(make_snapshot()) == ordinary


def test_the_date_of_the_document_is_that_of_the_report(ordinary):
    with pikepdf.open(io.BytesIO(ordinary)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20200115")


def test_a_document_that_cannot_keep_the_standards_is_made_and_says_so(monkeypatch, caplog):
    monkeypatch.setattr(printable, "clean", lambda value: Cleaned(value, 0))
    pdf = summary_pdf(make_snapshot(introduction="\N{THUMBS UP SIGN}"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert b"pdfuaid:part" not in document.Root["/Metadata"].read_bytes()
    assert all("ej arkivkvalitet" in page for page in pages(pdf))
    assert "not of archival quality" in caplog.text


def test_an_error_in_typst_is_a_plain_sentence_and_the_details_are_logged(monkeypatch, caplog):
    monkeypatch.setattr(pdf_module, "document_data", lambda *given: {"title": "utan resten"})
    with pytest.raises(DocumentError) as raised:
        summary_pdf(make_snapshot())
    assert str(raised.value) == typesetting.FAILED
    assert "exit code 1" in caplog.text


def test_a_document_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(typesetting, "SECONDS", 0.01)
    with pytest.raises(DocumentError, match="för lång tid"):
        summary_pdf(make_snapshot())


def test_more_targets_than_a_summary_can_have_are_refused_with_a_cure():
    with pytest.raises(DocumentError, match="Dela upp"):
        summary_pdf(make_snapshot_of(pdf_module.MOST_TARGETS + 4))


def test_the_process_of_typst_knows_neither_django_nor_the_network_and_limits_itself():
    script = (
        "import sys; sys.argv=['x']; import runpy, resource;"
        f"names = runpy.run_path({str(typesetting.CHILD)!r});"
        "names['limit_resources']();"
        "assert not {'django', 'socket', 'urllib.request', 'followup'} & set(sys.modules);"
        "print(*(resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, env={}, check=True)
    assert all(int(limit) > 0 for limit in done.stdout.split())


def test_the_templates_read_nothing_and_load_nothing_but_each_other():
    templates = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.typ")}
    assert set(templates) == {"look.typ", "paper.typ", "short.typ", "summary.typ"}
    for text in templates.values():
        text = text.replace('#import "look.typ": *', "")
        for forbidden in (
            "@preview",
            "eval(",
            "plugin(",
            "read(",
            "import ",
            "include ",
            "http",
            "datetime.today",
        ):
            assert forbidden not in text


def test_only_our_own_fonts_are_used(ordinary):
    with pikepdf.open(io.BytesIO(ordinary)) as document:
        names = {str(item.get("/BaseFont")) for item in document.objects if is_font(item)}
    assert names
    assert all("SourceSans3" in name for name in names)
    assert "include_system_fonts=False, include_embedded_fonts=False" in typesetting.CHILD.read_text()


def is_font(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"


def test_an_ordinary_summary_is_a_small_file():
    snapshot = make_snapshot_of(12)
    snapshot["evidence"] = [
        {"target": "Kontakter", "promise": "1", "rows": [make_row(id=place) for place in range(230)]}
    ]
    pdf = summary_pdf(snapshot)
    assert len(pages(pdf)) >= 10
    assert len(pdf) <= 130_000


def test_no_trace_is_left_on_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    summary_pdf(make_snapshot())
    assert list(tmp_path.iterdir()) == []
