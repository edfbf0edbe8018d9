"""Compute which characters every one of our font files can show, and write `characters.txt`.

Run by hand after a font has been replaced:  python -m followup.document.character_table

Only the intersection counts: a word may be set upright, italic or bold, and the strict PDF standards refuse
a document in which a single character is missing. Reads the `cmap` table itself: no font library is needed.
"""

import struct
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
TABLE = HERE / "characters.txt"


def code_points(font: bytes) -> set[int]:
    """The code points that a TrueType file maps to a real glyph (Unicode tables of format 4 and 12)."""
    start = _table_offset(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if platform in (0, 3) and kind == 4:
            found |= _format_4(font, start + offset)
        elif platform in (0, 3) and kind == 12:
            found |= _format_12(font, start + offset)
    return found


def _table_offset(font: bytes, tag: bytes) -> int:
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if name == tag:
            return offset
    raise ValueError(f"the font has no {tag!r} table")


def _format_4(font: bytes, start: int) -> set[int]:
    (double,) = struct.unpack_from(">H", font, start + 6)
    segments = double // 2
    ends = struct.unpack_from(f">{segments}H", font, start + 14)
    starts = struct.unpack_from(f">{segments}H", font, start + 16 + double)
    deltas = struct.unpack_from(f">{segments}H", font, start + 16 + 2 * double)
    offsets_at = start + 16 + 3 * double
    offsets = struct.unpack_from(f">{segments}H", font, offsets_at)
    found = set()
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for point in range(first, last + 1):
            glyph = point + delta
            if offset:
                (glyph,) = struct.unpack_from(">H", font, offsets_at + 2 * number + offset + 2 * (point - first))
                glyph = glyph + delta if glyph else 0
            if glyph & 0xFFFF and point != 0xFFFF:
                found.add(point)
    return found


def _format_12(font: bytes, start: int) -> set[int]:
    (groups,) = struct.unpack_from(">L", font, start + 12)
    found = set()
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", font, start + 16 + 12 * number)
        found |= {point for point in range(first, last + 1) if glyph + point - first}
    return found


def shared_code_points(folder: Path = FONTS) -> set[int]:
    """The code points that all font files in the folder have."""
    return set.intersection(*(code_points(path.read_bytes()) for path in sorted(folder.glob("*.ttf"))))


def as_ranges(points: set[int]) -> str:
    """The points as hexadecimal ranges, one per line: `41-5A` or `2122`."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{a:X}\n" if a == b else f"{a:X}-{b:X}\n" for a, b in ranges)


if __name__ == "__main__":
    TABLE.write_text(as_ranges(shared_code_points()), encoding="ascii")
