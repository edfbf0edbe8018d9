"""Small request-wide rules: the wall, public pages, chosen language, clean input, private pages."""

from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from brapp import errors, kept_text
from brapp.json_answers import wants_json
from brapp.sessions import is_over, note_the_time
from councils import wall

NUL = "\x00"


class CouncilWallMiddleware:
    """Every request begins in no council; the gate opens the one it lets through."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with wall.closed():
            return self.get_response(request)


class PublicPagesMiddleware:
    """A page for everybody is answered as to somebody without cookies: none is read, so none can be set or varied by.

    Stands before the session. A proxy may keep such a page and give it to all, so it must be the same for all, and
    whoever is logged in reads it as a citizen does.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_public(request.path_info):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
            request._cached_user = AnonymousUser()  # where Django looks before it asks the session
        return self.get_response(request)


@lru_cache(maxsize=1024)  # Django looks through all addresses each time, and does so once more for the view
def is_public(path):
    """Does the address lead to a view that is the same for everybody: published, or what works without coverage?"""
    try:
        return getattr(resolve(path).func, "is_public", False)
    except Resolver404:
        return False


class ChosenLanguageMiddleware:
    """Swedish for everyone until a person chooses another language; the choice lives in the session.

    The browser's own language is not asked: a Swedish authority's page is Swedish first, and the only
    cookies are those of the session and CSRF.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request):
        # A request without a session cookie has no choice to read, and must not cost a query.
        chosen = request.session.get("language") if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class CleanInputMiddleware:
    """Refuse NUL in path and query with a clear 400: no database stores it and PostgreSQL raises on it.

    Refuse a body that is larger than any page takes before anything of it is read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NUL in request.path or any(
            NUL in value for values in request.GET.lists() for value in (values[0], *values[1])
        ):
            raise SuspiciousOperation("NUL in the address")
        # Without a length, as in chunked transfer, WSGI reads nothing.
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length[:18]) > settings.LARGEST_BODY:
            raise RequestDataTooBig("a body larger than any page takes")
        return self.get_response(request)


# No page asks for any of these, so neither may anything that gets into a page.
UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


class NothingUnusedMiddleware:
    """Tell browsers what no page here does: use the device's senses, or lend its contents to other sites."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.permissions = ", ".join(f"{feature}=()" for feature in UNUSED)

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.permissions)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


ENTRIES_WAIT = "vantar"  # in the form that logs out; set by static/js/outbox-store.js


class PrivatePagesMiddleware:
    """Pages for somebody logged in are not kept by browsers or proxies; at log-out the browser forgets the rest.

    But for entries typed without coverage that wait on the phone: they stay until whoever typed them is back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was_logged_in = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        elif was_logged_in:
            keeps = request.method == "POST" and ENTRIES_WAIT in request.POST
            response.headers["Clear-Site-Data"] = '"cache"' if keeps else '"cache", "storage"'
        return response


class NotAllowedPageMiddleware:
    """Who opens or reloads an address that only takes what a form sends is told so; Django's own answer is empty."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.method in ("GET", "HEAD") and not response.content:
            response.content = errors.not_allowed_text()
        return response


class SessionLimitsMiddleware:
    """Sign out who has been away too long, on the very request; what they typed waits until they are back.

    Stands after the CSRF check, so that only forms of our own pages are kept, and before the check that one is
    signed in. Requests without a session cookie cost nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.signed_out_user = None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if (user := request.session.get(SESSION_KEY)) is not None:
            if is_over(request.session):
                request.signed_out_user = user
                _end(request.session)
            else:
                note_the_time(request.session)
        kept_text.forget_what_is_not_theirs(request.session)
        response = self.get_response(request)
        if request.signed_out_user is None:
            kept_text.note_that_it_was_sent(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.signed_out_user is None or not getattr(view, "login_required", True):
            return None
        # A view that is exempt from the CSRF check may have been called by any site. A script keeps its own.
        by_script = wants_json(request)
        keeps = not by_script and kept_text.may_be_kept(request) and not getattr(view, "csrf_exempt", False)
        if keeps and kept_text.keep(request, request.signed_out_user):
            return _to_login(reverse("kept_text"))
        lost = {"forlangt": 1} if keeps else {}
        return _to_login(request.get_full_path() if request.method == "GET" else "", borta=1, **lost)


def _end(session):
    """Sign out; the language one has chosen stays."""
    language = session.get("language")
    session.flush()
    if language:
        session["language"] = language


def _to_login(back, **says):
    return HttpResponseRedirect(
        f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back, **says} if back else says)}"
    )
