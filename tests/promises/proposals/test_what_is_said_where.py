"""Which words belong to which commitment, and what is kept of them: deadlines, parts of the year, figures, names."""

from datetime import date
from decimal import Decimal

import pytest

from promises.wording import rule_sentence
from tests.promises.proposals.reading import THREE_MONTHS, asked, draft, proposal, proposals, question, rule

WALKS_AND_A_DIALOGUE = (
    "Kommunen ska genomföra två trygghetsvandringar, en på våren och en på hösten, "
    "och en medborgardialog före den sista november."
)


def test_a_deadline_by_another_noun_does_not_limit_the_number():
    walks, dialogue = proposals(WALKS_AND_A_DIALOGUE)
    assert rule(walks.draft) == ("count", 1, "half_year", "each")
    assert (walks.draft.months, walks.draft.due_on) == ((), None)
    assert (dialogue.draft.kind, dialogue.draft.due_on) == ("deliverable", date(2019, 11, 29))


def test_a_deadline_before_all_of_them_holds_for_each():
    found = proposals("Senast den 31 maj ska kommunen hålla två utbildningar och ett möte.")
    assert all("senast" in one.draft.label.casefold() or one.draft.due_on or one.draft.months for one in found)


def test_one_on_each_side_of_the_year_is_asked_and_not_made_into_months():
    text = "Kommunen ska genomföra två trygghetsvandringar, en på våren och en på hösten."
    found = proposal(text)
    assert asked(found) == ["parted"]
    assert rule(found.draft) == ("count", 1, "half_year", "each")
    assert rule(draft(text, answers={"parted": "total"})) == ("count", 2, "period", "total")
    assert rule(draft(text, THREE_MONTHS)) == ("count", 2, "period", "total")


def test_one_in_each_term_is_by_the_term():
    text = "Skolan ska hålla två föräldramöten, ett på vårterminen och ett på höstterminen."
    assert rule(draft(text))[1:] == (1, "term", "each")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommunen ska besöka alla serveringsställen två gånger.", (2, "period", "total")),
        ("Kommunen ska besöka alla högstadieklasser en gång per termin.", (1, "term", "each")),
        ("Polisen ska kontrollera samtliga krogar tre gånger per år.", (3, "period", "total")),
    ],
)
def test_every_place_so_many_times_is_tried_place_by_place(text, expected):
    found = proposal(text)
    assert rule(found.draft) == ("coverage", *expected)
    assert asked(found)[:2] == ["place_by_place", "places"]
    assert draft(text, answers={"place_by_place": "all"}).kind == "count"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Andelen som känner sig otrygga ska minska från 23 procent till 18 procent i trygghetsmätningen.",
            ("Andelen som känner sig otrygga", "at_most", Decimal(23), Decimal(18), "trygghetsmätningen"),
        ),
        (
            "Andelen trygga ska öka från 35 till 41 procent enligt polisens trygghetsmätning.",
            ("Andelen trygga", "at_least", Decimal(35), Decimal(41), "polisens trygghetsmätning"),
        ),
        (
            "Otryggheten ska minska från 23,5 procent (2022) till under 18 procent, mätt i kommunens enkät 2024.",
            ("Otryggheten (procent)", "at_most", Decimal("23.5"), Decimal(18), "kommunens enkät 2024"),
        ),
        (
            "Antalet bilinbrott ska minska från 40 till 30.",
            ("Antalet bilinbrott", "at_most", Decimal(40), Decimal(30), ""),
        ),
    ],
)
def test_a_measured_change_keeps_both_figures_and_its_source(text, expected):
    found = draft(text)
    assert found.kind == "effect"
    assert (found.indicator, found.direction, found.baseline, found.threshold, found.source) == expected


def test_a_measured_change_is_said_with_both_figures_and_its_source():
    found = draft("Andelen otrygga ska minska från 23 procent till 18 procent i trygghetsmätningen.")
    assert rule_sentence(found) == (
        "Effektmål: Andelen otrygga ska gå från 23 till högst 18 procent, mätt i trygghetsmätningen."
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Polisen ska göra minst tio trafikkontroller per månad.", "Trafikkontroller"),
        ("Kommunen ska besöka alla serveringsställen två gånger.", "Besöka alla serveringsställen"),
        ("Kommunen ska ha bytt belysningen på Storgatan senast den 30 juni.", "Bytt belysningen på Storgatan"),
        ("Polisen ska göra två kontroller på riskkvällar.", "Kontroller, riskkväll"),
    ],
)
def test_a_name_holds_no_number(text, label):
    assert draft(text).label == label


def test_a_name_is_cut_where_a_part_of_the_sentence_ends():
    text = "Polisen ska fotpatrullera fredagar och lördagar klockan 20–24 samt skolavslutningen och valborg."
    assert draft(text, answers={"implied": "none"}).label == "Fotpatrullera fredagar och lördagar klockan 20–24"


def test_the_same_thing_counted_twice_has_two_names():
    text = "Polisen ska göra två kontroller per månad och tio kontroller per halvår."
    labels = [found.draft.label for found in proposals(text)]
    assert labels == ["Kontroller per månad", "Kontroller per halvår"]


def test_what_stands_behind_two_alike_tells_them_apart():
    text = "Kommunen ska hålla två utbildningar för krögare och två utbildningar för postombud."
    labels = [found.draft.label for found in proposals(text)]
    assert labels == ["Utbildningar för krögare", "Utbildningar för postombud"]


def test_doing_something_with_every_school_is_not_doing_it_at_each():
    text = "Kommunen ska i samverkan med samtliga skolor hålla två utbildningar."
    assert draft(text).kind == "count"


def test_a_share_to_stay_below_is_an_upper_bound():
    found = draft("Andelen som utsatts för brott ska understiga 5 procent enligt NTU.")
    assert (found.direction, found.threshold, found.source) == ("at_most", Decimal(5), "NTU")


@pytest.mark.parametrize(
    ("text", "unit", "units"),
    [
        ("Polisen ska mäta hastigheten vid minst fyra tillfällen.", "hastighetsmätning", "hastighetsmätningar"),
        ("Kommunen ska sköta bommen vid minst fyra tillfällen.", "tillfälle", "tillfällen"),
    ],
)
def test_what_is_done_at_the_occasions_is_what_is_counted(text, unit, units):
    found = draft(text)
    assert (found.unit, found.units) == (unit, units)
    assert not found.label.casefold().startswith("tillfäll")


def test_the_answers_about_a_condition_begin_apart():
    found = question("Polisen ska göra två riktade insatser om läget medger.", "conditional")
    assert len({choice.text.split()[0] for choice in found.choices}) == 3


def test_a_deadline_after_two_of_them_is_asked_of_the_first():
    text = "Kommunen ska hålla två utbildningar och ett möte senast den 31 maj."
    first = proposals(text)[0]
    assert asked(first) == ["shared_deadline"]
    assert first.draft.months == ()
    until = proposals(text, answers={"shared_deadline": "both"})[0].draft
    assert until.months == (1, 2, 3, 4, 5)


def test_of_two_things_to_make_by_a_day_both_are_to_be_there():
    plan, leaflet = proposals("Kommunen ska ta fram en plan och en broschyr senast den 31 maj.")
    assert (plan.draft.kind, plan.draft.due_on) == ("deliverable", date(2019, 5, 31))
    assert (leaflet.draft.kind, leaflet.draft.due_on) == ("deliverable", date(2019, 5, 31))
