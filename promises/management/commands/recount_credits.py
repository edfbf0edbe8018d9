"""`manage.py recount_credits`: does every credit say what its activity, its target's rules and the calendar say?"""

import sys

from django.core.management.base import BaseCommand
from django.db import transaction

from councils import wall
from councils.models import Council
from promises.actions.credits import recredit, wrong_credits
from promises.models import Target

MOST_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Räknar om vilka aktiviteter som räknas mot vilka mål, i alla råd, och säger vad som inte stämde. "
        "Med --check ändras ingenting, och koden är 1 om något inte stämmer."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="ändra ingenting, säg bara vad som inte stämmer")

    def handle(self, *, check, **options):
        found = sum(self._recount(council, check) for council in Council.objects.order_by("slug"))
        if not found:
            self.stdout.write("Allt är räknat som det ska.")
        elif check:
            sys.exit(1)
        else:
            self.stdout.write(f"{found} rättade.")

    def _recount(self, council, check):
        """One council in its own scope and transaction."""
        with wall.inside(council), transaction.atomic():
            targets = list(Target.objects.of(council).values_list("pk", flat=True))
            wrong = wrong_credits(targets)
            for one in wrong[:MOST_SHOWN]:
                self.stdout.write(f"FEL: {council.slug}: {_told(one)}")
            if len(wrong) > MOST_SHOWN:
                self.stdout.write(f"FEL: {council.slug}: och {len(wrong) - MOST_SHOWN} till")
            if wrong and not check:
                recredit(Target.objects.filter(pk__in={one.credit.target_id for one in wrong}))
        return len(wrong)


def _told(wrong):
    """Ids and plain values; no words that people have written."""
    row = wrong.credit
    right = _value(*wrong.right) if wrong.right else "ska inte räknas alls: aktiviteten är borttagen ur räkningen"
    return f"aktivitet {row.activity_id}, mål {row.target_id}: sparat {_value(*wrong.stored)}; rätt {right}"


def _value(window, amount):
    return f"{amount} från {window}" if window else f"{amount} utanför målet"
