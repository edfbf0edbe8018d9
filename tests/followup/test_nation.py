"""Every council of a region or the country in figures: the same verdicts as each council's own page, and only sums."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.access import Gate
from councils.models import County, Municipality, PoliceRegion
from councils.roles import PERMISSIONS_OF, Role
from followup.areas import standing_of
from followup.matrix import Tally, ThemeMatrix
from followup.nation import national_standing
from followup.progress import set_progress
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2019, 11, 20)
WEEKLY = {"per": "week", "unit": "kontakt", "units": "kontakter"}
NATION = reverse("followup:nation")


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


@pytest.fixture
def overseer(client):
    user = make.user()
    make.oversight(user=user)
    client.force_login(user)
    return user


@pytest.fixture
def councils():
    """In the north one with a target behind and one lost, one where all is well, and in the south one without."""
    found = {name: make.council(short_name=name, slug=slug) for name, slug in PLACES}
    south = PoliceRegion.objects.create(name="Sydligast")
    county = County.objects.create(code="98", name="Sydlänet")
    own = Municipality.objects.create(
        code="9801", name="Yttersta", official_name="Yttersta kommun", county=county, police_region=south
    )
    found["Yttersta"] = make.council(short_name="Yttersta", slug="yttersta", municipalities=[own])
    first = make.promise_set(council=found["Överkalix"], summary_due_on=date(2020, 1, 31))
    _target(first, (11, 18), minimum=1, counting="average", theme="traffic", **WEEKLY)
    _target(first, (11, 18), minimum=1, counting="each", theme="youth", **WEEKLY)
    _target(first, kind="qualitative")
    second = make.promise_set(council=found["Haparanda"], status="signed")
    _target(second, (3, 1), theme="traffic")
    return found


PLACES = [("Överkalix", "overkalix"), ("Haparanda", "haparanda")]


def _target(promise_set, *days, theme="", **fields):
    promise = make.promise(section=make.section(promise_set=promise_set))
    promise.theme = theme
    promise.save()
    made = make.target(promise=promise, **fields)
    for month, day in days:
        make.activity(targets=[made], occurred_on=date(2019, month, day))
    return made


@pytest.fixture
def page(client, councils, overseer):
    def answer(path=NATION, status=200, **query):
        response = client.get(path, query)
        assert response.status_code == status
        return response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]

    return answer


def words(body):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def rows(body):
    """Council → the cells of its row in the first table."""
    table = body.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    found = [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in table.split("<tr>")[1:]]
    return {cells[0].split()[0]: cells for cells in found}


def test_each_council_is_a_row_with_the_verdicts_of_its_own_page(page, councils):
    found = rows(page())
    assert found["Överkalix"][1:] == ["3", "0 av 2", "0", "1", "1", "0", "1", "2019-11-18", ""]
    assert found["Haparanda"][1:] == ["1", "1 av 1", "0", "0", "0", "0", "0", "2019-03-01", ""]
    assert found["Yttersta"][1:] == ["0", "0", "0", "0", "0", "0", "0", "Inga löften gäller", ""]
    progress = set_progress(councils["Överkalix"].promise_sets.get(), as_of=TODAY)
    assert (progress.verdict_counts["behind"], progress.verdict_counts["out_of_reach"]) == (1, 1)


def test_sums_stand_on_top(page):
    shown = words(page())
    assert "Uppfyllda mål 1 av 3 4 mål i allt I fas 0 Efter plan 1 Går inte längre att nå 1 Inte uppfyllda 0" in shown
    assert re.search(r"I 2 av 29\d kommuner finns löften som gäller.", shown)


def test_only_what_is_published_is_linked_to(page):
    body = page()
    assert reverse("followup:public_promise_sets", args=["overkalix"]) in body
    assert "/haparanda/" not in body
    assert "/yttersta/" not in body


def test_a_summary_that_is_late_is_told_until_both_have_approved_it(page, councils):
    old = make.promise_set(
        council=councils["Haparanda"],
        first_day=date(2018, 1, 1),
        last_day=date(2018, 12, 31),
        summary_due_on=date(2019, 2, 28),
    )
    assert rows(page())["Haparanda"][-1] == "Försenad sedan 2019-02-28"
    make.frozen(old, at=datetime(2019, 3, 1, 11, tzinfo=UTC))
    assert rows(page())["Haparanda"][-1] == ""


def test_drafts_and_what_is_over_are_no_part_of_the_figures(page, councils):
    for fields in ({"status": "draft"}, {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}):
        _target(make.promise_set(council=councils["Yttersta"], **fields))
    assert rows(page())["Yttersta"][1] == "0"


def test_councils_and_themes_stand_beside_each_other(page):
    shown = words(page().partition("Tema för tema")[2])
    assert (
        "Råd Trafik Barn och unga Utan tema Alla 1 av 2 uppfyllda 1 efter plan 0 av 1 uppfyllda 1 går inte att nå"
        in shown
    )
    assert "Haparanda Uppfyllt 1 av 1 uppfyllda Inga mål" in shown
    assert "Överkalix Efter plan 0 av 1 uppfyllda Går inte längre att nå 0 av 1 uppfyllda Inget mått" in shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Haparanda", "Yttersta", "Överkalix"]),
        ({"lan": "98"}, ["Yttersta"]),
        ({"lage": "uppmarksamhet"}, ["Överkalix"]),
        ({"ordning": "lage"}, ["Överkalix", "Haparanda", "Yttersta"]),
        ({"ordning": "senast"}, ["Haparanda", "Överkalix", "Yttersta"]),
        ({"tema": "youth", "lage": "uppmarksamhet"}, ["Överkalix"]),
    ],
)
def test_the_address_says_which_councils_in_which_order(page, query, shown):
    assert list(rows(page(**query))) == shown


def test_a_theme_alone_is_counted_when_it_is_asked_for(page):
    found = rows(page(tema="traffic"))
    assert found["Överkalix"][1:6] == ["1", "0 av 1", "0", "1", "0"]
    assert "Uppfyllda mål 1 av 2" in words(page(tema="traffic"))


def test_the_country_can_be_narrowed_to_a_region_and_a_region_has_a_page_with_the_same_rows(page):
    south = PoliceRegion.objects.get(name="Sydligast")
    narrowed = page(region=south.pk)
    own = page(reverse("followup:region", args=[south.pk]))
    assert list(rows(narrowed)) == list(rows(own)) == ["Yttersta"]
    assert "Polisregion Sydligast" in words(own)


def test_municipalities_without_a_council_are_named(page):
    shown = words(page())
    assert re.search(r"\d+ kommuner utan råd i Brapp", shown)
    assert "kommuner utan råd" not in words(page(lan="98"))


@pytest.mark.parametrize("query", [{"lan": "99"}, {"region": "x"}, {"tema": "väder"}, {"ordning": "9" * 5000}])
def test_a_choice_that_is_not_there_is_told_and_narrows_nothing(page, query):
    body = page(status=422, **query)
    assert "Det valda finns inte här. Välj i listan." in words(body)
    assert len(rows(body)) == 3


def test_the_pages_only_show(client, overseer):
    assert client.post(NATION).status_code == 405


def test_it_takes_as_many_queries_for_thirty_councils_as_for_three(client, page):
    def taken():
        page()
        with CaptureQueriesContext(connection) as captured:
            client.get(NATION)
        return len(captured)

    of_three = taken()
    for number in range(27):
        _target(make.promise_set(council=make.council(), slug=f"loften-{number}"), theme="drugs")
    # Session, memberships, user, appointment, councils, municipalities and regions, two of verdicts, days.
    assert taken() == of_three <= 9


def test_a_matrix_has_the_columns_that_some_council_has_and_knows_the_worst_of_each():
    lost, fine = Tally(), Tally()
    lost.add("fulfilled")
    lost.add("out_of_reach", needs_attention=True, latest_on=TODAY)
    fine.add("no_measure")
    matrix = ThemeMatrix([("a", {"youth": lost}), ("b", {"": fine})])
    assert [code for code, _ in matrix.themes] == ["youth", ""]
    assert (lost.worst, lost.computable, lost.attention, lost.latest_on) == ("out_of_reach", 2, 1, TODAY)
    assert (fine.computable, fine.unmeasured) == (0, 1)
    assert matrix.sums["youth"].targets == 2


def gate_into(council):
    user = make.person(Role.COORDINATOR, council=council)
    return Gate(council, PERMISSIONS_OF[Role.COORDINATOR], user)


def test_as_many_need_attention_in_the_table_of_all_as_on_the_council_s_own_page(councils):
    _target(councils["Överkalix"].promise_sets.get(), (3, 1), minimum=2, theme="drugs")  # on track, silent for long
    (figures,) = national_standing([councils["Överkalix"]], None, as_of=TODAY).figures
    own = standing_of([gate_into(councils["Överkalix"])], as_of=TODAY)[0]
    assert figures.tally.attention == sum(line.needs_attention for line in own.lines) == 3


def test_what_was_not_fulfilled_is_in_the_sums_of_all(page, councils):
    for name in ("Överkalix", "Haparanda"):
        rise = {"kind": "effect", "baseline": 1, "direction": "up"}
        make.measurement(target=_target(councils[name].promise_sets.get(), theme="youth", **rise), value=1)
    shown = words(page())
    assert re.search(r"Efter plan 1 Går inte längre att nå 1 Inte uppfyllda 2", shown)
    assert "0 av 3 uppfyllda 1 går inte att nå, 2 inte uppfyllda" in shown


def test_a_cell_of_the_country_opens_nothing(page):
    assert 'class="opens"' not in page()


def test_that_no_council_is_silent_is_said_in_words_and_not_as_zero(page, councils):
    more = _target(councils["Haparanda"].promise_sets.get(), (3, 1), minimum=2)
    assert "1 råd har inte loggat på 30 dagar" in words(page())
    make.activity(targets=[more], occurred_on=date(2019, 11, 19))
    assert "Alla råd med löften har loggat de senaste 30 dagarna" in words(page())


def test_silence_is_counted_from_the_day_that_the_promises_count_from_and_of_what_is_left_to_do(db):
    with time_machine.travel("2019-09-17T12:00:00+02:00"):
        late, done = make.council(), make.council()
        days = {"signed_on": date(2019, 9, 1), "counts_before_signing": False}
        make.target(promise_set=make.promise_set(council=late, **days), minimum=2)
        make.activity(targets=[make.target(promise_set=make.promise_set(council=done))], occurred_on=date(2019, 3, 1))
        standing = national_standing([late, done], None, as_of=date(2019, 9, 17))
        assert [one.silent_days for one in standing.figures] == [0, 0]
