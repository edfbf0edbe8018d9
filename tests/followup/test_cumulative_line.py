"""The line of what is done: honest about time, readable beside its words, and drawn for any number of points."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.charts import cumulative_line, cumulative_sentence, months_of
from promises.periods import Period
from tests.followup.drawings import desc, drawn, ids, outside, words

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
OPEN = Period(date(2019, 1, 1), None)
NOVEMBER = date(2019, 11, 20)


def line(points=(), **changes):
    values = {"period": YEAR, "required": 52, "as_of": NOVEMBER, "label": "Kontakter", "ident": "a", **changes}
    return cumulative_line(points, **values)


def said(done, **changes):
    return cumulative_sentence(done, **{"period": YEAR, "required": 52, "as_of": NOVEMBER, "expected": 46, **changes})


def weekly(number, first=date(2019, 1, 2)):
    return [(first + timedelta(weeks=place), 1) for place in range(number)]


def right_end(svg, name):
    """How far to the right a path goes."""
    return max(x for x, _y in _places(drawn(svg, name)[0].get("d")))


def _places(way):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"><path d="{way}"/></svg>'
    return outside(svg)


def test_it_says_what_is_done_what_is_asked_for_and_where_one_should_be():
    assert said(41) == "41 av 52; för att vara i fas skulle 46 vara gjorda."
    assert said(2, required=4, expected=1) == "2 av 4; för att vara i fas skulle 1 vara gjord."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"as_of": date(2018, 12, 31)}, "Perioden börjar 2019-01-01."),
        ({"as_of": date(2020, 1, 1)}, "41 av 52 när perioden var slut."),
        ({"expected": 0}, "41 av 52 hittills."),
        ({"required": None}, "41 sammanlagt hittills."),
        ({"quality": "minst "}, "minst 41 av 52; för att vara i fas skulle 46 vara gjorda."),
    ],
)
def test_it_says_no_more_than_can_be_said(changes, sentence):
    assert said(41, **changes) == sentence


def test_the_sentence_is_the_description_of_the_drawing():
    assert desc(line(weekly(41), expected=46)) == said(41)


def test_nothing_is_drawn_after_the_day_one_looks_from_but_the_pace():
    svg = line([*weekly(41), (date(2019, 12, 24), 900)], expected=46)
    today = float(drawn(svg, "chart-day")[0].get("x1"))
    assert right_end(svg, "chart-done") == right_end(svg, "chart-area") == today
    assert right_end(svg, "chart-pace") > today
    assert desc(svg) == said(41)


def test_what_lies_outside_the_period_counts_nowhere():
    assert line([(date(2018, 12, 31), 5), *weekly(3)]) == line(weekly(3))


def test_the_order_of_the_points_and_days_with_several_make_no_difference():
    day = date(2019, 5, 6)
    assert line([(NOVEMBER, 1), (day, 2)]) == line([(day, 1), (day, 1), (NOVEMBER, 1)])


def test_a_full_dot_is_what_is_done_and_a_hollow_one_what_should_be():
    svg = line(weekly(41), expected=46)
    done, owed = drawn(svg, "chart-dot")[0], drawn(svg, "chart-owed")[0]
    assert done.get("cx") == owed.get("cx")
    assert float(done.get("cy")) > float(owed.get("cy"))  # lower on the page: fewer
    assert {"41 gjorda", "46 för att vara i fas", "mål 52", "20 nov"} < set(words(svg))


def test_even_pace_is_straight_and_a_staircase_has_its_corners():
    assert "L" in drawn(line(), "chart-pace")[0].get("d")
    stairs = drawn(line(pace=[(date(2019, 7, 1), 26), (date(2020, 1, 1), 52)]), "chart-pace")[0].get("d")
    assert "L" not in stairs
    assert stairs.count("V") == 2


def test_until_further_notice_only_what_is_done_is_drawn():
    svg = line(weekly(41), period=OPEN, required=None)
    assert drawn(svg, "chart-pace") == drawn(svg, "chart-owed") == []
    assert not [word for word in words(svg) if word.startswith("mål")]
    assert len(drawn(svg, "chart-done")) == 1


def test_before_the_period_there_is_only_the_pace():
    svg = line(as_of=date(2018, 6, 1), expected=0)
    assert drawn(svg, "chart-done") == drawn(svg, "chart-dot") == []
    assert len(drawn(svg, "chart-pace")) == 1


def test_after_the_period_there_is_no_day_to_look_from_and_no_pace_to_be_owed():
    svg = line(weekly(41), as_of=date(2020, 2, 1), expected=52)
    assert drawn(svg, "chart-day") == drawn(svg, "chart-owed") == []
    assert desc(svg) == "41 av 52 när perioden var slut."


def test_a_year_has_its_months_and_four_years_their_years():
    assert [word for word in words(line()) if word in ("jan", "feb", "dec")] == ["jan", "feb", "dec"]
    four = words(line(period=Period(date(2019, 1, 1), date(2022, 12, 31))))
    assert {"2019", "2020", "2021", "2022"} < set(four)


@pytest.mark.parametrize(("number", "said"), [(0, "0 gjorda"), (1, "1 gjord"), (300, "300 gjorda")])
def test_none_one_and_many_points_are_drawn(number, said):
    svg = line([(date(2019, 1, 1) + timedelta(days=place), 1) for place in range(number)], expected=46)
    assert outside(svg) == []
    assert said in words(svg)


def test_months_add_up_and_say_what_should_have_been_done_by_their_end():
    found = months_of(
        [(date(2019, 1, 31), 2), (date(2019, 3, 1), 3), (date(2019, 3, 21), 9)],
        period=Period(date(2019, 1, 15), date(2019, 12, 31)),
        as_of=date(2019, 3, 20),
        owed=lambda day: (day - date(2019, 1, 15)).days,
    )
    assert [(one.first_day.isoformat(), one.until.isoformat(), one.done, one.total, one.owed) for one in found] == [
        ("2019-01-15", "2019-01-31", 2, 2, 17),
        ("2019-02-01", "2019-02-28", 0, 2, 45),
        ("2019-03-01", "2019-03-20", 3, 5, 64),  # the day one looks from is not over: nothing is owed for it
    ]


def test_there_are_no_months_before_the_period():
    assert months_of([], period=YEAR, as_of=date(2018, 12, 31)) == []


amounts = st.integers(0, 9_999)
days = st.dates(date(2018, 6, 1), date(2021, 6, 30))


@given(
    label=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40),
    points=st.lists(st.tuples(days, amounts), max_size=30),
    required=st.none() | st.integers(1, 20_000),
    expected=st.integers(0, 20_000),
    as_of=days,
    period=st.sampled_from(
        [YEAR, OPEN, Period(date(2019, 3, 3), date(2019, 3, 3)), Period(YEAR.first_day, date(2021, 1, 1))]
    ),
    quality=st.sampled_from(["", "minst "]),
)
def test_nothing_is_ever_drawn_outside_the_drawing(label, points, required, expected, as_of, period, quality):
    owed = None if required is None else min(expected, required)
    svg = line(
        points, required=required, expected=owed, as_of=as_of, period=period, quality=quality, label=label, ident="x"
    )
    assert outside(svg) == []
    root = ET.fromstring(svg)
    assert (root[0].text or "") == label
    assert root.get("role") == "img"
    assert "style" not in svg
    assert len(ids(svg)) == len(set(ids(svg)))


def test_words_stand_clear_of_the_pace_they_are_about():
    # 3 of 4 are owed, while the line has come to 3.54: the words are above both.
    svg = line([(date(2019, 2, 15), 2)], required=4, expected=3)
    (owed,) = [node for node in ET.fromstring(svg).iter() if node.text == "3 för att vara i fas"]
    start, end = drawn(svg, "chart-pace")[0].get("d").removeprefix("M").split("L")
    (x0, y0), (x1, y1) = (map(float, place.split()) for place in (start, end))
    on_the_line = y0 + (y1 - y0) * (float(owed.get("x")) - x0) / (x1 - x0)
    assert float(owed.get("y")) < on_the_line
