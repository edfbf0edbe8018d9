"""`manage.py verify_summary`: is what both parties approved still what they approved, and a file one of theirs?"""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from councils.wall import outside
from followup import frozen
from followup.document.rederive import NoFacts, Unreadable, differences
from followup.document.snapshot import sha256_of
from followup.verification import by_code, frozen_summaries, match_of, report_on, snapshot_in


class Command(BaseCommand):
    help = (
        "Kontrollerar godkända sammanställningar: kontrollsumma, kontrollkod, godkännanden, sparade dokument och att "
        "siffrorna blir desamma när de räknas om. Slutar med kod 1 om något fel finns."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "what",
            nargs="*",
            metavar="FIL|ID|KOD",
            help="en fil (PDF eller JSON), en sammanställnings id eller dess kontrollkod; utan något kontrolleras alla",
        )

    @outside("verification")
    def handle(self, *, what, **options):
        lines = [line for one in what for line in _looked_up(one)] if what else _all()
        faults = sum(line.startswith("FEL") for line in lines)
        self.stdout.write("\n".join([*lines, f"Fel: {faults}." if faults else "Allt stämmer."]))
        if faults:
            sys.exit(1)


def _all():
    """Every approved summary, and what in the database keeps them as they are."""
    triggers = [f"FEL: skyddet {name} i databasen saknas eller är ändrat" for name in frozen.missing(connection)]
    lines = [line for summary in frozen_summaries().iterator(chunk_size=20) for line in _told(summary)]
    return [*lines, *triggers] or ["Inga godkända sammanställningar finns."]


def _looked_up(what):
    path = Path(what)
    if path.is_file():
        return _file(path)
    summary = frozen_summaries().filter(pk=what).first() if what.isdecimal() and len(what) < 19 else by_code(what)
    if summary is None:
        raise CommandError(f"Ingen godkänd sammanställning, och ingen fil: {what}")
    return _told(summary)


def _file(path):
    content = path.read_bytes()
    match = match_of(sha256_of(content), content)
    if not match:
        return [f"FEL: {path} är inte en godkänd sammanställning som finns här", *_reckoned(content)]
    kind = f" ({match.document.get_kind_display()})" if match.document else ""
    named = _named(match.summary)
    if match.is_kept:
        said = f"OK: {path} är {named}{kind}"
    else:
        said = f"FEL: {path} bär uppgifterna i {named} men är inte det sparade dokumentet"
    return [said, *_told(match.summary)]


def _reckoned(content):
    """What can be said of data that is not known here: whether its numbers agree with its facts."""
    snapshot = snapshot_in(content)
    if snapshot is None:
        return []
    try:
        return [f"FEL: {one}" for one in differences(snapshot)]
    except NoFacts:
        return ["Uppgifterna i filen kan inte räknas om."]
    except Unreadable:
        return ["FEL: filen har inte en sammanställnings uppgifter"]


def _told(summary):
    report, named = report_on(summary), _named(summary)
    notes = [f"{named}: {note}" for note in report.notes]
    if report.faults:
        return [f"FEL: {named}: {fault}" for fault in report.faults] + notes
    return [f"OK: {named}", *notes]


def _named(summary):
    where = f"{summary.promise_set.council.slug}/{summary.address}"
    return f"{where}, {summary.code}, godkänd {timezone.localdate(summary.frozen_at).isoformat()}"
