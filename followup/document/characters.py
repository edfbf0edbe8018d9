"""The characters that our document font can show."""

from pathlib import Path

REPLACEMENT = "\N{WHITE SQUARE}"


def read_ranges(text: str) -> frozenset[int]:
    """Code points from lines such as `41-5A` and `2122` (hexadecimal).

    >>> sorted(read_ranges("41-43\\n61\\n"))
    [65, 66, 67, 97]
    """
    points: set[int] = set()
    for line in text.split():
        first, _, last = line.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


SHOWN = read_ranges((Path(__file__).parent / "characters.txt").read_text(encoding="ascii"))


def can_show(character: str) -> bool:
    """Whether every cut of the font has this character."""
    return ord(character) in SHOWN
