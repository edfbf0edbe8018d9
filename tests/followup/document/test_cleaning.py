"""No text that a person can type stops a document, and what could not be shown is counted."""

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.document import character_table
from followup.document.characters import SHOWN, can_show
from followup.document.cleaning import BREAK, CUT_MARK, LONGEST_RUN, NARRATIVE, clean, clean_text

any_text = st.text(st.characters(exclude_categories=()), max_size=300)
any_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["wording", "label", "day"]), inner),
    max_leaves=12,
)


@given(any_text)
def test_every_character_that_comes_out_is_in_the_font(text):
    assert all(can_show(character) or character == "\n" for character in clean_text(text).value)


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text).value
    assert clean_text(once).value == once
    assert clean_text(once).replaced == 0


@given(any_text)
def test_no_run_is_longer_than_a_column(text):
    assert all(len(run) <= LONGEST_RUN for run in clean_text(text).value.replace(BREAK, " ").split())


@given(any_value)
def test_any_structure_becomes_json_of_the_same_shape(value):
    cleaned = clean(value).value
    json.dumps(cleaned, allow_nan=False).encode("utf-8")
    assert type(cleaned) is type(value) or cleaned is None


# The font has shapes for a few marks that nobody can see; those are taken out.
VISIBLE = sorted(char for char in map(chr, SHOWN) if unicodedata.category(char) != "Cf")


@given(st.text(st.sampled_from(VISIBLE), max_size=LONGEST_RUN))
def test_text_in_the_font_is_only_normalised(text):
    cleaned = clean_text(text)
    assert cleaned.replaced == 0
    assert "".join(cleaned.value.split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_swedish_finnish_meankieli_and_sami_letters_are_kept():
    text = "Åsa på Älvgården, Övertorneå; Meänkieli žšŽŠ; Sámi áčđŋšŧžÁČĐŊŠŦŽ ïÏ, ǥǧʒǯõâ"
    assert clean_text(text).value == text


def test_a_letter_the_font_has_only_in_parts_is_printed_in_parts():
    assert clean_text("ǩ") == clean("k\u030c")
    assert clean_text("ǩ").replaced == 0


@pytest.mark.parametrize(
    ("typed", "printed", "replaced"),
    [
        ("a\x00b\x07c", "abc", 0),
        ("vänster\u202e\u2066höger\u200f", "vänsterhöger", 0),
        ("mjukt\u00adstreck och bred\ufeff", "mjuktstreck och bred", 0),
        ("\ue000privat", "privat", 0),
        ("A\u030angest", "Ångest", 0),
        ("bra \N{THUMBS UP SIGN}\ufe0f!", "bra □!", 1),
        ("שלום", "□□□□", 4),
        ("en\r\ntvå\u2028tre\n\n\n\nfyra", "en\ntvå\ntre\n\nfyra", 0),
        ("ett\ttvå\u3000tre", "ett två tre", 0),
        ("\ud800", "", 0),
    ],
)
def test_typed_becomes_printed(typed, printed, replaced):
    assert (clean_text(typed).value, clean_text(typed).replaced) == (printed, replaced)


def test_a_word_without_end_may_be_broken_but_keeps_its_letters():
    assert clean_text("x" * 300).value.replace(BREAK, "") == "x" * 300


def test_a_text_over_the_limit_says_that_it_was_cut():
    cleaned = clean_text("ord " * 10_000).value
    assert cleaned.endswith(CUT_MARK)
    assert len(cleaned) <= NARRATIVE


def test_thousands_of_empty_looking_lines_are_cut_too():
    cleaned = clean_text("a\n" * 9_000).value
    assert cleaned.endswith(CUT_MARK)
    assert cleaned.count("\n") < 500


def test_a_label_has_a_tighter_limit_than_a_narrative():
    cleaned = clean({"label": "ord " * 200, "wording": "ord " * 200}).value
    assert cleaned["label"].endswith(CUT_MARK)
    assert CUT_MARK not in cleaned["wording"]


def test_the_count_covers_the_whole_structure_and_the_input_is_left_alone():
    value = {"sections": [{"promises": [{"wording": "☃"}, {"label": "☃☃"}]}]}
    assert clean(value).replaced == 3
    assert value["sections"][0]["promises"][0]["wording"] == "☃"


def test_the_committed_character_table_is_that_of_the_fonts():
    assert character_table.TABLE.read_text() == character_table.as_ranges(character_table.shared_code_points())


def test_the_fonts_are_the_published_files_and_their_licence_is_with_them():
    folder = character_table.FONTS
    listed = json.loads((folder / "VENDORED.json").read_text())
    assert {row["file"] for row in listed} == {path.name for path in folder.iterdir()} - {"VENDORED.json"}
    for row in listed:
        assert row["licence"] == "OFL-1.1"
        assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.md").read_text()
