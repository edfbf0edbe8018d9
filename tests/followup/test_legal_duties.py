"""What the law asks of a municipality, reckoned from plain facts: by example, and for any facts at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.legal_duties import legal_duties, worst_of
from followup.legal_terms import AgreementFact, CouncilFact, Duty, Facts, Gap, Holder, Led, PictureFact, PlanFact, State
from followup.legal_words import BEFORE, DUTIES, GAPS, SINCE, STATES, TONES
from promises.periods import add_months

pytestmark = pytest.mark.pure
DAY = date(2026, 11, 20)
FULL = Facts(
    pictures=(PictureFact(1, date(2026, 1, 15)),),
    plans=(PlanFact(2, date(2026, 3, 1)),),
    agreements=(AgreementFact(3, date(2023, 5, 5)),),
    council=CouncilFact(led=Led.BY_MUNICIPALITY, has_senior=True, has_senior_of_others=True),
    coordinators=(Holder("Anna", "Säkerhetssamordnare", date(2024, 1, 1)),),
    told_on=date(2026, 10, 1),
    reported_on=date(2026, 9, 1),
)


def answer(duty, facts, day=DAY):
    return next(one for one in legal_duties(facts, day) if one.duty is duty)


def stands(duty, **facts):
    found = answer(duty, replace(FULL, **facts))
    return found.state, set(found.gaps)


def test_a_municipality_that_has_done_everything_has_met_everything():
    found = {one.duty: (one.state, one.until) for one in legal_duties(FULL, DAY)}
    assert found == {
        Duty.PICTURE: (State.MET, None),
        Duty.PLAN: (State.MET, None),
        Duty.PICTURE_RENEWED: (State.MET_UNTIL, date(2028, 1, 15)),
        Duty.PLAN_FOLLOWED: (State.MET_UNTIL, date(2028, 3, 1)),
        Duty.AGREEMENT: (State.MET, None),
        Duty.COUNCIL: (State.MET, None),
        Duty.COORDINATION: (State.MET_UNTIL, date(2027, 10, 1)),
        Duty.REPORTING: (State.MET_UNTIL, date(2027, 9, 1)),
    }


@pytest.mark.parametrize(
    ("part", "gap"),
    [
        ("has_mapping", Gap.NO_MAPPING),
        ("has_other_information", Gap.NO_OTHER_INFORMATION),
        ("has_analysis", Gap.NO_ANALYSIS),
    ],
)
def test_a_picture_needs_all_three_parts(part, gap):
    picture = replace(FULL.pictures[0], **{part: False})
    assert stands(Duty.PICTURE, pictures=(picture,)) == (State.NOT_MET, {gap})


def test_a_picture_older_than_the_law_lets_it_be_is_not_green_and_its_lack_is_counted_once():
    old = replace(FULL.pictures[0], decided_on=date(2015, 4, 1), figures_of=2014)
    assert stands(Duty.PICTURE, pictures=(old,)) == (State.OLD, {Gap.PICTURE_OLD})
    assert stands(Duty.PICTURE_RENEWED, pictures=(old,)) == (State.NOT_MET, {Gap.TOO_LONG_AGO})
    assert answer(Duty.PICTURE, replace(FULL, pictures=(old,))).figures_of == 2014
    lacking = legal_duties(replace(FULL, pictures=(old,)), DAY)
    assert sum(one.state is State.NOT_MET for one in lacking) == 1
    within = replace(old, decided_on=date(2024, 11, 20))
    assert stands(Duty.PICTURE, pictures=(within,))[0] is State.MET


def test_what_is_not_there_or_has_run_out_is_lacking_once():
    assert stands(Duty.PICTURE_RENEWED, pictures=()) == (State.WAITS, {Gap.PICTURE_AWAITED})
    assert stands(Duty.PLAN_FOLLOWED, plans=()) == (State.WAITS, {Gap.PLAN_AWAITED})
    over = replace(FULL.plans[0], decided_on=date(2016, 1, 1), last_day=date(2017, 12, 31))
    assert stands(Duty.PLAN, plans=(over,)) == (State.NOT_MET, {Gap.PLAN_OVER})
    assert stands(Duty.PLAN_FOLLOWED, plans=(over,)) == (State.WAITS, {Gap.PLAN_AWAITED})


def test_the_latest_picture_counts_and_one_to_come_does_not():
    older, coming = PictureFact(7, date(2020, 1, 1), has_analysis=False), PictureFact(8, date(2027, 1, 1))
    found = answer(Duty.PICTURE, replace(FULL, pictures=(coming, *FULL.pictures, older)))
    assert (found.state, found.key) == (State.MET, 1)


def test_a_plan_rests_on_a_picture_and_is_of_the_law():
    plan = FULL.plans[0]
    assert stands(Duty.PLAN, plans=()) == (State.NOT_MET, {Gap.NO_PLAN})
    bare = replace(plan, rests_on_picture=False)
    assert stands(Duty.PLAN, plans=(bare,)) == (State.NOT_MET, {Gap.NO_PICTURE_UNDER_PLAN})
    joint = replace(plan, is_statutory=False)
    assert stands(Duty.PLAN, plans=(joint,)) == (State.UNKNOWN, {Gap.ONLY_JOINT_PLAN})
    assert stands(Duty.PLAN_FOLLOWED, plans=(joint,)) == (State.WAITS, {Gap.PLAN_AWAITED})
    over = replace(joint, last_day=date(2026, 11, 19))
    assert stands(Duty.PLAN, plans=(over,)) == (State.NOT_MET, {Gap.PLAN_OVER})
    assert stands(Duty.PLAN, plans=(over, replace(joint, key=9, decided_on=date(2025, 1, 1))))[0] is State.UNKNOWN
    assert stands(Duty.PLAN, plans=(replace(plan, last_day=date(2026, 11, 19)),)) == (State.NOT_MET, {Gap.PLAN_OVER})
    assert stands(Duty.PLAN, plans=(replace(plan, last_day=date(2026, 12, 31)),))[0] is State.SOON


def test_a_plan_that_is_to_come_does_not_hold_and_the_one_that_holds_goes_before_it():
    coming = replace(FULL.plans[0], key=5, decided_on=date(2026, 11, 1), first_day=date(2027, 1, 1))
    assert stands(Duty.PLAN, plans=(coming,)) == (State.NOT_MET, {Gap.PLAN_COMING})
    assert answer(Duty.PLAN, replace(FULL, plans=(coming,))).since == date(2027, 1, 1)
    assert stands(Duty.PLAN_FOLLOWED, plans=(coming,)) == (State.WAITS, {Gap.PLAN_AWAITED})
    assert answer(Duty.PLAN, replace(FULL, plans=(coming,)), date(2027, 1, 1)).state is State.MET
    assert answer(Duty.PLAN, replace(FULL, plans=(coming, *FULL.plans))).key == 2


def test_the_next_plan_need_not_be_decided_twice():
    ending = replace(FULL.plans[0], last_day=date(2026, 12, 31))
    coming = replace(ending, key=5, decided_on=date(2026, 11, 1), first_day=date(2027, 1, 1), last_day=None)
    found = answer(Duty.PLAN, replace(FULL, plans=(ending, coming)))
    assert (found.key, found.state, found.next_from) == (2, State.MET, date(2027, 1, 1))
    for change in ({"first_day": date(2027, 1, 2)}, {"is_statutory": False}, {"rests_on_picture": False}):
        found = answer(Duty.PLAN, replace(FULL, plans=(ending, replace(coming, **change))))
        assert (found.key, found.state, found.next_from) == (2, State.SOON, None)
    assert answer(Duty.PLAN, replace(FULL, plans=(ending, coming)), date(2027, 1, 1)).key == 5


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 10, 15), State.MET_UNTIL),
        (date(2027, 10, 16), State.SOON),
        (date(2028, 1, 15), State.SOON),
        (date(2028, 1, 16), State.NOT_MET),
    ],
)
def test_the_clock_of_the_picture_runs_for_24_months(day, state):
    found = answer(Duty.PICTURE_RENEWED, FULL, day)
    assert (found.state, found.until) == (state, date(2028, 1, 15))


def test_a_follow_up_starts_the_clock_of_the_plan_anew():
    plan = PlanFact(2, date(2024, 1, 1))
    assert stands(Duty.PLAN_FOLLOWED, plans=(plan,)) == (State.NOT_MET, {Gap.TOO_LONG_AGO})
    followed = replace(plan, followed_up_on=date(2025, 6, 1))
    assert answer(Duty.PLAN_FOLLOWED, replace(FULL, plans=(followed,))).until == date(2027, 6, 1)


def test_an_agreement_says_why_and_about_what_while_it_holds():
    agreement = FULL.agreements[0]
    for change, gap in (
        ({"has_purpose": False}, Gap.NO_PURPOSE),
        ({"has_areas": False}, Gap.NO_AREAS),
        ({"has_two_parties": False}, Gap.TOO_FEW_PARTIES),
        ({"to_day": date(2026, 11, 19)}, Gap.AGREEMENT_OVER),
        ({"from_day": date(2027, 1, 1)}, Gap.AGREEMENT_COMING),
    ):
        assert stands(Duty.AGREEMENT, agreements=(replace(agreement, **change),)) == (State.NOT_MET, {gap})
    assert stands(Duty.AGREEMENT, agreements=()) == (State.NOT_MET, {Gap.NO_AGREEMENT})
    assert stands(Duty.AGREEMENT, agreements=(replace(agreement, to_day=date(2027, 1, 1)),))[0] is State.SOON


def test_an_agreement_without_a_day_of_signing_is_as_good_and_is_told_apart():
    unsigned = replace(FULL.agreements[0], is_signed=False)
    found = answer(Duty.AGREEMENT, replace(FULL, agreements=(unsigned,)))
    assert (found.state, found.is_unsigned) == (State.MET, True)
    assert not answer(Duty.AGREEMENT, FULL).is_unsigned


def test_of_several_agreements_the_best_one_counts():
    over = AgreementFact(9, to_day=date(2020, 1, 1))
    assert answer(Duty.AGREEMENT, replace(FULL, agreements=(over, *FULL.agreements))).key == 3


def test_an_agreement_that_has_begun_goes_before_one_to_come_though_it_lacks_something():
    lacking = AgreementFact(1, date(2020, 1, 1), has_areas=False)
    coming = AgreementFact(2, date(2027, 1, 1))
    found = answer(Duty.AGREEMENT, replace(FULL, agreements=(coming, lacking)))
    assert (found.state, found.key, found.gaps) == (State.NOT_MET, 1, (Gap.NO_AREAS,))


def test_the_council_is_led_by_the_municipality_with_seniors_of_several():
    council = FULL.council
    for change, state, gap in (
        ({"is_working_group": True}, State.UNKNOWN, Gap.WORKING_GROUP),
        ({"led": Led.WITHOUT_CHAIR}, State.NOT_MET, Gap.NO_CHAIR),
        ({"led": Led.BY_OTHERS}, State.NOT_MET, Gap.CHAIR_OF_OTHERS),
        ({"led": Led.BY_NOBODY_NAMED}, State.UNKNOWN, Gap.CHAIR_OF_NOBODY),
        ({"has_senior": False}, State.NOT_MET, Gap.NO_SENIOR),
        ({"has_senior_of_others": False}, State.NOT_MET, Gap.ONLY_OWN_SENIORS),
        ({"chair_sits": False}, State.NOT_MET, Gap.CHAIR_EMPTY),
        ({"senior_sits": False}, State.NOT_MET, Gap.SENIOR_EMPTY),
        ({"senior_of_others_sits": False}, State.NOT_MET, Gap.SENIOR_OF_OTHERS_EMPTY),
    ):
        assert stands(Duty.COUNCIL, council=replace(council, **change)) == (state, {gap})


def test_coordination_and_reporting():
    assert stands(Duty.COORDINATION, coordinators=()) == (State.NOT_MET, {Gap.NO_COORDINATOR})
    assert stands(Duty.COORDINATION, told_on=None) == (State.NOT_MET, {Gap.NOTHING_TOLD})
    assert stands(Duty.COORDINATION, told_on=date(2025, 1, 1)) == (State.NOT_MET, {Gap.TOO_LONG_AGO})
    assert stands(Duty.REPORTING, reported_on=None) == (State.NOT_MET, {Gap.NO_REPORT})
    assert stands(Duty.REPORTING, reported_on=date(2025, 12, 24))[0] is State.SOON


def test_everything_that_can_be_answered_has_words():
    assert set(DUTIES) == set(SINCE) == set(Duty)
    assert set(STATES) == set(TONES) == set(State)
    assert set(GAPS) == set(Gap)
    assert set(BEFORE) == set(Duty) - {Duty.PICTURE, Duty.COUNCIL}


# For any facts

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
MAYBE = st.none() | DAYS
KEYS = st.integers(1, 9)
FACTS = st.builds(
    Facts,
    pictures=st.lists(st.builds(PictureFact, KEYS, DAYS, st.booleans(), st.booleans(), st.booleans()), max_size=3).map(
        tuple
    ),
    plans=st.lists(st.builds(PlanFact, KEYS, DAYS, st.booleans(), st.booleans(), MAYBE, MAYBE, MAYBE), max_size=3).map(
        tuple
    ),
    agreements=st.lists(st.builds(AgreementFact, KEYS, MAYBE, MAYBE, *[st.booleans()] * 4), max_size=3).map(tuple),
    council=st.builds(CouncilFact, st.booleans(), st.sampled_from(Led), *[st.booleans()] * 5),
    coordinators=st.lists(st.builds(Holder, st.just("Anna")), max_size=2).map(tuple),
    told_on=MAYBE,
    reported_on=MAYBE,
)
MET = {State.MET, State.MET_UNTIL, State.SOON}


@settings(max_examples=150)
@given(FACTS, DAYS)
def test_every_duty_is_answered_once_and_what_is_not_met_says_why(facts, day):
    answers = legal_duties(facts, day)
    assert [one.duty for one in answers] == list(Duty)
    for one in answers:
        assert bool(one.gaps) == (one.state not in MET)
        if one.state in (State.SOON, State.MET_UNTIL):
            assert one.until >= day
            assert (one.state is State.SOON) == (one.until < add_months(day, 3))
        if one.until is not None and one.state is State.NOT_MET:
            assert one.until < day
        if one.since is not None:
            assert (one.since > day) == bool({Gap.AGREEMENT_COMING, Gap.PLAN_COMING} & set(one.gaps))
    assert worst_of(answers) in {one.state for one in answers}


@settings(max_examples=150)
@given(FACTS, DAYS, st.integers(1, 2000))
def test_time_alone_never_mends_what_has_run_out(facts, day, later):
    """Without anything decided, told or begun in between, a duty that has run out stays so."""
    after = day + timedelta(days=later)
    news = [one.decided_on for one in (*facts.pictures, *facts.plans)]
    news += [new for one in facts.plans for new in (one.followed_up_on, one.first_day)] + [
        one.from_day for one in facts.agreements
    ]
    news += [facts.told_on, facts.reported_on]
    if any(one is not None and day < one <= after for one in news):
        return
    before, then = legal_duties(facts, day), legal_duties(facts, after)
    for old, new in zip(before, then, strict=True):
        if old.state is State.NOT_MET:
            assert new.state is State.NOT_MET or old.duty in (Duty.PLAN, Duty.PLAN_FOLLOWED)


@settings(max_examples=150)
@given(FACTS, DAYS)
def test_no_plan_meets_the_law_on_a_day_on_which_it_does_not_hold(facts, day):
    found = answer(Duty.PLAN, facts, day)
    if found.state in MET:
        assert any(
            one.key == found.key
            and one.is_statutory
            and one.rests_on_picture
            and (one.first_day is None or one.first_day <= day)
            and (one.last_day is None or one.last_day >= day)
            for one in facts.plans
        )


@settings(max_examples=100)
@given(FACTS, DAYS)
def test_a_whole_picture_today_meets_its_two_duties(facts, day):
    more = replace(facts, pictures=(*facts.pictures, PictureFact(10, day)))
    assert answer(Duty.PICTURE, more, day).state is State.MET
    assert answer(Duty.PICTURE_RENEWED, more, day).until == add_months(day, 24)
