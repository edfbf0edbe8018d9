"""Two versions of a text, word by word: what stands, what was taken out and what came in."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word with the space after it.
_WORDS = re.compile(r"\s+|\S+\s*")
LONGEST_KEPT = 40
CONTEXT = 15
GAP = "[…] "


@dataclass(frozen=True)
class Part:
    """A stretch of words. `kind` is "same", "out" or "in"."""

    kind: str
    text: str


def differing_words(before: str, after: str) -> list[Part]:
    """The stretches of two texts in reading order; what was taken out comes before what came in its place.

    Space after a changed stretch belongs to neither side. Space alone is no difference.

    >>> differing_words("Vi ses på torget.", "Vi ses i parken.")
    [Part(kind='same', text='Vi ses '), Part(kind='out', text='på torget.'), Part(kind='in', text='i parken.')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = []
    # Compared without the space: a word that has come last in its line is the same word.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new])
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            found.append(Part("same", "".join(new[new_from:new_to])))
            continue
        out, into = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        found += [Part("out", out.rstrip()), Part("in", into.rstrip()), Part("same", _space_after(into or out))]
    return [part for part in found if part.text]


def _space_after(text):
    return text[len(text.rstrip()) :]


def shortened(parts: list[Part]) -> list[Part]:
    """The same parts with the middle of long unchanged stretches left out; all of it when nothing has changed."""
    if all(part.kind == "same" for part in parts):
        return parts
    last = len(parts) - 1
    return [_short(part, at_start=n == 0, at_end=n == last) for n, part in enumerate(parts)]


def _short(part, *, at_start, at_end):
    words = _WORDS.findall(part.text)
    if part.kind != "same" or len(words) <= LONGEST_KEPT:
        return part
    head = [] if at_start else [*words[:CONTEXT]]
    tail = [] if at_end else words[-CONTEXT:]
    return Part("same", "".join(head) + GAP + "".join(tail))
