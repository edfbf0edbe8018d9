"""Plan and situational picture as PDF and Word: the same words as on the page, drafts marked, and nothing unshared."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from councils.models import Picture
from councils.picture_reading import read_picture
from councils.plan_reading import read_plan
from councils.roles import Role
from followup.document.paper import Drawing, Table
from followup.document.paper_docx import paper_docx
from followup.document.paper_pdf import paper_pdf
from followup.document.picture_paper import picture_paper
from followup.document.plan_paper import plan_paper
from tests import factories as make
from tests.councils import plan_rows as rows

pytestmark = pytest.mark.django_db

TODAY = date(2019, 5, 1)


@pytest.fixture
def council():
    return make.council()


def words_of(paper):
    with zipfile.ZipFile(io.BytesIO(paper_docx(paper))) as archive:
        return archive.read("word/document.xml").decode() + archive.read("word/header1.xml").decode()


def paper_of(plan, picture=None):
    return plan_paper(read_plan(plan), tells_picture=picture is not None, today=TODAY)


def test_a_draft_says_that_it_is_one_and_tells_no_results(council):
    paper = paper_of(rows.plan(council))
    assert paper.is_draft
    assert "Utkast" in words_of(paper)
    assert "Resultat" not in words_of(paper)


def test_a_decided_plan_tells_who_decided_it_and_how_it_went(council):
    paper = paper_of(rows.decided(rows.plan(council)))
    said = words_of(paper)
    for words in ("Kommunstyrelsen 2019-01-15 § 4", "KS 2019-01-09", "Inte rapporterad", "Inget resultat rapporterat"):
        assert words in said
    assert (paper.is_draft, paper.day) == (False, rows.ON)


def test_a_picture_shows_what_has_been_shared_alone(council):
    police, municipal = make.parties_of(council)
    picture = Picture.objects.create(council=council, number=1, title="Lägesbild 2019", mapping="Anmälda brott")
    shared = {"shared_at": "2019-02-01T12:00Z", "shared_by": make.user()}
    picture.contributions.create(organisation=police, crime="Polisens siffror", **shared)
    picture.contributions.create(organisation=municipal, crime="Kommunens hemlighet")
    indicator = council.indicators.create(name="Misshandel", unit="antal", source="Brå")
    indicator.values.create(year=2018, level="municipality", geography="2513", value="12.500", is_preliminary=True)
    picture.indicators.create(indicator=indicator, comment="Färre")
    said = words_of(picture_paper(read_picture(picture), today=TODAY))
    for words in ("Anmälda brott", "Polisens siffror", "12,5 (preliminärt)", "Källa: Brå", "Utkast"):
        assert words in said
    assert "hemlighet" not in said


def test_figures_are_printed_with_areas_names_a_drawing_and_no_small_numbers(council):
    picture = Picture.objects.create(council=council, number=1, title="Lägesbild 2019", mapping="Anmälda brott")
    indicator = council.indicators.create(name="Misshandel", unit="anmälda brott", source="Brå")
    for year, own, county in ((2016, 21, 2110), (2018, 4, 2040)):
        indicator.values.create(year=year, level="municipality", geography="2513", value=own)
        indicator.values.create(year=year, level="county", geography="25", value=county)
    picture.indicators.create(indicator=indicator)
    paper = picture_paper(read_picture(picture), today=TODAY)
    table = next(one for one in paper.blocks if isinstance(one, Table))
    assert table.heads == ("År", "Överkalix", "Norrbottens län")
    assert table.rows == (
        ("2018", "visas inte", "2\N{NO-BREAK SPACE}040"),
        ("2017", "\N{EN DASH}", "\N{EN DASH}"),
        ("2016", "21", "2\N{NO-BREAK SPACE}110"),
    )
    said = words_of(paper)
    assert "Små tal visas inte" in said
    assert "Ett streck betyder" in said
    drawing = next(one for one in paper.blocks if isinstance(one, Drawing))
    assert drawing.svg.startswith("<svg")
    assert "21 anmälda brott år 2016" in drawing.said
    assert paper_pdf(paper).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(paper_docx(paper))) as file:
        assert [name for name in file.namelist() if name.startswith("word/media/")] == ["word/media/image1.png"]


def test_the_files_are_behind_the_gate_and_named_after_the_plan(client, council):
    plan = rows.decided(rows.plan(council, slug="plan-2019"))
    client.force_login(make.person(Role.OFFICIAL, council=council))
    answer = client.get(reverse("followup:plan_word", args=[council.slug, plan.slug]))
    assert answer["Content-Disposition"] == 'attachment; filename="plan-2019.docx"'
    pdf = client.get(reverse("followup:plan_pdf", args=[council.slug, plan.slug]))
    assert pdf.content.startswith(b"%PDF")
    Picture.objects.create(council=council, number=7, title="Ett utkast")
    for number in (7, 8, 10**17):
        assert client.get(reverse("followup:picture_word", args=[council.slug, number])).status_code == 404
