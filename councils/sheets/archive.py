"""Looks through the parts of a workbook before anything is made of them: what a small file may swell to is bounded."""

import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
BLOCK = 64 * 1024
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_PACKED = 150  # how many times smaller than its content a part of an honest workbook is
MOST_PARTS = 2_000
WORKBOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
CONTENT_TYPES = "[Content_Types].xml"
# Read whole before the first row is: name → (its largest size, the most elements in it).
READ_AT_ONCE = {
    CONTENT_TYPES: (2 * MEGABYTE, 20_000),
    WORKBOOK: (4 * MEGABYTE, 20_000),
    "xl/_rels/workbook.xml.rels": (2 * MEGABYTE, 20_000),
    "xl/styles.xml": (8 * MEGABYTE, 100_000),
    "xl/theme/theme1.xml": (2 * MEGABYTE, 20_000),
    "docProps/core.xml": (MEGABYTE, 1_000),
    "docProps/custom.xml": (MEGABYTE, 10_000),
    STRINGS: (40 * MEGABYTE, 2_000_000),
}
MOST_STRINGS = 400_000
# Where the reader looks for them is said in the file, and what was looked through must be what is read.
PLACES = {"sharedStrings+xml": f"/{STRINGS}", ".main+xml": f"/{WORKBOOK}"}


class _TooMuch(Exception):
    """A part has more in it than is read."""


class _Odd(ValueError):
    """A part is not as any program writes it."""


def why_not_opened(archive: zipfile.ZipFile) -> str:
    """Why a workbook is not opened, or blank. Raises what a broken part raises: one of workbook.BROKEN."""
    if WORKBOOK not in archive.namelist():
        return _("Filen är inget kalkylblad i formatet xlsx. Spara den som xlsx eller csv.")
    parts = archive.infolist()
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        return _("Filen är packad på ett ovanligt sätt. Öppna den i Excel, spara den på nytt och skicka den igen.")
    too_large = _("Filen blir för stor när den packas upp. Spara bara de rader som behövs i en ny fil.")
    if _swells(parts):
        return too_large
    try:
        for name in READ_AT_ONCE.keys() & set(archive.namelist()):
            _look_through(archive, name)
    except _TooMuch:
        return too_large
    if any(_has_merged_cells(archive, name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")):
        return _("Arket har sammanslagna celler. Dela upp dem i Excel, spara och skicka filen igen.")
    return ""


def _swells(parts):
    too_packed = any(
        part.file_size > MEGABYTE and part.file_size > MOST_PACKED * max(part.compress_size, 1) for part in parts
    )
    too_large = any(part.file_size > READ_AT_ONCE.get(part.filename, [LARGEST_UNPACKED])[0] for part in parts)
    return (
        too_packed or too_large or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED
    )


def _look_through(archive, name):
    """Count the elements of a part, with the parser that knows every way to write them."""
    elements = strings = 0

    def begins(element, attributes):
        nonlocal elements, strings
        elements += 1
        strings += element.rpartition(":")[2] == "si"
        if elements > READ_AT_ONCE[name][1] or strings > MOST_STRINGS:
            raise _TooMuch
        if name == CONTENT_TYPES:
            _check_place(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EntityDeclHandler = begins, _refuse
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            parser.Parse(block)
        parser.Parse(b"", True)


def _check_place(attributes):
    said = attributes.get("ContentType", "")
    for kind, place in PLACES.items():
        if said.endswith(kind) and attributes.get("PartName", place) != place:
            raise _Odd(said)


def _refuse(*_about):
    raise _Odd("a part that declares entities")


def _has_merged_cells(archive, name):
    """The element stands after all rows; text in cells cannot look like it, since < is written otherwise there."""
    before = b""
    with archive.open(name) as part:
        while block := part.read(MEGABYTE):
            if b"<mergeCell " in before + block:
                return True
            before = block[-len(b"<mergeCell ") :]
    return False
