"""A summary's documents: kept ones as they were kept, the others made of the same snapshot, and all say the same."""

import io
import json
import re
from datetime import UTC, date, datetime
from html import unescape
from types import SimpleNamespace

import docx
import openpyxl
import pytest
import time_machine
from django.urls import reverse
from docx.oxml.ns import qn

from councils.roles import Role
from followup.codes import VERDICT_NAMES, DocumentKind, Judgement
from followup.document.snapshot import sha256_of
from followup.models import SummaryDocument
from followup.summary_addresses import final_summary
from followup.summary_documents import DOCUMENTS
from tests import factories as make
from tests.followup.document.reading import pages, plain, read
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 1, 15, 12, tzinfo=UTC)
MADE = [name for name, document in DOCUMENTS.items() if document.make]
STATUS_WORDS = {str(name) for name in (*VERDICT_NAMES.values(), *Judgement.labels)}
NUMBER = re.compile(r"\d+")


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def world():
    council = make.council(short_name="Överkalix", slug="overkalix")
    about = {"council": council, "title": "Medborgarlöften 2019", "slug": "2019", "recipients": ["Kommunledningen"]}
    promise_set = make.promise_set(**about, summary_due_on=date(2020, 1, 31))
    section = make.section(promise_set=promise_set, title="Närvaro")
    promise = make.promise(section=section, wording="Vi ska gå 13 vandringar.", order=1)
    other = make.promise(section=section, wording="Fler ska känna sig trygga.", order=2)
    walks = make.target(promise=promise, label="Vandring", unit="vandring", units="vandringar", minimum=13)
    rounds = make.target(promise=promise, label="Rundor", unit="runda", units="rundor", minimum=2)
    make.target(promise=other, label="Samverkan", kind="qualitative")
    make.target(promise=other, label="Oro", kind="effect", indicator="andelen oroliga", direction="down")
    trust = make.target(promise=other, label="Trygghet", kind="effect", indicator="andelen trygga", threshold=65)
    make.measurement(target=trust, measured_on=date(2019, 11, 4), value=71)
    for day in (date(2019, 3, 7), date(2019, 8, 19), date(2019, 10, 17)):
        make.activity(targets=[walks], occurred_on=day, place_text="Centrum", count=2, count_quality="at_least")
    make.activity(targets=[rounds], occurred_on=date(2019, 4, 5), count=3)
    people = {
        role.name.lower(): make.person(role, council=council, user=make.user(name=f"Namn {role.value}"))
        for role in (Role.COORDINATOR, Role.POLICE_MANAGER, Role.OFFICIAL)
    }
    made = SimpleNamespace(council=council, promise_set=promise_set, promise=promise, walks=walks, rounds=rounds)
    made.__dict__.update(people)
    return made


def frozen(world):
    make.text(promise=world.promise, by=world.coordinator, municipality_did="Kommunen bjöd in 47 gånger.")
    make.all_shared(world.promise_set, by=world.coordinator)
    return make.frozen(world.promise_set, at=NOW)


def address(name, summary="2019"):
    return reverse("followup:summary_document", args=["overkalix", summary, name])


def page(client):
    return client.get(reverse("followup:summary", args=["overkalix", "2019"])).content.decode()


def fetched(client, name):
    answer = client.get(address(name))
    assert answer.status_code == 200, name
    return answer.content


# Page, PDF, Word, Excel and data say the same


def words_of_page(html):
    [main] = re.findall(r"<main.*</main>", html, re.S)
    return plain(unescape(re.sub(r"<[^>]+>", " ", main)))


def words_of_pdf(pdf):
    return plain(read(pdf).text)


def words_of_word(content):
    paragraphs = docx.Document(io.BytesIO(content)).element.body.iter(qn("w:p"))
    return plain(" ".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs))


def words_of_excel(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return plain(" ".join(str(one.date() if isinstance(one, datetime) else one) for one in values))


def words_of_data(content):
    return plain(" ".join(leaves(json.loads(content))))


def leaves(value):
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [str(value)]


READ_AS_WORDS = {"pdf": words_of_pdf, "word": words_of_word, "excel": words_of_excel, "data": words_of_data}


def targets_of(snapshot):
    return [
        target for section in snapshot["sections"] for promise in section["promises"] for target in promise["targets"]
    ]


def figures_of(snapshot):
    """Every figure with its words that all of them must show."""
    counts = [row["value"] for row in snapshot["counts"]]
    targets = [target[name] for target in targets_of(snapshot) for name in ("label", "outcome", "arithmetic")]
    texts = [promise["municipality_did"] for section in snapshot["sections"] for promise in section["promises"]]
    return [text for text in (*counts, *targets, *texts) if text]


def test_every_figure_and_status_word_is_the_same_in_all_of_them(client, world):
    summary = frozen(world)
    sign_in(client, world.coordinator)
    said = {name: words(fetched(client, name)) for name, words in READ_AS_WORDS.items()}
    said["page"] = words_of_page(page(client))
    names = ("verdict_text", "computed_verdict_text")
    statuses = {target[name] for target in targets_of(summary.snapshot) for name in names}
    assert len(statuses) == 3
    for name, words in said.items():
        assert [text for text in figures_of(summary.snapshot) if plain(text) not in words] == [], name
        assert {word for word in STATUS_WORDS if word in words} == statuses, name
        assert summary.sha256 in words, name
    # The page leaves the dated activities and the rules to the documents.
    frozen_numbers = set(NUMBER.findall(said["data"]))
    pdf = fetched(client, "pdf")
    on_axes = {number for figure in read(pdf).all("Figure") for number in NUMBER.findall(figure.text)}
    frame = {"pdf": on_axes | {str(number + 1) for number in range(len(pages(pdf)))}, "word": set()}
    for name in ("pdf", "word"):
        rows = [row for found in summary.snapshot["evidence"] for row in found["rows"]]
        assert all(f"{row['count']} {row['id']}" in said[name] for row in rows), name
        assert not set(NUMBER.findall(said[name])) - frozen_numbers - {"256"} - frame[name], name


def test_each_target_has_the_same_figure_and_verdict_in_every_table(client, world):
    expected = [
        ("1", target["label"], target["outcome"], target["verdict_text"])
        for target in targets_of(frozen(world).snapshot)[:2]
    ]
    sign_in(client, world.coordinator)
    tagged = read(fetched(client, "pdf"))
    in_pdf = [tuple(plain(cell.text) for cell in row.children) for row in tagged.all("TR")]
    in_word = [
        tuple(cell.text for cell in row.cells)
        for row in docx.Document(io.BytesIO(fetched(client, "word"))).tables[0].rows
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(client, "excel")))["Mål"]
    in_excel = [(str(row[0].value), row[1].value, row[3].value, row[5].value) for row in sheet.iter_rows()]
    shown = page(client)
    in_page = re.findall(
        r'<strong lang="sv">(Vandring|Rundor): ([^<]*)</strong>\s*<span class="verdict[^>]*>([^<]*)', shown
    )
    assert in_page == [line[1:] for line in expected]
    for rows in (in_pdf, in_word, in_excel):
        assert set(expected) <= set(rows)


# Which there are


def test_what_is_kept_is_given_byte_for_byte(client, world):
    summary = frozen(world)
    for kind in DocumentKind:
        content = f"%PDF-{kind}".encode()
        SummaryDocument.objects.create(summary=summary, kind=kind, content=content, sha256=sha256_of(content))
    sign_in(client, world.official)
    kept = {name: fetched(client, name) for name, document in DOCUMENTS.items() if document.kept}
    assert kept == {"pdf": b"%PDF-full", "kortversion": b"%PDF-short", "engelska": b"%PDF-english"}


def test_the_page_lists_what_there_is_with_format_and_size(client, world):
    summary = frozen(world)
    content = b"%PDF" + b"0" * 3068
    SummaryDocument.objects.create(summary=summary, kind="short", content=content, sha256=sha256_of(content))
    sign_in(client, world.official)
    shown = page(client)
    there = [name for name in DOCUMENTS if f'href="{address(name)}"' in shown]
    assert there == ["pdf", "kortversion", "word", "excel", "data"]
    assert "PDF, 3,0" in shown.replace("\xa0", " ")


def test_a_draft_has_documents_made_as_it_stands_and_named_so(client, world):
    sign_in(client, world.coordinator)
    for name in MADE:
        answer = client.get(address(name))
        ending = DOCUMENTS[name].ending
        assert answer["Content-Disposition"] == f'attachment; filename="sammanstallning-overkalix-2019-utkast.{ending}"'
        assert answer["Content-Type"] == DOCUMENTS[name].content_type
    assert final_summary(world.promise_set).pk is None


@pytest.mark.parametrize("name", ["kortversion", "engelska", "finns-inte"])
def test_what_there_is_not_is_not_found(client, world, name):
    sign_in(client, world.coordinator)
    assert client.get(address(name)).status_code == 404


def test_a_draft_is_hidden_from_officials_in_every_format(client, world):
    sign_in(client, world.official)
    assert {client.get(address(name)).status_code for name in DOCUMENTS} == {404}


@pytest.mark.parametrize("name", ["word", "excel", "data"])
def test_another_partys_unshared_text_is_in_no_format(client, world, name):
    make.text(promise=world.promise, by=world.coordinator, municipality_did="Hemlig formulering")
    sign_in(client, world.coordinator)
    assert "Hemlig formulering" in READ_AS_WORDS[name](fetched(client, name))
    sign_in(client, world.police_manager)
    said = READ_AS_WORDS[name](fetched(client, name))
    assert "Hemlig formulering" not in said
    assert "har inte delat sin text än" in said


@pytest.mark.parametrize("name", ["pdf", "word", "excel", "data"])
def test_a_document_takes_no_more_queries_with_more_rows(client, world, name, django_assert_max_num_queries):
    frozen(world)
    sign_in(client, world.coordinator)
    with django_assert_max_num_queries(8):
        client.get(address(name))


def test_what_cannot_be_made_is_a_sentence_and_no_error(client, world, monkeypatch, tmp_path):
    broken = tmp_path / "child.py"
    broken.write_text("raise SystemExit('no')")
    monkeypatch.setattr("followup.document.pictures.CHILD", broken)
    frozen(world)
    sign_in(client, world.coordinator)
    answer = client.get(address("word"), follow=True)
    assert answer.redirect_chain == [(reverse("followup:summary", args=["overkalix", "2019"]), 302)]
    assert "Dokumentet kunde inte skapas." in answer.content.decode()
