"""A commitment of the reader as plain values that can be stored, and as it is read back again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from promises.proposals.noun_forms import both_forms
from promises.reader import Commitment, Promise, Span

# What a number can be stored as; a promise of more than this is a slip of the pen.
LARGEST = 32_767
_JOINTS = re.compile(r"\b(?:och|samt|dessutom|men)\b|[,;.]", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the reader found. `near` is the promise without the words of its other commitments.

    `twin`: 0 where no other commitment of the promise has the same unit; else its number among those that cannot be
    told apart by how often. `shared_deadline` stands by a commitment after this one, and may hold for both.
    """

    count: int | None
    unit: str
    period: str | None
    is_average: bool
    kind: str
    responsible: tuple[str, ...]
    tags: tuple[str, ...]
    condition: str
    deadline: str
    doubts: tuple[str, ...]
    words: str
    near: str
    sentence: str
    twin: int = 0
    shared_deadline: str = ""

    def says(self, pattern: str) -> bool:
        """Whether the words near the commitment match."""
        return re.search(pattern, self.near, re.IGNORECASE) is not None


def plain(commitment: Commitment, promise: Promise) -> dict[str, Any]:
    """Return everything `propose` needs, as JSON can hold it."""
    deadline = _cut(promise, _own_deadline(commitment, promise))
    kind = commitment.kind if deadline or not commitment.deadline else _kind_without_deadline(commitment)
    return {
        "count": commitment.count,
        "unit": commitment.unit,
        "period": commitment.period,
        "is_average": commitment.is_average,
        "kind": kind,
        "responsible": list(commitment.responsible),
        "partners": list(commitment.partners),
        "places": list(commitment.places),
        "tags": list(commitment.tags),
        "condition": _cut(promise, commitment.condition),
        "deadline": deadline,
        "questions": [question.about for question in commitment.questions],
        "words": _cut(promise, commitment.span),
        "near": _near(commitment, promise),
        "sentence": promise.text,
        "twin": _twin(commitment, promise),
        "shared_deadline": "" if deadline else _cut(promise, commitment.deadline),
    }


def facts_of(stored: Mapping[str, Any], words: str) -> Facts:
    """Read a stored commitment back; what is missing or of another sort is as if it had not been found."""
    sentence = _text(stored, "sentence") or words
    return Facts(
        count=_number(stored.get("count")),
        unit=_text(stored, "unit"),
        period=_text(stored, "period") or None,
        is_average=stored.get("is_average") is True,
        kind=_text(stored, "kind") or "continuous",
        responsible=_texts(stored, "responsible"),
        tags=_texts(stored, "tags"),
        condition=_text(stored, "condition"),
        deadline=_text(stored, "deadline"),
        doubts=_texts(stored, "questions"),
        words=_text(stored, "words") or words,
        near=_text(stored, "near") or sentence,
        sentence=sentence,
        twin=_number(stored.get("twin")) or 0,
        shared_deadline=_text(stored, "shared_deadline"),
    )


def _cut(promise: Promise, span: Span | None) -> str:
    if span is None:
        return ""
    start = promise.span.start
    return promise.text[max(0, span.start - start) : max(0, span.end - start)]


def _own_deadline(commitment: Commitment, promise: Promise) -> Span | None:
    """The deadline, unless it stands by another commitment: "två vandringar och en dialog före november".

    One that stands before them all, "senast i maj ska …", holds for each.
    """
    day, shift = commitment.deadline, promise.span.start
    if day is None:
        return None
    first = min(one.span.start for one in promise.commitments)
    begin, end = _clause(commitment, promise)
    return day if day.start < first or begin <= day.start - shift < end else None


def _twin(commitment: Commitment, promise: Promise) -> int:
    one_of = both_forms(commitment.unit)[0]
    same = [other for other in promise.commitments if both_forms(other.unit)[0] == one_of]
    if len(same) < 2:
        return 0
    alike = [other.span for other in same if other.period == commitment.period]
    return 1 + alike.index(commitment.span)


def _kind_without_deadline(commitment: Commitment) -> str:
    if commitment.kind != "deadline":
        return commitment.kind
    return "continuous" if commitment.count is None else "rate" if commitment.period else "count"


def _clause(commitment: Commitment, promise: Promise) -> tuple[int, int]:
    """Where the words begin and end that stand by this commitment and by no other."""
    shift = promise.span.start
    own = (commitment.span.start - shift, commitment.span.end - shift)
    others = {(one.span.start - shift, one.span.end - shift) for one in promise.commitments} - {own}
    before = max((end for _start, end in others if end <= own[0]), default=None)
    after = min((start for start, _end in others if start >= own[1]), default=None)
    begin = 0 if before is None else _joint(promise.text, before, own[0])
    return begin, len(promise.text) if after is None else _joint(promise.text, own[1], after)


def _near(commitment: Commitment, promise: Promise) -> str:
    """The opening of the promise, and what stands by this commitment and by no other.

    Of the words between two commitments those after the last joint belong to the later: "två insatser på riskkvällar |
    och kommunen håller tre utbildningar".
    """
    begin, end = _clause(commitment, promise)
    first = min(one.span.start for one in promise.commitments) - promise.span.start
    opening = promise.text[:first] if begin >= first else ""
    return f"{opening} {promise.text[begin:end]}".strip()


def _joint(text: str, start: int, end: int) -> int:
    """Where the words between two commitments part: at the last "och" or comma, else all belong to the earlier."""
    joints = list(_JOINTS.finditer(text, max(0, start), max(0, end)))
    return joints[-1].start() if joints else end


def _number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return min(value, LARGEST)


def _text(stored: Mapping[str, Any], name: str) -> str:
    value = stored.get(name)
    return _SPACES.sub(" ", value).strip() if isinstance(value, str) else ""


def _texts(stored: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = stored.get(name)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()
