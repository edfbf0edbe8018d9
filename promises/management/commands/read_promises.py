"""`manage.py read_promises`: JSON lines in, JSON lines out, for programs that want what the reader sees."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from promises.reader import predict


class Command(BaseCommand):
    help = (
        'Läser JSON-rader {"id", "text", "context"} på standard in och skriver {"id", "pred": [...]} för varje rad. '
        "text får vara en mening eller en hel sida."
    )
    requires_system_checks = ()

    def handle(self, **options):
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if not line.strip():
                continue
            row = _row(line, number)
            answer = {"id": row.get("id"), "pred": predict(row["text"], row.get("context"))}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _row(line, number):
    """One line as a dict with a text, or a sentence that names the line and what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"Rad {number} är inte JSON i UTF-8.") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise CommandError(f'Rad {number} saknar "text" (en sträng).')
    if not isinstance(row.get("context"), str | None):
        raise CommandError(f'Rad {number}: "context" ska vara en sträng eller null.')
    return row
