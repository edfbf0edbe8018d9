"""Data and a template → a PDF that can be archived and read aloud, made by Typst in a child process.

The same data gives the same bytes, always: no clock is read and nothing is random.
"""

import json
import logging
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from followup.document.row_headers import with_row_headers

logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("typst_child.py")
SECONDS = 60
TIMED_OUT = _("Dokumentet tog för lång tid att skapa. Korta de längsta texterna och försök igen.")
FAILED = _("Dokumentet kunde inte skapas. Försök igen; hjälper det inte, kontakta den som sköter systemet.")


class DocumentError(Exception):
    """The document could not be made; the message is a sentence for the person who asked for it."""


def typeset(data: dict, template: str, *, day: str, attached: str = "") -> bytes:
    """The PDF that a template makes of cleaned data. Raises `DocumentError`.

    `day`: the document's own date as ISO text; `attached`: JSON that it carries along.
    """
    order = {"data": data, "template": template, "attached": attached, "timestamp": _noon(day)}
    return with_row_headers(_rendered(json.dumps(order).encode()))


def _noon(day: str) -> int:
    """Seconds for the document's own date: midday, so that no time zone moves it to another day."""
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
