"""What a reading holds: sections, promises as written, spans, doubts."""

import pytest

from promises.reader import Span, predict, read

PAGE = """Hoppa till innehållet

Löften för 2019

Bakgrund
Under 2018 anmäldes 40 inbrott i kommunen.

Polisen lovar att:
 • genomföra minst två (2) insatser per halvår mot langning
 • vid behov delta på föräldramöten

Resultat 2018
 • Fyra insatser har genomförts.

Kontakt
Växel: 0123-456 00
"""


def one(text, context=None):
    commitments = read(text, context).commitments
    assert len(commitments) == 1
    return commitments[0]


def test_a_page_gives_only_its_promises():
    found = [(c.count, c.period, c.kind) for c in read(PAGE).commitments]
    assert found == [(2, "half_year", "rate"), (None, None, "conditional")]


def test_the_governing_heading_names_the_party():
    assert {c.responsible for c in read(PAGE).commitments} == {("police",)}


def test_sections_tell_promise_result_and_background_apart():
    natures = {section.heading: section.nature for section in read(PAGE).sections}
    assert natures["Bakgrund"] == "background"
    assert natures["Polisen lovar att:"] == "promise"
    assert natures["Resultat 2018"] == "result"
    assert natures["Kontakt"] == "contact"


def test_promises_are_kept_as_written():
    for promise in read(PAGE).promises:
        assert PAGE[promise.span.start : promise.span.end] == promise.text


def test_a_span_covers_the_words_the_number_rests_on():
    start, end = predict(PAGE)[0]["span"]
    assert "två (2) insatser per halvår" in PAGE[start:end]


def test_spans_on_a_page_point_at_the_same_words_as_in_the_sentence():
    sentence = "Minst tre tillslag görs i Centrum om läget medger."
    page = f"Polisen lovar:\n\n• Två besök per år.\n• {sentence}\n"
    alone, paged = one(sentence), read(page).commitments[1]
    for name in ("span", "condition"):
        short, long = getattr(alone, name), getattr(paged, name)
        assert sentence[short.start : short.end] == page[long.start : long.end]
    assert paged.places == ("Centrum",)


def test_a_condition_has_its_own_span():
    text = "Minst två tillslag görs om läget medger."
    condition = one(text).condition
    assert condition is not None
    assert text[condition.start : condition.end] == "om läget medger"


def test_a_deadline_has_its_own_span():
    text = "En sammanställning görs senast 2020-01-31."
    deadline = one(text).deadline
    assert deadline is not None
    assert text[deadline.start : deadline.end] == "senast 2020-01-31"


def test_a_bare_article_is_asked_about():
    assert [q.about for q in one("Kommunen ska ta fram en plan.").questions] == ["article"]


def test_a_maximum_is_asked_about():
    assert "maximum" in [q.about for q in one("Kommunen erbjuder upp till tre kurser.").questions]


def test_places_and_tags_are_named():
    found = one("Polisen gör två riktade insatser under riskkvällar i Centrum och på Norrby.")
    assert found.places == ("Centrum", "Norrby")
    assert "riskkväll" in found.tags


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Polisen gör fyra kontroller i Norrby och Hageby under året.", ("Norrby", "Hageby")),
        ("Polisen patrullerar på Stora torget varje fredag.", ("Stora torget",)),
        ("Polisen gör två kontroller på väg 26 och E45.", ("väg 26", "E45")),
        ("Minst två insatser i Mars.", ()),
        ("Två möten i Kommunen.", ()),
        ("Norrby ska få två nya lampor.", ()),
    ],
)
def test_only_places_are_places(text, places):
    assert {c.places for c in read(text).commitments} == {places}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Polisen är på torget varje tisdag och torsdag.", ("tisdag", "torsdag")),
        ("Utöver ordinarie kontroller görs tre på kvällstid.", ("kvällstid", "utöver ordinarie")),
        ("Vi gör tre kontroller under lönehelger.", ("lönehelg",)),
    ],
)
def test_weekdays_and_extra_work_are_tags(text, tags):
    assert {c.tags for c in read(text).commitments} == {tags}


def test_partners_are_named():
    assert one("Polisen ska tillsammans med kommunen göra två krogrundor.").partners == ("municipality",)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "•", "minst", "2", "en", "(", "Polisen ska"])
def test_scraps_promise_nothing(text):
    assert predict(text) == []


def test_spans_are_plain_offsets():
    assert Span(0, 3) == Span(start=0, end=3)


@pytest.mark.parametrize(
    ("done", "promised"),
    [
        ("Sex kontroller har genomförts.", "Sex kontroller ska genomföras."),
        ("Sex kontroller genomfördes.", "Sex kontroller skulle genomföras."),
        ("Polisen gjorde sex kontroller.", "Polisen gör sex kontroller."),
        ("Polisen har gjort sex kontroller.", "Polisen har lovat sex kontroller."),
    ],
)
def test_only_tense_tells_outcome_from_promise(done, promised):
    assert predict(done) == []
    assert predict(promised)[0]["count"] == 6
