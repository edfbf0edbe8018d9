"""To an organisation's own login and back. In place of allauth's views, which let the address choose too much."""

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from councils.openid_connect import CheckingAdapter, provider_with_id
from councils.social_adapter import refused

NONCE_LENGTH = 32


@login_not_required
@never_cache
@require_POST
def openid_connect_login(request, provider_id):
    """A page that goes on to the provider by itself, or by its link.

    Not a redirect: browsers hold a form's redirects to `form-action`, also those from the provider to wherever the
    municipality's own login stands. Not a plain link either: then any site could start a login here.
    """
    _known(provider_id)
    if too_many := ratelimit.consume_or_429(request, action="sign_on"):
        return too_many
    provider = get_adapter().get_provider(request, provider_id)
    nonce = get_random_string(NONCE_LENGTH)
    try:
        # Read here: what the provider says of itself is checked before anybody is sent there.
        CheckingAdapter(request, provider_id).openid_config  # noqa: B018
        answer = provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce},
            nonce=nonce,
        )
    except (RequestException, OAuth2Error):
        return refused(request)
    return render(request, "socialaccount/login.html", {"provider": provider, "address": answer.url})


@login_not_required
@never_cache
@require_safe
def openid_connect_callback(request, provider_id):
    """Back from the provider, with a code that is exchanged for a signed statement on who it is."""
    _known(provider_id)
    try:
        return OAuth2CallbackView.adapter_view(CheckingAdapter(request, provider_id))(request)
    except (RequestException, OAuth2Error):
        return refused(request)


@login_not_required
@require_safe
def sign_on_failed(request):
    """The page that every refused sign-on ends on, for allauth, which knows it by name."""
    return refused(request)


def _known(provider_id):
    if provider_with_id(provider_id) is None:
        raise Http404
