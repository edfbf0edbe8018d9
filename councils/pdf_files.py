"""Whether a file that somebody sends may be kept as a PDF: it is one, it can be read, and it runs nothing."""

import logging
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 20
MOST_MEGABYTES = 12
LARGEST = MOST_MEGABYTES * 1_000_000  # less than the largest request, so that the sentence here is what one reads
FINE, TOO_HEAVY = "fine", "too_heavy"
REFUSED = {
    "not_pdf": _("Filen är inte en PDF som går att läsa. Spara dokumentet som PDF och välj filen igen."),
    "locked": _("Filen är låst med lösenord eller kryptering. Spara den utan lösenord och välj filen igen."),
    "runs": _("Filen innehåller skript eller startar program när den öppnas. Skriv ut den till en ny PDF."),
    "program": _("Filen har ett program som bilaga. Ta bort bilagan, spara som PDF igen och välj filen."),
    TOO_HEAVY: _("Filen är för tung att kontrollera. Spara den som en enklare PDF och välj filen igen."),
}
logger = logging.getLogger(__name__)


class NotKept(Exception):
    """The file is not kept; the exception says why, as a sentence."""


def check_pdf(content):
    """Raise NotKept unless the bytes are a PDF that can be handed on to others."""
    word = _looked_at(content)
    if word != FINE:
        raise NotKept(REFUSED[word])


def _looked_at(content):
    command = [sys.executable, "-I", str(CHILD)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env={"MALLOC_ARENA_MAX": "2"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TOO_HEAVY
    word = done.stdout.decode("ascii", "replace").strip()
    if word == FINE or word in REFUSED:
        return word
    logger.warning("a PDF could not be looked into, exit code %s", done.returncode)
    return TOO_HEAVY
