"""What typed text becomes before it is stored: one form of å, no hidden characters. Pure."""

from __future__ import annotations

import re
import unicodedata

# Bidirectional overrides make text read otherwise than it is; zero-width marks hide things from search and screening.
_HIDDEN = dict.fromkeys(
    [
        0x00AD,
        0x061C,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
LONGEST_ID = 18  # digits; as many as fit in 64 bits, like the addresses' converter
_KEPT_CONTROLS = "\n\t"
_BREAKS = re.compile(r"\s*[\n\t\u2028\u2029]\s*")


_LAST_LETTERS = {"å": "{a", "ä": "{b", "ö": "{c", "æ": "{b", "ø": "{c"}  # "{" stands just after z


def swedish_key(text: str) -> str:
    """What to sort by, so that å, ä and ö come last: no database here knows the order.

    >>> sorted(["Övertorneå", "Arjeplog", "Ånge"], key=swedish_key)
    ['Arjeplog', 'Ånge', 'Övertorneå']
    """
    return "".join(_LAST_LETTERS.get(char, char) for char in unicodedata.normalize("NFC", text).casefold())


def tidy(text: str) -> str:
    r"""NFC, Unix line ends, no hidden or control characters, nothing half a character.

    >>> tidy("Ga\u030ar\u200b hem\r\n")
    'Går hem\n'
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text  # most texts: hidden and control characters are none that can be printed
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_HIDDEN)
    seen = (char for char in text if char in _KEPT_CONTROLS or unicodedata.category(char) not in ("Cc", "Cs"))
    # Composed last: a hidden character may have stood between a letter and its ring.
    return unicodedata.normalize("NFC", "".join(seen))


def is_row_id(text: str) -> bool:
    """Can it be the id of a row? Some things that look like numbers are none to a database, such as 10^30.

    >>> is_row_id("17"), is_row_id("1" * 19), is_row_id("\u0663")
    (True, False, False)
    """
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID


def in_one_line(text: str) -> str:
    r"""What was typed in a field of one line, as one: a pasted name may hold line breaks.

    >>> in_one_line("Anna\n Lindgren")
    'Anna Lindgren'
    """
    return _BREAKS.sub(" ", text)


def defused(cell: str) -> str:
    """A cell for a spreadsheet: what would be taken for a formula gets an apostrophe before it.

    >>> defused("=HYPERLINK(1)"), defused("-"), defused("Överkalix")
    ("'=HYPERLINK(1)", "'-", 'Överkalix')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell
