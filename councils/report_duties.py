"""Which yearly duties are to report on the work, to whom, and which report meets one. Pure.

A duty is free text, so that only what can be read out of it for certain is ticked off by itself. What may be meant is
proposed, and a person says whether it is.
"""

from __future__ import annotations

import re
from datetime import date

_OPENING = r"(?:(?:en|ett|vi|ska|skall|att|årlig\w*|skriftlig\w*|muntlig\w*|gemensam\w*|kort\w*|samla\w*)\s+)*"
_REPORT = r"(?:åter|del|års|slut|läges)?(?:redovis(?:a|as|ning(?:en|ar)?)|rapport(?:en|er|era|eras|ering(?:en)?)?)"
# "Rapport från Brå" is what one gets, not what one gives.
_OPENS_WITH = re.compile(rf"{_OPENING}{_REPORT}\b(?!\s+från\b)", re.IGNORECASE)
_IS_REPORTED = re.compile(r"(?<!\bsom )\b(?:åter)?(?:redovisas|rapporteras)\b", re.IGNORECASE)
_MAY_MEAN = re.compile(r"redovis(?!ade)|rapport(?!erade)", re.IGNORECASE)
_TO = re.compile(r"\b(?:till|inför|för|hos)\b", re.IGNORECASE)
ASSEMBLY = "fullmäktige"
# Who a report is given to, by the words that tell them: heads are the leadership.
_RECIPIENTS = {
    "police": ("polis",),
    "leadership": ("ledning", "chef", "direktör", "kommunalråd"),
    "board": ("kommunstyrelse",),
}
_SHORT = 4
_STEM = 6
_SAYS_NOTHING = frozenset({"kommun"})  # begins the name of nearly every recipient


def is_reporting(text: str) -> bool:
    """Is a duty, as it is written, to report on the work?

    >>> is_reporting("Redovisa arbetet för polisens och kommunens ledning")
    True
    >>> is_reporting("Gå igenom rapporterade brott")
    False
    """
    return bool(_OPENS_WITH.match(text.strip()) or _IS_REPORTED.search(text))


def may_be_met_by_a_report(text: str) -> bool:
    """May a report be what a duty asks for, although its text does not settle it?

    >>> may_be_met_by_a_report("Lämna årets rapport till rådet")
    True
    >>> may_be_met_by_a_report("Gå igenom rapporterade brott")
    False
    """
    return _MAY_MEAN.search(text) is not None


def is_met_by(text: str, recipient: str, *, to_assembly: bool) -> bool:
    """Is a report to somebody what the duty asks for? One that names nobody is met by any report.

    >>> is_met_by("Redovisning till fullmäktige", "Kommunledningen", to_assembly=False)
    False
    """
    if not is_reporting(text):
        return False
    wanted = _named(text)
    return not wanted or bool(wanted & _given_to(recipient, to_assembly=to_assembly))


def is_within(day: date, from_day: date | None, to_day: date | None) -> bool:
    """Does a day lie in the time of an agreement? No day is no limit."""
    return (from_day is None or from_day <= day) and (to_day is None or day <= to_day)


def _named(text: str) -> set[str]:
    """Whom a duty names after "till" and the like: by kind, else by the words themselves."""
    preposition = _TO.search(text)
    if preposition is None:
        return set()
    after = text[preposition.end() :]
    known = _kinds(after) | ({ASSEMBLY} if ASSEMBLY in after.casefold() else set())
    # "för" is as often what the report is about.
    return known or (_stems(after) if preposition.group().casefold() == "till" else set())


def _given_to(recipient: str, *, to_assembly: bool) -> set[str]:
    return _kinds(recipient) | _stems(recipient) | ({ASSEMBLY} if to_assembly else set())


def _kinds(text: str) -> set[str]:
    folded = text.casefold()
    return {kind for kind, words in _RECIPIENTS.items() if any(word in folded for word in words)}


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {word[:_STEM] for word in words if len(word) >= _SHORT} - _SAYS_NOTHING
