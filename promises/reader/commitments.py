"""The commitment: one target in the guideline's vocabulary, with the words it rests on."""

from dataclasses import dataclass, replace

from promises.reader.questions import Question


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` (not included) of the original text."""

    start: int
    end: int

    def moved(self, offset: int) -> "Span":
        """Return the span counted from `offset` characters further to the left.

        >>> Span(0, 3).moved(10)
        Span(start=10, end=13)
        """
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One target in the guideline's vocabulary, with the words it rests on.

    `count` is the promised minimum (None: no number), `period` and `kind` use the guideline's names,
    `questions` says what only a person can settle, `doubts` holds the codes of all doubts.
    """

    count: int | None
    unit: str
    period: str | None
    is_average: bool
    kind: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    span: Span
    condition: Span | None
    deadline: Span | None
    questions: tuple[Question, ...]
    doubts: tuple[str, ...] = ()

    def moved(self, offset: int) -> "Commitment":
        """Return the same commitment with spans counted from the start of the page, not of the sentence."""
        return replace(
            self,
            span=self.span.moved(offset),
            condition=self.condition.moved(offset) if self.condition else None,
            deadline=self.deadline.moved(offset) if self.deadline else None,
        )
