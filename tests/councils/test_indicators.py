"""Indicators and their figures: shown beside county and country, written by hand, and kept while they are in use."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.actions.indicators import SomebodyWasFirst, set_value
from councils.indicator_figures import figures_of
from councils.models import Indicator, IndicatorValue, Picture, PictureIndicator
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
OWN = {"level": "municipality", "geography": "2513"}
COUNTY = {"level": "county", "geography": "25"}
COUNTRY = {"level": "country", "geography": "riket"}


@pytest.fixture
def world(client):
    council = make.council(municipalities=[make.municipality("2513")])
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return SimpleNamespace(council=council, user=user, indicator=_indicator(council))


def _indicator(council, name="Misshandel"):
    values = {"unit": "per 100 000 invånare", "source": "Brå", "is_per_100_000": True}
    row = Indicator.objects.create(council=council, name=name, **values)
    for year, own, county in ((2016, 3100, 2950), (2018, 3200, 2900)):
        row.values.create(year=year, value=own, **OWN)
        row.values.create(year=year, value=county, is_preliminary=year == 2018, **COUNTY)
    return row


def ask(client, world, name, *ids, **values):
    url = reverse(f"councils:{name}", args=[world.council.slug, *ids])
    return client.post(url, values) if values else client.get(url)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_page_says_the_figures_in_words_a_drawing_and_a_table(client, world):
    page = ask(client, world, "indicator", world.indicator.pk).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "3 200 per 100 000 invånare år 2018" in page
    assert "Norrbottens län 2 900" in page
    assert page.count('role="img"') == 2
    assert "prel." in page


def test_a_year_without_a_figure_is_not_zero(world):
    found = figures_of([world.indicator])[world.indicator.pk]
    assert found.years == (2016, 2017, 2018)
    assert found.series[0].values == (Decimal(3100), None, Decimal(3200))
    assert found.chart.count("M") >= 4  # each line is broken where nothing is known
    assert [cell.said for cell in found.rows[1][1]] == ["", ""]


def test_small_numbers_are_left_out_of_what_everybody_may_see(world):
    count = Indicator.objects.create(council=world.council, name="Rån", unit="anmälda brott", source="Brå")
    for year, value in ((2017, 4), (2018, 5)):
        count.values.create(year=year, value=value, **OWN)
        count.values.create(year=year, value=value, **COUNTRY)
    world.indicator.values.filter(year=2016, level="municipality").update(value=199)
    found = figures_of([count, world.indicator])
    shown = found[count.pk].for_everybody()
    assert [one.values for one in shown.series] == [(None, Decimal(5)), (Decimal(4), Decimal(5))]
    assert shown.has_hidden
    assert found[world.indicator.pk].for_everybody().series[0].values == (None, None, Decimal(3200))


def test_figures_and_pages_cost_the_same_however_many_there_are(client, world, django_assert_num_queries):
    def queries(name, *ids):
        with CaptureQueriesContext(connection) as asked:
            assert ask(client, world, name, *ids).status_code == 200
        return len(asked)

    queries("statistics")
    before = queries("statistics"), queries("indicator", world.indicator.pk)
    rows = [_indicator(world.council, name=f"Brott {n}") for n in range(20)]
    for year in range(1990, 2010):
        world.indicator.values.create(year=year, value=year, **OWN)
    assert (queries("statistics"), queries("indicator", world.indicator.pk)) == before
    with django_assert_num_queries(3):
        figures_of(rows)


def test_an_indicator_is_added_changed_and_removed(client, world):
    values = {"indicator_name": "Trygghet", "indicator_unit": "andel (%)", "indicator_source": "Enkäten"}
    assert ask(client, world, "add_indicator", **values).status_code == 302
    again = ask(client, world, "add_indicator", **values)
    assert (again.status_code, "finns redan" in words(again)) == (422, True)
    row = Indicator.objects.get(name="Trygghet")
    page = ask(client, world, "edit_indicator", row.pk)
    seen = page.context["form"]["seen"].value()
    changed = {**values, "indicator_name": "Trygga ute", "seen": seen}
    assert ask(client, world, "edit_indicator", row.pk, **changed).status_code == 302
    first = ask(client, world, "edit_indicator", row.pk, **{**changed, "indicator_name": "Trygga inne"})
    assert (first.status_code, "Nu heter den ”Trygga ute”" in words(first)) == (422, True)
    taken = {**values, "indicator_name": "Misshandel", "indicator_source": "Brå"}
    seen = first.context["form"].data["seen"]
    assert "finns redan" in words(ask(client, world, "edit_indicator", row.pk, **taken, seen=seen))
    assert ask(client, world, "remove_indicator", row.pk, go=1).status_code == 302
    assert not Indicator.objects.filter(pk=row.pk).exists()


def test_an_indicator_that_a_picture_shows_stays(client, world):
    picture = Picture.objects.create(council=world.council, number=1, title="Lägesbild")
    PictureIndicator.objects.create(picture=picture, indicator=world.indicator)
    ask(client, world, "remove_indicator", world.indicator.pk, go=1)
    assert Indicator.objects.filter(pk=world.indicator.pk).exists()
    assert IndicatorValue.objects.filter(indicator=world.indicator).count() == 4


def figure(client, world, value, *, year="2019", seen="", **more):
    sent = {"value_area": "municipality:2513", "value_year": year, "value_figure": value, "seen": seen, **more}
    return ask(client, world, "edit_value", world.indicator.pk, **sent)


def test_a_figure_is_written_corrected_and_taken_away(client, world):
    own = world.indicator.values.filter(year=2019)
    assert figure(client, world, "3 250,5").status_code == 302
    assert own.get().value == Decimal("3250.5")
    assert figure(client, world, "3 250,5").status_code == 302  # sent twice
    assert figure(client, world, "0", seen="3250.5").status_code == 302
    assert own.get().value == 0
    assert figure(client, world, "", seen="0").status_code == 302
    assert not own.exists()


def test_a_figure_that_somebody_has_changed_is_shown_before_it_is_written_over(client, world):
    figure(client, world, "10")
    answer = figure(client, world, "12", seen="")
    assert (answer.status_code, "Nu står det: 10." in words(answer)) == (422, True)
    assert world.indicator.values.get(year=2019).value == 10
    assert figure(client, world, "12", seen=answer.context["form"].data["seen"]).status_code == 302
    with pytest.raises(SomebodyWasFirst):
        about = {"year": 2019, "value": Decimal(9), "is_preliminary": False, "seen": Decimal(10)}
        set_value(indicator=world.indicator, by=world.user, **OWN, **about)


@pytest.mark.parametrize(
    ("value", "more"),
    [
        ("många", {}),
        ("9" * 12, {}),
        ("9" * 30_000, {}),
        ("\x00", {}),
        ("1", {"year": "9999"}),
        ("1", {"year": "0001"}),
        ("1", {"year": ""}),
        ("1", {"value_area": "municipality:2583"}),
        ("1", {"value_area": "other"}),
        ("1", {"value_area": "other", "value_place": "å" * 30_000}),
        ("1", {"value_area": "other", "value_place": "hos 19121212-1212"}),
    ],
)
def test_what_is_no_figure_is_refused_with_what_was_typed_kept(client, world, value, more):
    assert figure(client, world, value, **more).status_code == 422
    assert world.indicator.values.count() == 4


def test_a_place_of_ones_own_and_a_figure_chosen_by_its_link(client, world):
    assert figure(client, world, "7", value_area="other", value_place="Torget").status_code == 302
    url = reverse("councils:edit_value", args=[world.council.slug, world.indicator.pk])
    page = client.get(url, {"omrade": "place:Torget", "ar": "2019"})
    assert page.context["form"]["value_figure"].value() == "7"
    for query in ({"omrade": "x" * 3000, "ar": "x"}, {"omrade": "place:Torget", "ar": "1" * 99}):
        assert client.get(url, query).context["form"]["value_figure"].value() in (None, "")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICIAL, Role.FIELD_USER])
def test_others_read_and_are_offered_nothing_to_write(client, world, role):
    client.force_login(make.person(role, council=world.council))
    page = words(ask(client, world, "indicator", world.indicator.pk))
    assert "Ta bort indikatorn" not in page
    assert "siffra/" not in page
    assert ask(client, world, "import_statistics").status_code == 403


def test_an_empty_page_says_what_to_do(client, world):
    Indicator.objects.all().delete()
    assert "Läs in från fil" in words(ask(client, world, "statistics"))
