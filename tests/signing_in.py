"""Signing in as allauth does it: the session knows when and how, so that grave acts need not ask again at once."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import SESSION_KEY


def sign_in(client, user, **record):
    """Be this user from now on, signed in just now. Plain `client.force_login` is somebody who signed in long ago."""
    client.force_login(user)
    return confirm(client, **record)


def confirm(client, **record):
    """The logged-in test client, as if the password had just been given once more."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time(), **record}]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = session[SESSION_KEY]
    session.save()
    return client
