"""Typed text is stored in one form, without what the eye cannot see."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.text import tidy


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Överkalix", "Överkalix"),
        (unicodedata.normalize("NFD", "Gångväg på Åsen, Övertorneå"), "Gångväg på Åsen, Övertorneå"),
        ("a\u200b\u030a", "å"),
        ("rad ett\r\nrad två\rrad tre\n", "rad ett\nrad två\nrad tre\n"),
        ("\u202egnal\u202c text", "gnal text"),
        ("isolerad \u2067text\u2069", "isolerad text"),
        ("noll\u200bbredd\ufeff och\u2060 fog\u200d", "nollbredd och fog"),
        ("mjukt\u00adbindestreck", "mjuktbindestreck"),
        ("NUL\x00 och klocka\x07 och radera\x7f", "NUL och klocka och radera"),
        ("C1\x85\x9f", "C1"),
        ("halvt tecken \ud83d", "halvt tecken "),
        ("flik\tstår kvar", "flik\tstår kvar"),
        ("vandring 🚶 klar", "vandring 🚶 klar"),
        ("<script>{{7*7}}</script>", "<script>{{7*7}}</script>"),
        ("=HYPERLINK(1) +1 @SUM", "=HYPERLINK(1) +1 @SUM"),
        ("Davvisámegiella, meänkieli, suomi", "Davvisámegiella, meänkieli, suomi"),
        ("", ""),
    ],
)
def test_text_is_stored_as_the_eye_reads_it(typed, stored):
    assert tidy(typed) == stored


# Often the few characters that meet badly: a letter, its ring, something hidden between them, half a character.
ANY_TEXT = st.text(alphabet=st.characters() | st.sampled_from("aåo\u030a\u0308\u200b\u202e\u0000\r\n\ud83d\ude00"))


@given(ANY_TEXT)
def test_tidy_text_is_composed_and_stays_as_it_is(typed):
    stored = tidy(typed)
    assert tidy(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)


@given(ANY_TEXT)
def test_tidy_text_can_be_stored_anywhere(typed):
    stored = tidy(typed)
    stored.encode("utf-8")
    assert not [char for char in stored if unicodedata.category(char) == "Cc" and char not in "\n\t"]
