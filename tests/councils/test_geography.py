"""The 290 municipalities, their names and codes, and local police areas whose cover changes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from councils.models import Council, County, Municipality, PoliceArea, PoliceAreaAlias, PoliceRegion
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


# Municipalities


def test_all_290_municipalities_are_there_from_the_start():
    assert Municipality.objects.count() == 290
    assert County.objects.count() == 21
    assert PoliceRegion.objects.count() == 7


def test_a_code_is_four_digits_as_text_and_begins_with_its_county():
    for code, county in Municipality.objects.values_list("code", "county"):
        assert len(code) == 4
        assert code.isdigit()
        assert code[:2] == county
    assert Municipality.objects.filter(code="0114").exists()  # the zero in front is kept


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2513", "Överkalix kommun"),
        ("2583", "Haparanda stad"),
        ("2505", "Arvidsjaurs kommun"),
        ("2506", "Arjeplogs kommun"),
        ("0685", "Vetlanda kommun"),
        ("0665", "Vaggeryds kommun"),
        ("0980", "Region Gotland"),
        ("1480", "Göteborgs Stad"),
    ],
)
def test_a_municipality_is_called_what_it_calls_itself(code, name):
    assert str(Municipality.objects.get(code=code)) == name


def test_the_seeds_municipalities_lie_in_the_right_county_and_police_region():
    haparanda = Municipality.objects.select_related("county", "police_region").get(code="2583")
    assert haparanda.county.name == "Norrbottens län"
    assert "Nord" in haparanda.police_region.name


def test_a_code_of_another_county_is_refused():
    region = PoliceRegion.objects.first()
    refused(
        lambda: Municipality.objects.create(
            code="9999", name="Ingenstans", official_name="Ingenstans", county_id="25", police_region=region
        )
    )


def test_a_code_is_never_used_twice():
    one = Municipality.objects.first()
    refused(
        lambda: Municipality.objects.create(
            code=one.code, name="Annan", official_name="Annan", county=one.county, police_region=one.police_region
        )
    )


# Local police areas


def test_one_area_covers_many_municipalities_and_a_municipality_can_change_area():
    haparanda, overkalix = make.municipality("2583"), make.municipality("2513")
    old = make.police_area(municipalities=[haparanda, overkalix], to_day=date(2019, 12, 31))
    new = make.police_area(municipalities=[haparanda], from_day=date(2020, 1, 1))

    def covered(area, day):
        return {row["municipality"] for row in area.municipalities_on(day)}

    assert covered(old, date(2019, 12, 31)) == {"2583", "2513"}
    assert covered(old, date(2020, 1, 1)) == set()
    assert covered(new, date(2019, 12, 31)) == set()
    assert covered(new, date(2020, 1, 1)) == {"2583"}
    assert set(haparanda.police_areas.all()) == {old, new}


def test_the_councils_of_an_area_are_those_of_its_municipalities_on_the_day():
    first, second = make.council(), make.council()
    area = make.police_area(municipalities=[first.municipalities.get()], to_day=date(2019, 6, 30))
    area.coverage.create(municipality=second.municipalities.get(), from_day=date(2019, 7, 1))
    assert list(Council.objects.in_area(area, on=date(2019, 6, 30))) == [first]
    assert list(Council.objects.in_area(area, on=date(2019, 7, 1))) == [second]


def test_a_council_of_two_municipalities_in_one_area_is_listed_once():
    both = [make.municipality("2505"), make.municipality("2506")]
    council = make.council(municipalities=both)
    assert list(Council.objects.in_area(make.police_area(municipalities=both), on=make.A_DAY)) == [council]


def test_cover_cannot_end_before_it_begins():
    refused(
        lambda: make.police_area(
            municipalities=[make.municipality("2583")], from_day=date(2020, 1, 1), to_day=date(2019, 12, 31)
        )
    )


def test_an_area_covers_a_municipality_once_from_a_day():
    haparanda = make.municipality("2583")
    area = make.police_area(municipalities=[haparanda])
    refused(lambda: area.coverage.create(municipality=haparanda))
    area.coverage.create(municipality=haparanda, from_day=date(2020, 1, 1))


def test_an_alias_belongs_to_one_area():
    area = make.police_area(name="Värnamo")
    PoliceAreaAlias.objects.create(area=area, name="Värnamo/Vaggeryd")
    refused(lambda: PoliceAreaAlias.objects.create(area=make.police_area(), name="Värnamo/Vaggeryd"))
    assert PoliceArea.objects.get(aliases__name="Värnamo/Vaggeryd") == area
