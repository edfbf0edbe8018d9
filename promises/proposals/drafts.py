"""What is proposed: a target not yet stored, the questions about it, and what each answer would mean."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from promises.codes import EffectDirection


class NoPlaces:
    """Stands where a stored target has its places."""

    def all(self) -> tuple[()]:
        return ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A target by the names and values of its columns, with the same defaults. It can be put in words as it is."""

    kind: str
    label: str
    unit: str = ""
    units: str = ""
    minimum: int | None = None
    maximum: int | None = None
    per: str = ""
    counting: str = ""
    jointly: str = "any"
    tags: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    only_beyond_ordinary: bool = False
    due_on: date | None = None
    condition: str = ""
    indicator: str = ""
    direction: str = ""
    baseline: Decimal | None = None
    threshold: Decimal | None = None
    source: str = ""
    activity_types: tuple[str, ...] = ()
    usual_type: str = ""

    @property
    def lead(self) -> None:
        """No party is pointed out by a proposal."""

    @property
    def places(self) -> NoPlaces:
        """No places are chosen by a proposal."""
        return NoPlaces()

    def get_direction_display(self) -> str:
        """The direction's name, as the model gives it."""
        return str(EffectDirection(self.direction).label) if self.direction else ""

    def values(self) -> dict[str, Any]:
        """Return the columns for `Target(**values)`; lists where the model keeps lists."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in named.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what it says, what it would have judged, and the target it makes."""

    key: str
    text: str
    consequence: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can settle. `answer` is the key chosen, None when not answered.

    `wants`: "choice" among `choices`; "date" asks for "date:YYYY-MM-DD"; "places" asks for "place_set:<id>". The last
    two may have choices as well, as short cuts.
    """

    about: str
    text: str
    choices: tuple[Choice, ...]
    answer: str | None = None
    wants: str = "choice"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A target as it stands with the answers given, and the questions in the order they are asked."""

    draft: Draft
    questions: tuple[Question, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether every question is answered."""
        return all(question.answer is not None for question in self.questions)
