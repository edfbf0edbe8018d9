"""Opens a workbook that somebody sent, once it is known to be one and not to be larger than it looks."""

import lzma
import struct
import zipfile
import zlib
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import defusedxml
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml import DEFUSEDXML

from councils.sheets.archive import why_not_opened

# What openpyxl raises, at the opening or on the way, when a workbook is not as it should be.
BROKEN = (
    AssertionError,
    AttributeError,
    EOFError,
    ExpatError,
    InvalidFileException,
    LookupError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    lzma.LZMAError,
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
    if refusal := why_not_opened(archive):
        return refusal
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    return book if book.worksheets else _("Filen har inget ark med celler.")
