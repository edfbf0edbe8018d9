"""Which area a row of a published table is about, however its name is written: all 290, and nothing guessed."""

import csv
from pathlib import Path
from unicodedata import normalize

import pytest

from councils.statistics.matching import COUNTRY, Gazetteer, Town

ROWS = list(csv.DictReader(Path("councils/data/municipalities.csv").read_text(encoding="utf-8").splitlines()))
COUNTIES = {row["lanskod"]: row["lan"] for row in ROWS}
GAZETTEER = Gazetteer([Town(r["kommunkod"], (r["namn_kort"], r["namn"]), r["lanskod"], r["lan"]) for r in ROWS])
WITHOUT_RINGS = str.maketrans("åäöÅÄÖ", "aaoAAO")


def badly(encoding, opened_as):
    return lambda row: row["namn_kort"].encode(encoding).decode(opened_as, "replace")


SPELLINGS = {
    "Brå since 2023": lambda row: row["namn_kort"],
    "Brå in 2021": lambda row: row["namn"].replace("-", "\N{EN DASH}"),
    "capitals": lambda row: row["namn"].upper(),
    "a town": lambda row: f"{row['namn_kort']} stad",
    "genitive": lambda row: f"{row['namn_kort']}s kommun",
    "SCB": lambda row: f"{row['kommunkod']} {row['namn_kort']}",
    "a code alone": lambda row: row["kommunkod"],
    "a code that was taken for a number": lambda row: str(int(row["kommunkod"])),
    "no-break spaces": lambda row: f"\N{NO-BREAK SPACE}{row['namn'].replace(' ', chr(160))} ",
    "decomposed": lambda row: normalize("NFD", row["namn"]),
    "UTF-8 read as Windows": badly("utf-8", "cp1252"),
    "UTF-8 read as Latin-1": badly("utf-8", "latin-1"),
    "Latin-1 read as UTF-8": badly("latin-1", "utf-8"),
    "DOS read as Latin-1": badly("cp850", "latin-1"),
    "Macintosh read as Windows": badly("mac_roman", "cp1252"),
    "question marks": lambda row: "".join("?" if ord(char) > 127 else char for char in row["namn_kort"]),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_all_290_municipalities_are_found(spelling):
    found = {row["kommunkod"]: GAZETTEER.find(spelling(row), source="bra").place for row in ROWS}
    assert [code for code, place in found.items() if place is None or place.code != code] == []
    assert len(found) == 290


def test_names_that_have_lost_their_rings_and_dots_are_found_but_for_the_two_that_become_one():
    for row in ROWS:
        match = GAZETTEER.find(row["namn_kort"].translate(WITHOUT_RINGS))
        if row["namn_kort"] == "Håbo":
            assert GAZETTEER.may_be_another(match)  # a table tells both from the rest: see test_statistics_reading.py
        else:
            assert match.place.code == row["kommunkod"]


@pytest.mark.parametrize("source", ["bra", "kolada", "scb"])
def test_all_counties_are_found(source):
    for code, name in COUNTIES.items():
        for text in (name, name.upper(), f"{code} {name}", code):
            place = GAZETTEER.find(text, source=source).place
            assert (place.level, place.code) == ("county", code)


def test_a_county_by_its_region_in_kolada():
    for code, name in COUNTIES.items():
        region = f"Region {name.removesuffix(' län').removesuffix('s')}"
        assert GAZETTEER.find(region, code=f"00{code}", source="kolada").place.code == code


@pytest.mark.parametrize("words", ["Hela landet", "Riket", "00 Riket", "RIKET", "Sverige", "0000"])
def test_the_country_is_found(words):
    assert GAZETTEER.find(words).place.level == COUNTRY


@pytest.mark.parametrize(
    ("text", "source", "why"),
    [
        ("Spånga-Tensta", "bra", "unknown"),
        ("2513 Haparanda", "scb", "disagrees"),
        ("Region Nord", "bra", "police_region"),
        ("Region Stockholm", "bra", "police_region"),
        ("Region Stockholm", "table", "several"),
        ("Norrbottens läns kommuner (ovägt medel)", "kolada", "unknown"),
        ("", "bra", "unknown"),
        ("\x00" * 9, "bra", "unknown"),
        ("[" * 300, "bra", "unknown"),
    ],
)
def test_what_is_none_or_could_be_two_is_not_guessed(text, source, why):
    match = GAZETTEER.find(text, source=source)
    assert (match.place, match.why) == (None, why)


@pytest.mark.parametrize("text", ["Haparanda", "Haparanda stad", "Haparanda kommun", "HAPARANDA STAD", "2583"])
def test_haparanda_is_one_place(text):
    assert GAZETTEER.find(text).place.code == "2583"


@pytest.mark.parametrize("text", ["Gotland", "Region Gotland", "Gotlands kommun", "0980 Gotland"])
def test_gotland_is_a_municipality(text):
    assert GAZETTEER.find(text, source="bra").place.code == "0980"
