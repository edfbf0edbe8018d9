"""`manage.py verify_summary` finds what was done to an approved summary behind the triggers, and to a file of it."""

import io
import json
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from councils.roles import Role
from followup import frozen
from followup.document.codes import code_of
from followup.document.snapshot import digest, printed, sha256_of
from followup.models import Approval, Summary, SummaryDocument
from tests import factories as make
from tests.conftest import rolled_back

AT = datetime(2020, 1, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def approved(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        target = make.target(promise_set=make.promise_set(slug="2019", council=make.council(slug="arjeplog")))
        council = target.promise_set.council
        make.activity(targets=[target])
        people = {
            "municipality": make.person(Role.COORDINATOR, council=council),
            "police": make.person(Role.POLICE_MANAGER, council=council),
        }
        yield make.approved(target.promise_set, **people, at=AT)


@pytest.fixture
def summary(db, approved):
    approved.refresh_from_db()
    return approved


def verify_summary(*arguments):
    """(exit code, what it said)"""
    out = StringIO()
    try:
        call_command("verify_summary", *map(str, arguments), stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


@contextmanager
def behind_the_triggers():
    connection.check_constraints()  # else PostgreSQL has checks waiting, and alters nothing
    frozen.remove(connection)
    yield
    connection.check_constraints()
    frozen.install(connection)


def test_what_was_approved_holds(summary):
    code, said = verify_summary()
    assert code == 0
    assert f"OK: arjeplog/2019, {summary.code}, godkänd 2020-01-20" in said
    assert "Allt stämmer." in said


@pytest.mark.parametrize("named", ["pk", "code"])
def test_one_is_asked_for_by_its_number_or_its_code(summary, named):
    assert verify_summary(getattr(summary, named))[0] == 0
    assert verify_summary(summary.code.lower().replace("-", " "))[0] == 0


@pytest.mark.parametrize("wrong", ["finns-inte.pdf", "999999", "7K3Q-9F2M-XW01", "9" * 40, "²"])
def test_what_is_not_there_is_said(summary, wrong):
    with pytest.raises(CommandError):
        verify_summary(wrong)


def test_without_any_there_is_nothing_to_say(db):
    with rolled_back(), behind_the_triggers():
        Approval.objects.all().delete()
        SummaryDocument.objects.all().delete()
        Summary.objects.all().delete()
        assert "Inga godkända" in verify_summary()[1] or "skyddet" in verify_summary()[1]


def change_a_number(summary):
    first_target(summary.snapshot)["activities"] = 7
    Summary.objects.update(snapshot=summary.snapshot)
    return "innehållet stämmer inte med kontrollsumman"


def change_a_number_and_the_digest(summary):
    first_target(summary.snapshot)["outcome"] = "9 av 1"
    sha256 = digest(summary.snapshot)
    Summary.objects.update(snapshot=summary.snapshot, sha256=sha256, code=code_of(sha256))
    return "där står ”9 av 1”, men det räknas till ”1 av 1”"


def change_a_text_and_the_digest(summary):
    summary.snapshot["introduction"] = "Något som ingen godkände."
    sha256 = digest(summary.snapshot)
    Summary.objects.update(snapshot=summary.snapshot, sha256=sha256, code=code_of(sha256))
    return "godkännandet för Polisen är av ett annat innehåll"


def change_the_code(summary):
    Summary.objects.update(code="7K3Q-9F2M-XW01")
    return "kontrollkoden hör inte till kontrollsumman"


def change_a_document(summary):
    SummaryDocument.objects.update(content=b"%PDF-1.7 another")
    return "dokumentet ”Hela sammanställningen” är inte det som sparades"


def swap_a_document_for_one_with_other_data(summary):
    content = with_attachment(summary, b'{"another": "summary"}')
    SummaryDocument.objects.update(content=content, sha256=sha256_of(content))
    return "bär andra uppgifter än de godkända"


def take_away_the_documents(summary):
    SummaryDocument.objects.all().delete()
    return "inget dokument finns sparat"


def take_away_an_approval(summary):
    Approval.objects.filter(party="police").delete()
    return "godkännandet saknas för Polisen"


def let_one_person_approve_for_both(summary):
    Approval.objects.update(approved_by=Approval.objects.first().approved_by_id)
    return "samma person har godkänt för båda parter"


def make_it_a_correction(summary):
    summary.snapshot["corrects"] = {"code": "", "sha256": "0" * 64, "approved_on": "2020-01-01", "reason": ""}
    Summary.objects.update(snapshot=summary.snapshot)
    return "uppgiften om vilken sammanställning den rättar stämmer inte"


def make_it_no_summary(summary):
    Summary.objects.update(snapshot=["nothing"])
    return "innehållet går inte att läsa"


def take_out_a_key(summary):
    del summary.snapshot["sections"]
    Summary.objects.update(snapshot=summary.snapshot)
    return "innehållet går inte att räkna om"


TAMPERINGS = [
    change_a_number,
    change_a_number_and_the_digest,
    change_a_text_and_the_digest,
    change_the_code,
    change_a_document,
    swap_a_document_for_one_with_other_data,
    take_away_the_documents,
    take_away_an_approval,
    let_one_person_approve_for_both,
    make_it_a_correction,
    make_it_no_summary,
    take_out_a_key,
]


def first_target(snapshot):
    return snapshot["sections"][0]["promises"][0]["targets"][0]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found_and_named(summary, tamper):
    with behind_the_triggers():
        expected = tamper(summary)
    code, said = verify_summary()
    assert code == 1
    assert expected in said


def test_a_missing_trigger_is_named(summary):
    connection.check_constraints()
    frozen.remove(connection)
    code, said = verify_summary()
    assert code == 1
    assert "FEL: skyddet frozen_summary_no_update i databasen saknas" in said


def test_an_old_summary_cannot_be_reckoned_again_and_is_no_fault(summary):
    old = {**summary.snapshot, "format": 1}
    content = digest({name: old[name] for name in old if name not in NOT_IN_CONTENT})
    with behind_the_triggers():
        Summary.objects.update(snapshot=old, sha256=digest(old), code=code_of(digest(old)))
        Approval.objects.update(sha256=content)
        SummaryDocument.objects.all().delete()
    code, said = verify_summary()
    assert "kan inte räknas om" in said
    assert code == 0


NOT_IN_CONTENT = ("approvals", "as_of", "status", "status_text", "log_head")

# Files


def with_attachment(summary, data):
    """The kept PDF with a file attached, as somebody else's program writes it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bytes(summary.documents.get(kind="full").content))) as document:
        document.attachments["sammanstallning.json"] = data
        document.save(out)
    return out.getvalue()


def spelled(snapshot):
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def kept_pdf(summary):
    return bytes(summary.documents.get(kind="full").content)


FILES = {
    "the kept PDF": (kept_pdf, 0, "Hela sammanställningen"),
    "its data": (lambda summary: json.dumps(printed(summary), indent=2).encode(), 0, "OK"),
    "its data, as attached": (lambda summary: spelled(summary.snapshot), 0, "OK"),
    "the PDF with a byte more": (lambda summary: kept_pdf(summary) + b"\n", 1, "men är inte det sparade dokumentet"),
    "another PDF with its data": (
        lambda summary: with_attachment(summary, spelled(summary.snapshot)),
        1,
        "men är inte det sparade dokumentet",
    ),
    "its data with another number": (
        lambda summary: json.dumps({**printed(summary), "counts": []}).encode(),
        1,
        "sammanfattningen, antal mål",
    ),
    "no PDF": (lambda summary: b"%PDF-1.7 broken", 1, "är inte en godkänd sammanställning"),
    "no summary": (lambda summary: b'{"snapshot": {"format": 2}}', 1, "har inte en sammanställnings uppgifter"),
    "nested without end": (lambda summary: b'{"a":' * 100_000, 1, "är inte en godkänd sammanställning"),
    "half a letter": (lambda summary: b'{"a": "\xc3', 1, "är inte en godkänd sammanställning"),
    "half a pair": (lambda summary: b'{"a": "\\ud800"}', 1, "är inte en godkänd sammanställning"),
    "not a number": (lambda summary: b'{"a": NaN}', 1, "är inte en godkänd sammanställning"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_held_against_what_was_kept(summary, name, tmp_path):
    make_it, expected, words = FILES[name]
    path = tmp_path / "fil"
    path.write_bytes(make_it(summary))
    code, said = verify_summary(path)
    assert code == expected, said
    assert words in said


def test_a_summary_costs_the_same_few_questions_each(summary, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        verify_summary()
