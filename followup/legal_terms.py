"""The duties of lag (2023:196), how one can stand, what can be missing, and the facts that answers rest on. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Duty(StrEnum):
    """A duty of the law, by its paragraph."""

    PICTURE = "picture"  # § 4
    PLAN = "plan"  # § 5
    PICTURE_RENEWED = "picture_renewed"  # § 6
    PLAN_FOLLOWED = "plan_followed"  # § 6
    AGREEMENT = "agreement"  # § 9
    COUNCIL = "council"  # § 10
    COORDINATION = "coordination"  # §§ 11–12
    REPORTING = "reporting"  # § 13


class State(StrEnum):
    """How a duty stands: from the worst to the best, and what cannot be told."""

    NOT_MET = "not_met"
    OLD = "old"  # there, but older than the law lets it be; that it is not renewed is another duty's lack
    SOON = "soon"
    UNKNOWN = "unknown"
    WAITS = "waits"  # what it is about is not there: that is another duty's lack, and is counted there alone
    MET_UNTIL = "met_until"
    MET = "met"


class Gap(StrEnum):
    """What is missing, or what cannot be seen."""

    NO_PICTURE = "no_picture"
    NO_MAPPING = "no_mapping"
    NO_OTHER_INFORMATION = "no_other_information"
    NO_ANALYSIS = "no_analysis"
    PICTURE_OLD = "picture_old"
    PICTURE_AWAITED = "picture_awaited"
    NO_PLAN = "no_plan"
    PLAN_AWAITED = "plan_awaited"
    NO_PICTURE_UNDER_PLAN = "no_picture_under_plan"
    PLAN_OVER = "plan_over"
    PLAN_COMING = "plan_coming"
    ONLY_JOINT_PLAN = "only_joint_plan"
    TOO_LONG_AGO = "too_long_ago"
    NO_AGREEMENT = "no_agreement"
    AGREEMENT_OVER = "agreement_over"
    AGREEMENT_COMING = "agreement_coming"
    TOO_FEW_PARTIES = "too_few_parties"
    NO_PURPOSE = "no_purpose"
    NO_AREAS = "no_areas"
    WORKING_GROUP = "working_group"
    NO_CHAIR = "no_chair"
    CHAIR_OF_NOBODY = "chair_of_nobody"
    CHAIR_OF_OTHERS = "chair_of_others"
    CHAIR_EMPTY = "chair_empty"
    NO_SENIOR = "no_senior"
    SENIOR_EMPTY = "senior_empty"
    ONLY_OWN_SENIORS = "only_own_seniors"
    SENIOR_OF_OTHERS_EMPTY = "senior_of_others_empty"
    NO_COORDINATOR = "no_coordinator"
    NOTHING_TOLD = "nothing_told"
    NO_REPORT = "no_report"


@dataclass(frozen=True)
class PictureFact:
    """A decided picture. `key` leads back to its row."""

    key: int
    decided_on: date
    has_mapping: bool = True
    has_other_information: bool = True
    has_analysis: bool = True
    figures_of: int | None = None  # the latest year of the statistics it shows


@dataclass(frozen=True)
class PlanFact:
    """A decided plan, and when it was last followed up. `last_day`: its own, or the one before the next plan begins."""

    key: int
    decided_on: date
    is_statutory: bool = True
    rests_on_picture: bool = True
    last_day: date | None = None
    followed_up_on: date | None = None
    first_day: date | None = None


@dataclass(frozen=True)
class AgreementFact:
    """An agreement that the municipality is a party to."""

    key: int
    from_day: date | None = None
    to_day: date | None = None
    has_purpose: bool = True
    has_areas: bool = True
    has_two_parties: bool = True
    is_signed: bool = True  # is the day of signing written down?


@dataclass(frozen=True)
class Holder:
    """Who holds the coordination function, as what, and since when that is known."""

    name: str
    function: str = ""
    since: date | None = None


class Led(StrEnum):
    """Whose the chair's seat is."""

    BY_MUNICIPALITY = "by_municipality"
    BY_OTHERS = "by_others"
    BY_NOBODY_NAMED = "by_nobody_named"  # the seat has no organisation
    WITHOUT_CHAIR = "without_chair"


@dataclass(frozen=True)
class CouncilFact:
    """The council: whether it is one that leads, who leads it, and whose senior representatives sit in it.

    `has_…`: is there such a seat? `…_sits`: does anybody hold one? A seat that is not there is not empty.
    """

    is_working_group: bool = False
    led: Led = Led.WITHOUT_CHAIR
    has_senior: bool = False
    has_senior_of_others: bool = False
    chair_sits: bool = True
    senior_sits: bool = True
    senior_of_others_sits: bool = True


@dataclass(frozen=True)
class Facts:
    """Everything one municipality's answers rest on."""

    pictures: tuple[PictureFact, ...] = ()
    plans: tuple[PlanFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    council: CouncilFact = CouncilFact()
    coordinators: tuple[Holder, ...] = ()
    told_on: date | None = None
    reported_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """How a duty stands: by which row it is met, until when, and what is missing."""

    duty: Duty
    state: State
    key: int | None = None
    since: date | None = None
    until: date | None = None
    gaps: tuple[Gap, ...] = ()
    figures_of: int | None = None
    holders: tuple[Holder, ...] = ()
    next_from: date | None = None  # the day on which the next plan, that is decided, begins
    is_unsigned: bool = False
