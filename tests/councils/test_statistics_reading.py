"""Figures out of the shapes that Brå, Kolada and SCB publish, and out of tables of one's own."""

from decimal import Decimal

import pytest

from councils.statistics.columns import NotRecognised
from councils.statistics.numbers import Figure, NoNumber, point_of, read_number, read_year
from councils.statistics.reading import NoYear, distinct_names, read_table
from tests.councils.test_statistics_matching import GAZETTEER, ROWS, SPELLINGS, WITHOUT_RINGS

OWN, COUNTY, COUNTRY = ("municipality", "2513"), ("county", "25"), ("country", "riket")
NBSP = "\N{NO-BREAK SPACE}"


def read(text, *, between=";", wanted=(OWN, COUNTY, COUNTRY), **how):
    lines = [(number, row.split(between)) for number, row in enumerate(text.split("\n"), start=1) if row]
    return read_table(lines, GAZETTEER, set(wanted), **how)


def told(reading):
    """Every figure that was read, as plain values."""
    return {
        (words, key[3], *spot): figure.value
        for key, words in distinct_names(reading.series)
        for spot, figure in reading.series[key].items()
    }


EVERYBODY = {("municipality", row["kommunkod"]) for row in ROWS} | {COUNTRY}
# Brå's file of one year as it has looked, with and without headings.
YEARLY = {
    "2021": ("", "{};2 731;8 547", "Hela landet;1 400 000;13 500"),
    "2023": ("Kommun;Antal;Per 100 000 inv.", "{};2 731;8 547", "Hela landet;1 500 000;14 200"),
    "2024": ("Kommun;Antal;/100 000 inv", f"{{}};2{NBSP}731;8{NBSP}547", f"Hela landet;1{NBSP}500{NBSP}000;1"),
    "database": (
        "Brott;Region;År;Antal;/100 000 inv",
        "Misshandel;{};2024;2731;8547",
        "Misshandel;Hela landet;2024;1;2",
    ),
}


@pytest.mark.parametrize("spelling", [name for name in SPELLINGS if name != "a code that was taken for a number"])
@pytest.mark.parametrize("shape", YEARLY)
def test_all_290_are_read_out_of_every_yearly_shape(shape, spelling):
    heading, line, country = YEARLY[shape]
    rows = [heading, *(line.format(SPELLINGS[spelling](row)) for row in ROWS), country]
    found = read("\n".join(filter(None, rows)), wanted=EVERYBODY, year=2024)
    assert (len(found.places), found.unmatched, found.faults) == (291, [], [])
    assert found.shape == "bra"
    assert {figure.value for (_word, kind, level, *_), figure in _with_spots(found) if kind == "count"} >= {2731}


def _with_spots(found):
    return [((*key[::3], *spot), figure) for key, spots in found.series.items() for spot, figure in spots.items()]


def test_two_that_have_become_one_are_shown_and_not_guessed():
    rows = [f"{row['namn_kort'].translate(WITHOUT_RINGS)};2731;8547" for row in ROWS]
    found = read("\n".join(["Kommun;Antal;Per 100 000 inv.", *rows]), wanted=EVERYBODY, year=2024)
    assert len(found.places) == 288
    assert {(row.text, row.why) for row in found.unmatched} == {("Habo", "several")}


def test_the_databases_rows_with_indents_preliminary_marks_and_no_figures():
    found = read(
        "Brott;Region;År;Antal;/100 000 inv\n"
        "Brott mot person;Hela landet;2019 (prel.);..;..\n"
        f"{NBSP * 2}Misshandel;Överkalix kommun;2019 (prel.);12;364\n"
        f"{NBSP * 4}Mot kvinna;Överkalix kommun;2018;5;151\n"
        f"{NBSP * 2}Rån;Överkalix kommun;2018;-;-\n"
        f"{NBSP * 4}Mot kvinna;Överkalix kommun;2018;0;0\n"
        f"{NBSP * 2}Misshandel;Region Nord;2018;9;9\n"
    )
    counts = {spot: value for spot, value in told(found).items() if spot[1] == "count"}
    assert counts == {
        ("Misshandel", "count", *OWN, 2019): 12,
        ("Misshandel: Mot kvinna", "count", *OWN, 2018): 5,
        ("Rån: Mot kvinna", "count", *OWN, 2018): 0,
    }
    assert [figure.is_preliminary for _spot, figure in _with_spots(found)].count(True) == 2
    assert [(row.row, row.why) for row in found.unmatched] == [(7, "police_region")]


def test_kolada_with_regions_and_genders():
    title = "Anmälda våldsbrott, antal/100 000 inv"
    found = read(
        "kpi;kpi_title;municipality_id;municipality;period;gender;value\n"
        f"N07403;{title};2513;Överkalix;2018;T;1200.5\n"
        f"N07403;{title};0025;Region Norrbotten;2018;T;1100.25\n"
        f"N07403;{title};0000;Riket;2018;K;1000\n"
        f"N07403;{title};G123;Liknande kommuner;2018;T;3\n"
    )
    assert found.shape == "kolada"
    assert told(found) == {
        (title, "value", *OWN, 2018): Decimal("1200.5"),
        (title, "value", *COUNTY, 2018): Decimal("1100.25"),
        (f"{title}, kvinnor", "value", *COUNTRY, 2018): 1000,
    }


def test_scb_with_a_title_a_column_for_each_year_and_areas_written_once():
    found = read(
        "Folkmängd efter region, kön och år\n\n"
        "region;kön;Folkmängd 2018;Folkmängd 2019\n"
        "00 Riket;män;5140000;5190000\n2513 Överkalix;män;1700;1 690\n;kvinnor;1600;..\nUppgifterna avser 31 december\n"
    )
    assert (found.shape, found.filled_down, sorted(found.years)) == ("scb", True, [2018, 2019])
    assert told(found)[("Folkmängd, kvinnor", "value", *OWN, 2018)] == 1600
    assert ("Folkmängd, kvinnor", "value", *OWN, 2019) not in told(found)


def test_headings_that_are_years_are_no_figures():
    found = read("Kommun;2018;2019\nÖverkalix;5;7", guessed_year=2020)
    assert (found.shape, found.years, len(told(found))) == ("table", {2018, 2019}, 2)


def test_faulty_figures_are_told_by_row_and_column_and_only_for_the_areas_asked_for():
    found = read("Kommun;Antal;Per 100 000 inv.\nAle;många;1\nÖverkalix;tolv;-3\nRiket;1,5;9", year=2023)
    assert [(one.row, one.column, one.text, one.code) for one in found.faults] == [
        (3, "Antal", "tolv", "words"),
        (3, "Per 100 000 inv.", "-3", "negative"),
        (4, "Antal", "1,5", "not_whole"),
    ]


def test_the_same_figure_twice_is_one_and_two_different_are_a_fault():
    found = read("Kommun;Antal;Per 100 000 inv.\nÖverkalix;5;1\nÖverkalix;5;1\nÖverkalix kommun;6;1", year=2023)
    assert [(one.row, one.code) for one in found.faults] == [(4, "twice")]


def test_months_and_quarters_are_no_years():
    found = read(
        "Brott;Region;Period;Antal;/100 000 inv\nRån;Riket;2018M03;1;1\nRån;Riket;Jan 2018;1;1\nRån;Riket;2018;4;2"
    )
    assert (found.left_out, len(told(found))) == (4, 2)


def test_a_file_that_does_not_say_its_year_must_be_told():
    with pytest.raises(NoYear):
        read("Kommun;Antal;Per 100 000 inv.\nÖverkalix;5;1")
    assert read("Kommun;Antal;Per 100 000 inv.\nÖverkalix;5;1", guessed_year=2023).years == {2023}


@pytest.mark.parametrize("text", ["År;Trygga;Otrygga\n2018;70;30", "hej\nhopp", "a;b;c\n1;2;3", "=1+1;x\n;;"])
def test_what_is_no_such_table_is_not_read(text):
    with pytest.raises(NotRecognised):
        read(text, year=2018)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 200", Figure(Decimal(3200))),
        (f"1{NBSP}234{NBSP}567", Figure(Decimal(1234567))),
        ("1\N{NARROW NO-BREAK SPACE}234,5", Figure(Decimal("1234.5"))),
        ("1.234.567", Figure(Decimal(1234567))),
        ("1,234.5", Figure(Decimal("1234.5"))),
        ("12,5 %", Figure(Decimal("12.5"))),
        ("12 (prel.)", Figure(Decimal(12), is_preliminary=True)),
        ("12*", Figure(Decimal(12), is_preliminary=True)),
        ("0", Figure(Decimal(0))),
        ("..", Figure(None)),
        ("-", Figure(None)),
        ("\N{EN DASH}", Figure(None)),
        (".", Figure(None)),
        ("", Figure(None)),
        ("0.33333", Figure(Decimal("0.333"))),
    ],
)
def test_figures_as_tables_write_them(text, expected):
    assert read_number(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3.200", "two_ways"),
        ("tre", "words"),
        ("=1+1", "words"),
        ("1e400", "words"),
        ("NaN", "words"),
        ("\u0663", "words"),
        ("9" * 12, "too_large"),
        ("9" * 30_000, "too_large"),
        ("1 2 3", "words"),
        ("5 - 7", "words"),
    ],
)
def test_what_is_no_figure_or_could_be_two(text, code):
    with pytest.raises(NoNumber) as fault:
        read_number(text)
    assert fault.value.code == code


def test_the_other_cells_say_what_a_full_stop_means():
    assert read_number("3.200", point=point_of(["7.25", "3.200"])).value == Decimal("3.2")
    assert read_number("3.200", point=point_of(["7,5", ".."])).value == 3200


@pytest.mark.parametrize("text", ["2018M03", "2018K1", "2018/19", "Jan 2018", "18", "20189", "1490", "2018 2019"])
def test_what_is_no_single_year(text):
    assert read_year(text) is None
