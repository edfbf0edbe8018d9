"""`manage.py read_promises`: JSON lines in, JSON lines out, for programs that want what the reader sees."""

import json
import sys

from django.core.management.base import BaseCommand

from promises.reader import predict


class Command(BaseCommand):
    help = (
        'Läser JSON-rader {"id", "text", "context"} på standard in och skriver {"id", "pred": [...]} för varje rad. '
        "text får vara en mening eller en hel sida. En rad som inte går att läsa får ett tomt svar med "
        '"error", som säger vad som är fel; resten läses ändå.'
    )
    requires_system_checks = ()

    def handle(self, **options):
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if line.strip():
                # Plain ASCII: half characters in the input cannot break the output.
                self.stdout.write(json.dumps(_answer(line, number)))


def _answer(line, number):
    """The commitments of one line, or no commitments and a sentence that says what is wrong with it."""
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return _error(None, f"Rad {number} är inte JSON i UTF-8.")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return _error(row, f'Rad {number} saknar "text" (en sträng).')
    if not isinstance(row.get("context"), str | None):
        return _error(row, f'Rad {number}: "context" ska vara en sträng eller null.')
    return {"id": _id(row), "pred": predict(row["text"], row.get("context"))}


def _refuse(constant):
    """NaN and Infinity are not JSON, though Python reads them."""
    raise ValueError(constant)


def _error(row, sentence):
    return {"id": _id(row), "pred": [], "error": sentence}


def _id(row):
    """The id of the line as it was given, if it is a name or a number."""
    found = row.get("id") if isinstance(row, dict) else None
    return found if isinstance(found, str | int) else None
