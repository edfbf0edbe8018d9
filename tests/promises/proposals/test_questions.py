"""What only a person can settle: each question has real choices, and an answer shapes what is asked after it."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.promises.proposals.reading import (
    THREE_MONTHS,
    TWO_YEARS,
    YEAR,
    asked,
    draft,
    proposal,
    proposals,
    question,
    rule,
)
from tests.promises.proposals.sentences import ASKING, EVERY

PERIODS = {"yearly": TWO_YEARS, "short_period": THREE_MONTHS}
WITHOUT_CHOICES = {"places"}


@pytest.mark.parametrize("about", ASKING)
def test_every_question_has_choices_that_differ(about):
    found = question(ASKING[about], about, PERIODS.get(about, YEAR))
    assert found.answer is None
    assert found.text.endswith("?")
    if about in WITHOUT_CHOICES:
        return
    assert len(found.choices) >= 2
    assert len({choice.key for choice in found.choices}) == len(found.choices)
    drafts = [choice.draft for choice in found.choices]
    assert all(drafts.count(one) == 1 for one in drafts)
    assert all(choice.text and choice.consequence and choice.draft.label for choice in found.choices)


@pytest.mark.parametrize("about", [about for about in ASKING if about not in WITHOUT_CHOICES])
def test_each_choice_becomes_the_target_when_it_is_answered(about):
    text, period = ASKING[about], PERIODS.get(about, YEAR)
    for choice in question(text, about, period).choices:
        answered = question(text, about, period, {about: choice.key})
        assert answered.answer == choice.key
        after = draft(text, period, {about: choice.key})
        later = asked(proposal(text, period, {about: choice.key}))
        if later and later[-1] == about:
            assert after == choice.draft


@pytest.mark.parametrize("text", EVERY)
def test_unanswered_the_target_is_that_of_the_first_choices(text):
    (first,) = proposals(text, heading="Polis och kommun ska:")[:1]
    answers = {q.about: q.choices[0].key for q in first.questions if q.choices and q.wants == "choice"}
    assert proposals(text, answers=answers, heading="Polis och kommun ska:")[0].draft == first.draft


def test_answers_nobody_asked_for_are_passed_over():
    text = ASKING["implied"]
    stale = {"zero": "vision", "implied": "perhaps", "places": "place_set:1", "due_on": "date:2019-01-01"}
    assert proposal(text, answers=stale) == proposal(text)
    assert not proposal(text, answers=stale).is_settled


@pytest.mark.parametrize("answer", [None, 3, ["one"], "", "one ", {"one": 1}])
def test_an_answer_of_another_sort_is_no_answer(answer):
    assert proposal(ASKING["implied"], answers={"implied": answer}) == proposal(ASKING["implied"])


@pytest.mark.parametrize("answer", ["place_set:", "place_set:0", "place_set:x", "place_set:1 or 1=1", "3"])
def test_places_are_answered_with_a_set_of_places_and_nothing_else(answer):
    found = proposal(ASKING["reach"], answers={"places": answer})
    assert next(q for q in found.questions if q.about == "places").answer is None


def test_an_answer_takes_away_the_questions_it_makes_needless():
    text = ASKING["implied"]
    assert asked(proposal(text)) == ["implied", "each_or_average"]
    found = proposal(text, answers={"implied": "none"})
    assert asked(found) == ["implied"]
    assert found.is_settled
    assert found.draft.kind == "qualitative"


def test_answers_build_on_each_other():
    text = "Polisen ska göra två till tre kontroller per månad om läget medger."
    answers = {"conditional": "condition", "range": "higher", "each_or_average": "average"}
    found = proposal(text, answers=answers)
    assert rule(found.draft) == ("count", 3, "month", "average")
    assert found.draft.condition == "om läget medger"
    assert found.is_settled


def test_in_each_or_on_average_is_said_with_its_numbers():
    choices = question(ASKING["each_or_average"], "each_or_average").choices
    assert [(choice.key, choice.text) for choice in choices] == [
        ("each", "varje vecka för sig"),
        ("average", "i snitt över hela perioden"),
    ]
    assert "51 hela veckor prövas" in choices[0].consequence
    assert "156 krävs sammanlagt" in choices[1].consequence


def test_who_says_on_average_is_not_asked():
    assert asked(proposal("Polisen ska ha minst en medborgarkontakt i snitt per vecka.")) == []


def test_the_calendar_is_counted_when_it_is_known():
    choices = question(ASKING["occasion"], "occasion", occasions=[YEAR.first_day, YEAR.last_day]).choices
    assert "2 tillfällen i kalendern prövas" in choices[0].consequence


def test_a_sum_is_read_from_the_promise():
    assert rule(draft(ASKING["total"], answers={"total": "sum"})) == ("count", 4, "period", "total")


def test_two_named_days_are_twice_a_week_or_either():
    text = ASKING["weekdays"]
    assert draft(text).minimum == 2
    assert draft(text, answers={"weekdays": "either"}).minimum == 1
    twice = "Polisen ska göra två ronder varje tisdag och torsdag."
    assert draft(twice).minimum == 4
    assert draft(twice, answers={"weekdays": "either"}).minimum == 2


def test_striving_promises_no_number_until_somebody_says_so():
    text = "Polisen ska sträva efter att dagligen besöka torget."
    assert draft(text).kind == "qualitative"
    assert rule(draft(text, answers={"implied": "one"})) == ("count", 1, "day", "each")


@given(
    st.sampled_from(EVERY),
    st.dictionaries(
        st.sampled_from(sorted(ASKING)),
        st.sampled_from(
            ["one", "none", "each", "average", "total", "year", "asked", "firm", "condition", "places", "sum"]
        ),
        max_size=8,
    ),
    st.sampled_from([YEAR, TWO_YEARS, THREE_MONTHS]),
)
@settings(max_examples=200, deadline=None)
def test_any_answers_give_a_target_and_the_same_one_each_time(text, answers, period):
    first, second = (proposals(text, period, answers, "Polis och kommun ska:") for _ in range(2))
    assert first == second
    for found in first:
        assert found.draft.label
        given_back = {q.about: q.answer for q in found.questions if q.answer is not None}
        assert given_back.items() <= answers.items()
        assert dataclasses.is_dataclass(found.draft)
