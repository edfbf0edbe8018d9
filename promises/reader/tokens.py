"""Text into words, numbers and marks, each with its place in the original text."""

import re
from typing import NamedTuple

# No nested repetition: every alternative starts differently and eats greedily, so time is linear.
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)(?!-)|\d+(?:,\d+)?(?![\w-]{0,20}[^\W\d_]))"
    r"|(?P<word>\w+(?:[-'’:]\w+)*-?)"
    r"|(?P<mark>[^\w\s]|\t+)"
)


class Token(NamedTuple):
    """One word, number or mark: `text` as written, `low` for comparing, `start`/`end` in the text."""

    text: str
    low: str
    start: int
    end: int
    kind: str


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """Return the tokens of `text`; positions are counted from `offset`.

    >>> [token.text for token in tokenize("Minst två (2) ggr/vecka.")]
    ['Minst', 'två', '(', '2', ')', 'ggr', '/', 'vecka', '.']

    A tab between the cells of a pasted table is the mark "|".
    """
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.lower() if len(word) < 60 else word[:60].lower()
        low = "|" if word[0] == "\t" else low
        found.append(Token(word, low, match.start() + offset, match.end() + offset, match.lastgroup or "mark"))
    return found


def phrase_at(lows: list[str], index: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether `phrase` stands at `index`.

    >>> phrase_at(["vid", "behov"], 0, ("vid", "behov"))
    True
    """
    return lows[index : index + len(phrase)] == list(phrase)


def low_at(tokens: list[Token], index: int) -> str:
    """Return the word at `index` in small letters, or "" outside the sentence.

    >>> low_at(tokenize("Två besök"), 1), low_at(tokenize("Två besök"), -1)
    ('besök', '')
    """
    return tokens[index].low if 0 <= index < len(tokens) else ""
