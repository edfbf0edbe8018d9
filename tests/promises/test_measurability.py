"""What in a promise set cannot be followed as it stands, and what is said about it."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promises.measurability import remarks
from promises.models import Promise
from promises.periods import Period
from promises.proposals.drafts import Draft
from promises.reachability import is_unreachable
from tests import factories as make
from tests.promises.proposals.reading import OPEN, TWO_YEARS, YEAR, draft

NO_PLACES = SimpleNamespace(all=list)


def promise(wording="Polisen ska göra minst två kontroller under året.", responsible=(1, 2), pk=1):
    rows = [SimpleNamespace(organisation_id=number, part="responsible") for number in responsible]
    rows.append(SimpleNamespace(organisation_id=9, part="partner"))
    return SimpleNamespace(pk=pk, wording=wording, responsibilities=SimpleNamespace(all=lambda: rows))


def target(pk=1, **values):
    """A target as the page has it: every column, with the defaults of a draft."""
    fields = {"kind": "count", "label": "2 kontroller", "unit": "kontroll", "units": "kontroller"}
    if values.get("kind", "count") == "count":
        fields |= {"minimum": 2, "per": "period", "counting": "total"}
    row = SimpleNamespace(**Draft(**fields | values.pop("columns", {})).values(), pk=pk, places=NO_PLACES)
    row.baseline, row.source = None, ""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def found(*pairs, **more):
    return remarks(pairs, **{"period": YEAR, **more})


def codes(*pairs, **more):
    return [remark.code for remark in found(*pairs, **more) if remark.code != "no_effect"]


def only(code, *pairs, **more):
    (remark,) = [remark for remark in found(*pairs, **more) if remark.code == code]
    return remark


def test_a_promise_that_can_be_followed_gets_no_remark():
    assert codes((promise(), [target()])) == []


def test_an_empty_set_stops():
    (remark,) = remarks([])
    assert (remark.code, remark.weight, remark.promise_id) == ("no_promises", "stop", None)


def test_a_promise_nobody_makes_stops():
    remark = only("no_responsible", (promise(responsible=()), [target()]))
    assert remark.weight == "stop"
    assert remark.promise_id == 1
    assert "”Polisen ska göra minst två kontroller under året”" in remark.text


def test_a_promise_without_a_target_gets_an_example_near_to_it():
    remark = only("no_target", (promise("Polisen ska öka närvaron i centrum."), []))
    assert remark.weight == "warn"
    assert "”Polisen ska öka närvaron i centrum” har inget mål" in remark.text
    assert remark.hint == "Lägg till ett mål. Till exempel: minst två fotpatrulleringar i veckan i centrum."


def test_what_cannot_be_counted_is_quoted_with_a_way_to_say_it():
    remark = only(
        "qualitative",
        (promise("Polisen ska öka närvaron."), [target(kind="qualitative", label="Öka närvaron")]),
    )
    assert remark.text == "”Öka närvaron” går inte att räkna."
    assert remark.hint == "Skriv hur ofta och var, till exempel: minst två fotpatrulleringar i veckan i centrum."
    assert (remark.weight, remark.target_id) == ("warn", 1)


def test_an_offer_is_not_called_uncountable():
    pair = (
        promise("Polisen gör upp till tre skolbesök."),
        [target(kind="qualitative", label="Upp till tre skolbesök")],
    )
    assert codes(pair) == ["offer"]
    assert only("offer", pair).text == "”upp till tre” är ett tak, inte ett löfte: även noll räcker."


@pytest.mark.parametrize(
    ("code", "weight", "values"),
    [
        ("no_unit", "warn", {"unit": "", "units": ""}),
        ("no_unit", "warn", {"unit": "tillfälle", "units": "tillfällen"}),
        ("condition", "warn", {"condition": "om läget medger"}),
        ("unreachable", "warn", {"per": "week", "counting": "each", "months": [6]}),
        ("unreachable", "warn", {"per": "day", "counting": "each", "weekdays": [1]}),
        ("vision", "hint", {"kind": "vision"}),
        ("on_demand", "hint", {"kind": "on_demand"}),
        ("no_places", "stop", {"kind": "coverage", "minimum": 1, "per": "period", "counting": "total"}),
        ("due_outside", "warn", {"kind": "deliverable", "due_on": date(2020, 1, 31)}),
        ("due_passed", "hint", {"kind": "deliverable", "due_on": date(2019, 1, 31)}),
        ("no_baseline", "warn", {"kind": "effect", "direction": "up", "source": "enkäten"}),
        ("no_baseline", "warn", {"kind": "effect", "direction": "at_least", "source": "enkäten", "baseline": 3}),
        ("no_source", "warn", {"kind": "effect", "direction": "up", "baseline": 3}),
    ],
)
def test_what_is_lacking_in_a_target_is_said_once(code, weight, values):
    pair = (promise(), [target(**values)])
    assert codes(pair, today=date(2019, 11, 20)) == [code]
    remark = only(code, pair, today=date(2019, 11, 20))
    assert remark.weight == weight
    assert remark.text.endswith(".")
    assert remark.hint.endswith(".")
    assert (remark.promise_id, remark.target_id) == (1, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"condition": "om underrättelseläget enligt polisen medger"},
        {"condition": "om handlare önskar", "kind": "on_demand", "unit": ""},
        {"kind": "coverage", "minimum": 1, "places": SimpleNamespace(all=lambda: [1])},
        {"kind": "deliverable", "due_on": date(2019, 12, 31)},
        {"kind": "effect", "direction": "at_most", "threshold": 0, "source": "enkäten"},
        {"per": "week", "counting": "each", "weekdays": [5]},
        {"months": [6], "weekdays": [7]},
    ],
)
def test_what_is_there_is_not_asked_for(values):
    asked = codes((promise(), [target(**values)]), today=date(2019, 11, 20))
    assert [code for code in asked if code != "on_demand"] == []


def test_a_number_without_a_time_is_said_to_hold_for_the_whole_period():
    remark = only("no_period", (promise("Polisen ska göra minst två kontroller."), [target()]), period=TWO_YEARS)
    assert remark.weight == "hint"


def test_a_number_in_promises_for_a_year_goes_without_a_time():
    assert codes((promise("Polisen ska göra minst två kontroller."), [target()]), period=YEAR) == []


@pytest.mark.parametrize("when", ["under året", "per halvår", "under 2019", "varje vecka", "i sommar", "på fredagar"])
def test_a_number_with_a_time_is_not(when):
    known = {"i sommar": "under sommaren"}.get(when, when)
    assert codes((promise(f"Polisen ska göra minst två kontroller {known}."), [target()])) == []


def test_a_day_with_activities_is_no_time():
    pair = (promise("Polisen ska hålla minst en aktivitetsdag."), [target()])
    assert codes(pair, period=TWO_YEARS) == ["no_period"]


def test_a_joint_target_needs_more_than_one_responsible():
    joint = target(jointly="all")
    assert codes((promise(responsible=(1,)), [joint])) == ["joint_alone"]
    assert codes((promise(responsible=(1, 2)), [joint])) == []


def test_striving_is_quoted():
    remark = only("striving", (promise("Polisen ska sträva efter fler kontroller under året."), [target()]))
    assert remark.text == "”sträva efter” lovar inget bestämt."


def test_the_same_promise_twice_is_said_of_the_second():
    pairs = [(promise(pk=1), [target()]), (promise("polisen ska göra  minst två kontroller under året", pk=2), [])]
    assert only("duplicate", *pairs).promise_id == 2


def test_two_targets_that_count_the_same_are_told():
    one, other = target(label="2 kontroller"), target(pk=2, label="4 kontroller", minimum=4)
    remark = only("same_count", (promise(pk=1), [one]), (promise("Fyra kontroller under året.", pk=2), [other]))
    assert remark.text == "”2 kontroller” och ”4 kontroller” räknar samma sak."
    assert (remark.promise_id, remark.target_id, remark.weight) == (2, 2, "hint")


@pytest.mark.parametrize(
    "apart", [{"tags": ["riskkväll"]}, {"weekdays": [5]}, {"jointly": "all"}, {"unit": "vandring"}]
)
def test_targets_that_tell_activities_apart_do_not_count_the_same(apart):
    assert "same_count" not in codes((promise(), [target(), target(pk=2, **apart)]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gemensam krogtillsyn under året.", "Gemensam tobakstillsyn under året."),
        ("En utbildning för krögare.", "En utbildning för postombud."),
        ("Två kontroller i centrum.", "Två kontroller i Svartbyn."),
    ],
)
def test_targets_of_promises_about_other_things_do_not_count_the_same(one, other):
    pairs = [(promise(one, pk=1), [target()]), (promise(other, pk=2), [target(pk=2)])]
    assert "same_count" not in codes(*pairs)


def test_what_the_name_tells_need_not_be_told_by_the_unit():
    measured = target(label="Mäta hastigheten", unit="tillfälle", units="tillfällen")
    assert codes((promise("Polisen ska mäta hastigheten vid fyra tillfällen."), [measured])) == []


def test_a_day_of_the_calendar_that_no_target_holds_is_told():
    wording = "Polisen ska patrullera på fredagar samt skolavslutningen och valborg."
    remark = only("days_left_out", (promise(wording), [target(weekdays=[5])]))
    assert remark.text == "”skolavslutningen och valborg” kom inte med i något mål."
    assert remark.weight == "warn"


@pytest.mark.parametrize(
    ("wording", "values"),
    [
        ("Polisen ska göra två kontroller varje lönehelg.", {"per": "occasion", "counting": "each"}),
        ("Polisen ska göra två kontroller vid valborg.", {"tags": ["valborg"]}),
        ("Polisen ska göra två kontroller under året, gärna vid valborg.", {}),
        ("Polisen ska vara synlig vid valborg.", {"kind": "qualitative", "label": "Synlighet"}),
    ],
)
def test_a_day_that_is_held_or_only_wished_for_is_not(wording, values):
    assert "days_left_out" not in codes((promise(wording), [target(**values)]))


@pytest.mark.parametrize("place", ["på E10 vid bron", "i centrala Överkalix", "på Storgatan", "i centrum"])
def test_a_place_that_a_count_does_not_hold_is_told(place):
    remark = only("place_left_out", (promise(f"Polisen ska göra två kontroller {place} under året."), [target()]))
    assert remark.text == f"”{place}” står i löftet, men målet räknar var som helst."
    assert remark.weight == "hint"


def test_a_place_that_is_in_the_targets_own_words_is_not():
    pair = (promise("Polisen ska göra två kontroller på E10 under året."), [target(unit="kontroll på E10")])
    assert "place_left_out" not in codes(pair)


def test_a_set_that_only_counts_what_is_done_is_reminded_of_what_it_is_for():
    (remark,) = [remark for remark in found((promise(), [target()])) if remark.code == "no_effect"]
    assert (remark.promise_id, remark.weight) == (None, "hint")
    measured = target(kind="effect", direction="up", baseline=3, source="enkäten")
    assert found((promise(), [target(), measured])) == []


def test_only_what_makes_signing_meaningless_stops():
    pairs = [
        (promise(pk=1, responsible=()), [target(kind="coverage", minimum=1)]),
        (
            promise("Vi ska sträva efter mer.", pk=2, responsible=(1,)),
            [target(kind=k) for k in ("qualitative", "vision")],
        ),
        (promise(pk=3), [target(kind="effect", direction="up"), target(condition="om det går", unit="")]),
        (promise(pk=4), []),
    ]
    stops = {remark.code for remark in found(*pairs) if remark.weight == "stop"}
    assert stops == {"no_responsible", "no_places"}


@pytest.mark.parametrize(
    ("values", "period", "terms", "unreachable"),
    [
        ({"per": "month", "counting": "each", "months": [6, 7]}, YEAR, None, True),
        ({"per": "year", "counting": "each", "months": [6, 7]}, YEAR, None, False),
        ({"months": [3]}, Period(date(2019, 6, 1), date(2019, 12, 31)), None, True),
        ({"per": "term", "counting": "each"}, YEAR, [(date(2021, 1, 1), date(2021, 6, 1))], True),
        ({"per": "term", "counting": "each"}, YEAR, None, False),
        ({"per": "occasion", "counting": "each", "weekdays": [1]}, YEAR, None, False),
        ({"per": "month", "counting": "average", "months": [6]}, YEAR, None, False),
        ({"per": "month", "counting": "each", "months": [6]}, OPEN, None, False),
    ],
)
def test_a_part_of_the_period_without_a_day_that_counts_cannot_be_met(values, period, terms, unreachable):
    assert is_unreachable(target(**values), period, terms) is unreachable


def test_a_proposal_not_stored_can_be_checked():
    checked = found((promise(), [draft("Polisen ska göra minst två kontroller under året.")]))
    assert [remark.code for remark in checked] == ["no_effect"]


@pytest.mark.django_db
def test_rows_are_checked_without_a_question_to_the_database():
    promise_set = make.promise_set()
    section = make.section(promise_set=promise_set)
    for kind in ("count", "coverage", "effect", "qualitative"):
        make.target(kind=kind, promise=make.promise(section=section))
    rows = list(
        Promise.objects.filter(section=section)
        .select_related("section__promise_set")
        .prefetch_related("responsibilities", "targets__places")
    )
    pairs = [(row, list(row.targets.all())) for row in rows]
    with CaptureQueriesContext(connection) as queries:
        found = remarks(pairs, today=date(2019, 11, 20))
    assert len(queries) == 0
    assert {"no_places", "qualitative"} <= {remark.code for remark in found}
    assert {remark.promise_id for remark in found} <= {row.pk for row in rows}
