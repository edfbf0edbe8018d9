"""How allauth's second factors behave here: secrets are encrypted at rest, and the words are ours."""

import base64
import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

logger = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Who reads the database alone can neither make codes nor use recovery codes: the key is not in it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Koden stämmer inte. Vänta på nästa kod och försök igen."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Lägg först till en autentiseringsapp eller en passkey. Reservkoder är till för den dag den är borta."
        ),
    }

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret, or one that nobody knows if the key it was encrypted with is gone: then no code fits."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A second factor cannot be read: its SECRET_KEY is no longer given")
            return generate_totp_secret()

    def build_totp_svg(self, url):
        """The picture as an element that can stand in a page: images from data: addresses are refused by our CSP."""
        drawn = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    def generate_authenticator_name(self, user, type):  # noqa: A002 — allauth's name for it
        return _("Min passkey")

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def _cipher():
    """Encrypts with today's key; decrypts with that and with those of before."""
    return MultiFernet([Fernet(_key_from(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key_from(secret):
    """A key of its own for this use, so that what is signed elsewhere with SECRET_KEY says nothing about it."""
    derived = salted_hmac("councils.second_factor_adapter", "encryption key", secret=secret, algorithm="sha256")
    return base64.urlsafe_b64encode(derived.digest())
