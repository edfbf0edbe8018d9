"""Verdicts beside each other, periods under each other, councils beside each other: each in picture and in words."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.assessment import Verdict
from followup.charts import (
    fulfilled_in_words,
    mix_bar,
    mix_sentence,
    multiple_sentence,
    small_multiples,
    year_bars,
    years_sentence,
)
from followup.charts.mix import LOOKS
from tests.followup.drawings import desc, drawn, ids, outside, words

COUNTS = {"fulfilled": 6, "behind": 3, "out_of_reach": 1, "no_measure": 2}
YEARS = [("2020", COUNTS, False), ("2019", {"fulfilled": 4, "partly_fulfilled": 1}, True)]
counts = st.dictionaries(st.sampled_from([verdict.value for verdict in Verdict]), st.integers(0, 500))
names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60)


def mix(counts, ident="a", **more):
    return mix_bar(counts, label="2019", ident=ident, **more)


def test_a_mix_is_divided_by_how_many_have_each_verdict():
    svg = mix(COUNTS, width=240)
    widths = [float(drawn(svg, f"mix-{verdict}")[0].get("width")) for verdict in COUNTS]
    assert widths == pytest.approx([120, 60, 20, 40], abs=2)
    assert desc(svg) == "12 mål. Uppfyllt: 6. Efter plan: 3. Går inte längre att nå: 1. Inget mått: 2."


def test_no_two_verdicts_look_the_same_but_for_colour():
    assert set(LOOKS) == set(Verdict)
    assert len(set(LOOKS.values())) == len(Verdict)
    svg = mix({verdict.value: 1 for verdict in Verdict})
    with_pattern = [pattern for _colour, pattern in LOOKS.values() if pattern]
    assert len(drawn(svg, "mix-pattern")) == len(with_pattern)
    assert {f"a-{pattern}" for pattern in with_pattern} == set(re.findall(r'<pattern id="([^"]+)"', svg))


def test_a_mix_of_nothing_is_an_empty_bar_and_says_so():
    assert len(drawn(mix({}), "bar-track")) == 1
    assert desc(mix({"fulfilled": 0})) == mix_sentence({}) == "Inga mål."


def test_fulfilled_is_said_of_what_can_be_computed():
    assert fulfilled_in_words({**COUNTS, "no_demand": 5}) == "6 av 10 uppfyllda"
    assert fulfilled_in_words({"no_measure": 3}) == "inget som kan räknas"


def test_periods_stand_under_each_other_and_approved_figures_are_told():
    svg = year_bars(YEARS, label="Perioder", ident="a")
    assert words(svg) == ["2020", "6 av 10 uppfyllda", "2019", "4 av 5 uppfyllda"]
    assert desc(svg) == years_sentence(YEARS)
    assert years_sentence(YEARS) == ("2020: 6 av 10 uppfyllda. 2019: 4 av 5 uppfyllda (godkänd sammanställning).")
    first, second = (float(node.get("y")) for node in drawn(svg, "mix-fulfilled"))
    assert first < second


def test_a_title_without_room_is_cut_in_the_picture_and_whole_in_the_sentence():
    title = "Medborgarlöften för hela kommunen under mandatperioden"
    svg = year_bars([(title, COUNTS)], label="Perioder", ident="a")
    assert words(svg)[0].endswith("…")
    assert title in desc(svg)


def test_small_multiples_have_one_scale():
    low, high = small_multiples([("Överkalix", [1, 2]), ("Haparanda", [0, 8])], ident="a")
    two, eight = (float(drawn(svg, "bar-fill")[-1].get("height")) for svg in (low, high))
    assert two == pytest.approx(eight / 4, abs=0.1)
    assert len(drawn(high, "part-unjudged")) == 1  # nothing is seen as nothing
    assert (desc(low), multiple_sentence(("Överkalix", []))) == ("1, 2, sammanlagt 3.", "Inga värden.")


@given(name=names, first=counts, second=counts, values=st.lists(st.integers(0, 10**6), max_size=40))
def test_any_of_them_is_well_formed_named_and_within_its_frame(name, first, second, values):
    pictures = [
        mix_bar(first, label=name, ident="a"),
        year_bars([(name, first, True), ("2019", second)], label=name, ident="a"),
        *small_multiples([(name, values), (name, [])], ident="a"),
    ]
    for svg in pictures:
        root = ET.fromstring(svg)
        assert (root[0].text or "") == name
        assert root[1].text
        assert "style" not in re.sub(r">[^<]*<", "><", svg)
        assert len(ids(svg)) == len(set(ids(svg)))
        assert outside(svg) == []
