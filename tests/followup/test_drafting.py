"""The first draft of a summary: written from what was counted, in Swedish, and never from anything else."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from councils.models import Organisation
from followup.drafting.proposals import proposals_of
from followup.progress import set_progress
from followup.summary_addresses import final_summary
from tests import factories as make

pytestmark = pytest.mark.django_db

AFTER = date(2020, 1, 15)


@pytest.fixture
def council():
    return make.council(short_name="Överkalix", slug="overkalix")


@pytest.fixture
def parties(council):
    kinds = {party.kind: party for party in make.parties_of(council)}
    school = make.organisation(kind=Organisation.Kind.OTHER, short_name="Skolan")
    return SimpleNamespace(police=kinds["police"], municipality=kinds["municipality"], school=school)


@pytest.fixture
def promise(council):
    return make.promise(section=make.section(promise_set=make.promise_set(council=council)))


def walk(target, *days, **facts):
    for day in days:
        make.activity(targets=[target], occurred_on=day, **facts)


def drafted(promise, *, as_of=AFTER):
    """Part → what is proposed for the promise."""
    promise_set = promise.section.promise_set
    found = proposals_of(final_summary(promise_set), set_progress(promise_set, as_of=as_of))
    return {part: text for (of, part), text in found.items() if of == promise.pk}


def of_the_whole(promise_set, *, as_of=AFTER):
    found = proposals_of(final_summary(promise_set), set_progress(promise_set, as_of=as_of))
    return {part: text for (of, part), text in found.items() if of is None}


def walks(promise, **fields):
    return make.target(promise=promise, label="Trygghetsvandring", unit="vandring", units="vandringar", **fields)


def test_each_party_is_told_what_it_took_part_in_and_with_whom(promise, parties):
    target = walks(promise, minimum=1)
    walk(target, date(2019, 10, 17), place_text="Centrum", parties=[parties.police, parties.municipality])
    assert drafted(promise) == {
        "police_did": "Trygghetsvandring: 1 vandring, den 17 oktober, tillsammans med kommunen. Plats: Centrum.",
        "municipality_did": "Trygghetsvandring: 1 vandring, den 17 oktober, tillsammans med polisen. Plats: Centrum.",
    }


def test_who_took_part_now_and_then_is_told_by_how_often(promise, parties):
    target = walks(promise, minimum=1)
    walk(target, date(2019, 3, 1), date(2019, 4, 1), parties=[parties.police])
    walk(target, date(2019, 5, 2), parties=[parties.police, parties.school])
    assert "3 vandringar, den 1 mars, den 1 april och den 2 maj, varav 1 med Skolan." in drafted(promise)["police_did"]


def test_many_days_are_told_by_the_first_and_the_last(promise, parties):
    target = walks(promise, minimum=1)
    walk(target, *(date(2019, month, 3) for month in range(2, 8)), parties=[parties.police])
    assert "6 vandringar, från 3 februari till 3 juli." in drafted(promise)["police_did"]


def test_over_several_years_each_day_has_its_year(council, parties):
    promise_set = make.promise_set(council=council, first_day=date(2019, 1, 1), last_day=date(2020, 12, 31))
    promise = make.promise(section=make.section(promise_set=promise_set))
    walk(walks(promise, minimum=1), date(2019, 3, 1), parties=[parties.police])
    assert "den 1 mars 2019" in drafted(promise)["police_did"]


def test_an_uncertain_number_stays_uncertain(promise, parties):
    target = make.target(promise=promise, label="Orossamtal", unit="orossamtal", units="orossamtal", minimum=1)
    make.activity(targets=[target], occurred_on=make.A_DAY, count=40, parties=[parties.municipality])
    make.activity(
        targets=[target], occurred_on=make.A_DAY, count=40, count_quality="about", parties=[parties.municipality]
    )
    assert "Orossamtal: cirka 80 orossamtal, den 14 mars." in drafted(promise)["municipality_did"]


def test_of_many_places_the_most_used_are_named(promise, parties):
    target = walks(promise, minimum=1)
    for day, place in enumerate(["Torget", "Torget", "Skolan", "Skolan", "Parken", "Parken", "Hamnen"], start=1):
        make.activity(targets=[target], occurred_on=date(2019, 5, day), place_text=place, parties=[parties.police])
    assert drafted(promise)["police_did"].endswith("Bland annat: Torget, Skolan och Parken.")


def test_what_does_not_count_and_what_came_after_the_day_is_not_told(promise, parties):
    target = walks(promise, minimum=1, activity_types=["foot_patrol"])
    make.activity(targets=[target], occurred_on=make.A_DAY, activity_type="information", parties=[parties.police])
    make.activity(targets=[target], occurred_on=date(2019, 6, 1), activity_type="foot_patrol", parties=[parties.police])
    assert "police_did" not in drafted(promise, as_of=date(2019, 5, 31))
    assert "1 vandring, den 1 juni." in drafted(promise)["police_did"]


def test_what_was_not_reached_is_told_by_its_arithmetic_and_no_reason_is_invented(promise):
    walks(promise, minimum=2)
    said = drafted(promise)
    assert said["why_not"] == "Trygghetsvandring: 0 vandringar; målet är minst 2."
    assert said["next_step"] == "Parterna tar ställning till hur ”Trygghetsvandring” följs upp under nästa period."


def test_lost_weeks_are_told_by_their_numbers(promise, parties):
    target = walks(promise, minimum=1, per="quarter", counting="each")
    walk(target, date(2019, 2, 1), date(2019, 5, 1), date(2019, 8, 1), parties=[parties.police])
    assert "Missad delperiod: 2019-10-01\N{EN DASH}2019-12-31." in drafted(promise)["why_not"]


def test_what_was_measured_is_told_as_effect_and_not_as_something_done(promise):
    target = make.target(
        promise=promise,
        kind="effect",
        label="Trygghet",
        indicator="Andel trygga",
        direction="at_least",
        baseline=61,
        threshold=65,
        source="enkäten",
    )
    make.measurement(target=target, measured_on=date(2019, 11, 20), value=68, source="enkäten")
    assert drafted(promise) == {"effect": "Andel trygga: 68 uppmätt 2019-11-20 (enkäten). Utgångsläget var 61."}


def test_while_the_period_runs_what_is_needed_is_told_and_nothing_is_carried_over(promise):
    walks(promise, minimum=2)
    assert drafted(promise, as_of=date(2019, 12, 1))["next_step"] == "Trygghetsvandring: 2 till senast 2019-12-31."
    assert "carried_over" not in of_the_whole(promise.section.promise_set, as_of=date(2019, 12, 1))


def test_the_whole_begins_with_the_promises_own_texts(council):
    promise_set = make.promise_set(
        council=council, introduction="Det här lovade vi.", implementation="Så gör vi.", communication="Vi berättar."
    )
    whole = of_the_whole(promise_set)
    assert whole == {"introduction": "Det här lovade vi.", "method": "Så gör vi.", "communicated": "Vi berättar."}


def test_the_situation_counts_targets_by_how_they_stand_and_those_without_a_measure_apart(promise, parties):
    walk(walks(promise, minimum=1), make.A_DAY, parties=[parties.police])
    make.target(promise=promise, label="Tillsyn", minimum=1)
    make.target(promise=promise, kind="qualitative", label="Närvaro")
    make.target(promise=promise, kind="on_demand", label="Råd")
    assert of_the_whole(promise.section.promise_set)["situation"] == (
        "Av 2 mål som går att bedöma med siffror är 1 uppfyllt och 1 inte uppfyllt. 1 mål har inget mått och "
        "1 mål har ingen efterfrågat. 1 aktivitet räknas in."
    )


def test_what_was_delivered_too_late_is_not_carried_over(promise, parties):
    late = make.target(promise=promise, kind="deliverable", label="Broschyr", due_on=date(2019, 6, 30))
    walk(late, date(2019, 7, 12), parties=[parties.municipality])
    make.target(promise=promise, label="Tillsyn", minimum=1)
    whole = of_the_whole(promise.section.promise_set)
    assert whole["carried_over"] == "Mål som inte nåddes:\nLöfte 1: Tillsyn (0 av 1)"


def test_a_draft_is_swedish_whoever_reads(promise, parties):
    walk(walks(promise, minimum=1), make.A_DAY, parties=[parties.police])
    with translation.override("en"):
        assert "1 vandring, den 14 mars." in drafted(promise)["police_did"]


def test_a_draft_asks_as_much_for_twenty_promises_as_for_one(council, parties, django_assert_num_queries):
    section = make.section(promise_set=make.promise_set(council=council))
    for number in range(20):
        target = walks(make.promise(section=section, order=number), minimum=1)
        walk(target, make.A_DAY, parties=[parties.police])
    progress = set_progress(section.promise_set, as_of=AFTER)
    summary = final_summary(section.promise_set)
    # Who did what, and what residents were told.
    with django_assert_num_queries(2):
        proposals_of(summary, progress)
