"""A paper of the council's work, such as an agenda or a plan, as plain data: who makes PDF or Word of it is another.

Whoever writes the content knows nothing of pages or fonts; whoever typesets it knows nothing of meetings or plans.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Text; an empty line in it begins a new paragraph. `is_small`: a remark rather than the matter itself."""

    text: str
    is_small: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names and what they are, such as ("Plats", "Sessionssalen"). Those without a value are left out."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows of text under heads. The first cell of a row names it. `shares`: how wide each column is to the others."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """An SVG over the whole width, and what it shows in words."""

    svg: str
    said: str


Block = Heading | Paragraph | Bullets | Facts | Table | Drawing


@dataclass(frozen=True)
class Paper:
    """One document. `kind` is what it is ("Dagordning"), `day` its own date: the same paper gives the same bytes."""

    kind: str
    title: str
    council: str
    day: date
    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...] = ()
    registry_number: str = ""
    is_draft: bool = False
    is_example: bool = False

    @property
    def known_facts(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, value) for name, value in self.facts if value)
