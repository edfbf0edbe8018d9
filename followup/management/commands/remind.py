"""Sends the day's reminders by mail. For a timer, as often as one likes: nobody gets two on a day."""

import sys
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from followup.actions.reminding import Sent, numbers_on, remind


class Command(BaseCommand):
    help = (
        "Skickar dagens påminnelser: ett brev till var och en som har något att göra och vill bli påmind, högst ett "
        "om dagen. Kan köras hur ofta som helst. Koden är 1 om något brev inte gick att skicka; det skickas vid en "
        "senare körning. Se docs/reminders.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("--day", metavar="ÅÅÅÅ-MM-DD", help="dagen som påminnelserna gäller; i dag om inget sägs")
        parser.add_argument("--dry-run", action="store_true", help="skicka och spara ingenting, säg bara hur många")

    def handle(self, *, day, dry_run, **options):
        today = _day(day) if day else timezone.localdate()
        if today > timezone.localdate() and not dry_run:
            raise CommandError("--day är en dag som kommer: det går bara tillsammans med --dry-run")
        with translation.override(settings.LANGUAGE_CODE):
            found = numbers_on(today=today) if dry_run else remind(today=today)
        self.stdout.write(_line(found, dry_run))
        if found[Sent.FAILED]:
            sys.exit(1)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--day ska vara en dag som 2026-11-18, inte {text!r}") from None


def _line(found, dry_run):
    """How many, and nobody's name or address."""
    said = "Skulle skicka" if dry_run else "Skickade"
    words = ((said, Sent.SENT), ("Redan skickade", Sent.BEFORE), ("Påbörjade", Sent.BEGUN))
    words += (("Inget att skicka", Sent.NOTHING), ("Misslyckade", Sent.FAILED))
    return " ".join(f"{name}: {found[what]}." for name, what in words)
