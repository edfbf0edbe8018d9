"""Organisations that take part in a council. Councils share them: one that is there is chosen, and not doubled."""

from django.db import IntegrityError, transaction

from councils import audit
from councils.models import Council, Organisation


@transaction.atomic
def add_organisation(*, council, by, name, short_name, kind, is_partner, seat=None):
    """Let an organisation take part in the council, fill one of its seats, or both. Returns it and whether it is new.

    One that has the name already keeps what is said of it: it may be in other councils too, and that is not told here.
    """
    council = Council.objects.select_for_update().get(pk=council.pk)
    row, is_new = _named(name, short_name, kind)
    ties = []
    if is_partner and not council.partners.filter(pk=row.pk).exists():
        council.partners.add(row)
        council.version += 1
        council.save(update_fields=["version"])
        ties.append("partners")
    if seat is not None and seat.organisation_id != row.pk:
        seat.organisation = row
        seat.version += 1
        seat.save(update_fields=["organisation", "version"])
        ties.append("seat")
    if ties:
        audit.record(council=council, by=by, verb="add_organisation", of=row, name=row.name, changed=ties)
    return row, is_new


def _named(name, short_name, kind):
    if known := Organisation.objects.filter(name__iexact=name).first():
        return known, False
    try:
        with transaction.atomic():
            return Organisation.objects.create(name=name, short_name=short_name or name[:40], kind=kind), True
    except IntegrityError:
        return Organisation.objects.get(name=name), False  # somebody made it at the same moment
