"""Bullets below a heading that promises are promises, whether or not the reader finds anything to count in them."""

import pytest

from promises.published_promises import published_promises

PAGE = """Medborgarlöften i Överkalix

Bakgrund
- Många är otrygga i centrum
- Vi vill öka den synliga närvaron i centrum

Polisen lovar:
- att öka den synliga närvaron i centrum
- två besök per termin
- att samverka för tryggheten:
- Läs mer på polisens sida

Resultat 2018
- Den synliga närvaron i centrum ökade

Uppföljning
- Vi ses varje höst

Kontakt
- Anna, 010 000 00 00
"""


def test_a_bullet_without_a_number_is_a_promise_by_those_whom_the_heading_names():
    first, second = published_promises(PAGE)
    assert (first.wording, first.commitments) == ("att öka den synliga närvaron i centrum", ())
    assert (first.heading, first.promised_by) == ("Polisen lovar", ("police",))
    assert PAGE[first.start :].startswith(first.wording)
    assert (second.wording, len(second.commitments)) == ("två besök per termin", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Polisen lovar:",
        "Bakgrund\n- att öka den synliga närvaron i centrum\n\nMer\nText.",
        "Resultat\n- den synliga närvaron i centrum ökade\n\nKontakt\n- Anna Ek, polisen",
        "Polisen lovar:\n- Förra året gjordes en del\n- Centrum\n- Läs mer här",
        "Polisen lovar:\nSommaren var lugn i centrum.",
        "- att öka den synliga närvaron i centrum:\n- Centrum",
    ],
)
def test_headings_background_results_and_what_only_tells_are_no_promises(text):
    assert published_promises(text) == []
