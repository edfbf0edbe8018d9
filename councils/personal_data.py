"""Finds personal identity numbers in free text, so that they can be stopped before they are stored.

Pure. Knows personnummer and samordningsnummer (day + 60) with ten or twelve digits. A number is reported only if its
date exists and its check digit (Luhn) is right, so that case numbers, phone numbers and dates pass.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

# Marks without width, typed or pasted between digits, would otherwise hide a number: format marks and combining ones.
_INVISIBLE = ("Cf", "Mn")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_NUMBER = re.compile(r"(?<!\d)(?:(?:18|19|20)\d{6}(?: ?[-+] ?| )?|\d{6}(?: ?[-+] ?| ))\d{4}(?!\d)")


@dataclass(frozen=True)
class Finding:
    """A personal identity number as written, in the folded text."""

    text: str


def fold(text: str) -> str:
    """The text as a reader sees it: compatibility forms and foreign digits folded, invisible marks removed."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    seen = (char for char in folded if unicodedata.category(char) not in _INVISIBLE)
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in seen)


def personal_numbers(text: str) -> list[Finding]:
    """Every personal identity number in the text.

    >>> personal_numbers("Talade med 19121212-1212.")
    [Finding(text='19121212-1212')]
    """
    return [Finding(match[0]) for match in _NUMBER.finditer(fold(text)) if _is_valid(match[0])]


def _is_valid(written: str) -> bool:
    digits = [int(char) for char in written if char.isdigit()]
    century = digits[:2] if len(digits) == 12 else None
    digits = digits[-10:]
    year, month, day = (10 * digits[i] + digits[i + 1] for i in (0, 2, 4))
    base = (10 * century[0] + century[1]) * 100 if century else 2000  # 2000 has every 29 February a century can have
    return _is_date(base + year, month, day - 60 if day > 60 else day) and _luhn(digits)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: list[int]) -> bool:
    doubled = (digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(digits))
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0
