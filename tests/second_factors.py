"""Second factors as people have them: an app that shows codes."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret=SECRET, *, at=None):
    """The six digits that an authenticator app shows, computed as RFC 6238 says."""
    counter = int(time.time() if at is None else at) // 30
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def wrong_code(secret=SECRET):
    return f"{(int(code_of(secret)) + 1) % 1_000_000:06}"


def give_app(user, secret=SECRET):
    """An authenticator app with recovery codes; returns the codes."""
    TOTP.activate(user, secret)
    return RecoveryCodes.activate(user).generate_codes()


def give_passkey(user, name="Jobbmobilen"):
    """A passkey that is listed; nobody holds it, so nobody signs in with it."""
    data = {"name": name, "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
