"""Opens a workbook that somebody sent, once it is known to be one and not to be larger than it looks."""

import struct
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

import defusedxml
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml import DEFUSEDXML

MEGABYTE = 1024 * 1024
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_PACKED = 150  # how many times smaller than its content a part of an honest workbook is
MOST_PARTS = 2_000
# What openpyxl raises, at the opening or on the way, when a workbook is not as it should be.
BROKEN = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    defusedxml.DefusedXmlException,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
# Without it a few lines of XML could fill the memory.
assert DEFUSEDXML


def checked_workbook(file):
    """The workbook, read row by row, or a sentence that says why it is not opened. Raises one of BROKEN."""
    archive = zipfile.ZipFile(file)
    if "xl/workbook.xml" not in archive.namelist():
        return _("Filen är inget kalkylblad i formatet xlsx. Spara den som xlsx eller csv.")
    if _swells(archive.infolist()):
        return _("Filen blir för stor när den packas upp. Spara bara raderna med aktiviteter i en ny fil.")
    if any(_has_merged_cells(archive, name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")):
        return _("Arket har sammanslagna celler. Dela upp dem i Excel, spara och skicka filen igen.")
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    return book if book.worksheets else _("Filen har inget ark med celler.")


def _swells(parts):
    too_packed = any(
        part.file_size > MEGABYTE and part.file_size > MOST_PACKED * max(part.compress_size, 1) for part in parts
    )
    return too_packed or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED


def _has_merged_cells(archive, name):
    """The element stands after all rows; text in cells cannot look like it, since < is written otherwise there."""
    before = b""
    with archive.open(name) as part:
        while block := part.read(MEGABYTE):
            if b"<mergeCell " in before + block:
                return True
            before = block[-len(b"<mergeCell ") :]
    return False
