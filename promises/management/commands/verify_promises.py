"""Is every signed promise set still what was signed? For a timer or a person: says what differs, and exits with 1."""

import sys

from django.core.management.base import BaseCommand

from councils.wall import outside
from promises.contents import content_of, is_as_signed
from promises.models import PromiseSet, Signature


class Command(BaseCommand):
    help = "Compares the content of every signed promise set with the digest that was kept of it at each signature."

    @outside("signature check")
    def handle(self, **options):
        sets = PromiseSet.objects.filter(pk__in=Signature.objects.values("promise_set")).select_related("council")
        checked, faults = 0, []
        for promise_set in sets.order_by("council", "first_day", "pk").prefetch_related("signatures__organisation"):
            content = content_of(promise_set)
            checked += 1
            faults += [
                f"FEL: {promise_set.council.slug}/{promise_set.slug} är inte vad {row.organisation} undertecknade "
                f"{row.signed_on}."
                for row in promise_set.signatures.all()
                if not is_as_signed(promise_set, content, row.sha256)
            ]
        for fault in faults:
            self.stdout.write(fault)
        self.stdout.write(f"Kontrollerade löften: {checked}. Underskrifter som inte stämmer: {len(faults)}.")
        if faults:
            sys.exit(1)
