"""What a series that was read becomes as an indicator: its name, its unit and where it comes from.

What is stored is Swedish whatever language the page is read in, so that the same file read again finds the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from councils.statistics.columns import BRA, COUNT, KOLADA, RATE, SCB, kind_of
from councils.statistics.reading import Key

LONGEST_NAME, LONGEST_UNIT = 160, 60
SOURCES = {BRA: "Brå, anmälda brott", KOLADA: "Kolada", SCB: "SCB"}
PER_100_000 = "per 100 000 invånare"
_UNIT = re.compile(r"(?:antal|andel|kr|kronor|procent|%|index|\w+/)[^,]*$", re.I)


@dataclass(frozen=True, slots=True)
class Naming:
    """An indicator's name and unit, and whether it is a share of the inhabitants."""

    name: str
    unit: str
    is_per_100_000: bool


def naming_of(key: Key, words: str, shape: str) -> Naming:
    """What to call a series; `words` tell it from the others in its table.

    >>> naming_of(("Misshandel", "", "", "rate"), "Misshandel", "bra").name
    'Misshandel, anmälda per 100 000 invånare'
    """
    kpi, kind = key[2], key[3]
    if shape == BRA:
        if kind == RATE:
            return Naming(_cut(words, f", anmälda {PER_100_000}"), PER_100_000, True)
        return Naming(_cut(words, ", antal anmälda"), "anmälda brott", False)
    if kind == RATE or kind_of(words) == RATE:
        after = "" if kind_of(words) == RATE else f", {PER_100_000}"
        return Naming(_cut(words, after), PER_100_000, True)
    if shape == KOLADA:
        unit = _UNIT.search(words.partition(", kvinnor")[0].partition(", män")[0])
        return Naming(_cut(words or kpi, ""), (unit[0] if unit else "värde")[:LONGEST_UNIT], False)
    return Naming(_cut(words or "Värde", ""), "antal" if kind == COUNT else "värde", False)


def _cut(words: str, after: str) -> str:
    """A name of at most 160 characters that keeps its end."""
    room = LONGEST_NAME - len(after)
    return (words if len(words) <= room else f"{words[: room - 1].rstrip()}…") + after
