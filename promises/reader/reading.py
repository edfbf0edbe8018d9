"""Read a published promise text: sections, promises as written, and the commitments each of them holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from promises.reader.commitments import Commitment, Span
from promises.reader.documents import LONGEST_PAGE, Piece, lay_out
from promises.reader.headings import bracket_parties
from promises.reader.lines import split_sentences
from promises.reader.moods import ACTORS
from promises.reader.sentences import read_sentence


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence or bullet as it was published, and what it commits to."""

    text: str
    span: Span
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines below one heading. `nature`: promise, follow_up, result, background or contact."""

    heading: str
    nature: str
    span: Span
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that has been read; `unread` counts the characters beyond the longest page."""

    sections: tuple[Section, ...]
    unread: int = 0

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Return every promise in the order of the text."""
        return tuple(promise for section in self.sections for promise in section.promises)

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Return every commitment in the order of the text."""
        return tuple(commitment for promise in self.promises for commitment in promise.commitments)


def read(text: str, context: str | None = None) -> Reading:
    """Return what a text promises; `context` is the heading above it, if it was pasted without one.

    >>> reading = read("Polisen lovar:\\n- två besök per termin\\n- vid behov extra patruller")
    >>> [(c.count, c.kind, c.responsible) for c in reading.commitments]
    [(2, 'rate', ('police',)), (None, 'conditional', ('police',))]
    """
    drafts: list[_Draft] = []
    for piece in lay_out(text, context):
        if piece.nature == "heading":
            drafts.append(_Draft(text[piece.block.start : piece.block.end], "heading", piece.block.start))
        elif not drafts or drafts[-1].nature not in ("heading", piece.nature):
            drafts.append(_Draft(piece.heading, piece.nature, piece.block.start))
        draft = drafts[-1]
        draft.nature, draft.end = piece.nature, piece.block.end
        if piece.nature != "heading":
            draft.promises.extend(_promises(text, piece))
    sections = (Section(d.heading, d.nature, Span(d.start, d.end), tuple(d.promises)) for d in drafts)
    return Reading(tuple(sections), max(0, len(text) - LONGEST_PAGE))


@dataclass(slots=True)
class _Draft:
    """A section while it is being read."""

    heading: str
    nature: str
    start: int
    end: int = 0
    promises: list[Promise] = field(default_factory=list)


def predict(text: str, context: str | None = None) -> list[dict[str, Any]]:
    """Return the commitments of a text as plain dictionaries, for programs.

    >>> predict("Kommunen ska ordna en trygghetsvandring per år.")[0]["period"]
    'year'
    """
    return [
        {
            "count": commitment.count,
            "unit": commitment.unit,
            "period": commitment.period,
            "is_average": commitment.is_average,
            "kind": commitment.kind,
            "responsible": list(commitment.responsible),
            "span": [commitment.span.start, commitment.span.end],
        }
        for commitment in read(text, context).commitments
    ]


def _promises(text: str, piece: Piece) -> Iterator[Promise]:
    """Yield the promises of a block; a sentence without a subject goes on with the one before it."""
    if piece.nature == "contact":
        return
    setting, goes_on = piece.setting, False
    named = bracket_parties(text[piece.block.start : piece.block.end])
    if named and not setting.results:
        setting = replace(setting, parties=named)
    for start, end in split_sentences(text, piece.block.start, piece.block.end):
        sentence = text[start:end]
        if end < piece.block.end and _is_label(sentence):
            continue
        if goes_on and _names_others(sentence):
            found = read_sentence(sentence, replace(setting, parties=()))
        else:
            found = read_sentence(sentence, setting)
        if not found:
            continue
        responsible = setting.parties or found[0].responsible
        # What follows in the same bullet explains it, unless it has a number or a modal of its own.
        setting, goes_on = replace(setting, parties=responsible, promising=False), True
        yield Promise(sentence, Span(start, end), tuple(one.moved(start) for one in found))


def _is_label(sentence: str) -> bool:
    """Tell the label of "Fler fältare. Vi anställer två." from a promise."""
    words = sentence.split()
    return len(words) <= 2 and sentence.endswith(".") and not any(character.isdigit() for character in sentence)


def _names_others(sentence: str) -> bool:
    """Tell whether a following sentence has a subject of its own: "Ordningsvakter ska finnas ..."."""
    return sentence.split(" ", 1)[0].lower() in ACTORS
