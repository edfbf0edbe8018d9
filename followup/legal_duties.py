"""What lag (2023:196) asks of a municipality, and how far what is kept here shows that it is done. Pure.

The duties are the municipality's. Facts go in and answers come out, for one municipality and one day; a council of
several municipalities is asked once for each. Reading the facts is legal_facts.py's work, saying them legal_words.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from followup.legal_terms import AgreementFact, Answer, CouncilFact, Duty, Facts, Gap, Led, PictureFact, PlanFact, State
from promises.periods import add_months

CLOCK_MONTHS = 24  # "minst vartannat år"
SOON_MONTHS = 3
# The law says "fortlöpande", and names no rhythm of information to residents: here a year is reckoned.
A_YEAR = 12
A_DAY = timedelta(days=1)

_Decided = TypeVar("_Decided", PictureFact, PlanFact)


def legal_duties(facts: Facts, day: date) -> tuple[Answer, ...]:
    """Every duty, in the order of the law, as it stands on a day. What is decided after that day is not known yet.

    >>> [one.state.value for one in legal_duties(Facts(), date(2026, 1, 1))]
    ['not_met', 'not_met', 'waits', 'waits', 'not_met', 'not_met', 'not_met', 'not_met']
    """
    picture = _latest(one for one in facts.pictures if one.decided_on <= day)
    plans = [one for one in facts.plans if one.decided_on <= day]
    return (
        _picture(picture, day),
        _plan(plans, day),
        _renewed(picture, day),
        _followed(plans, day),
        _agreement(facts.agreements, day),
        _council(facts.council),
        _coordination(facts, day),
        _reporting(facts, day),
    )


def worst_of(answers: Iterable[Answer]) -> State:
    """The worst of some states, as the council's own where its municipalities differ."""
    return min((one.state for one in answers), key=list(State).index)


def _latest(rows: Iterable[_Decided]) -> _Decided | None:
    return max(rows, key=lambda one: (one.decided_on, one.key), default=None)


def _picture(picture: PictureFact | None, day: date) -> Answer:
    if picture is None:
        return Answer(Duty.PICTURE, State.NOT_MET, gaps=(Gap.NO_PICTURE,))
    parts = (
        (picture.has_mapping, Gap.NO_MAPPING),
        (picture.has_other_information, Gap.NO_OTHER_INFORMATION),
        (picture.has_analysis, Gap.NO_ANALYSIS),
    )
    gaps = tuple(gap for is_there, gap in parts if not is_there)
    state = State.NOT_MET if gaps else State.MET
    if not gaps and day > add_months(picture.decided_on, CLOCK_MONTHS):
        state, gaps = State.OLD, (Gap.PICTURE_OLD,)
    return Answer(Duty.PICTURE, state, picture.key, picture.decided_on, gaps=gaps, figures_of=picture.figures_of)


def _statutory(plans: list[PlanFact], day: date) -> PlanFact | None:
    """The plan of the law that holds, else the next that will, else the latest of them."""
    return _holding([one for one in plans if one.is_statutory], day)


def _holding(plans: list[PlanFact], day: date) -> PlanFact | None:
    """The latest that holds, else the first to begin, else the latest."""
    there = [one for one in plans if not _is_over(one, day)]
    coming = min((one for one in there if _is_coming(one, day)), key=lambda one: (one.first_day, one.key), default=None)
    return _latest(one for one in there if not _is_coming(one, day)) or coming or _latest(plans)


def _is_coming(plan: PlanFact, day: date) -> bool:
    return plan.first_day is not None and plan.first_day > day


def _next_after(plan: PlanFact, plans: list[PlanFact]) -> PlanFact | None:
    """The plan of the law that takes over without a day between, and on which the plan need not be renewed."""
    if plan.last_day is None:
        return None
    begins = plan.last_day + A_DAY
    following = (one for one in plans if one.is_statutory and one.rests_on_picture and one.first_day == begins)
    return _latest(one for one in following if one.last_day is None or one.last_day >= begins)


def _is_over(plan: PlanFact, day: date) -> bool:
    return plan.last_day is not None and plan.last_day < day


def _plan(plans: list[PlanFact], day: date) -> Answer:
    plan = _statutory(plans, day)
    if plan is None:
        joint = _holding(plans, day)
        if joint is None:
            return Answer(Duty.PLAN, State.NOT_MET, gaps=(Gap.NO_PLAN,))
        if _is_over(joint, day):  # whatever it was, it is no plan any more
            return _until(Duty.PLAN, joint.key, joint.decided_on, joint.last_day, day, Gap.PLAN_OVER)
        return Answer(Duty.PLAN, State.UNKNOWN, joint.key, joint.decided_on, gaps=(Gap.ONLY_JOINT_PLAN,))
    if not plan.rests_on_picture:
        return Answer(Duty.PLAN, State.NOT_MET, plan.key, plan.decided_on, gaps=(Gap.NO_PICTURE_UNDER_PLAN,))
    if _is_coming(plan, day):
        return Answer(Duty.PLAN, State.NOT_MET, plan.key, plan.first_day, gaps=(Gap.PLAN_COMING,))
    found = _until(Duty.PLAN, plan.key, plan.decided_on, plan.last_day, day, Gap.PLAN_OVER)
    following = None if found.state is State.NOT_MET else _next_after(plan, plans)
    if following is None:
        return found
    # Its own last day is nothing to act on: what matters is how long the next one holds.
    longer = _until(Duty.PLAN, plan.key, plan.decided_on, following.last_day, day, Gap.PLAN_OVER)
    return replace(longer, next_from=following.first_day)


def _renewed(picture: PictureFact | None, day: date) -> Answer:
    if picture is None:
        return Answer(Duty.PICTURE_RENEWED, State.WAITS, gaps=(Gap.PICTURE_AWAITED,))
    return _clock(Duty.PICTURE_RENEWED, picture.key, picture.decided_on, CLOCK_MONTHS, day)


def _followed(plans: list[PlanFact], day: date) -> Answer:
    """The clock starts when the plan is decided, and anew whenever it is followed up."""
    plan = _statutory(plans, day)
    if plan is None:
        # Whether a joint one is what the law asks for cannot be told here, and that is said of the plan itself.
        return Answer(Duty.PLAN_FOLLOWED, State.WAITS, gaps=(Gap.PLAN_AWAITED,))
    if _is_over(plan, day) or _is_coming(plan, day):
        return Answer(Duty.PLAN_FOLLOWED, State.WAITS, plan.key, plan.decided_on, gaps=(Gap.PLAN_AWAITED,))
    followed = plan.followed_up_on if plan.followed_up_on and plan.followed_up_on <= day else None
    since = max(followed or plan.decided_on, plan.decided_on)
    return _clock(Duty.PLAN_FOLLOWED, plan.key, since, CLOCK_MONTHS, day)


def _agreement(agreements: tuple[AgreementFact, ...], day: date) -> Answer:
    answers = [_one_agreement(one, day) for one in agreements]
    if not answers:
        return Answer(Duty.AGREEMENT, State.NOT_MET, gaps=(Gap.NO_AGREEMENT,))
    # Of several the one that is best; of those as good one that has begun, and of these the one that holds longest.
    return max(
        answers,
        key=lambda one: (
            list(State).index(one.state),
            Gap.AGREEMENT_COMING not in one.gaps,
            one.until or date.max,
            one.key or 0,
        ),
    )


def _one_agreement(agreement: AgreementFact, day: date) -> Answer:
    if agreement.from_day and agreement.from_day > day:
        return Answer(Duty.AGREEMENT, State.NOT_MET, agreement.key, agreement.from_day, gaps=(Gap.AGREEMENT_COMING,))
    said = (
        (agreement.has_two_parties, Gap.TOO_FEW_PARTIES),
        (agreement.has_purpose, Gap.NO_PURPOSE),
        (agreement.has_areas, Gap.NO_AREAS),
    )
    gaps = tuple(gap for is_there, gap in said if not is_there)
    found = _until(Duty.AGREEMENT, agreement.key, agreement.from_day, agreement.to_day, day, Gap.AGREEMENT_OVER)
    if gaps and found.state is not State.NOT_MET:
        found = Answer(Duty.AGREEMENT, State.NOT_MET, agreement.key, agreement.from_day, gaps=gaps)
    return replace(found, is_unsigned=not agreement.is_signed)


def _council(council: CouncilFact) -> Answer:
    if council.is_working_group:
        return Answer(Duty.COUNCIL, State.UNKNOWN, gaps=(Gap.WORKING_GROUP,))
    gaps = []
    if council.led is not Led.BY_MUNICIPALITY:
        gaps.append(
            {
                Led.WITHOUT_CHAIR: Gap.NO_CHAIR,
                Led.BY_OTHERS: Gap.CHAIR_OF_OTHERS,
                Led.BY_NOBODY_NAMED: Gap.CHAIR_OF_NOBODY,
            }[council.led]
        )
    elif not council.chair_sits:
        gaps.append(Gap.CHAIR_EMPTY)
    if not council.has_senior:
        gaps.append(Gap.NO_SENIOR)
    elif not council.has_senior_of_others:
        gaps.append(Gap.ONLY_OWN_SENIORS)
    if council.has_senior and not council.senior_sits:
        gaps.append(Gap.SENIOR_EMPTY)
    if council.has_senior_of_others and not council.senior_of_others_sits:
        gaps.append(Gap.SENIOR_OF_OTHERS_EMPTY)
    # Where the chair's seat names no organisation, it cannot be told whose the other seats are either.
    lacking = {Gap.NO_SENIOR, Gap.SENIOR_EMPTY, Gap.SENIOR_OF_OTHERS_EMPTY}
    cannot_be_told = gaps[:1] == [Gap.CHAIR_OF_NOBODY] and not lacking.intersection(gaps)
    state = State.MET if not gaps else State.UNKNOWN if cannot_be_told else State.NOT_MET
    return Answer(Duty.COUNCIL, state, gaps=tuple(gaps))


def _coordination(facts: Facts, day: date) -> Answer:
    told = facts.told_on if facts.told_on and facts.told_on <= day else None
    gaps = (() if facts.coordinators else (Gap.NO_COORDINATOR,)) + (() if told else (Gap.NOTHING_TOLD,))
    if gaps or told is None:
        return Answer(Duty.COORDINATION, State.NOT_MET, since=told, gaps=gaps, holders=facts.coordinators)
    return replace(_clock(Duty.COORDINATION, None, told, A_YEAR, day), holders=facts.coordinators)


def _reporting(facts: Facts, day: date) -> Answer:
    if facts.reported_on is None or facts.reported_on > day:
        return Answer(Duty.REPORTING, State.NOT_MET, gaps=(Gap.NO_REPORT,))
    return _clock(Duty.REPORTING, None, facts.reported_on, A_YEAR, day)


def _clock(duty: Duty, key: int | None, since: date, months: int, day: date) -> Answer:
    return _until(duty, key, since, add_months(since, months), day, Gap.TOO_LONG_AGO)


def _until(duty: Duty, key: int | None, since: date | None, until: date | None, day: date, gap: Gap) -> Answer:
    """Met to and including the last day; soon to be renewed when fewer than three months are left of it."""
    if until is None:
        return Answer(duty, State.MET, key, since)
    if day > until:
        return Answer(duty, State.NOT_MET, key, since, until, (gap,))
    state = State.SOON if add_months(day, SOON_MONTHS) > until else State.MET_UNTIL
    return Answer(duty, state, key, since, until)
