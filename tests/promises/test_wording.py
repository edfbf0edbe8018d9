"""A target in one Swedish sentence that needs no explanation, and why an activity does not count."""

from datetime import date
from decimal import Decimal

import pytest

from promises.matching import Deed, Reason
from promises.periods import Period
from promises.wording import both, either, period_text, reason_sentence, rule_sentence, units
from tests import factories as make

DEED = Deed(date(2019, 3, 14))

pytestmark = pytest.mark.django_db
CONTACT = {"unit": "medborgarkontakt", "units": "medborgarkontakter"}
OPERATION = {"unit": "insats", "units": "insatser"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (OPERATION | {"minimum": 4}, "Minst 4 insatser under hela perioden."),
        (OPERATION | {"minimum": 1}, "Minst 1 insats under hela perioden."),
        (OPERATION | {"minimum": 2, "maximum": 3}, "2 till 3 insatser under hela perioden."),
        (
            CONTACT | {"per": "week", "counting": "average"},
            "Minst 1 medborgarkontakt per vecka i snitt, räknat på hela perioden.",
        ),
        (OPERATION | {"minimum": 2, "per": "half_year", "counting": "each"}, "Minst 2 insatser varje halvår."),
        (OPERATION | {"per": "month", "counting": "each"}, "Minst 1 insats varje månad."),
        (OPERATION | {"per": "occasion", "counting": "each"}, "Minst 1 insats varje dag i kalendern."),
        ({"unit": "", "units": "", "minimum": 3}, "Minst 3 tillfällen under hela perioden."),
        (
            {"kind": "deliverable", "label": "E-tjänst", "due_on": date(2019, 6, 30)},
            "Senast 2019-06-30: E-tjänst.",
        ),
        ({"kind": "on_demand"}, "Görs när någon ber om det. Inget önskemål är inget misslyckande."),
        ({"kind": "effect", "indicator": "andelen trygga"}, "Effektmål: andelen trygga ska öka."),
        (
            {"kind": "effect", "indicator": "andelen trygga", "direction": "at_least", "threshold": Decimal("61.50")},
            "Effektmål: andelen trygga ska vara minst 61,5 procent.",
        ),
        (
            {"kind": "qualitative"},
            "Löftet har inget tal att räkna mot. Det som görs listas, och polis och kommun bedömer.",
        ),
        ({"kind": "vision"}, "En vision. Den blir aldrig uppfylld genom att räkna; det som görs listas."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_kind_of_target_reads_as_swedish(values, sentence):
    assert rule_sentence(make.target(**values)) == sentence


@pytest.mark.parametrize(
    ("number", "per", "sentence"),
    [
        (1, "", "Var och en av 1 plats: minst 1 besök under perioden."),
        (3, "period", "Var och en av 3 platser: minst 1 besök under perioden."),
        (2, "half_year", "Var och en av 2 platser: minst 1 besök varje halvår."),
    ],
)
def test_a_cover_of_places_says_how_many(number, per, sentence):
    target = make.target(kind="coverage", per=per)
    target.places.set([make.place(council=target.promise_set.council) for _ in range(number)])
    assert rule_sentence(target) == sentence


@pytest.mark.parametrize(
    ("values", "phrase"),
    [
        ({"activity_types": ["safety_walk"]}, "Räknas bara: trygghetsvandring."),
        ({"activity_types": ["training", "meeting"]}, "Räknas bara: utbildning eller samverkansmöte."),
        ({"tags": ["riskkväll"]}, "Räknas bara: märkt riskkväll."),
        ({"weekdays": [5, 6]}, "Räknas bara: på fredagar eller lördagar."),
        ({"months": [6, 7, 8]}, "Räknas bara: i juni–augusti."),
        ({"months": [3, 4, 5, 9]}, "Räknas bara: i mars–maj eller september."),
        ({"months": [1, 2, 11, 12]}, "Räknas bara: i november–februari."),
        ({"months": [6, 7]}, "Räknas bara: i juni eller juli."),
        ({"only_beyond_ordinary": True}, "Räknas bara: utöver ordinarie verksamhet."),
        ({"jointly": "all"}, "Räknas bara när alla ansvariga parter deltar."),
        ({"condition": "om underrättelseläget medger."}, "Villkor: om underrättelseläget medger."),
        (
            {"tags": ["riskkväll"], "jointly": "all"},
            "Räknas bara: märkt riskkväll; när alla ansvariga parter deltar.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_an_activity_must_be_like_is_said_after_the_number(values, phrase):
    assert rule_sentence(make.target(**values)) == f"Minst 1 insats under hela perioden. {phrase}"


def test_a_named_lead_is_named():
    lead = make.organisation(name="Räddningstjänsten")
    assert rule_sentence(make.target(jointly="lead", lead=lead)).endswith("Räknas bara när Räddningstjänsten deltar.")


@pytest.mark.parametrize(
    ("reason", "values", "sentence"),
    [
        (Reason.OUTSIDE_PERIOD, {}, "Dagen ligger utanför perioden 2019-01-01–2019-12-31."),
        (Reason.OUTSIDE_PERIOD, {"last_day": None}, "Dagen ligger utanför perioden 2019-01-01 tills vidare."),
        (Reason.WRONG_TYPE, {"activity_types": ["safety_walk"]}, "Målet räknar bara trygghetsvandring."),
        (Reason.TAG_MISSING, {"tags": ["a", "b"]}, "Aktiviteten är inte märkt a och b."),
        (Reason.WRONG_WEEKDAY, {"weekdays": [1, 2, 3]}, "Målet räknar bara måndagar, tisdagar eller onsdagar."),
        (Reason.WRONG_MONTH, {"months": [12]}, "Målet räknar bara december."),
        (Reason.ORDINARY_DUTY, {}, "Aktiviteten är inte markerad som utöver ordinarie verksamhet."),
        (Reason.PARTY_MISSING, {}, "Ingen av de ansvariga parterna deltog."),
        (Reason.PLACE_MISSING, {}, "Platsen är inte en av dem som målet gäller."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_reason_says_what_would_have_counted(reason, values, sentence):
    assert reason_sentence(reason, make.target(**values), DEED) == sentence


def test_a_missing_lead_is_not_called_one_of_the_responsible():
    target = make.target(jointly="lead", lead=make.organisation(name="Räddningstjänsten"))
    assert reason_sentence(Reason.PARTY_MISSING, target, DEED) == "Räddningstjänsten ska delta, men deltog inte."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason):
    sentence = reason_sentence(reason, make.target(), DEED)
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_words_are_joined_as_swedes_join_them():
    assert both(["a"]) == "a"
    assert both(["a", "b", "c"]) == "a, b och c"
    assert either(["a", "b"]) == "a eller b"
    assert either([]) == ""


def test_one_contact_and_two_contacts():
    target = make.target(**CONTACT)
    assert [units(target, number) for number in (0, 1, 2)] == [
        "medborgarkontakter",
        "medborgarkontakt",
        "medborgarkontakter",
    ]


def test_a_period_is_printed_from_day_to_day():
    assert period_text(Period(date(2019, 1, 1), date(2019, 12, 31))) == "2019-01-01–2019-12-31"
    assert period_text(Period(date(2019, 1, 1), None)) == "2019-01-01 tills vidare"


def test_a_joint_target_names_who_is_missing():
    target = make.target(jointly="all")
    police, municipality = (row.organisation for row in target.promise.responsibilities.all())
    with_police = Deed(date(2019, 3, 14), parties=frozenset({police.pk}))
    assert reason_sentence(Reason.PARTY_MISSING, target, with_police) == (
        f"Målet kräver att {police.short_name} och {municipality.short_name} deltar. Saknas: {municipality.short_name}."
    )
