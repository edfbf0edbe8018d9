"""The tie between a person here and the same person in an organisation's directory."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from councils import audit
from councils.models import User


class AlreadyLinkedError(Exception):
    """The person is tied to another identity, by this provider or by another."""


@transaction.atomic
def link_identity(*, user, provider, uid, by):
    """Tie the user to the provider's identity `uid`, for good. Raises AlreadyLinkedError if there is a tie already."""
    # Locked, so that two first sign-ins at the same time cannot both make a tie.
    User.objects.select_for_update().get(pk=user.pk)
    if SocialAccount.objects.filter(user=user).exists():
        raise AlreadyLinkedError
    account = SocialAccount.objects.create(user=user, provider=provider, uid=uid)
    audit.record(by=by, verb="link_identity", of=user, provider=provider)
    return account


@transaction.atomic
def unlink_identities(*, user, by):
    """Undo the ties, when somebody got a new identity in the directory. Gives how many there were."""
    _, rows = SocialAccount.objects.filter(user=user).delete()
    number = rows.get("socialaccount.SocialAccount", 0)
    if number:
        audit.record(by=by, verb="unlink_identities", of=user, number=number)
    return number
