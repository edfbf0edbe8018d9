"""Who needs a second factor, and who has one. The gate asks here; see docs/login.md for the rules in words.

A second factor is an authenticator app or a passkey. Recovery codes alone are none: they help once when the factor is
lost. A sign-in by a provider that asks for a second factor itself counts as one, for that session.
"""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

from councils.roles import writes

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_required():
    """Does the site ask writers for a second factor? Always in production; the demo may leave it out."""
    return settings.MFA_REQUIRED


def has_second_factor(request):
    """Does the signed-in person have a second factor now? Asked each time, so that a removed one is missed at once."""
    own = Authenticator.objects.filter(user=request.user, type__in=FACTORS)
    return came_by_trusted_provider(request) or own.exists()


def came_by_trusted_provider(request):
    """Was this session begun at a provider that the deployer trusts to ask for a second factor?"""
    return any(
        record.get("method") == "socialaccount" and record.get("provider") in settings.MFA_TRUSTED_PROVIDERS
        for record in get_authentication_records(request, request.user)
    )


def second_factor_is_missing(request, permissions):
    """Must the person set up a second factor first? `permissions`: those in each council, by council id.

    One who may write in any council today must have it in all of them: the session is the same. At most one query.
    """
    return is_required() and any(map(writes, permissions.values())) and not has_second_factor(request)
