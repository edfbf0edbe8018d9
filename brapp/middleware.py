"""Small request-wide rules: the wall, chosen language, clean input, private pages."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.utils import translation

from councils import wall

NUL = "\x00"


class CouncilWallMiddleware:
    """Every request begins in no council; the gate opens the one it lets through."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with wall.closed():
            return self.get_response(request)


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
    """Refuse NUL in path and query with a clear 400: no database stores it and PostgreSQL raises on it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NUL in request.path or any(
            NUL in value for values in request.GET.lists() for value in (values[0], *values[1])
        ):
            raise SuspiciousOperation("NUL in the address")
        return self.get_response(request)


class PrivatePagesMiddleware:
    """Pages for somebody logged in are not kept by browsers or proxies after log-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
