"""The rows of overviews and areas, drawn as one string: what people have typed is text, and no row asks a template."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from councils.models import Organisation
from councils.roles import Role
from followup.areas import AreaLine
from followup.assessment import Verdict
from followup.effects import parted
from followup.markup.area_rows import area_rows
from followup.markup.cells import Cells, joined, verdict_tag, why_listed
from followup.markup.effect_rows import effect_rows
from followup.markup.target_rows import target_groups
from followup.markup.urgent_lines import urgent_lines
from followup.progress import set_progress
from followup.worst_first import attention
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2019, 11, 20)
HOSTILE = """<script>alert(1)</script>"'&amp; {0}%s"""  # as long as a short name may be
ELEMENTS = re.compile(r"<(\w+)")


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def council():
    return make.council(short_name="Överkalix", slug="overkalix")


@pytest.fixture
def promise_set(council):
    return make.promise_set(council=council, title="Löften 2019", slug="2019")


def fill(promise_set, *, words="", each=1):
    """Targets of several kinds and verdicts, with `words` in everything that somebody can type."""
    section = make.section(promise_set=promise_set, title=f"Avsnitt {words}")
    for number in range(each):
        many = {"promise": make.promise(section=section, wording=f"Vi lovar {number} {words}."), "units": words}
        weekly = {"per": "week", "minimum": 1, **many}
        behind = make.target(label=f"kontakter {words}", counting="average", **weekly)
        make.activity(targets=[behind], occurred_on=date(2019, 11, 18))
        make.target(label=f"veckor {words}", counting="each", **weekly)
        silent = make.target(label=f"insatser {words}", minimum=3, **many)
        make.activity(targets=[silent], occurred_on=date(2019, 5, 2), count=2)
        make.target(label=f"samtal {words}", kind="qualitative", **many)
        make.target(label=f"plan {words}", kind="deliverable", due_on=date(2019, 12, 1), **many)
        fields = {"baseline": 61, "indicator": f"trygga {words}", "source": f"enkät {words}"}
        measured = make.target(kind="effect", promise=many["promise"], label=f"trygghet {words}", **fields)
        make.measurement(target=measured, value=68, source=f"mätt {words}")
    make.promise(section=section, wording=f"Vi lovar mer {words}.")
    return set_progress(promise_set, as_of=TODAY)


def drawn(progress):
    """Everything that is drawn of a set."""
    lines = attention([progress])
    of_area = [AreaLine(line.promise, line.facts, progress.promise_set.council) for line in lines]
    done, effects = parted(progress.sections)
    return [target_groups(done), effect_rows(effects), urgent_lines(lines, shows_set=True), area_rows(of_area)]


def words_of(markup):
    markup = re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", markup)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_what_people_have_typed_is_escaped_wherever_it_is_drawn(promise_set):
    plain = drawn(fill(promise_set))
    promise_set = make.promise_set(council=make.council(short_name=HOSTILE), title=HOSTILE)
    make.parties_of(promise_set.council)
    Organisation.objects.update(short_name=HOSTILE)
    hostile = drawn(fill(promise_set, words=HOSTILE))
    for before, after in zip(plain, hostile, strict=True):
        assert ELEMENTS.findall(after) == ELEMENTS.findall(before)
        assert after.count("&lt;script&gt;") >= 4
        assert HOSTILE in unescape(after)
        assert "alert(1)</" not in after


def test_only_html_is_joined_as_html():
    assert joined(["<b>", verdict_tag(Verdict.BEHIND), ""]).startswith("&lt;b&gt;<span")


def test_a_row_leads_where_its_target_says(promise_set):
    progress, cells = fill(promise_set), Cells()
    for facts in progress.targets:
        assert cells.address(facts) == facts.target.get_absolute_url()


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_looks_as_it_does_in_a_template(verdict):
    from_template = Cells().verdict(verdict)
    with translation.override("en"):
        in_english = Cells().verdict(verdict)
    assert from_template != in_english
    assert ELEMENTS.findall(from_template) == ["span"]
    assert verdict_tag(verdict.value) == from_template
    assert verdict_tag(verdict, "3 <b>") == re.sub(">.*<", ">3 &lt;b&gt;<", from_template)


def test_why_a_target_is_listed_is_said_only_where_its_verdict_does_not():
    assert ["Bråttom" in why_listed("pressing"), "Tyst länge" in why_listed("silent"), why_listed("")] == [1, 1, ""]


def test_rows_say_what_they_did_from_templates(promise_set):
    rows, effects, urgent, of_area = map(words_of, drawn(fill(promise_set)))
    for said in ("Följs upp i ord", "2019-05-02 v. 18", "Inget loggat –", "Inget mål är kopplat till löftet"):
        assert said in rows
    assert "Inget loggat på 202 dagar, senast 2019-05-02." in urgent
    assert "Tyst länge" in urgent
    assert "trygga · Polisen i Överkalix" in effects
    assert "61 enkät 68" in effects
    assert "Överkalix insatser" in of_area
    assert "Inget loggat på 202 dagar" in of_area


def test_rows_follow_the_language_of_the_page(promise_set):
    progress = fill(promise_set)
    with translation.override("en"):
        assert "Följs upp i ord" not in target_groups(progress.sections)


def test_a_page_takes_as_many_templates_for_many_targets_as_for_few(client, council):
    make_sets = {"fa": 1, "flera": 12}
    for slug, each in make_sets.items():
        fill(make.promise_set(council=council, slug=slug), each=each)
    client.force_login(make.person(Role.COORDINATOR, council=council))
    pages = [client.get(reverse("followup:overview", args=["overkalix", slug])) for slug in make_sets]
    few, many = (len(page.templates) for page in pages)
    assert [page.content.count(b"<tr role=") for page in pages] == [9, 75]
    assert few == many


def test_the_overview_of_a_replaced_edition_shows_its_deadline_without_counting_the_days(client, council):
    replaced = {"status": "superseded", "summary_due_on": date(2020, 1, 31)}
    fill(make.promise_set(council=council, slug="2019", **replaced))
    client.force_login(make.person(Role.COORDINATOR, council=council))
    page = client.get(reverse("followup:overview", args=["overkalix", "2019"]))
    assert page.status_code == 200
    figures = page.content.decode().split('<dl class="key-figures">')[1].split("</dl>")[0]
    assert figures.endswith('<span class="key-figure-value">2020-01-31</span></dd></div>\n')
