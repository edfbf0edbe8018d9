"""Finds what may tell who somebody is in free text: personal identity numbers, phone numbers and number plates.

Pure. A personal identity number is a personnummer or a samordningsnummer (day + 60) whose date exists and whose check
digit (Luhn) is right, so that case numbers, phone numbers and dates pass. With a separator or a century it stops the
text; ten bare digits may be something else and only warn, as phone numbers and number plates do. So does what may as
well be a day of our time with a time, a number or another day after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from councils.personal_data_patterns import NO_PLATES, NO_PLATES_IN_TEXT, NUMBER, PHONE, PLATE, TEN_DIGITS

PERSONAL_NUMBER, A_DAY, TEN, A_PHONE, A_PLATE = "personal_number", "day_or_number", "ten_digits", "phone", "plate"
KINDS = (PERSONAL_NUMBER, A_DAY, TEN, A_PHONE, A_PLATE)
# Marks without width, typed or pasted between digits, would otherwise hide a number: format marks and combining ones.
_INVISIBLE = ("Cf", "Mn", "Me")
_MORE_DASHES = "\N{MINUS SIGN}\N{HYPHEN BULLET}\N{MODIFIER LETTER MINUS SIGN}"
_FEWEST, _MOST = 8, 10  # digits of a Swedish phone number, the first 0 with them
_MOBILE = re.compile(r"07[02369]")
_OUR_TIME = range(2010, 2036)  # days that people here write about, and the people born on them are children
# What stands before the end of a phone number or of a longer row of pairs, and not before a day in parts
_GOES_ON, _GOES_ON_IN_PAIRS = re.compile(r"(?:\d[-/.]|\+)$"), re.compile(r"(?:\d[-/.]|\+|\d\d )$")
_TIGHT = ("", "-", "+", "--")  # between the day and the last four, as the numbers are meant to be written


Span = tuple[int, int]
Searches = tuple[tuple[str, Callable[[str], Iterator[Span]]], ...]


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
    return _found(text, _SEARCHES)


def personal_numbers(text: str) -> list[Finding]:
    """Every valid personal identity number, those of ten bare digits too, whatever else they may be."""
    return _found(text, ((PERSONAL_NUMBER, _certain), (A_DAY, _days), (TEN, _ten_digits)))


def _found(text: str, searches: Searches) -> list[Finding]:
    """What the searches find, the first of them first: what one has found is not found again."""
    seen, places = _folded(text)
    taken = bytearray(len(text))
    found = []
    for kind, spans in searches:
        for start, end in spans(seen):
            first, last = places[start], places[end - 1] + 1
            if taken.find(1, first, last) < 0:
                taken[first:last] = b"\1" * (last - first)
                found.append(Finding(kind, text[first:last], first, last))
    return sorted(found, key=lambda one: one.start)


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


def _matches(pattern: re.Pattern[str], text: str, holds: Callable[[re.Match[str]], bool]) -> Iterator[re.Match[str]]:
    """Where the pattern stands and holds; what does not hold may hide the beginning of what does."""
    place = 0
    while match := pattern.search(text, place):
        if holds(match):
            yield match
            place = match.end()
        else:
            place = match.start() + 1


def _spans(pattern: re.Pattern[str], text: str, holds: Callable[[str], bool]) -> Iterator[Span]:
    return (match.span() for match in _matches(pattern, text, lambda match: holds(match[0])))


def _certain(text: str) -> Iterator[Span]:
    return (match.span() for match in _matches(NUMBER, text, _is_number) if not _may_be_a_day(match))


def _days(text: str) -> Iterator[Span]:
    return (match.span() for match in _matches(NUMBER, text, _is_number) if _may_be_a_day(match))


def _ten_digits(text: str) -> Iterator[Span]:
    return _spans(TEN_DIGITS, text, _is_valid)


def _ten_digits_but_mobiles(text: str) -> Iterator[Span]:
    return _spans(TEN_DIGITS, text, lambda written: _is_valid(written) and not _MOBILE.match(written))


def _phones(text: str) -> Iterator[Span]:
    return _spans(PHONE, text, _is_phone)


def _plates(text: str) -> Iterator[Span]:
    return _spans(PLATE, text, _is_plate)


_SEARCHES: Searches = (
    (PERSONAL_NUMBER, _certain),
    (A_DAY, _days),
    (TEN, _ten_digits_but_mobiles),
    (A_PHONE, _phones),
    (A_PLATE, _plates),
)


def _is_plate(written: str) -> bool:
    letters = written[:3]
    return letters.upper() not in (NO_PLATES_IN_TEXT if letters.istitle() else NO_PLATES)


def _is_phone(written: str) -> bool:
    """Has it as many digits as a phone number? Those of other countries have what their pattern asks for."""
    digits = "".join(filter(str.isdigit, written))
    if written.startswith("+") and not digits.startswith("46"):
        return True
    national = re.sub(r"^(?:00)?460?", "0", digits)
    return _FEWEST <= len(national) <= _MOST


def _is_number(match: re.Match[str]) -> bool:
    """Is it written as people write them, and valid? Parts of phone numbers, cards and ranges are not so written."""
    return _is_written_so(match) and _is_valid(match[0])


def _is_written_so(match: re.Match[str]) -> bool:
    first, second, day, between = match.group("first", "second", "day", "between")
    if not first and not second:
        return between != "" or len(day) == 8
    if not between:
        return False
    if first == second:
        before = match.string[max(match.start() - 3, 0) : match.start()]
        return len(day) == 10 or not (_GOES_ON_IN_PAIRS if " " in match["last"] else _GOES_ON).search(before)
    # 8112 18-9876; but 0911 12 34 56 is a phone number
    is_by_blanks = (first or second) == " "
    return is_by_blanks and " " not in match["last"] and (day[0] != "0" or not between.isspace())


def _may_be_a_day(match: re.Match[str]) -> bool:
    """May it as well be a day of our time with something after it, such as a time or the last day of a range?"""
    between, last = match["between"], match["last"].replace(" ", "")
    digits = "".join(filter(str.isdigit, match["day"]))
    year, month, day = int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])
    if (year if year > 99 else 2000 + year) not in _OUR_TIME or day > 60 or "+" in between:
        return False
    if _is_later((month, day), (int(last[:2]), int(last[2:]))):
        return True
    is_time = last[:2] < "24" and last[2:] < "60"
    is_plain = not between.strip(" \t\n-") and match["first"] in ("", " ")
    return between not in _TIGHT and (is_time or not is_plain)


def _is_later(first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Is the last a month and day after the first, in the same winter or year?"""
    if not _is_date(2000, *last):
        return False
    return last > first or (first[0] >= 10 and last[0] <= 4)


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
