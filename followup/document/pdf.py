"""The written summary as PDFs that can be archived (PDF/A) and read aloud (PDF/UA-1).

Snapshot → cleaned text → charts → one JSON → Typst in a child process → row headers → bytes. The same
snapshot gives the same bytes, always: no clock is read and nothing is random.

What both parties have approved is PDF/A-3a with its frozen data attached, byte for byte what its digest is of. A
draft, and the short version, carry nothing and are PDF/A-2a.
"""

import json
import logging
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from followup.document.cleaning import clean
from followup.document.printable import MOST_EVIDENCE_ROWS, MOST_TARGETS, DocumentError, document_data, short_data
from followup.document.row_headers import with_row_headers
from followup.document.spelling import frozen_bytes
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

logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("typst_child.py")
SECONDS = 60
TIMED_OUT = _("Dokumentet tog för lång tid att skapa. Korta de längsta texterna och försök igen.")
FAILED = _("Dokumentet kunde inte skapas. Försök igen; hjälper det inte, kontakta den som sköter systemet.")


def summary_pdf(snapshot: dict, *, language: str = SOURCE) -> bytes:
    """The PDF of a snapshot, with its frozen data attached when it is approved. Raises `DocumentError`."""
    attached = frozen_bytes(snapshot).decode() if snapshot["sha256"] else ""
    return _made(document_data(snapshot, language), "summary.typ", snapshot, attached=attached)


def short_pdf(snapshot: dict, *, language: str = SOURCE) -> bytes:
    """The short version: one page of A4, however much there is to say. Raises `DocumentError`."""
    return _made(short_data(snapshot, language), "short.typ", snapshot)


def unshowable(snapshot: dict) -> int:
    """How many characters of the snapshot no font of ours can show; they are printed as □."""
    return clean(snapshot).replaced


def _made(data: dict, template: str, snapshot: dict, *, attached: str = "") -> bytes:
    order = {"data": data, "template": template, "attached": attached, "timestamp": _noon(snapshot["as_of"])}
    return with_row_headers(_rendered(json.dumps(order).encode()))


def _noon(day: str) -> int:
    """Seconds for the report's own date: midday, so that no time zone moves it to another day."""
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp()) + 12 * 3600


def _rendered(order: bytes) -> bytes:
    """Typst's PDF; its own words on an error go to the log, never to the person."""
    command = [sys.executable, "-I", str(CHILD)]
    # Few memory arenas: threads would otherwise reserve address space that the limit counts.
    environment = {"MALLOC_ARENA_MAX": "2"}
    try:
        done = subprocess.run(command, input=order, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        logger.error("Typst did not finish within %s seconds", SECONDS)
        raise DocumentError(TIMED_OUT) from error
    said = done.stderr.decode(errors="replace")[:10_000]
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        logger.error("Typst failed with exit code %s: %s", done.returncode, said)
        raise DocumentError(FAILED)
    if said:
        logger.error("The PDF is not of archival quality, since Typst refused: %s", said)
    return done.stdout
