"""The written summary as PDFs that can be archived (PDF/A) and read aloud (PDF/UA-1).

Snapshot → cleaned text → charts → one JSON → Typst in a child process → row headers → bytes. The same
snapshot gives the same bytes, always: no clock is read and nothing is random.

What both parties have approved is PDF/A-3a with its frozen data attached, byte for byte what its digest is of. A
draft, and the short version, carry nothing and are PDF/A-2a.
"""

from followup.document.cleaning import clean
from followup.document.printable import MOST_EVIDENCE_ROWS, MOST_TARGETS, document_data, short_data
from followup.document.spelling import frozen_bytes
from followup.document.typesetting import DocumentError, typeset
from followup.document.words import SOURCE

__all__ = [
    "MOST_EVIDENCE_ROWS",
    "MOST_TARGETS",
    "DocumentError",
    "document_data",
    "short_pdf",
    "summary_pdf",
    "unshowable",
]


def summary_pdf(snapshot: dict, *, language: str = SOURCE) -> bytes:
    """The PDF of a snapshot, with its frozen data attached when it is approved. Raises `DocumentError`."""
    attached = frozen_bytes(snapshot).decode() if snapshot["sha256"] else ""
    data = document_data(snapshot, language)
    return typeset(data, "summary.typ", day=snapshot["as_of"], attached=attached)


def short_pdf(snapshot: dict, *, language: str = SOURCE) -> bytes:
    """The short version: one page of A4, however much there is to say. Raises `DocumentError`."""
    return typeset(short_data(snapshot, language), "short.typ", day=snapshot["as_of"])


def unshowable(snapshot: dict) -> int:
    """How many characters of the snapshot no font of ours can show; they are printed as □."""
    return clean(snapshot).replaced
