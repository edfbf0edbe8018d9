"""The stages of the reader, one by one; their examples in the docstrings are run as well."""

import doctest
import importlib
import pkgutil

import pytest

import promises.reader
from promises.reader.numbers import find_quantities
from promises.reader.periods import find_frequencies
from promises.reader.tokens import tokenize

MODULES = [module.name for module in pkgutil.iter_modules(promises.reader.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(f"promises.reader.{name}")).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "elever i årskurs 7",
        "i åk 4-6",
        "på väg 40 och 83",
        "enligt 13 § SoL",
        "10-minutersregeln",
        "perioden 2019-2020",
        "den 4 april",
        "kl. 15–17",
        "ungdomar under 18 år",
        "30-sträckor",
        "E45",
        "klockan 22",
        "senast 2020-01-31",
        "0123-456 00",
        "inom tre dagar",
        "hastigheten 40 km/h",
        "åtta fokusområden",
        "de fem skolorna",
    ],
)
def test_distractors_count_nothing(text):
    assert find_quantities(tokenize(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("två besök", 2),
        ("tjugofem besök", 25),
        ("en (1) vandring", 1),
        ("12 st kontroller", 12),
        ("tre till fem vandringar", 3),
        ("2-3 insatser", 2),
        ("mellan fem och tio kontroller", 5),
        ("ett dussin insatser", 12),
        ("ett tiotal besök", 10),
        ("ett 20-tal besök", 20),
        ("1 200 hushåll", 1200),
        ("genomföra en trygghetsvandring", 1),
        ("ta fram en plan", 1),
        ("vid ett tillfälle", 1),
    ],
)
def test_numbers_are_read(text, value):
    assert [quantity.value for quantity in find_quantities(tokenize(text))] == [value]


@pytest.mark.parametrize("text", ["skapa en trygg miljö", "ha en regelbunden dialog", "en ökad närvaro", "en del unga"])
def test_some_articles_are_no_numbers(text):
    assert find_quantities(tokenize(text)) == []


@pytest.mark.parametrize(
    ("text", "times", "period"),
    [
        ("per vecka", 1, "week"),
        ("/månad", 1, "month"),
        ("om året", 1, "year"),
        ("varje helgfri torsdag", 1, "week"),
        ("varannan vecka", 1, "fortnight"),
        ("varannan tisdag", 1, "fortnight"),
        ("varannan månad", 6, "year"),
        ("vartannat år", 1, "promise"),
        ("per tertial", 3, "year"),
        ("varje läsår", 1, "year"),
        ("per dygn", 1, "day"),
        ("alla lönehelger", 1, "occasion"),
        ("vid varje match", 1, "occasion"),
        ("var tredje månad", 1, "quarter"),
        ("kvartalsvis", 1, "quarter"),
        ("varje första tisdag i månaden", 1, "month"),
        ("var fjortonde dag", 1, "fortnight"),
    ],
)
def test_frequencies_are_read(text, times, period):
    assert [(f.times, f.period) for f in find_frequencies(tokenize(text))] == [(times, period)]


@pytest.mark.parametrize("text", ["per skola", "per kommun", "i årskurs 7", "den dagliga verksamheten"])
def test_distribution_and_grades_are_no_frequency(text):
    assert find_frequencies(tokenize(text)) == []
