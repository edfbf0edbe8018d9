"""Writes agreements between municipality, police and others: what they say, who has signed, and the signed paper.

An agreement of several councils is one row, so an act on it is told in the log of each of them.
"""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError

from councils import audit
from councils.actions.versions import StaleEdit
from councils.models import Agreement, AgreementDocument, Council, DutyDone


class InUse(Exception):
    """Promises, plans, a newer agreement or duties that were done rest on it, so it stays."""


class Shared(Exception):
    """It is other councils' agreement too: one of them does not take it from all."""


@dataclass(frozen=True)
class Saved:
    """A row and whether this call made it; a form sent twice finds the one from the first time."""

    row: object
    made: bool


@transaction.atomic
def add_agreement(*, council, by, parties, also_in=(), **values):
    """A new agreement of the council, and of those others that are named."""
    # One at a time in a council, so that a form sent twice at the same moment makes one row.
    Council.objects.select_for_update(of=("self",), no_key=True).get(pk=council.pk)
    wanted = {party.pk for party in parties}
    for known in Agreement.objects.of(council).filter(**values).prefetch_related("parties"):
        if {party.pk for party in known.parties.all()} == wanted:
            return Saved(known, made=False)
    row = Agreement.objects.create(**values)
    row.councils.set([council, *also_in])
    row.parties.set(parties)
    for council in holders(row):
        audit.record(council=council, by=by, verb="add_agreement", of=row)
    return Saved(row, made=True)


@transaction.atomic
def change_agreement(*, agreement, by, version, parties, also_in=(), **values):
    """What the agreement says now. `also_in` are councils added to those that have it. Raises StaleEdit."""
    row = locked(agreement, version)
    for name, value in values.items():
        setattr(row, name, value)
    row.parties.set(parties)
    # Who is no party any more has not signed.
    row.signatories.exclude(organisation__in=parties).delete()
    row.councils.add(*also_in)
    next_version(row)
    for council in holders(row):
        audit.record(council=council, by=by, verb="change_agreement", of=row)
    return row


@transaction.atomic
def remove_agreement(*, agreement, by, version):
    """Take away an agreement that nothing rests on. Raises StaleEdit, InUse and Shared."""
    row = locked(agreement, version)
    if row.councils.count() > 1:
        raise Shared
    if DutyDone.objects.filter(duty__agreement=row).exists():
        raise InUse
    for council in holders(row):
        audit.record(council=council, by=by, verb="remove_agreement", of=row)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise InUse from None


@transaction.atomic
def save_signatories(*, agreement, by, version, signed):
    """Who has signed for each party: organisation → its values. Where nothing is said is no row. Raises StaleEdit."""
    row = locked(agreement, version)
    for organisation, values in signed.items():
        if any(values.values()):
            row.signatories.update_or_create(organisation=organisation, defaults=values)
        else:
            row.signatories.filter(organisation=organisation).delete()
    next_version(row)
    for council in holders(row):
        audit.record(council=council, by=by, verb="change_signatories", of=row)
    return row


@transaction.atomic
def attach_document(*, agreement, by, file_name, content):
    """The signed paper as a PDF, in place of the one before. The same file again changes nothing.

    Check the content first: see pdf_files.py.
    """
    row = locked(agreement)
    digest = hashlib.sha256(content).hexdigest()
    before = AgreementDocument.objects.filter(agreement=row).values_list("sha256", flat=True).first()
    if before == digest:
        return False
    AgreementDocument.objects.filter(agreement=row).delete()
    AgreementDocument.objects.create(agreement=row, file_name=file_name, content=content, sha256=digest, uploaded_by=by)
    if before:
        was, now = {"sha256": before}, {"sha256": digest}
        for council in holders(row):
            audit.record(council=council, by=by, verb="replace_document", of=row, before=was, after=now)
    else:
        for council in holders(row):
            audit.record(council=council, by=by, verb="attach_document", of=row, sha256=digest)
    return True


def locked(agreement, version=None):
    """The agreement as it is now, held until the act is done; in the version that was read. Raises StaleEdit."""
    row = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if version is not None and row.version != version:
        raise StaleEdit(row)
    return row


def next_version(row):
    row.version += 1
    row.save()


def holders(agreement):
    """The councils that have the agreement, to tell each in its own log; always in the same order."""
    return list(agreement.councils.order_by("pk"))
