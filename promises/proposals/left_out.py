"""What a promise names and none of its targets holds: days of the calendar, and places. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from promises.codes import TargetKind
from promises.periods import Per
from promises.proposals.guesses import SOFTLY

# Days that a target has no column for, other than as marks or in the council's own calendar.
_DAYS = re.compile(
    r"\b(?:skolavslutning|skolstart|valborg|midsommar|påsk|lucia|halloween|nyår|julafton|lönehelg|lönefredag|storhelg|"
    r"riskkväll|riskhelg|första maj|nationaldag)\w*",
    re.IGNORECASE,
)
_BUILT = r"(?:gatan|vägen|torget|parken|skolan|stationen|badet|bron|området|platsen|gallerian|hallen|centrum|kärnan)"
_NAME = r"[A-ZÅÄÖ][a-zåäöé]+"
_PLACE = re.compile(
    rf"\b((?:på|i|vid|längs|kring|runt)\s+"
    rf"(?:[EV]\d{{1,3}}\b|väg\s\d{{1,4}}\b|centrala\s+{_NAME}|(?:{_NAME}\s)?\w*{_BUILT}\b)(?:\s+vid\s+\w*{_BUILT}\b)?)"
)


def days_left_out(wording: str, targets: list[Any]) -> list[str]:
    """Days of the calendar in the promise's words that no target asks for; those only wished for are no demand.

    >>> days_left_out("Vi patrullerar på fredagar samt skolavslutningen.", [])
    []
    """
    counted = _counted(targets)
    if not counted or any(target.per == Per.OCCASION for target in counted):
        return []
    held = _held(targets)
    found = [
        match for match in _DAYS.finditer(wording) if not re.search(f"{SOFTLY}{match[0]})", wording, re.IGNORECASE)
    ]
    return list(dict.fromkeys(match[0] for match in found if match[0].casefold()[:6] not in held))


def places_left_out(wording: str, targets: list[Any]) -> Iterator[str]:
    """Places in the promise's words, with their preposition, where activities count wherever they are done."""
    counted = _counted(targets)
    if not counted or any(target.kind == TargetKind.COVERAGE for target in targets):
        return
    held = _held(targets)
    for match in _PLACE.finditer(wording):
        if match[1].split()[1].casefold() not in held:
            yield match[1]


def _counted(targets: list[Any]) -> list[Any]:
    return [target for target in targets if target.kind == TargetKind.COUNT]


def _held(targets: list[Any]) -> str:
    """Everything that targets say in words."""
    texts = [text for target in targets for text in (target.label, target.unit, target.condition, *target.tags)]
    return " ".join(texts).casefold()
