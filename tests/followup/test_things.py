"""Things to do as one list: their order, whose they are, and how near they are in words."""

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest

from followup.things import Thing, ThingKind, When, in_order, nearness_in_words

TODAY = date(2026, 11, 18)  # a Wednesday


def thing(key="deadline:1", day=TODAY, **fields):
    return Thing(key=key, kind=ThingKind.TASK, council=None, day=day, text="Ring.", url="/", **fields)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "3 dagar sedan"),
        (-1, "i går"),
        (0, "i dag"),
        (1, "i morgon"),
        (2, "om 2 dagar"),
        (12, "om 12 dagar"),
    ],
)
def test_how_near_a_day_is_in_words(days, said):
    assert nearness_in_words(TODAY + timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2026, 11, 17), When.PASSED),
        (date(2026, 11, 18), When.THIS_WEEK),
        (date(2026, 11, 22), When.THIS_WEEK),
        (date(2026, 11, 23), When.LATER),
        (None, When.NO_DAY),
    ],
)
def test_a_week_ends_on_sunday(day, when):
    assert thing(day=day).when(TODAY) is when


def test_what_has_no_day_comes_first_and_then_the_nearest():
    rows = [thing("b:2", TODAY), thing("c:1", date(2026, 1, 1)), thing("a:9", TODAY), thing("z:1", None)]
    assert [one.key for one in in_order(rows)] == ["z:1", "c:1", "a:9", "b:2"]


def test_what_nobody_is_named_for_is_owed_by_everybody():
    assert thing().is_owed_by([7])
    assert thing(owed_by=frozenset([7, 8])).is_owed_by([8])
    assert not thing(owed_by=frozenset([7])).is_owed_by([8])


def test_a_thing_is_not_changed():
    with pytest.raises(FrozenInstanceError):
        thing().day = None
