"""The promises of a pasted text as they were published: whole bullets, each with all that it commits to. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from promises.reader import Commitment, read
from promises.reader import Promise as Sentence
from promises.reader.clauses import split_clauses
from promises.reader.documents import Piece, lay_out
from promises.reader.headings import settle
from promises.reader.lines import Block
from promises.reader.rejections import rejects_sentence
from promises.reader.tagging import tag_verbs
from promises.reader.tokens import tokenize

LONGEST_WORDING = 5_000  # as the column
LONGEST_HEADING = 90  # a longer one is a sentence: "Polis och kommun lovar att gemensamt … genom följande:"

# How it is followed up and what came of it is promised to nobody.
NOT_PROMISED = frozenset({"follow_up", "result", "contact"})
# Clauses that tell what has been and how things are.
TELLING = frozenset({"outcome", "background"})


@dataclass(frozen=True, slots=True)
class Published:
    """One promise word by word, from `start` of the text, below a heading ("" for none).

    `promised_by`: the reader's codes of those that the heading names. Without commitments there is nothing to count.
    """

    heading: str
    wording: str
    start: int
    commitments: tuple[tuple[Commitment, Sentence], ...]
    promised_by: tuple[str, ...] = ()


def published_promises(text: str) -> list[Published]:
    """Every promise of a text in its order. Several sentences of one bullet are one promise.

    >>> [one.wording for one in published_promises("Vi lovar:\\n- två besök per termin. Ett möte per år.\\n- ett mål")]
    ['två besök per termin. Ett möte per år.', 'ett mål']
    """
    pieces = list(lay_out(text))
    found = _read(text, [piece.block for piece in pieces])
    starts = [one.start for one in found]
    for piece in pieces:
        block = piece.block
        is_read = bisect_left(starts, block.start) < bisect_left(starts, block.end)
        if not is_read and _is_listed_as_promise(text, piece):
            wording, heading = text[block.start : block.end], _title(piece.heading)
            found.append(Published(heading, wording, block.start, (), piece.setting.parties))
    return sorted(found, key=lambda one: one.start)


def _read(text: str, blocks: list[Block]) -> list[Published]:
    """The promises in which the reader sees what is committed to."""
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


def _is_listed_as_promise(text: str, piece: Piece) -> bool:
    """Tell a bullet that is published as a promise and holds no number: "att öka den synliga närvaron i centrum"."""
    line = text[piece.block.start : piece.block.end]
    if piece.nature != "promise" or not piece.block.is_bullet or not piece.setting.promising:
        return False
    if line.endswith(":") or _words(line) < 2 or len(line) > LONGEST_WORDING or settle(piece.heading).background:
        return False
    tokens = tokenize(line)
    tags = tag_verbs(tokens)
    if not tokens or rejects_sentence(tokens, tags, piece.setting):
        return False
    moods = [clause.mood for clause in split_clauses(tokens, tags)]
    return moods[0] != "outcome" and not TELLING.issuperset(moods)


def _words(line: str) -> int:
    return sum(any(character.isalpha() for character in word) for word in line.split())


def _sentences(text: str) -> Iterator[tuple[str, Sentence]]:
    for section in read(text).sections:
        if section.nature in NOT_PROMISED:
            continue
        is_aim = settle(section.heading).background
        for sentence in section.promises:
            # Below "Målsättning" or "Bakgrund" what has no number only says why.
            if not is_aim or any(commitment.count for commitment in sentence.commitments):
                yield _title(section.heading), sentence


def _title(heading: str) -> str:
    title = " ".join(heading.split()).rstrip(": ")
    return title if len(title) <= LONGEST_HEADING else ""


def _wording(text: str, sentence: Sentence, block: Block) -> tuple[int, str]:
    whole = text[block.start : block.end]
    if block.is_bullet and block.start <= sentence.span.start and len(whole) <= LONGEST_WORDING:
        return block.start, whole
    return sentence.span.start, sentence.text[:LONGEST_WORDING]
