"""Charts say their values in words, survive any label, and never rest on colour alone."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.charts import bar_sentence, part_strip, strip_sentence, target_bar
from tests.followup.drawings import drawn, outside, words

SVG = "{http://www.w3.org/2000/svg}"
STATES = ("met", "missed", "open", "future", "unjudged")
DAY = date(2019, 1, 7)


@dataclass
class Part:
    """What the engine hands over."""

    first_day: date
    last_day: date
    count: int
    state: str


def parts(*states, count=1):
    return [(DAY, DAY, count, state) for state in states]


def bar(share=0.5, expected=None, label="Trygghetsvandring"):
    return target_bar(share=share, expected=expected, label=label, ident="a")


def test_a_bar_is_as_long_as_the_share():
    fill, track = drawn(bar(Fraction(1, 4)), "bar-fill")[0], drawn(bar(), "bar-track")[0]
    assert float(fill.get("width")) == pytest.approx(float(track.get("width")) / 4, abs=0.01)


def test_a_bar_is_capped_but_its_sentence_is_not():
    full, double = bar(1.0), bar(2.0)
    assert drawn(full, "bar-fill")[0].get("width") == drawn(double, "bar-fill")[0].get("width")
    assert "200\N{NO-BREAK SPACE}% av målet är nått." in double


def test_the_tick_stands_where_one_should_be_by_now():
    assert float(drawn(bar(0.1, 0.5), "bar-tick")[0].get("x1")) == 120
    assert drawn(bar(0.1, None), "bar-tick") == []


def test_zero_and_not_measurable_look_different():
    assert drawn(bar(0.0), "bar-fill") == [] == drawn(bar(None), "bar-fill")
    assert "stroke-dasharray" in bar(None)
    assert "stroke-dasharray" not in bar(0.0)


def test_a_share_just_below_the_target_is_never_printed_as_all_of_it():
    assert bar_sentence(share=0.996, expected=None).startswith("99\N{NO-BREAK SPACE}%")
    assert bar_sentence(share=Fraction(29, 100), expected=None).startswith("29\N{NO-BREAK SPACE}%")


def test_a_bar_says_what_was_expected():
    said = bar_sentence(share=0.75, expected=0.88)
    assert said == "75\N{NO-BREAK SPACE}% av målet är nått. Hittills väntat: 88\N{NO-BREAK SPACE}%."


def test_a_strip_says_how_many_of_each():
    assert strip_sentence(parts("met", "met", "missed", "unjudged")) == (
        "4 delperioder: 2 uppfyllda, 1 missad, 1 ofullständig."
    )


def test_a_strip_of_52_weeks_has_52_boxes():
    svg = part_strip(parts(*["met"] * 48, *["missed"] * 4), label="Veckor", ident="a")
    assert (len(drawn(svg, "part-met")), len(drawn(svg, "part-missed"))) == (48, 4)


def test_each_state_has_its_class_and_missed_differs_by_height_and_hatch():
    svg = part_strip(parts(*STATES), label="Veckor", ident="a")
    assert all(len(drawn(svg, f"part-{state}")) == 1 for state in STATES)
    met, missed = drawn(svg, "part-met")[0], drawn(svg, "part-missed")[0]
    assert float(missed.get("height")) < float(met.get("height"))
    assert 'fill="url(#a-h)"' in svg


def test_a_strip_without_judged_parts_shows_counts_as_bars():
    svg = part_strip([(DAY, DAY, count, "unjudged") for count in (0, 1, 4)], label="Veckor", ident="a")
    low, high = (float(node.get("height")) for node in drawn(svg, "bar-fill"))
    assert low < high
    assert "3 delperioder, 2 med minst en aktivitet." in svg


def test_a_strip_takes_the_objects_of_the_engine():
    assert part_strip([Part(DAY, DAY, 1, "met")], label="Veckor", ident="a") == part_strip(
        parts("met"), label="Veckor", ident="a"
    )


def test_four_years_of_days_stay_a_small_drawing():
    svg = part_strip(parts(*["met"] * 700, *["missed"] * 61, *["met"] * 700), label="Dagar", ident="a")
    assert len(svg) < 2_000
    assert "1461 delperioder: 1400 uppfyllda, 61 missade." in svg


def test_a_strip_names_the_months_its_parts_begin_in():
    weeks = [(DAY + timedelta(weeks=place), None, 1, "met") for place in range(51)]
    svg = part_strip(weeks, label="Veckor", ident="a", width=640)
    assert words(svg) == ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    assert len(drawn(svg, "chart-axis")) == 12
    february, week = drawn(svg, "chart-axis")[1], drawn(svg, "part-met")[4]
    assert float(february.get("x1")) == pytest.approx(float(week.get("x")), abs=2)  # the week of 4 February


def test_years_are_named_where_there_are_several_and_months_left_out_where_there_is_no_room():
    weeks = [(DAY + timedelta(weeks=place), None, 1, "met") for place in range(150)]
    assert words(part_strip(weeks, label="Veckor", ident="a"))[::2] == ["2019", "jul", "2020", "jul", "2021", "jul"]


@given(st.lists(st.tuples(st.dates(), st.sampled_from(STATES), st.integers(0, 9_999)), max_size=120), st.booleans())
def test_nothing_of_a_strip_lies_outside_it(rows, only_counts):
    found = [(day, None, count, "unjudged" if only_counts else state) for day, state, count in sorted(rows)]
    assert outside(part_strip(found, label="Delar", ident="a")) == []


def test_an_empty_strip_is_still_a_drawing():
    ET.fromstring(part_strip([], label="Veckor", ident="a"))


def test_an_unknown_state_never_becomes_a_class_name():
    with pytest.raises(ValueError, match="state"):
        part_strip(parts('"><script>'), label="Veckor", ident="a")


def test_two_charts_on_a_page_share_no_id():
    first = part_strip(parts("missed"), label="Veckor", ident="a")
    second = part_strip(parts("missed"), label="Veckor", ident="b")
    found = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (first, second)]
    assert len(found[0]) == 3
    assert not found[0] & found[1]


@given(
    label=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
    share=st.none() | st.floats(0, 1e6) | st.fractions(0, 100),
    states=st.lists(st.sampled_from(STATES), max_size=60),
)
def test_any_chart_is_well_formed_named_and_without_inline_style(label, share, states):
    for svg in (bar(share, share, label), part_strip(parts(*states), label=label, ident="a")):
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == "a-t a-d"
        assert (root.find(f"{SVG}title").text or "") == label
        assert root.find(f"{SVG}desc").text
        assert all(node.get("style") is None and not node.tag.endswith("style") for node in root.iter())
