"""What the archive takes over of an approved summary: everything that is kept, and how to check that it is whole."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from followup.actions.corrections import begin_correction
from followup.actions.publishing import publish_summary
from followup.document.snapshot import sha256_of
from followup.models import SummaryDocument
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 25, 12, tzinfo=UTC)
DC = "{http://purl.org/dc/elements/1.1/}"
PAPERS = {"full": b"%PDF full", "short": b"%PDF short", "english": b"%PDF english"}


@pytest.fixture(autouse=True)
def on_3_february():
    with time_machine.travel("2020-02-03T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(name="BRÅ Överkalix", short_name="Överkalix", slug="overkalix")


@pytest.fixture
def anna(council):
    return make.person(Role.COORDINATOR, council=council)


@pytest.fixture
def summary(council, anna):
    promise_set = make.promise_set(council=council, title="Löften & <mål> 2019", slug="2019")
    make.target(promise=make.promise(promise_set=promise_set, responsible=make.parties_of(council)))
    summary = make.frozen(promise_set, at=AT)
    summary.registry_number, summary.police_registry_number, summary.retention = "KS 2020/17", "A012.345/2020", "10"
    summary.save()
    for kind, content in PAPERS.items():
        SummaryDocument.objects.create(summary=summary, kind=kind, content=content, sha256=sha256_of(content))
    return summary


def address(summary):
    return reverse("followup:archive_summary", args=[summary.promise_set.council.slug, summary.address])


@pytest.fixture
def package(client, anna, summary):
    def fetched(user=anna):
        client.force_login(user)
        response = client.get(address(summary))
        assert response.status_code == 200 and response["Content-Type"] == "application/zip"
        return response.content

    return fetched


def files_in(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_every_kept_paper_the_data_and_what_identifies_them(package):
    files = files_in(package())
    assert list(files) == [
        *("sammanstallning-engelsk-ram.pdf", "sammanstallning.pdf", "kortversion.pdf"),
        *("sammanstallning.json", "metadata.json", "metadata.xml", "sha256sums.txt"),
    ]
    assert files["sammanstallning.pdf"] == PAPERS["full"] and files["kortversion.pdf"] == PAPERS["short"]


def test_the_data_is_the_frozen_content_with_the_sum_that_stands_on_the_paper(package, summary):
    data = files_in(package())["sammanstallning.json"]
    assert json.loads(data) == summary.snapshot
    assert hashlib.sha256(data).hexdigest() == summary.sha256


def test_the_list_of_sums_has_every_other_file_as_it_is(package):
    files = files_in(package())
    listed = dict(reversed(line.split("  ")) for line in files.pop("sha256sums.txt").decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_metadata_says_what_it_is_whose_and_how_long_it_is_kept(package, summary):
    said = json.loads(files_in(package())["metadata.json"])
    assert said["title"] == "Sammanställning av löften & <mål> 2019"
    assert said["parties"] == [one.name for one in make.parties_of(summary.promise_set.council)]
    assert (said["registry_number"], said["police_registry_number"]) == ("KS 2020/17", "A012.345/2020")
    assert said["retention"] == {"code": "10", "text": "Gallras efter 10 år"}
    assert (said["sha256"], said["code"], said["approved_on"]) == (summary.sha256, summary.code, "2020-01-25")
    assert said["kind"]["text"] == "Slutlig sammanställning" and said["published_on"] is None
    [full] = [one for one in said["files"] if one["name"] == "sammanstallning.pdf"]
    assert full == {
        "name": "sammanstallning.pdf",
        "type": "application/pdf",
        "bytes": len(PAPERS["full"]),
        "sha256": sha256_of(PAPERS["full"]),
    }


def test_the_same_stands_in_the_elements_of_dublin_core(package, summary):
    root = ElementTree.fromstring(files_in(package())["metadata.xml"])

    def of(name):
        return [element.text for element in root.findall(f"{DC}{name}")]

    assert of("title") == ["Sammanställning av löften & <mål> 2019"]
    assert of("creator") == [one.name for one in make.parties_of(summary.promise_set.council)]
    assert of("publisher") == ["BRÅ Överkalix"] and of("date") == ["2020-01-25"] and of("language") == ["sv"]
    assert of("coverage") == ["Överkalix", "2019-01-01/2019-12-31"]
    assert of("identifier") == [summary.code, f"sha256:{summary.sha256}", "KS 2020/17", "A012.345/2020"]
    assert root.find("retention").text == "Gallras efter 10 år"


def test_what_no_xml_may_hold_does_not_stop_it(package, summary):
    summary.registry_number = "KS\x0b 17\ufffe"
    summary.save()
    root = ElementTree.fromstring(files_in(package())["metadata.xml"])
    assert "KS 17" in [element.text for element in root.findall(f"{DC}identifier")]


def test_it_is_the_same_bytes_again_on_another_day_in_another_language_to_another_reader(package, client, council):
    first = package()
    per = make.person(Role.OFFICIAL, council=council)
    client.force_login(per)
    client.post(reverse("set_language"), {"language": "en"})
    with time_machine.travel("2024-07-01T08:00:00+02:00"):
        client.force_login(per)
        assert package(per) == first


def test_a_correction_and_the_one_it_corrects_name_each_other(package, client, summary, anna):
    correction = begin_correction(summary=summary, reason="Fel antal.", by=anna)
    assert json.loads(files_in(package())["metadata.json"])["corrected_by"] is None
    named = {"code": summary.code, "sha256": summary.sha256, "approved_on": "2020-01-25", "reason": "Fel antal."}
    correction.snapshot = {**summary.snapshot, "corrects": named}
    correction.frozen_at, correction.sha256, correction.code = AT, "1" * 64, "0000-0000-0001"
    correction.save()
    old = files_in(package())
    assert json.loads(old["metadata.json"])["corrected_by"] == {"code": "0000-0000-0001", "sha256": "1" * 64}
    assert b"isReplacedBy 0000-0000-0001" in old["metadata.xml"]
    new = files_in(client.get(address(correction)).content)
    assert json.loads(new["metadata.json"])["corrects"] == named
    assert f"replaces {summary.code}".encode() in new["metadata.xml"]


def test_the_page_of_an_approved_summary_leads_to_it_and_to_what_everybody_reads(client, anna, summary):
    client.force_login(anna)
    public = reverse("followup:public_summary", args=["overkalix", "2019"])
    shown = client.get(summary.get_absolute_url()).content.decode()
    assert f'href="{address(summary)}"' in shown and public not in shown
    publish_summary(summary=summary, by=anna, at=AT)
    assert f'href="{public}"' in client.get(summary.get_absolute_url()).content.decode()


def test_of_a_draft_there_is_none(client, anna, council):
    make.promise_set(council=council, slug="2020")
    client.force_login(anna)
    assert client.get(reverse("followup:archive_summary", args=["overkalix", "2020"])).status_code == 404


def test_another_councils_answers_as_one_that_was_never_made(client, summary):
    client.force_login(make.person(Role.COORDINATOR))
    foreign = client.get(address(summary))
    missing = client.get(reverse("followup:archive_summary", args=["overkalix", "finns-inte"]))
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content


def test_it_is_made_with_few_questions(client, anna, summary):
    client.force_login(anna)
    with CaptureQueriesContext(connection) as captured:
        client.get(address(summary))
    assert len(captured) <= 8
