"""Writes what one organisation knows, for the council's picture: its own until it shares it, told when it changes."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import audit
from councils.actions.pictures import draft_of, shared_with
from councils.actions.versions import require_version
from councils.models import PictureContribution

TEXTS = ("crime", "other_information", "analysis")


class AlreadyThere(Exception):
    """The organisation has written for that municipality already. Carries its contribution."""

    def __init__(self, contribution):
        super().__init__("one contribution for each organisation and municipality")
        self.contribution = contribution


@transaction.atomic
def add_contribution(*, picture, organisation, municipality, by, **texts):
    """Begin what an organisation knows, as its own draft. Raises Adopted and AlreadyThere.

    A form sent twice makes one.
    """
    current = draft_of(picture)
    values = {"organisation": organisation, "municipality": municipality}
    if there := current.contributions.filter(**values).first():
        if all(getattr(there, name) == texts[name] for name in TEXTS):
            return there
        raise AlreadyThere(there)
    try:
        with transaction.atomic():
            made = current.contributions.create(**values, **texts)
    except IntegrityError:  # somebody at the same organisation began at the same moment
        raise AlreadyThere(current.contributions.get(**values)) from None
    audit.record(council=current.council, by=by, verb="write_contribution", of=made, organisation=organisation.pk)
    return made


@transaction.atomic
def change_contribution(*, contribution, by, version, **texts):
    """Write other words; after the sharing that is told where it is read. Raises Adopted and StaleEdit."""
    council = draft_of(contribution.picture).council
    current = _locked(contribution)
    if all(getattr(current, name) == texts[name] for name in TEXTS):
        return current
    require_version(current, version)
    for name in TEXTS:
        setattr(current, name, texts[name])
    if current.shared_at:
        current.changed_at = timezone.now()
    current.version += 1
    current.save()
    audit.record(
        council=council,
        by=by,
        verb="change_shared_contribution" if current.shared_at else "write_contribution",
        of=current,
        organisation=current.organisation_id,
    )
    return current


@transaction.atomic
def share_contribution(*, contribution, by, at):
    """Open a contribution to the council for good; says whether it was this call that did. Raises Adopted."""
    council = draft_of(contribution.picture).council
    current = _locked(contribution)
    if current.shared_at:
        return False
    current.shared_at, current.shared_by = at, by
    current.version += 1
    current.save()
    audit.record(council=council, by=by, verb="share_contribution", of=current, **shared_with(current, at, council))
    return True


def _locked(contribution):
    return PictureContribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
