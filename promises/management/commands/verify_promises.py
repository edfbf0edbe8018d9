"""Is every signed promise set still what was signed? For a timer or a person: says what differs, and exits with 1."""

import sys

from django.core.management.base import BaseCommand
from django.db.models import Q

from councils.models import AuditEntry
from councils.wall import outside
from promises.contents import content_of, is_as_signed
from promises.models import PromiseSet, Signature


class Command(BaseCommand):
    help = "Compares the content of every signed promise set with the digest that was kept of it at each signature."

    @outside("signature check")
    def handle(self, **options):
        signed = Q(pk__in=Signature.objects.values("promise_set")) | Q(pk__in=_decided_here())
        sets = PromiseSet.objects.filter(signed).select_related("council").order_by("council", "first_day", "pk")
        checked, faults = 0, []
        for promise_set in sets.prefetch_related("signatures__organisation", "parties"):
            content = content_of(promise_set)
            checked += 1
            faults += [
                f"FEL: {promise_set.council.slug}/{promise_set.slug} är inte vad {row.organisation} undertecknade "
                f"{row.signed_on}."
                for row in promise_set.signatures.all()
                if not is_as_signed(promise_set, content, row.sha256)
            ]
            faults += [
                f"FEL: {promise_set.council.slug}/{promise_set.slug} saknar underskriften av {party}."
                for party in _without_signature(promise_set)
            ]
        for fault in faults:
            self.stdout.write(fault)
        self.stdout.write(f"Kontrollerade löften: {checked}. Underskrifter som inte stämmer: {len(faults)}.")
        if faults:
            sys.exit(1)


def _decided_here():
    """Ids of the sets that the log says all have signed: none that was decided before signatures were kept."""
    return AuditEntry.objects.filter(verb="decide_promise_set", object_type="promiseset").values("object_id")


def _without_signature(promise_set):
    """Parties of a decided set whose signature is not there."""
    signed = {row.organisation_id for row in promise_set.signatures.all()}
    return [party for party in promise_set.parties.all() if promise_set.is_decided and party.pk not in signed]
