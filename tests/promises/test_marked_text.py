"""A pasted text with its marks: nothing of it is lost, and each mark stands where its words do."""

import pytest

from promises.marked_text import SHORT, Found, marked, within
from promises.published_promises import published_promises
from promises.reader.documents import LONGEST_PAGE

pytestmark = pytest.mark.pure

PAGE = """Medborgarlöften i Överkalix

Polisen och kommunen lovar:
• Polisen ska ha två medborgarkontakter per vecka. Det sker där folk rör sig.
• Polis och kommun ska gå en trygghetsvandring per år

Bakgrund
Många har svarat på frågor om trygghet.

Uppföljning
En skriftlig sammanställning görs senast den 31 januari.
"""


def spans():
    return [(one.start, one.start + len(one.wording)) for one in published_promises(PAGE)]


def found():
    commitments = [pair[0] for one in published_promises(PAGE) for pair in one.commitments]
    return [Found(one.span.start, one.span.end, n, 100 + n) for n, one in enumerate(commitments, 1)]


def lines_of(part):
    return ["".join(stretch.text for stretch in line.stretches) for line in part.lines]


def test_a_page_comes_in_parts_of_one_nature_each_with_its_heading():
    parts = marked(PAGE, found(), spans())
    assert [part.nature for part in parts] == ["promise", "background", "follow_up"]
    assert lines_of(parts[1]) == ["Bakgrund", "Många har svarat på frågor om trygghet."]
    assert [line.look for line in parts[0].lines] == ["heading", "heading", "bullet", "bullet"]


def test_no_character_is_lost_but_bullets_and_line_ends():
    shown = "".join(text for part in marked(PAGE, found(), spans()) for text in lines_of(part))
    assert shown == PAGE.replace("\n", "").replace("• ", "")


def test_each_mark_holds_the_words_of_its_proposal_and_ends_with_its_number():
    marks = [
        (stretch.text, [one.number for one in stretch.ends])
        for part in marked(PAGE, found(), spans())
        for line in part.lines
        for stretch in line.stretches
        if stretch.is_found
    ]
    assert marks == [("två medborgarkontakter per vecka", [1]), ("en trygghetsvandring per år", [2])]


def test_the_rest_of_the_promise_is_marked_as_promise():
    line = marked(PAGE, found(), spans())[0].lines[2]
    assert [(stretch.text[:12], stretch.in_promise) for stretch in line.stretches] == [
        ("Polisen ska ", True),
        ("två medborga", True),
        (". Det sker d", True),
    ]


def test_words_of_two_proposals_that_overlap_are_cut_where_each_ends():
    text = "två besök och tre möten"
    stretches = within(text, 0, [Found(0, 9, 1, 1), Found(0, 23, 2, 2)])
    assert [(one.text, [end.number for end in one.ends]) for one in stretches] == [
        ("två besök", [1]),
        (" och tre möten", [2]),
    ]


def test_the_words_of_a_copy_have_both_numbers():
    stretches = within("två besök", 0, [Found(0, 9, 1, 1), Found(0, 9, 2, 2)])
    assert [one.number for one in stretches[0].ends] == [1, 2]


def test_a_wording_is_marked_from_where_it_stands_in_the_text():
    stretches = within("gå två vandringar", 50, [Found(53, 67, 1, 1)])
    assert [(one.text, one.is_found) for one in stretches] == [("gå ", False), ("två vandringar", True)]


def test_long_parts_can_be_folded():
    parts = marked(f"Bakgrund\n{'Det var så. ' * 40}\n\nPolisen lovar:\n- ett besök", [], [])
    assert [part.is_long for part in parts] == [True, False]
    assert len("".join(lines_of(parts[0]))) > SHORT


def test_what_is_beyond_the_longest_page_is_shown_as_unread():
    text = "Polisen lovar:\n- ett besök\n" + "X" * LONGEST_PAGE
    parts = marked(text, [], [])
    assert parts[-1].nature == "unread"
    assert sum(len(line) for part in parts for line in lines_of(part)) == len(text) - len("\n- \n")


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("Vi lovar:\n- två besök per termin. Ett möte per år.", ["två besök per termin. Ett möte per år."]),
        ("Polisen ska göra två besök. Kommunen ska hålla ett möte.", None),
        (
            "Målsättning\nArbetet ska ge ökad trygghet.\nPolisen ska göra två besök per år.",
            ["Polisen ska göra två besök per år."],
        ),
        ("Uppföljning\nPolisen ska göra två besök per år.\nKommunen ska mötas en gång per år.", []),
    ],
)
def test_a_bullet_is_one_promise_and_follow_up_is_none(text, wordings):
    expected = ["Polisen ska göra två besök.", "Kommunen ska hålla ett möte."] if wordings is None else wordings
    assert [one.wording for one in published_promises(text)] == expected


def test_every_wording_stands_word_by_word_in_the_text():
    for one in published_promises(PAGE):
        assert PAGE[one.start : one.start + len(one.wording)] == one.wording


def test_a_sentence_above_the_promises_is_no_heading():
    heading = "Polisen och kommunen lovar att gemensamt arbeta för tryggheten på många olika sätt genom följande:"
    assert [one.heading for one in published_promises(f"{heading}\n- två besök per år")] == [""]
    assert [one.heading for one in published_promises("Polisen lovar:\n- två besök per år")] == ["Polisen lovar"]
