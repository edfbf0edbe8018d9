"""A pasted text as it is shown beside its proposals: parts, lines and stretches, with what was found marked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from promises.reader.documents import LONGEST_PAGE, Piece, lay_out

# Longer parts that promise nothing are folded.
SHORT = 300
# What the rest of a text beyond the longest page is called, besides the reader's own natures.
UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Found:
    """The words of one proposal: `start` up to `end` of the text; `number` and `key` are what its mark leads to."""

    start: int
    end: int
    number: int
    key: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters of a line that are all marked alike; `ends`: the proposals whose words end here."""

    text: str
    is_found: bool = False
    in_promise: bool = False
    ends: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, bullet or paragraph (`look`) as stretches."""

    look: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one nature that follow each other: promise, or what was not taken for promises."""

    nature: str
    lines: tuple[Line, ...]

    @property
    def is_long(self) -> bool:
        return sum(len(stretch.text) for line in self.lines for stretch in line.stretches) > SHORT


def marked(text: str, found: Sequence[Found], promises: Sequence[tuple[int, int]]) -> list[Part]:
    """The text in parts. `promises` are the (start, end) of those that were read, each with all its words.

    >>> text = "Polisen lovar:\\n- två besök\\nBakgrund\\nDet gick bra."
    >>> [(part.nature, len(part.lines)) for part in marked(text, [Found(17, 26, 1, 7)], [(17, 26)])]
    [('promise', 2), ('background', 2)]
    """
    parts: list[Part] = []
    headings: list[Line] = []
    for piece in lay_out(text):
        start, end = piece.block.start, piece.block.end
        line = Line(_look(piece), tuple(_stretches(text, start, end, found, promises)))
        holds_promise = any(stretch.in_promise for stretch in line.stretches)
        if piece.nature == "heading" and not holds_promise:
            headings.append(line)
            continue
        _add(parts, "promise" if holds_promise else piece.nature, [*headings, line])
        headings = []
    if headings:
        _add(parts, "background", headings)
    if rest := [Line("paragraph", (Stretch(line),)) for line in text[LONGEST_PAGE:].split("\n") if line.strip()]:
        parts.append(Part(UNREAD, tuple(rest)))
    return parts


def within(text: str, start: int, found: Iterable[Found]) -> list[Stretch]:
    """The wording of one promise, which begins at `start` of the whole text, with the words of proposals marked."""
    moved = [replace(one, start=one.start - start, end=one.end - start) for one in found]
    return list(_stretches(text, 0, len(text), moved, ()))


def _look(piece: Piece) -> str:
    if piece.nature == "heading":
        return "heading"
    return "bullet" if piece.block.is_bullet else "paragraph"


def _add(parts: list[Part], nature: str, lines: list[Line]) -> None:
    if parts and parts[-1].nature == nature:
        parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, *lines))
    else:
        parts.append(Part(nature, tuple(lines)))


def _stretches(
    text: str, start: int, end: int, found: Sequence[Found], promises: Sequence[tuple[int, int]]
) -> Iterator[Stretch]:
    """Cut from `start` to `end` wherever something begins or ends."""
    found = [one for one in found if one.start < end and one.end > start]
    promises = [one for one in promises if one[0] < end and one[1] > start]
    edges = {start, end}
    for first, last in [*promises, *((one.start, one.end) for one in found)]:
        edges |= {max(first, start), min(last, end)}
    cuts = sorted(edges)
    for first, last in zip(cuts, cuts[1:], strict=False):
        yield Stretch(
            text[first:last],
            is_found=any(one.start <= first < one.end for one in found),
            in_promise=any(one[0] <= first < one[1] for one in promises),
            ends=tuple(one for one in found if min(one.end, end) == last),
        )
