"""One and many of what promises count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.proposals.noun_forms import LONGEST, both_forms


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("riktad insats", "riktade insatser"),
        ("trafiksäkerhetsinsats", "trafiksäkerhetsinsatser"),
        ("kontroll", "kontroller"),
        ("besök", "besök"),
        ("trygghetsvandring", "trygghetsvandringar"),
        ("fotpatrull", "fotpatruller"),
        ("fotpatrullering", "fotpatrulleringar"),
        ("öppet möte", "öppna möten"),
        ("tillfälle", "tillfällen"),
        ("aktion", "aktioner"),
        ("träff", "träffar"),
        ("antilangningskampanj", "antilangningskampanjer"),
        ("föreläsning", "föreläsningar"),
        ("aktivitetsdag", "aktivitetsdagar"),
        ("kväll", "kvällar"),
        ("timme", "timmar"),
        ("gemensam tobakstillsyn", "gemensamma tobakstillsyner"),
        ("gemensamt möte", "gemensamma möten"),
        ("regelbunden operativ insats", "regelbundna operativa insatser"),
        ("oanmäld kontroll", "oanmälda kontroller"),
        ("oanmält besök", "oanmälda besök"),
        ("extra insats", "extra insatser"),
        ("lokal handlingsplan", "lokala handlingsplaner"),
        ("riktat besök", "riktade besök"),
        ("synlig patrull", "synliga patruller"),
        ("orossamtal", "orossamtal"),
        ("utbildningstillfälle", "utbildningstillfällen"),
        ("medborgarkontakt", "medborgarkontakter"),
        ("nattvandrare", "nattvandrare"),
        ("förälder", "föräldrar"),
        ("elev", "elever"),
        ("skola", "skolor"),
        ("åtgärd", "åtgärder"),
        ("öppen förskola", "öppna förskolor"),
        ("kort film", "korta filmer"),
        ("digital träff", "digitala träffar"),
        ("nykterhetskontroll", "nykterhetskontroller"),
        ("svårighet", "svårigheter"),
    ],
)
def test_both_forms_are_found_from_either(one, many):
    assert both_forms(one) == (one, many)
    assert both_forms(many) == (one, many)


@pytest.mark.parametrize("word", ["enas", "lokalt brå", "information till årskurs 6 och 8", ""])
def test_what_is_not_known_is_left_as_it_stands(word):
    assert both_forms(word) == (word, word)


def test_what_cannot_be_two_of_is_counted_by_the_time():
    assert both_forms("närvaro") == ("tillfälle med närvaro", "tillfällen med närvaro")


@given(st.text(max_size=200))
def test_any_words_fit_where_they_are_stored(phrase):
    assert all(len(form) <= LONGEST for form in both_forms(phrase))


@pytest.mark.parametrize(
    ("phrase", "one", "many"),
    [
        ("nya grannsamverkansområden", "nytt grannsamverkansområde", "nya grannsamverkansområden"),
        ("större trafikinsatser", "större trafikinsats", "större trafikinsatser"),
        ("första uppföljning", "första uppföljning", "första uppföljningar"),
        ("emot besök", "besök", "besök"),
        ("privat möte", "privat möte", "privata möten"),
    ],
)
def test_words_before_the_noun_are_bent_or_left_out(phrase, one, many):
    assert both_forms(phrase) == (one, many)
