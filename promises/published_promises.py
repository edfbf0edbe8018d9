"""The promises of a pasted text as they were published: whole bullets, each with all that it commits to. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from promises.reader import Commitment, read
from promises.reader import Promise as Sentence
from promises.reader.documents import lay_out, settle
from promises.reader.lines import Block

LONGEST_WORDING = 5_000  # as the column
LONGEST_HEADING = 90  # a longer one is a sentence: "Polis och kommun lovar att gemensamt … genom följande:"

# How it is followed up and what came of it is promised to nobody.
NOT_PROMISED = frozenset({"follow_up", "result", "contact"})


@dataclass(frozen=True, slots=True)
class Published:
    """One promise word by word, from `start` of the text, below a heading ("" for none)."""

    heading: str
    wording: str
    start: int
    commitments: tuple[tuple[Commitment, Sentence], ...]


def published_promises(text: str) -> list[Published]:
    """Every promise of a text in its order. Several sentences of one bullet are one promise.

    >>> [one.wording for one in published_promises("Vi lovar:\\n- två besök per termin. Ett möte per år.\\n- ett mål")]
    ['två besök per termin. Ett möte per år.', 'ett mål']
    """
    blocks = [piece.block for piece in lay_out(text)]
    starts = [block.start for block in blocks]
    found: list[Published] = []
    for heading, sentence in _sentences(text):
        block = blocks[max(0, bisect_right(starts, sentence.span.start) - 1)]
        start, wording = _wording(text, sentence, block)
        commitments = tuple((commitment, sentence) for commitment in sentence.commitments)
        if found and found[-1].start == start:
            commitments = (*found.pop().commitments, *commitments)
        found.append(Published(heading, wording, start, commitments))
    return found


def _sentences(text: str) -> Iterator[tuple[str, Sentence]]:
    for section in read(text).sections:
        if section.nature in NOT_PROMISED:
            continue
        heading = " ".join(section.heading.split()).rstrip(": ")
        is_aim = settle(section.heading).background
        for sentence in section.promises:
            # Below "Målsättning" or "Bakgrund" what has no number only says why.
            if not is_aim or any(commitment.count for commitment in sentence.commitments):
                yield heading if len(heading) <= LONGEST_HEADING else "", sentence


def _wording(text: str, sentence: Sentence, block: Block) -> tuple[int, str]:
    whole = text[block.start : block.end]
    if block.is_bullet and block.start <= sentence.span.start and len(whole) <= LONGEST_WORDING:
        return block.start, whole
    return sentence.span.start, sentence.text[:LONGEST_WORDING]
