"""How the demo's promise sets are written down before they become rows."""

from dataclasses import dataclass, field

POLICE, MUNICIPALITY = "police", "municipality"


@dataclass(frozen=True)
class Missed:
    """That something was not done as meant: the month and day, why, and which sort of activity was done instead."""

    day: str
    reason: str
    text: str
    instead_day: str = ""
    instead: str = ""


@dataclass(frozen=True)
class LogPlan:
    """Which invented activities a target gets.

    `days`: fixed month-day pairs of each year; `pace`: share of an even weekly rhythm; `skip_weeks`: how many weeks,
    spread out, are left empty. `parties` took part; `wrong` lists days whose activity lacks what the target asks for.
    `measured`: (month and day of the first year, figure). `missed`: what was not done, in the first year.
    """

    days: tuple[str, ...] = ()
    pace: float = 0
    skip_weeks: int = 0
    every_days: int = 0
    parties: tuple[str, ...] = (POLICE,)
    by: str = POLICE
    count: int = 1
    quality: str = "exact"
    wrong: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    measured: tuple[tuple[str, str], ...] = ()
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True)
class TargetPlan:
    """A target as keyword values of the model, with its invented log for the historical and the running year."""

    values: dict
    then: LogPlan = LogPlan()
    now: LogPlan = LogPlan()
    places: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class PromisePlan:
    wording: str
    responsible: tuple[str, ...]
    targets: tuple[TargetPlan, ...]
    partners: tuple[str, ...] = ()
    told: dict = field(default_factory=dict)
    theme: str = ""  # where the wording does not tell it


@dataclass(frozen=True)
class SetPlan:
    """A set's texts and its sections: (title, promises)."""

    values: dict
    sections: tuple[tuple[str, tuple[PromisePlan, ...]], ...]
    recipients: tuple[str, ...]


def count(label, unit, units, minimum=1, per="period", counting="total", **more):
    return {
        "kind": "count",
        "label": label,
        "unit": unit,
        "units": units,
        "minimum": minimum,
        "per": per,
        "counting": counting,
        **more,
    }


def in_words(label, **more):
    """A promise without a number: listed, and judged by people."""
    return {"kind": "qualitative", "label": label, **more}
