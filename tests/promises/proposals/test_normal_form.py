"""What the guideline's kinds and periods become in sets of one year, of two, of three months, or without an end."""

from datetime import date
from decimal import Decimal

import pytest

from promises.proposals import propose
from promises.wording import rule_sentence
from tests.promises.proposals.reading import (
    OPEN,
    THREE_MONTHS,
    TWO_YEARS,
    YEAR,
    asked,
    draft,
    proposal,
    proposals,
    rule,
)

TOTAL = ("period", "total")


@pytest.mark.parametrize(
    ("text", "minimum", "per", "counting"),
    [
        ("Polisen ska genomföra minst fyra trafikkontroller.", 4, *TOTAL),
        ("Polisen ska under året genomföra minst fyra trafikkontroller.", 4, *TOTAL),
        ("Polisen ska genomföra fyra trafikkontroller per år.", 4, *TOTAL),
        ("Polisen ska ha tre medborgarkontakter i veckan.", 3, "week", "each"),
        ("Polisen ska ha minst tre medborgarkontakter i snitt per vecka.", 3, "week", "average"),
        ("Polisen ska fotpatrullera två gånger i månaden.", 2, "month", "each"),
        ("Kommunen ska hålla två föräldramöten per termin.", 2, "term", "each"),
        ("Polisen ska göra två insatser per halvår.", 2, "half_year", "each"),
        ("Polisen ska hålla ett öppet möte per kvartal.", 1, "quarter", "each"),
        ("Polisen ska fotpatrullera varannan vecka.", 1, "fortnight", "each"),
        ("Kommunen ska hålla ett möte per tertial.", 1, "tertial", "each"),
        ("Polisen ska besöka torget två gånger var tredje månad.", 2, "quarter", "each"),
        ("Polisen ska besöka torget en gång var fjärde månad.", 1, "tertial", "each"),
    ],
)
def test_a_number_becomes_a_count_with_its_true_period(text, minimum, per, counting):
    assert rule(draft(text)) == ("count", minimum, per, counting)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Polisen ska hålla ett öppet möte varannan månad.", 6),
        ("Polisen ska hålla två öppna möten varannan månad.", 12),
        ("Polisen ska besöka torget en gång var tredje vecka.", 17),
    ],
)
def test_a_step_without_a_period_of_its_own_becomes_a_reckoned_number(text, total):
    assert rule(draft(text)) == ("count", total, *TOTAL)
    assert "stepped" in asked(proposal(text))


def test_under_the_year_means_each_year_in_a_set_of_two():
    text = "Polisen ska under året genomföra minst fyra trafikkontroller."
    found = proposal(text, TWO_YEARS)
    assert rule(found.draft) == ("count", 4, "year", "each")
    assert asked(found) == ["yearly"]
    assert rule(draft(text, TWO_YEARS, {"yearly": "total"})) == ("count", 4, *TOTAL)
    assert rule(draft(text, TWO_YEARS, {"yearly": "average"})) == ("count", 4, "year", "average")


def test_under_the_year_means_each_year_until_further_notice():
    text = "Polisen ska under året genomföra minst fyra trafikkontroller."
    assert rule(draft(text, OPEN)) == ("count", 4, "year", "each")


def test_a_period_the_set_has_no_room_for_becomes_a_total_with_a_question():
    text = "Polisen ska göra fyra insatser per halvår."
    found = proposal(text, THREE_MONTHS)
    assert rule(found.draft) == ("count", 4, *TOTAL)
    assert asked(found) == ["short_period"]
    assert rule(draft(text, THREE_MONTHS, {"short_period": "part"})) == ("count", 2, *TOTAL)


def test_an_average_of_terms_is_not_proposed():
    text = "Kommunen ska hålla två föräldramöten i snitt per termin."
    assert rule(draft(text)) == ("count", 2, "term", "each")
    assert rule(draft(text, answers={"average_of_terms": "total"})) == ("count", 4, *TOTAL)


def test_all_schools_become_a_cover_that_asks_for_places():
    found = proposal("Kommunen ska besöka samtliga skolor.")
    assert rule(found.draft) == ("coverage", 1, *TOTAL)
    assert asked(found) == ["reach", "places"]
    answered = proposal("Kommunen ska besöka samtliga skolor.", answers={"reach": "places", "places": "place_set:3"})
    assert answered.is_settled


def test_each_district_becomes_a_cover():
    text = "Kommunen ska ordna en trygghetsvandring i respektive stadsdel."
    found = proposal(text)
    assert rule(found.draft) == ("coverage", 1, *TOTAL)
    assert (found.draft.unit, found.draft.units) == ("trygghetsvandring", "trygghetsvandringar")
    assert rule(draft(text, answers={"place_by_place": "all"})) == ("count", 1, *TOTAL)


def test_all_people_are_judged_in_words_since_the_log_counts_no_persons():
    found = proposal("Alla elever i årskurs 7 ska få en föreläsning om droger.")
    assert found.draft.kind == "qualitative"
    assert asked(found) == ["reach"]


def test_so_many_people_are_counted():
    found = draft("Kommunen ska utbilda 200 elever under året.")
    assert rule(found) == ("count", 200, *TOTAL)
    assert (found.unit, found.units) == ("elev", "elever")


@pytest.mark.parametrize(
    ("text", "direction", "threshold"),
    [
        ("Minst 80 procent av eleverna ska känna sig trygga.", "at_least", Decimal(80)),
        ("Högst 5 procent av eleverna ska ha prövat narkotika.", "at_most", Decimal(5)),
        ("Antalet skadegörelsebrott ska minska med 10 procent.", "down", None),
        ("Antalet nattvandrare ska öka med 10 procent.", "up", None),
    ],
)
def test_a_share_is_measured_and_not_counted(text, direction, threshold):
    found = draft(text)
    assert (found.kind, found.direction, found.threshold) == ("effect", direction, threshold)
    assert found.indicator


def test_zero_is_a_vision_until_somebody_says_that_it_is_measured():
    text = "Kommunen har en nollvision mot våld i nära relationer."
    assert draft(text).kind == "vision"
    found = draft(text, answers={"zero": "effect"})
    assert (found.kind, found.direction, found.threshold) == ("effect", "at_most", Decimal(0))


def test_a_day_makes_something_to_hand_over():
    found = draft("Kommunen ska ta fram en broschyr senast den 30 juni.")
    assert (found.kind, found.due_on, found.label) == ("deliverable", date(2019, 6, 30), "Broschyr")
    assert rule_sentence(found) == "Senast 2019-06-30: Broschyr."


def test_a_deadline_nobody_can_read_asks_for_the_day():
    stored = {"kind": "deadline", "unit": "broschyr", "deadline": "före nästa stora möte", "sentence": "En broschyr."}
    text = {"words": "En broschyr före nästa stora möte."}
    found = _proposed(stored, **text)
    assert found.draft.kind == "qualitative"
    (question,) = found.questions
    assert (question.about, question.wants, question.answer) == ("due_on", "date", None)
    dated = _proposed(stored, **text, answers={"due_on": "date:2019-05-17"})
    assert (dated.draft.kind, dated.draft.due_on) == ("deliverable", date(2019, 5, 17))
    assert dated.is_settled
    assert not _proposed(stored, **text, answers={"due_on": "date:2019-02-30"}).is_settled


def _proposed(stored, **more):
    return propose(stored, period=YEAR, **more)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Om handlare önskar ska polisen besöka butiken.", "on_demand"),
        ("Kommunen ska ordna trygghetsvandringar på begäran.", "on_demand"),
        ("Polisen ska göra riktade insatser vid behov.", "qualitative"),
        ("Polisen ska göra minst två riktade insatser om läget medger.", "count"),
    ],
)
def test_a_condition_is_kept_in_the_promises_own_words(text, kind):
    found = draft(text)
    assert found.kind == kind
    assert found.condition
    assert found.condition in text


def test_a_ceiling_is_an_offer_until_somebody_says_otherwise():
    text = "Polisen ska göra upp till tre skolbesök per termin."
    assert draft(text).kind == "qualitative"
    assert rule(draft(text, answers={"maximum": "promise"})) == ("count", 3, "term", "each")


def test_a_range_is_met_at_the_lower_number():
    text = "Polisen ska göra två till tre kontroller per månad."
    found = draft(text)
    assert (found.minimum, found.maximum) == (2, 3)
    higher = draft(text, answers={"range": "higher"})
    assert (higher.minimum, higher.maximum) == (3, None)


def test_what_goes_on_is_judged_in_words():
    found = proposal("Polis och kommun arbetar löpande mot langning.")
    assert found.draft.kind == "qualitative"
    assert found.is_settled


def test_a_goal_for_how_it_should_be_is_an_effect():
    stored = {"kind": "continuous", "unit": "trygga", "sentence": "Andelen trygga invånare ska öka."}
    found = _proposed(stored, words=stored["sentence"])
    assert (found.draft.kind, found.draft.direction) == ("effect", "up")
    assert found.draft.indicator == "Andelen trygga invånare"
    assert asked(found) == ["measured"]


def test_the_filters_come_from_the_words():
    found = draft("Polis och kommun ska tillsammans göra två insatser på riskkvällar.")
    assert (found.tags, found.jointly) == (("riskkväll",), "all")
    assert draft("Polisen ska vara ute en gång i veckan utöver ordinarie verksamhet.").only_beyond_ordinary
    assert draft("Polisen ska patrullera i centrum varje tisdag.").weekdays == (2,)
    assert draft("Polisen ska göra tre kontroller i maj.").months == (5,)


def test_only_one_responsible_party_cannot_do_it_jointly():
    assert draft("Polisen ska hålla ett gemensamt möte i månaden.", heading="Polisen ska:").jointly == "any"


def test_no_sort_of_activity_is_left_out_unasked():
    found = draft("Polisen ska fotpatrullera två gånger i månaden.")
    assert found.usual_type == "foot_patrol"
    assert found.activity_types == ()


def test_words_of_one_commitment_do_not_bind_another():
    first, second = (
        found.draft
        for found in proposals("Polisen ska göra två insatser på riskkvällar och kommunen ska hålla tre utbildningar.")
    )
    assert (first.tags, first.minimum) == (("riskkväll",), 2)
    assert (second.tags, second.minimum) == ((), 3)


def test_named_months_turn_a_rate_into_what_it_comes_to_in_them():
    found = draft("Polisen ska patrullera badplatsen en gång i veckan under sommaren.")
    assert (found.minimum, found.per, found.months) == (12, "period", (6, 7, 8))
    whole = draft("Polisen ska patrullera badplatsen en gång i veckan under sommaren.", answers={"season": "always"})
    assert (whole.minimum, whole.per, whole.months) == (1, "week", ())


def test_working_days_are_counted_by_the_week():
    found = draft("Polisen ska vara på torget en gång per vardag.")
    assert (found.minimum, found.per, found.weekdays) == (5, "week", (1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Polisen ska genomföra minst två riktade insatser.", "Riktade insatser"),
        ("Polisen ska ha minst en medborgarkontakt i snitt per vecka.", "Medborgarkontakter"),
        ("Polis och kommun ska arbeta mot langning, för att unga ska må bra.", "Arbeta mot langning"),
        ("Inga barn ska utsättas för våld.", "Inga barn ska utsättas för våld"),
    ],
)
def test_a_target_is_named_by_the_words(text, label):
    assert draft(text).label == label


def test_a_number_by_the_end_of_a_month_is_counted_until_then():
    found = draft("Kommunen ska hålla tre utbildningar senast under maj.")
    assert rule(found) == ("count", 3, *TOTAL)
    assert found.months == (1, 2, 3, 4, 5)
    by_day = draft("Kommunen ska hålla tre utbildningar senast den 10 maj.")
    assert (by_day.kind, by_day.due_on) == ("deliverable", date(2019, 5, 10))


def test_days_that_are_only_an_example_are_no_demand():
    assert draft("Polisen ska göra fem kontroller i månaden, gärna vid storhelger.").tags == ()
    assert draft("Polisen ska göra fem kontroller under storhelger.").tags == ("storhelg",)


def test_a_thing_to_make_can_be_something_to_have_ready():
    text = "Kommunen ska införa en e-tjänst för felanmälan."
    assert rule(draft(text)) == ("count", 1, *TOTAL)
    ready = draft(text, answers={"article": "ready"})
    assert (ready.kind, ready.due_on, ready.label) == ("deliverable", date(2019, 12, 31), "E-tjänst")


def test_what_is_to_be_everywhere_is_tried_place_by_place_unless_somebody_says_in_words():
    text = "Grannsamverkan ska finnas i alla bostadsområden."
    assert draft(text).kind == "coverage"
    assert draft(text, answers={"reach": "words"}).kind == "qualitative"


def test_two_sorts_of_days_are_not_both_demanded_of_one_activity():
    assert draft("Polisen ska göra två insatser vid skolstart och skolavslutning.").tags == ()


@pytest.mark.parametrize(
    ("text", "label", "day"),
    [
        ("Kommunen ska ha en åtgärdsplan före juni månads utgång.", "Åtgärdsplan", date(2019, 6, 30)),
        ("Kommunen ska till sommaren ha rustat upp lekparken.", "Rustat upp lekparken", date(2019, 5, 31)),
        (
            "Belysningen vid stationen ska vara utbytt senast 2019-06-30.",
            "Belysningen vid stationen ska vara utbytt",
            date(2019, 6, 30),
        ),
    ],
)
def test_what_is_to_be_ready_is_named_with_its_day(text, label, day):
    found = draft(text)
    assert (found.kind, found.label, found.due_on) == ("deliverable", label, day)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Minst 30 st nykterhetskontroller per år.", ("nykterhetskontroll", "nykterhetskontroller")),
        ("Förstärkt polisnärvaro varje vecka.", ("tillfälle med förstärkt polisnärvaro",) * 2),
    ],
)
def test_a_unit_is_what_is_counted_and_no_more(text, units):
    found = draft(text)
    assert (found.unit, found.units.replace("tillfällen", "tillfälle")) == units


def test_what_is_built_is_not_taken_for_a_sort_of_activity():
    found = draft("Kommunen ska bygga två hastighetsdämpande passager.")
    assert (found.unit, found.units) == ("hastighetsdämpande passage", "hastighetsdämpande passager")
