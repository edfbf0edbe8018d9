"""What somebody typed and sent after their session had ended, kept until they have signed in again.

It lies in the session of the same browser, for one user and one hour. It is never sent by itself: the person reads it
and sends it.
"""

import re
import time
from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.urls import Resolver404, resolve, reverse

KEPT_TEXT = "kept_text"
MARK = "kept_text_sent"  # in the form that sends it: another form of the same page is another text
KEPT_FOR = 60 * 60  # seconds
MOST = 200 * 1024  # bytes
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SECRET = re.compile(r"pass|l\wsen|csrf|token|secret|otp|hemlig", re.IGNORECASE)


@dataclass(frozen=True)
class KeptText:
    """A form as it was sent: whose, where to, and its fields with all their values."""

    user: str
    path: str
    at: float
    fields: list[tuple[str, list[str]]]
    had_files: bool = False
    is_tried: bool = False

    @property
    def is_fresh(self):
        return time.time() - self.at <= KEPT_FOR


def typed_fields(data):
    """[(name, values)] of a QueryDict, without what must not lie anywhere: passwords and keys."""
    return [(name, values) for name, values in data.lists() if not SECRET.search(name)]


def may_be_kept(request):
    """A form sent to a page of ours that is not about the account."""
    return (
        request.method == "POST"
        and request.content_type in FORMS
        and may_be_sent_to(request.get_full_path())
        and any(text for _, values in typed_fields(request.POST) for text in values)
    )


def may_be_sent_to(path):
    """An address of this site, and none of the account's."""
    address = path.partition("?")[0]
    try:
        resolve(address)
    except Resolver404:
        return False
    return address.startswith("/") and not address.startswith(("//", "/\\", reverse("kept_text").removesuffix("kvar/")))


def keep(request, user):
    """Keep the form in the request's session for the user with this id. False when it is too much."""
    fields = typed_fields(request.POST)
    size = sum(len(name.encode()) + sum(len(text.encode()) for text in values) for name, values in fields)
    if size > MOST:
        return False
    request.session[KEPT_TEXT] = {
        "user": user,
        "path": request.get_full_path(),
        "at": time.time(),
        "fields": fields,
        "had_files": bool(request.FILES),
    }
    return True


def kept_in(session):
    """The text that waits in the session, or None."""
    row = session.get(KEPT_TEXT)
    return KeptText(**row) if row else None


def forget(session):
    session.pop(KEPT_TEXT, None)


def note_that_it_was_sent(request, response):
    """Sent from its page and taken: no longer kept. Sent and refused: until the page that says so has been taken."""
    kept = kept_in(request.session)
    if kept is None or request.method != "POST" or kept.path != request.get_full_path():
        return
    if kept.is_tried or MARK in request.POST:
        if response.status_code < 400:
            forget(request.session)
        else:
            request.session[KEPT_TEXT] = {**request.session[KEPT_TEXT], "is_tried": True}


def forget_what_is_not_theirs(session):
    """Another user has signed in, or the hour is over: the text is gone, unseen."""
    kept = kept_in(session)
    if kept and (not kept.is_fresh or session.get(SESSION_KEY, kept.user) != kept.user):
        forget(session)
