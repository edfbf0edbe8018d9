"""The public page of a published summary: what both parties approved, the same for everybody, and nothing else."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup import frozen
from followup.actions.corrections import begin_correction
from followup.actions.publishing import publish_summary
from followup.document.codes import code_of
from followup.document.snapshot import digest, sha256_of
from followup.models import Summary, SummaryDocument
from promises.models import PromiseSet
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 25, 12, tzinfo=UTC)
PAPER = b"%PDF of what was approved"


@pytest.fixture(autouse=True)
def on_3_february():
    with time_machine.travel("2020-02-03T12:00:00+01:00") as clock:
        yield clock


@pytest.fixture
def council():
    return make.council(name="BRÅ Överkalix", short_name="Överkalix", slug="overkalix")


@pytest.fixture
def anna(council):
    return make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lindgren"))


@pytest.fixture
def promise_set(council, anna):
    """Targets of several kinds, what was written of them, and behind it what must not be seen."""
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    section = make.section(promise_set=promise_set, title="Närvaro")
    promise = make.promise(section=section, wording="Polisen går på torget.", responsible=make.parties_of(council))
    walks = make.target(promise=promise, label="Vandring", minimum=2, unit="vandring", units="vandringar")
    make.target(promise=promise, label="Samtal i skolan", kind="qualitative")
    place = make.place(council=council, name="Hemliga parken")
    make.activity(targets=[walks], by=anna, place=place, reach=3, note="Hemlig anteckning")
    make.text(promise_set=promise_set, by=anna, introduction="Året var lugnt.", carried_over="Vi fortsätter.")
    make.text(promise=promise, by=anna, police_did="Polisen gick en gång.", why_not="Snön låg länge.\n\nTill maj.")
    make.all_shared(promise_set, by=anna)
    return promise_set


@pytest.fixture
def summary(promise_set):
    return with_paper(make.frozen(promise_set, at=AT), PAPER)


@pytest.fixture
def published(summary, anna):
    return publish_summary(summary=summary, by=anna, at=AT)


def with_paper(summary, content):
    SummaryDocument.objects.create(summary=summary, kind="short", content=content, sha256=sha256_of(content))
    return summary


def address(slug="2019", council="overkalix", name="public_summary", **query):
    return reverse(f"followup:{name}", args=[council, slug], query=query)


def paper(slug="2019"):
    return address(slug, name="public_summary_pdf")


def promises(**query):
    return address(name="public_promises", **query)


def words(response, status=200):
    assert response.status_code == status
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<(title|desc)\b.*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)).split())


def whole(response):
    return response.status_code, response.serialize_headers(), response.content


def corrected(summary, by, **changes):
    """An approved correction of a summary, published in that same moment if the summary was."""
    row = begin_correction(summary=summary, reason="Två vandringar hade glömts.", by=by)
    said = {
        "code": summary.code,
        "sha256": summary.sha256,
        "approved_on": "2020-01-25",
        "reason": row.correction_reason,
    }
    row.snapshot = {**summary.snapshot, "version": 2, "corrects": said, **changes}
    row.frozen_at, row.sha256 = AT, digest(row.snapshot)
    row.code = code_of(row.sha256)
    if summary.published_at:
        row.published_at, row.published_by = AT, by
    row.save()
    return with_paper(row, b"%PDF mended")


# What is published, and what is not


def test_nothing_is_there_before_it_is_published(client, summary):
    missing = whole(client.get(address("finns-inte")))
    assert missing[0] == 404
    assert whole(client.get(address())) == missing == whole(client.get(paper()))
    assert "Läs sammanställningen" not in client.get(promises()).content.decode()


def test_it_is_there_for_anybody_when_it_is(client, published):
    assert client.get(address()).status_code == 200
    assert f'href="{address()}">Läs sammanställningen</a>' in client.get(promises()).content.decode()
    assert f'href="{address(sprak="en")}"' in client.get(promises(sprak="en")).content.decode()


def test_it_goes_with_its_promises(client, published, promise_set):
    PromiseSet.objects.filter(pk=promise_set.pk).update(status="signed")
    assert client.get(address()).status_code == client.get(paper()).status_code == 404


def test_neither_another_council_nor_another_set_leads_to_it(client, published):
    make.promise_set(council=make.council(slug="haparanda"), slug="2018")
    for path in (address(council="haparanda"), address("2018", "haparanda"), address(council="finns-inte")):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_written_by_any_method(client, published, method):
    for path in (address(), paper()):
        assert getattr(client, method)(path).status_code == 405


# What it says


def test_it_says_what_was_written_and_how_each_target_went(client, published):
    said = words(client.get(address()))
    for text in (
        "Sammanställning av medborgarlöften 2019",
        "Båda godkände texten 25 januari 2020",
        "Uppfyllda mål 0 av 1",
        "Inledning Året var lugnt.",
        "Närvaro Löfte 1 Polisen går på torget.",
        "Vandring 1 av 2 Delvis uppfyllt",
        "Samtal i skolan Mål utan mått, följs upp i ord Inget mått",
        "Vad polisen gjorde Polisen gick en gång.",
        "Vad som inte gjordes, och varför Snön låg länge. Till maj.",
        "Det här tar vi med till nästa period Vi fortsätter.",
        published.code,
    ):
        assert text in said, said


def test_no_activity_no_name_and_no_number_of_people_is_there(client, published):
    page = client.get(address()).content.decode()
    for secret in ("Hemlig", "Anna Lindgren", "2019-06-03", "3 personer", "Underlag"):
        assert secret not in page, secret


def test_what_is_logged_or_renamed_afterwards_changes_nothing(client, published, promise_set, anna):
    before = whole(client.get(address()))
    [walks, _talks] = [target for section in promise_set.sections.all() for target in _targets(section)]
    make.activity(targets=[walks], by=anna)
    walks.label = "Ett annat namn"
    walks.save()
    assert whole(client.get(address())) == before


def _targets(section):
    return [target for promise in section.promises.all() for target in promise.targets.order_by("pk")]


def test_markup_that_somebody_typed_is_text(client, summary, anna):
    snapshot = {**summary.snapshot, "introduction": "<script>alert(1)</script> {{ 7*7 }}"}
    frozen.remove(connection)  # what the database refuses to change
    Summary.objects.filter(pk=summary.pk).update(snapshot=snapshot)
    publish_summary(summary=summary, by=anna, at=AT)
    page = client.get(address()).content.decode()
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


def test_what_was_frozen_in_the_first_format_is_read_as_well(client, summary, anna):
    later = ("kind", "kind_text", "name", "corrects", "check_url", "engine", "proposed", "not_shared", "method")
    snapshot = {name: value for name, value in summary.snapshot.items() if name not in later}
    for promise in snapshot["sections"][0]["promises"]:
        del promise["proposed"], promise["not_shared"]
    frozen.remove(connection)  # what the database refuses to change
    Summary.objects.filter(pk=summary.pk).update(snapshot={**snapshot, "format": 1})
    publish_summary(summary=summary, by=anna, at=AT)
    assert "Polisen gick en gång." in words(client.get(address()))


def test_the_paper_is_the_one_that_was_kept(client, published):
    answer = client.get(paper())
    assert answer.status_code == 200 and answer.content == PAPER and answer["Content-Type"] == "application/pdf"
    assert answer["ETag"] == f'"{sha256_of(PAPER)}"'
    assert client.get(paper(), headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert f'href="{paper()}"' in client.get(address()).content.decode()


# Corrections, and summaries on the way


def test_a_published_correction_takes_the_place_of_the_old_one(client, published, anna):
    before = client.get(address())
    row = corrected(published, anna, introduction="Året var mycket lugnt.")
    after = client.get(address())
    said = words(after)
    assert "Året var mycket lugnt." in said and "Året var lugnt." not in said
    assert f"har kontrollkoden {published.code}" in said and "Två vandringar hade glömts." in said
    assert row.code in said and "Version 2" in said
    assert before["ETag"] != after["ETag"]
    assert client.get(paper()).content == b"%PDF mended"


def test_a_correction_that_is_being_written_cannot_be_felt(client, published, anna):
    before = whole(client.get(address()))
    begin_correction(summary=published, reason="Fel antal.", by=anna)
    assert whole(client.get(address())) == before


def test_one_on_the_way_is_read_until_the_final_one_is_published(client, promise_set, anna, summary):
    part = make.summary(promise_set=promise_set, kind="part", name="Tertial 1", as_of=date(2019, 4, 30), slug="2019_t1")
    part.snapshot = {**summary.snapshot, "introduction": "Än är det tidigt.", "name": "Tertial 1", "kind": "part"}
    part.frozen_at, part.sha256 = AT, digest(part.snapshot)
    part.code = code_of(part.sha256)
    part.save()
    publish_summary(summary=part, by=anna, at=AT)
    assert "Än är det tidigt." in words(client.get(address()))
    publish_summary(summary=summary, by=anna, at=AT)
    assert "Året var lugnt." in words(client.get(address()))


# The same for everybody, kept by browsers and proxies


def test_no_cookie_is_set_or_read_and_whoever_is_logged_in_reads_the_same(client, published, anna):
    plain = whole(client.get(address())), whole(client.get(paper()))
    answer = client.get(address())
    assert not answer.cookies and "Vary" not in answer and answer["Cache-Control"] == "public, max-age=60"
    client.force_login(anna)
    with CaptureQueriesContext(connection) as captured:
        assert (whole(client.get(address())), whole(client.get(paper()))) == plain
    asked = " ".join(query["sql"] for query in captured)
    assert "django_session" not in asked and "councils_user" not in asked
    assert len(captured) <= 9


def test_who_has_the_page_already_is_told_so_without_reading_what_was_frozen(client, published):
    first = client.get(address())
    with CaptureQueriesContext(connection) as captured:
        again = client.get(address(), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content and len(captured) == 3
    assert '"snapshot"' not in " ".join(query["sql"] for query in captured)


def test_the_mark_of_the_promises_changes_when_their_summary_is_published(client, summary, anna):
    before = client.get(promises())["ETag"]
    publish_summary(summary=summary, by=anna, at=AT)
    assert client.get(promises())["ETag"] != before


def test_the_frame_is_english_where_that_is_asked_for(client, published):
    answer = client.get(address(sprak="en"))
    page = answer.content.decode()
    assert '<html lang="en">' in page and "Partly fulfilled" in page and '<blockquote lang="sv">' in page
    assert answer["Content-Language"] == "en, sv"
    assert answer["ETag"] != client.get(address())["ETag"]


@pytest.mark.parametrize("query", [{"sprak": "de"}, {"sprak": "x" * 500}, {"id": "1", "version": "1"}])
def test_an_unknown_addition_to_the_address_changes_nothing(client, published, query):
    assert whole(client.get(address(**query))) == whole(client.get(address()))


def test_it_has_no_script_and_no_form(client, published):
    page = client.get(address()).content.decode()
    assert "<script" not in page and "<form" not in page and "csrf" not in page
