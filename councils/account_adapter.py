"""How allauth behaves here: nobody signs up by themselves, guessing is slow, coming and going is logged.

And what is grave asks again who it is.
"""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils import audit
from councils.models import User

WAYS_TO_CONFIRM = {
    "reauthenticate": _("Använd lösenordet"),
    "mfa_reauthenticate": _("Använd en kod"),
    "mfa_reauthenticate:webauthn": _("Använd en passkey"),
}


class ClosedSignupAdapter(DefaultAccountAdapter):
    """People are invited by a coordinator; there is no open door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Fel e-postadress eller lösenord."),
        "incorrect_password": _("Fel lösenord."),
        "too_many_login_attempts": _(
            "För många försök. Vänta fem minuter och försök igen, eller byt lösenord med en länk i din e-post."
        ),
        "rate_limited": _("För många försök. Vänta några minuter och försök igen."),
    }

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **how):
        answer = super().post_login(request, user, **how)
        audit.record(by=user, verb="sign_in")
        return answer

    def authentication_failed(self, request, **credentials):
        """Log whose door was tried. Never the password, and no address that belongs to nobody here."""
        super().authentication_failed(request, **credentials)
        tried = User.objects.filter(email=credentials.get("email", "").lower()).first()
        by = request.user if request.user.is_authenticated else None
        audit.record_refusal(by=by, verb="sign_in_failed", of=tried)

    def logout(self, request):
        if request.user.is_authenticated:
            audit.record(by=request.user, verb="sign_out")
        super().logout(request)

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Account and visitor together: who guesses from elsewhere must not lock the owner out.
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def pre_authenticate(self, request, **credentials):
        super().pre_authenticate(request, **credentials)
        # Beside that a wide limit for the account, which only many visitors together can reach.
        account = super()._get_login_attempts_cache_key(request, **credentials)
        anywhere = ratelimit.consume(request, app="allauth.account", action="login_failed_anywhere", key=account)
        if not anywhere:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage.usage.extend(anywhere.usage)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not within some minutes of signing in. Then, who has nothing to confirm with signs in anew.

        allauth by itself asks again right after the sign-in, and never asks those who sign in elsewhere.
        """
        if not super().is_reauthentication_required(app=app, **kwargs) or signed_in_recently(self.request):
            return False
        if not super().get_reauthentication_methods(self.request.user):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user):
        """The ways that this person can confirm who it is; never none for somebody signed in."""
        ways = super().get_reauthentication_methods(user)
        for way in ways:
            way["description"] = WAYS_TO_CONFIRM.get(way["id"], way["description"])
        if user.is_authenticated and not ways:
            return [{"id": "sign_in_again", "description": _("Logga in igen"), "url": reverse("sign_in_again")}]
        return ways

    def set_password(self, user, password):
        with transaction.atomic():
            super().set_password(user, password)
            audit.record(by=user, verb="change_password", of=user)

    def send_mail(self, template_prefix, email, context):
        """Written now, sent once the change is kept; a mail server that is away does not undo it."""
        mail = self.render_mail(template_prefix, email, {"email": email, **context})
        transaction.on_commit(mail.send, robust=True)


def signed_in_recently(request):
    """Has the person shown who it is in this session within the last minutes, when signing in or when asked again?"""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def display_name(user):
    return str(user)
