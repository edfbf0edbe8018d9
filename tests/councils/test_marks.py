"""A mark tells whether something has changed since it was read, and which part."""

from datetime import date

from councils.marks import changed_since, mark_of_parts

PARTS = {"goals": [[1, "Färre"]], "texts": [date(2026, 3, 1), None]}


def test_the_same_content_has_the_same_mark_in_whatever_order():
    assert mark_of_parts(PARTS) == mark_of_parts(dict(reversed(PARTS.items())))


def test_the_part_that_changed_is_named():
    now = mark_of_parts({**PARTS, "goals": [[1, "Fler"]]})
    assert changed_since(mark_of_parts(PARTS), now) == ["goals"]
    assert changed_since(now, now) == []


def test_of_what_is_no_mark_every_part_has_changed():
    for read in ("", "goals", "goals:,texts:", "\x00"):
        assert changed_since(read, mark_of_parts(PARTS)) == ["goals", "texts"]
