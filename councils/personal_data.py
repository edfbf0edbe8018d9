"""Finds what may tell who somebody is in free text: personal identity numbers, phone numbers and number plates.

Pure. A personal identity number is a personnummer or a samordningsnummer (day + 60) whose date exists and whose check
digit (Luhn) is right, so that case numbers, phone numbers and dates pass. With a separator or a century it stops the
text; ten bare digits may be something else and only warn, as phone numbers and number plates do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from councils.personal_data_patterns import NO_PLATES, NUMBER, PHONE, PLATE, TEN_DIGITS

PERSONAL_NUMBER, TEN, A_PHONE, A_PLATE = "personal_number", "ten_digits", "phone", "plate"
KINDS = (PERSONAL_NUMBER, TEN, A_PHONE, A_PLATE)
# Marks without width, typed or pasted between digits, would otherwise hide a number: format marks and combining ones.
_INVISIBLE = ("Cf", "Mn", "Me")
_MORE_DASHES = "\N{MINUS SIGN}\N{HYPHEN BULLET}\N{MODIFIER LETTER MINUS SIGN}"
_FEWEST, _MOST = 8, 10  # digits of a Swedish phone number, the first 0 with them
_MOBILE = re.compile(r"07[02369]")


@dataclass(frozen=True)
class Finding:
    """One of KINDS, as written, with its place in the text as typed: `text[start:end]`."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def stops(self) -> bool:
        """Is it so certain that it may not be saved unless somebody says that it is something else?"""
        return self.kind == PERSONAL_NUMBER

    @property
    def number(self) -> str:
        """What it is however it is written: letters and digits alone."""
        return "".join(char for char in fold(self.text) if char.isalnum()).upper()


def findings(text: str) -> list[Finding]:
    """Everything in the text that may tell who somebody is, in the order it stands. No two share a character.

    >>> [(found.kind, found.text) for found in findings("Talade med 19121212-1212, bil ABC 123.")]
    [('personal_number', '19121212-1212'), ('plate', 'ABC 123')]
    """
    seen, places = _folded(text)
    found: list[Finding] = []
    for kind, spans in _SEARCHES:
        for start, end in spans(seen):
            first, last = places[start], places[end - 1] + 1
            if all(last <= other.start or other.end <= first for other in found):
                found.append(Finding(kind, text[first:last], first, last))
    return sorted(found, key=lambda one: one.start)


def personal_numbers(text: str) -> list[Finding]:
    """Every valid personal identity number, those of ten bare digits too, whatever else they may be."""
    seen, places = _folded(text)
    spans = [(PERSONAL_NUMBER, *span) for span in _numbers(seen)] + [(TEN, *span) for span in _ten_digits(seen)]
    return [
        Finding(kind, text[places[start] : places[end - 1] + 1], places[start], places[end - 1] + 1)
        for kind, start, end in sorted(spans, key=lambda span: span[1])
    ]


def fold(text: str) -> str:
    """The text as a reader sees it: compatibility forms and foreign digits folded, invisible marks removed."""
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, range | list[int]]:
    """The folded text, and for each of its characters the place in the text as typed."""
    if text.isascii():
        return text, range(len(text))
    seen = [(char, place) for place, typed in enumerate(text) for char in _seen(typed)]
    return "".join(char for char, _ in seen), [place for _, place in seen]


@lru_cache(maxsize=2048)
def _seen(typed: str) -> str:
    """What a reader sees of one character: nothing, itself, or what it stands for."""
    return "".join(map(_plain, unicodedata.normalize("NFKC", typed)))


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category in _INVISIBLE:
        return ""
    if category == "Zs":
        return " "
    if category == "Pd" or char in _MORE_DASHES:
        return "-"
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _spans(pattern: re.Pattern[str], text: str, holds: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where the pattern stands and holds; what does not hold may hide the beginning of what does."""
    place = 0
    while match := pattern.search(text, place):
        if holds(match[0]):
            yield match.span()
            place = match.end()
        else:
            place = match.start() + 1


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    return _spans(NUMBER, text, _is_valid)


def _ten_digits(text: str) -> Iterator[tuple[int, int]]:
    return _spans(TEN_DIGITS, text, _is_valid)


def _ten_digits_but_mobiles(text: str) -> Iterator[tuple[int, int]]:
    return _spans(TEN_DIGITS, text, lambda written: _is_valid(written) and not _MOBILE.match(written))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    return _spans(PHONE, text, _is_phone)


def _plates(text: str) -> Iterator[tuple[int, int]]:
    return _spans(PLATE, text, lambda written: written[:3].upper() not in NO_PLATES)


_SEARCHES: tuple[tuple[str, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (PERSONAL_NUMBER, _numbers),
    (TEN, _ten_digits_but_mobiles),
    (A_PHONE, _phones),
    (A_PLATE, _plates),
)


def _is_phone(written: str) -> bool:
    """Has it as many digits as a phone number? Those of other countries have what their pattern asks for."""
    digits = "".join(filter(str.isdigit, written))
    if written.startswith("+") and not digits.startswith("46"):
        return True
    national = re.sub(r"^(?:00)?460?", "0", digits)
    return _FEWEST <= len(national) <= _MOST


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
