"""Anybody may ask, without logging in, whether a code or a file is an approved summary; nothing sent is kept."""

import json
import re
import tempfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brapp.login_settings import ACCOUNT_RATE_LIMITS
from councils.roles import Role
from followup.document.codes import code_of
from followup.document.snapshot import digest, printed, snapshot_of
from followup.hashed_upload import MOST_DATA
from followup.models import Summary
from followup.progress import set_progress
from followup.verification import by_code
from tests import factories as make
from tests.conftest import rolled_back

AT, LATER = datetime(2020, 1, 20, 12, tzinfo=UTC), datetime(2020, 3, 2, 12, tzinfo=UTC)
VERIFY = "/kontrollera/"


@pytest.fixture(scope="module")
def approved(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        council = make.council(short_name="Arjeplog", slug="arjeplog", name="BRÅ i Arjeplog")
        target = make.target(promise_set=make.promise_set(slug="2019", council=council, title="Medborgarlöften 2019"))
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


def words(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def of_code(code, **query):
    return Client().get(reverse("followup:verify_code", args=[code]), query)


def send(**fields):
    return Client().post(VERIFY, fields)


def file(content, name="sammanstallning.pdf"):
    return SimpleUploadedFile(name, content)


def kept_pdf(summary):
    return bytes(summary.documents.get(kind="full").content)


def correction(summary, *, frozen):
    """A correction of the summary, approved or not, as plain rows."""
    fixed = make.summary(
        promise_set=summary.promise_set,
        slug="2019_2",
        corrects=summary,
        correction_reason="Ett tal var fel.",
        edition=2,
    )
    if frozen:
        fixed.as_of, fixed.frozen_at = LATER.date(), LATER
        fixed.snapshot = snapshot_of(fixed, set_progress(fixed.promise_set, as_of=fixed.as_of))
        fixed.sha256 = digest(fixed.snapshot)
        fixed.code = code_of(fixed.sha256)
        fixed.save()
    return fixed


def test_a_code_from_paper_tells_whose_summary_it_is_of_what_and_since_when(summary):
    answer = of_code(summary.code)
    assert answer.status_code == 200
    said = words(answer)
    assert "Koden hör till en godkänd sammanställning" in said
    assert "Kommun Arjeplog Vad Sammanställning av medborgarlöften 2019 Slag Slutlig sammanställning" in said
    assert "Period 1 januari 2019 – 31 december 2019" in said
    assert "Godkänd av båda parter 20 januari 2020" in said
    assert "Uppfyllda mål 1 av 1" in said
    assert summary.code in said and summary.sha256 in said
    assert "Den gäller inte längre" not in said


def test_a_code_is_found_however_it_is_typed(summary):
    code = summary.code
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f" {code} "):
        answer = send(check_code=typed)
        assert answer.status_code == 302
        assert answer["Location"] == reverse("followup:verify_code", args=[code])
        assert by_code(typed) == summary


@pytest.mark.parametrize("code", ["7K3Q-9F2M-XW01", "finns-inte", "0"])
def test_a_code_that_is_none_is_not_found_and_the_page_says_what_to_do(summary, code):
    answer = of_code(code)
    assert answer.status_code == 404
    assert f"Ingen godkänd sammanställning här har koden {code}" in words(answer)
    assert "Arjeplog" not in words(answer)


def test_who_reads_the_code_of_what_a_correction_has_replaced_is_led_on(summary):
    newer = correction(summary, frozen=True)
    said = words(of_code(summary.code))
    assert "Den gäller inte längre. En rättelse godkändes 2 mars 2020." in said
    assert f"Rättelsen har koden {newer.code}" in said
    assert f"Rättar {summary.code}" in words(of_code(newer.code))


def test_a_correction_that_both_have_not_approved_is_not_told_of(summary):
    correction(summary, frozen=False)
    said = words(of_code(summary.code))
    assert "rättelse" not in said and "Ett tal var fel" not in said


def test_a_draft_has_no_code_and_no_council_is_named_for_it(summary):
    council = make.council(short_name="Hemlig ort")
    make.summary(promise_set=make.promise_set(council=council, title="Hemliga löften"))
    for answer in (Client().get(VERIFY), of_code("0000-0000-0000"), send(check_file=file(b"%PDF-1.7"))):
        assert "Hemlig" not in answer.content.decode()
    assert Summary.objects.filter(code="").exists() and by_code("") is None


# Files


def test_the_kept_pdf_is_known_by_its_bytes(summary):
    said = words(send(check_file=file(kept_pdf(summary))))
    assert "Filen är godkänd Den är tecken för tecken det dokument som sparades" in said
    assert "Kommun Arjeplog" in said and "Hela sammanställningen" in said


def test_a_pdf_with_one_byte_changed_is_not(summary):
    content = bytearray(kept_pdf(summary))
    content[len(content) // 2] ^= 1
    answer = send(check_file=file(bytes(content)))
    assert answer.status_code == 200
    assert "Filen är inte känd" in words(answer) and "Arjeplog" not in words(answer)


@pytest.mark.parametrize("indent", [None, 2])
def test_its_data_is_known_however_it_is_spelled(summary, indent):
    data = json.dumps(printed(summary), indent=indent).encode()
    assert "Uppgifterna är godkända" in words(send(check_file=file(data, "data.json")))
    other = json.dumps({**printed(summary), "municipality": "Annan"}).encode()
    assert "Filen är inte känd" in words(send(check_file=file(other, "data.json")))


HOSTILE = {
    "nested": b'{"a":' * 100_000,
    "half a letter": b'{"a": "\xc3',
    "half a pair": b'{"a": "\\ud800"}',
    "a long number": b'{"a": ' + b"9" * 5000 + b"}",
    "a list": b'{"snapshot": [1]}',
    "large": b'{"a": "' + b"x" * MOST_DATA + b'"}',
    "zeros": bytes(100_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_sent_is_answered_with_a_sentence(summary, name):
    answer = send(check_file=file(HOSTILE[name], "fil.json"))
    assert answer.status_code == 200
    assert "Filen är inte känd" in words(answer)


def test_nothing_that_is_sent_is_kept(summary, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", None)  # would raise if it were asked
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = send(check_file=file(kept_pdf(summary) + bytes(3 * 1024 * 1024)))
    assert answer.status_code == 200
    assert list(tmp_path.iterdir()) == []
    written = [query["sql"] for query in queries if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    assert all('"cache"' in sql or "cache" in sql.split()[2] for sql in written), written


def test_a_file_larger_than_any_page_takes_is_refused_before_it_is_read(summary, settings):
    settings.LARGEST_BODY = 1000
    assert send(check_file=file(b"x" * 2000)).status_code == 413


# The form


WRONG = {
    "nothing": ({}, "Skriv koden, eller välj en fil."),
    "half a code": ({"check_code": "7K3Q-9F2M"}, "En kod har tolv tecken"),
    "a letter no code has": ({"check_code": "7K3Q-9F2M-XW0U"}, "En kod har tolv tecken"),
    "a long text": ({"check_code": "7" * 50_000}, "En kod har tolv tecken"),
    "NUL": ({"check_code": "7K3Q\x009F2M"}, "Null-tecken är inte tillåtna."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(db, name):
    fields, sentence = WRONG[name]
    answer = send(**fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    if name == "half a code":
        assert 'value="7K3Q-9F2M"' in page
        assert 'aria-invalid="true"' in page


def test_an_empty_file_is_said_to_be_empty(db):
    answer = send(check_file=file(b""))
    assert answer.status_code == 422
    assert "Filen är tom." in words(answer)


def test_no_cookie_is_read_or_set_and_no_token_is_needed(summary):
    client = Client(enforce_csrf_checks=True)
    for answer in (client.get(VERIFY), client.post(VERIFY, {"check_code": summary.code}), of_code(summary.code)):
        assert not answer.cookies
        assert answer.status_code == 302 or answer["Cache-Control"] == "no-store"
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_another_site_s_form_is_refused_and_our_own_is_not(db):
    for origin, expected in (("https://evil.example", 403), ("null", 403), ("http://testserver", 422)):
        assert Client().post(VERIFY, headers={"origin": origin}).status_code == expected


def test_who_is_logged_in_reads_the_same_page(summary):
    reader = Client()
    reader.force_login(make.user())
    address = reverse("followup:verify_code", args=[summary.code])
    assert reader.get(address).content == Client().get(address).content


def test_the_page_is_read_in_english_and_leads_on_in_english(summary):
    page = of_code(summary.code, sprak="en")
    assert page["Content-Language"] == "en" and '<html lang="en">' in page.content.decode()
    answer = Client().post(f"{VERIFY}?sprak=en", {"check_code": summary.code})
    assert answer["Location"].endswith("?sprak=en")


def test_who_tries_without_end_is_stopped_for_a_while(db, monkeypatch):
    monkeypatch.setitem(ACCOUNT_RATE_LIMITS, "verify", "2/m/ip")
    sent = [send(check_code="7K3Q-9F2M-XW01").status_code for _ in range(3)]
    assert sent == [302, 302, 429]
    assert Client().get(VERIFY).status_code == 200


def test_a_code_costs_one_question_of_the_database(summary, django_assert_num_queries):
    with django_assert_num_queries(1):
        of_code(summary.code)
