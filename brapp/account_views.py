"""Our part of the login pages that are otherwise allauth's."""

from functools import wraps
from urllib.parse import urlencode, urlsplit

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as factor_views
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkey_views
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import F
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils import audit
from councils.access import council_permissions
from councils.confirming import act_at, forget_what_waits
from councils.models import User
from councils.roles import writes
from councils.second_factor import FACTORS, has_second_factor, is_required


class SecondFactorView(factor_views.IndexView):
    """The person's second factors, and whether one must be set up before the rest of the site opens."""

    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs):
        asked_for = is_required() and any(map(writes, council_permissions(self.request.user).values()))
        missing = asked_for and not has_second_factor(self.request)
        return super().get_context_data(**kwargs) | {"asked_for": asked_for, "missing": missing}


mfa_index = SecondFactorView.as_view()


class SaysWhatIsConfirmed:
    """Who confirms who it is reads what will happen then, and can cancel it."""

    def get_context_data(self, **kwargs):
        path = get_next_redirect_url(self.request) or ""
        said, _back = act_at(path)
        return super().get_context_data(**kwargs) | {"act": said, "asked_at": path}


class AuthenticateView(factor_views.AuthenticateView):
    """The second step of signing in. A wrong code after the right password may be a stolen password: it is logged."""

    def form_invalid(self, form):
        audit.record_refusal(verb="second_factor_failed", of=self.stage.login.user)
        return super().form_invalid(form)


mfa_authenticate = AuthenticateView.as_view()


class ReauthenticateView(SaysWhatIsConfirmed, account_views.ReauthenticateView):
    """By the password."""


class ReauthenticateByCodeView(SaysWhatIsConfirmed, factor_views.ReauthenticateView):
    """By a code."""


class ReauthenticateByPasskeyView(SaysWhatIsConfirmed, passkey_views.ReauthenticateWebAuthnView):
    """By a passkey."""


account_reauthenticate = ReauthenticateView.as_view()
mfa_reauthenticate = ReauthenticateByCodeView.as_view()
mfa_reauthenticate_webauthn = ReauthenticateByPasskeyView.as_view()


@require_POST
def cancel_confirmation(request):
    """Not after all: what was sent is dropped, and the way leads back to the page before."""
    forget_what_waits(request)
    _said, back = act_at(get_next_redirect_url(request) or "")
    return redirect(back)


def recorded(view):
    """Let allauth change the person's second factors; what came of it is logged in the same transaction."""

    @wraps(view)
    def changing(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            User.objects.select_for_update().get(pk=request.user.pk)  # one change at a time, also after a double click
            before = _factors_of(request.user)
            response = view(request, *args, **kwargs)
            _follow_up(request, before, _factors_of(request.user))
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(changing)


def _factors_of(user):
    return set(Authenticator.objects.filter(user=user.pk).values_list("pk", "type"))


def _follow_up(request, before, after):
    for _pk, kind in sorted(before - after):
        audit.record(by=request.user, verb="remove_authenticator", of=request.user, kind=kind)
    for _pk, kind in sorted(after - before):
        audit.record(by=request.user, verb="add_authenticator", of=request.user, kind=kind)
    if any(kind in FACTORS for _pk, kind in before ^ after):
        _end_other_sessions(request)


def _end_other_sessions(request):
    """A session begun with the password alone must not gain from a factor that somebody else showed."""
    User.objects.filter(pk=request.user.pk).update(sessions_ended=F("sessions_ended") + 1)
    request.user.refresh_from_db(fields=["sessions_ended"])
    update_session_auth_hash(request, request.user)


@require_safe
def account_set_password(request):
    """Who signs in elsewhere has no password here, and needs none. allauth leads there from changing it."""
    if request.user.has_usable_password():
        return redirect("account_change_password")
    return render(request, "account/password_set.html")


@require_safe
def sign_in_again(request):
    """Who has neither password nor second factor here confirms who it is by signing in anew.

    What was sent is not kept through that, so the way leads back to the page where it was written.
    """
    way = get_adapter().get_reauthentication_methods(request.user)[0]
    if way["id"] != "sign_in_again":
        return redirect(way["url"])
    login = f"{reverse('account_login')}?{urlencode({'next': _page_before(request)})}"
    return render(request, "account/sign_in_again.html", {"login_url": login})


def _page_before(request):
    referrer = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
    path = urlsplit(referrer).path if known else ""
    return path if path and not path.startswith(reverse("account_login")) else "/"
