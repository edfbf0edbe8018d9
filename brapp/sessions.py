"""How long somebody stays signed in: two hours without a request, ten hours whatever they do.

Each session carries when its user signed in and when it was last written. The session itself outlives both limits in
the database, so that an expired one is still known for whose it was and what was typed in it is not lost: see
brapp/kept_text.py.
"""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from brapp.kept_text import KEPT_FOR, KEPT_TEXT
from councils.prepared import Told, prepared

SIGNED_IN, LAST_SEEN = "signed_in_at", "last_seen_at"  # seconds since 1970
LONGEST_IDLE = 2 * 60 * 60
LONGEST_STAY = 10 * 60 * 60
NOTED_EVERY = 60  # seconds: more often would make every GET write


@prepared
def _sessions():
    """The one with this key, if it has not ended: asked on every page by somebody signed in."""
    return Session.objects.filter(session_key=Told("key", CharField()), expire_date__gt=Told("now", DateTimeField()))


class SessionStore(DatabaseSessions):
    """Sessions in the database that note the time whenever they are saved."""

    def _get_session_from_db(self):
        found = _sessions(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None  # as Django does of a session that is gone
        return found[0] if found else None

    def save(self, must_create=False):
        if SESSION_KEY in self:
            now = int(time.time())
            self.setdefault(SIGNED_IN, now)
            self[LAST_SEEN] = now
        try:
            super().save(must_create)
        except UpdateError as error:
            # Django takes a database that is away for a session that is gone, and answers 400. It helps to try again.
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise

    def get_expiry_date(self, **kwargs):
        # Text kept for somebody who does not come back is not kept for days.
        if KEPT_TEXT in self and SESSION_KEY not in self:
            kwargs.setdefault("expiry", KEPT_FOR)
        return super().get_expiry_date(**kwargs)


def is_over(session):
    """Has the person been away too long, or signed in too long?"""
    now = time.time()
    seen, signed_in = session.get(LAST_SEEN, now), session.get(SIGNED_IN, now)
    return now - seen > LONGEST_IDLE or now - signed_in > LONGEST_STAY


def note_the_time(session):
    """Have the session saved at the end of the request, at most once a minute."""
    if time.time() - session.get(LAST_SEEN, 0) > NOTED_EVERY:
        session.modified = True
