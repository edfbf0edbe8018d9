"""Who may come in by an organisation's own login. Nobody gets an account by it, and roles are always ours."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.conf import settings
from django.shortcuts import render

from councils import audit
from councils.actions.sign_on import AlreadyLinkedError, link_identity
from councils.models import User
from councils.openid_connect import provider_with_id

log = logging.getLogger(__name__)


def refused(request):
    """One page for every refusal: it must not tell whether the account exists."""
    return render(request, "socialaccount/authentication_error.html", status=403)


class InvitedOnlyAdapter(DefaultSocialAccountAdapter):
    """Lets in those who were invited, each by the provider that answers for the domain of their own address."""

    def list_apps(self, request, provider=None, client_id=None):
        """From the file kept with the secrets, never from the database."""
        return [
            _app(one)
            for one in settings.OIDC_PROVIDERS
            if provider in (None, "openid_connect", one.id) and client_id in (None, one.client_id)
        ]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        provider = provider_with_id(sociallogin.account.provider)
        reason = _reason_to_refuse(sociallogin, provider)
        if reason:
            audit.record(verb="refuse_sign_on", provider=provider.id, reason=reason)
            raise ImmediateHttpResponse(refused(request))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        if error != AuthError.CANCELLED:
            log.warning("sign-on by %s failed: %s %s", getattr(provider, "sub_id", provider), error, exception)
            raise ImmediateHttpResponse(refused(request))


def _app(provider):
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.id,
        name=provider.name,
        client_id=provider.client_id,
        secret=provider.client_secret,
        settings={
            "server_url": provider.server_url,
            "uid_field": provider.user_id_claim,
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
        },
    )


def _reason_to_refuse(sociallogin, provider):
    """Why this person may not come in, as a code for the log; empty when they may. Ties a person who is new."""
    state, claims = sociallogin.state, sociallogin.claims
    # Made by our own page for this attempt, so that an id token cannot be used twice.
    if state.get("process") != AuthProcess.LOGIN or not state.get("nonce") or claims.get("nonce") != state["nonce"]:
        return "not_this_attempt"
    if sociallogin.is_existing:
        return _reason_against(sociallogin.user, provider)
    address = provider.proven_address(claims)
    if address is None:
        return "address_not_proven"
    user = User.objects.filter(email=address).first()
    return "nobody_invited" if user is None else _reason_against(user, provider) or _tie(sociallogin, user, provider)


def _reason_against(user, provider):
    if not user.is_active:
        return "not_active"
    # The site's own keepers do not depend on one municipality's directory.
    if user.is_staff or user.is_superuser:
        return "site_keeper"
    return "" if provider.covers(user.email) else "address_of_others"


def _tie(sociallogin, user, provider):
    try:
        sociallogin.account = link_identity(user=user, provider=provider.id, uid=sociallogin.account.uid, by=user)
    except AlreadyLinkedError:
        return "other_identity"
    sociallogin.user = user
    return ""
