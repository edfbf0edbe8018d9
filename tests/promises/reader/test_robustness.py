"""Any text is read without an error, and in linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promises.reader import predict, read

WORDS = (
    "polisen kommunen ska lovar minst två en 2 (2) st . , och samt varav per vecka varje i år under 2019 om "
    "behov läget medger senast maj alla elever % procent insatser besök \n • : ( ) har genomfört som för att"
).split(" ")
HOSTILE = {
    "no spaces": "a" * 1_000_000,
    "nested parentheses": "(" * 500_000 + ")" * 500_000,
    "repeated word": "minst " * 166_000,
    "control characters": "\x00\x01\x1b\x7f" * 250_000,
    "digits and hyphens": "1-" * 500_000,
    "full stops": "1." * 500_000,
    "many sentences": "".join(f"minst {number} besök\n" for number in range(70_000)),
    "digits": "7" * 1_000_000,
    "articles": "en " * 333_000,
    "nested brackets": "([{" * 170_000 + "}])" * 160_000,
    "one line of promises": "Polisen ska göra minst två besök per år och " * 22_000,
    "short sentences": "Polisen ska göra två besök. " * 35_000,
    "tabs": "två besök\tPolisen\t" * 50_000,
    "colons": "Polisen: " * 110_000,
    "half characters": "\ud800 två " * 140_000,
    "blank lines": "\n" * 1_000_000,
    "headings": "Polisen lovar:\n" * 66_000,
    "capitals": "i " + "Ab, " * 250_000,
}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.none() | st.text(max_size=60))
def test_never_raises_on_any_text(text, context):
    for commitment in predict(text, context):
        start, end = commitment["span"]
        assert 0 <= start < end <= len(text)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_never_raises_on_shuffled_promises(words):
    text = " ".join(words)
    for promise in read(text).promises:
        assert text[promise.span.start : promise.span.end] == promise.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_megabyte_is_read_in_time(name):
    start = time.process_time()
    predict(HOSTILE[name])
    assert time.process_time() - start < 2.0


def test_a_long_page_is_read_in_time():
    line = "Polisen ska göra minst {} kontroller per månad i centrum under året och informera skolorna om det.\n"
    page = "".join(line.format(number) for number in range(2, 127))  # 2,000 words, no two lines alike
    predict(page)
    start = time.process_time()
    predict(page.replace("centrum", "byarna"))
    assert time.process_time() - start < 0.1
