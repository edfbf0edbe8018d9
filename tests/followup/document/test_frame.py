"""Around the texts: whose words they are, what summary it is, what it corrects, and how a copy is checked."""

import hashlib
import io
import re
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

from followup.codes import DocumentKind
from followup.document import printable
from followup.document.codes import code_of
from followup.document.kept import documents_of
from followup.document.pdf import short_pdf, summary_pdf
from followup.document.snapshot import digest
from followup.document.spelling import spelled
from followup.document.typesetting import typeset
from followup.document.words import words_in
from tests.followup.document.factories import (
    CHECK_URL,
    make_approved,
    make_figure,
    make_promise,
    make_row,
    make_snapshot,
    make_target,
)
from tests.followup.document.hostile import everything, put_everywhere
from tests.followup.document.reading import pages, plain, read

CORRECTS = {"code": "7K3Q-9F2M-XW01", "sha256": "0" * 64, "approved_on": "2020-01-29", "reason": "En vandring saknas."}
LONG_REASON = "En vandring saknas i april. " * 35
BLANK = {"name": "", "approvals": [], "evidence": [], "recipients": [], "followup_text": "", "introduction": ""}


@pytest.fixture(scope="module")
def approved():
    return summary_pdf(make_approved())


def heard(**changes):
    return plain(read(summary_pdf(make_snapshot(**changes))).text)


def attached_to(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: found.get_file().read_bytes() for name, found in document.attachments.items()}


def test_what_is_attached_is_the_frozen_data_whose_digest_stands_on_the_paper(approved):
    frozen = make_approved()
    (attached,) = attached_to(approved).values()
    assert hashlib.sha256(attached).hexdigest() == frozen["sha256"] == digest({**frozen, "sha256": "", "code": ""})
    assert any(frozen["sha256"] in page for page in pages(approved))
    with pikepdf.open(io.BytesIO(approved)) as document:
        assert b"<pdfaid:part>3</pdfaid:part>" in document.Root["/Metadata"].read_bytes()


def test_a_draft_carries_no_data_and_says_that_it_has_no_code():
    draft = summary_pdf(make_snapshot())
    assert attached_to(draft) == {}
    assert "Utkastet har ingen kontrollkod." in pages(draft)[0]


def test_the_short_version_which_anybody_may_see_carries_no_data():
    assert attached_to(short_pdf(make_approved())) == {}


def test_the_code_stands_on_the_cover_with_the_address_and_as_a_qr_code(approved):
    code = make_approved()["code"]
    assert code == code_of(make_approved()["sha256"])
    cover = pages(approved)[0]
    assert code in cover
    assert CHECK_URL in cover
    assert f"QR-kod som leder till {CHECK_URL}{code}/" in [one.alt for one in read(approved).all("Figure")]


def test_the_qr_code_holds_the_address_of_the_code(monkeypatch):
    drawn = []
    monkeypatch.setattr("followup.document.frame.qr_svg", lambda text: drawn.append(text) or "<svg/>")
    frozen = make_approved()
    printable.document_data(frozen)
    assert drawn == [f"{CHECK_URL}{frozen['code']}/"]


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "x" * 5_000])
def test_without_an_address_of_the_site_there_is_a_code_and_no_qr_code(url):
    data = printable.document_data({**make_approved(), "check_url": url})
    assert data["check"]["code"]
    assert (data["check"]["url"], data["check"]["qr"]) == ("", "")


def test_a_correction_names_what_it_corrects_and_why_on_its_first_page():
    cover = pages(summary_pdf(make_snapshot(corrects=CORRECTS)))[0]
    assert "godkändes den 29 januari 2020 (kontrollkod 7K3Q-9F2M-XW01). Anledning: En vandring saknas." in cover


def test_a_long_reason_stands_whole():
    cover = pages(summary_pdf(make_snapshot(corrects={**CORRECTS, "reason": LONG_REASON})))[0]
    assert cover.count("En vandring saknas i april.") == 35


def test_the_cover_says_which_kind_of_summary_it_is():
    changes = {"kind": "part", "kind_text": "Delsammanställning", "name": "tertial 1 2019"}
    assert "Delsammanställning: tertial 1 2019" in pages(summary_pdf(make_snapshot(**changes)))[0]


def test_what_nobody_has_touched_is_marked_as_proposed_in_a_draft_and_only_there():
    promise = make_promise(police_did="Polisen gick.", effect="Bättre ljus.", proposed=["police_did"])
    changes = {"promises": [promise], "proposed": ["introduction"]}
    assert heard(**changes).upper().count("FÖRSLAG UR UNDERLAGET") == 2
    done = plain(read(summary_pdf(make_approved(make_snapshot([promise])))).text)
    assert "FÖRSLAG" not in done.upper()


def test_figures_of_effect_stand_apart_with_day_and_source():
    tree = read(summary_pdf(make_snapshot(statistics=[make_figure(), make_figure(value="", on="", source="")])))
    table = next(one for one in tree.all("Table") if "Trygghetsmätningen" in plain(one.text))
    measured = [plain(row.children[3].text) for body in table.all("TBody") for row in body.all("TR")]
    assert measured == ["68 %, 2019-11-20", "inte uppmätt"]


def test_the_contents_name_each_promise_by_its_first_words_and_its_page():
    (listed,) = [plain(one.text) for one in contents("TOCI") if "Löfte 1" in one.text]
    assert re.fullmatch(r"Löfte 1: Polis och kommun ska .* … ?3", listed)


def contents(role):
    return read(summary_pdf(make_snapshot())).all(role)


def test_the_appendix_names_each_activity_by_its_number():
    evidence = [{"target": "Kontakter", "promise": "1", "rows": [make_row(id=9_876_543)]}]
    assert "9876543" in heard(evidence=evidence)


def test_an_older_snapshot_without_the_newer_parts_prints_its_own_follow_up():
    assert "Uppföljningen har skett i arbetsgruppen." in heard()
    assert "Uppföljningen har skett" not in heard(method="Vi följde upp varje månad.")


def test_the_templates_hold_no_words_of_their_own(monkeypatch):
    # Every word as its own name in capitals: any other letter on the pages would be a template's.
    monkeypatch.setattr(printable, "words_in", lambda language: dict.fromkeys(words_in(language), "Q"))
    for name in ("said_of_activities", "said_of_parties", "said_of_left_out", "said_of_replaced"):
        monkeypatch.setattr(printable, name, lambda given: "Q")
    target = make_target("Q", rule="Q", outcome="Q", verdict_text="Q", arithmetic="Q", share=None, motivation="Q")
    target["computed_verdict_text"] = "QQ"
    said = dict.fromkeys(("police_did", "municipality_did", "why_not", "effect", "next_step"), "Q")
    row = {"target": "Q", "day": "Q", "reason": "Q", "text": "Q", "substitute": "Q"}
    promise = make_promise("Q", [target], wording="Q", **said, deviations=[row])
    figure = dict.fromkeys(make_figure(), "Q")
    changes = {**BLANK, "sections": [{"title": "Q", "promises": [promise]}], "statistics": [figure], "counts": []}
    texts = dict.fromkeys(("title", "municipality", "council_name", "status_text", "introduction", "method"), "Q")
    snapshot = make_approved(make_snapshot(**changes), **texts, parties=["Q"], example_data=True)
    snapshot["log_head"] = {"sequence": 7, "sha256": "7"}
    for data, template in (
        (printable.document_data(snapshot), "summary.typ"),
        (printable.short_data(snapshot), "short.typ"),
    ):
        data |= {"facts": [["Q", "Q"]], "cover": dict.fromkeys(("place", "period", "kind", "status"), "Q")}
        data["check"] |= {"code": "Q", "url": "Q", "qr_text": "Q", "sha256": "Q"}
        letters = set(re.findall(r"[^\W\d_]", " ".join(pages(made(data, template)))))
        assert letters == {"Q"}, template


def made(data, template):
    return typeset(data, template, day="2020-01-15")


def test_every_word_is_printed_by_some_template_and_none_is_missing():
    folder = Path(printable.__file__).parent
    templates = "".join(path.read_text() for path in folder.glob("*.typ") if path.name != "paper.typ")
    used = set(re.findall(r"\bw\.(\w+(?:-\w+)*)", templates)) - {"at"}
    used |= {*printable.BEFORE, *printable.AFTER, *re.findall(r'(?:told|part-heading)\("(\w+)"', templates)}
    assert used == set(words_in("sv"))


@pytest.fixture(scope="module")
def english():
    return summary_pdf(make_approved(make_snapshot(statistics=[make_figure()])), language="en")


def test_an_english_edition_has_english_words_around_the_swedish_texts(english):
    with pikepdf.open(io.BytesIO(english)) as document:
        assert str(document.Root["/Lang"]).startswith("en")
    said = plain(read(english).text)
    for words in (
        "Parties",
        "Introduction",
        "1 January 2019–31 December 2019",
        "Fulfilled",
        "1 of 1",
        "Polis och kommun ska vid minst",
    ):
        assert words in said, words


def test_the_swedish_texts_of_an_english_edition_are_told_to_be_swedish(english):
    with pikepdf.open(io.BytesIO(english)) as document:
        languages = {
            str(item["/Lang"]) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item
        }
    assert {language[:2] for language in languages} == {"en", "sv"}


@pytest.mark.parametrize("text", ["", "%(done)s %", "\N{THUMBS UP SIGN}\n\n#eval(1)"])
def test_an_english_edition_is_made_whatever_was_typed(text):
    assert len(pages(summary_pdf(put_everywhere(everything(), text), language="en"))) > 3


def test_the_language_of_whoever_asks_changes_nothing():
    with translation.override("en"):
        asked_in_english = summary_pdf(make_approved())
    assert asked_in_english == summary_pdf(make_approved())


def test_three_documents_are_kept_and_they_are_the_same_every_time():
    kept = documents_of(make_approved())
    assert [kind for kind, _content in kept] == [DocumentKind.FULL, DocumentKind.SHORT, DocumentKind.ENGLISH]
    assert kept == documents_of(make_approved())


def test_the_canonical_spelling_knows_no_order_of_keys():
    assert spelled({"b": 1, "a": "å"}) == '{"a":"å","b":1}'.encode()
