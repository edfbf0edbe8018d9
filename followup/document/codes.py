"""The short code on a printed summary, by which anybody can look up whether it is the approved one."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is mistaken for something else on paper
LENGTH, GROUP = 12, 4
BITS = 5
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_of(sha256: str) -> str:
    """The code of a frozen summary: the first 60 bits of its digest.

    >>> code_of("0" * 64)
    '0000-0000-0000'
    """
    number = int(sha256, 16) >> (len(sha256) * 4 - LENGTH * BITS)
    signs = [ALPHABET[number >> BITS * place & (len(ALPHABET) - 1)] for place in reversed(range(LENGTH))]
    return grouped("".join(signs))


def code_in(typed: str) -> str:
    """The code as it is kept, whatever somebody typed who read it from paper; blank when it is none.

    >>> code_in(" 7k3q9f2m xoil ")
    '7K3Q-9F2M-X011'
    """
    signs = re.sub(r"[\s\-\u2010-\u2015]", "", typed).upper().translate(MISREAD)
    is_code = len(signs) == LENGTH and set(signs) <= set(ALPHABET)
    return grouped(signs) if is_code else ""


def grouped(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))
