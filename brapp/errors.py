"""What people see when a request cannot be served: a plain sentence on what happened and what to do.

All but 403 are drawn without the session, so they hold when the database is away, and a 404 is the same
bytes whether the page is missing or merely somebody else's.
"""

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from brapp.json_answers import wants_json
from brapp.kept_text import typed_fields
from brapp.labels import as_read

RETRY_SECONDS = 30
RETRY_AFTER_TOO_MANY = 60
refusals = logging.getLogger("brapp.refusals")


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return _page("413.html", 413, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return _page("400.html", 400)


def forbidden(request, exception=None):
    """Logged by the account's number and the page's name: who to ask, without saying who or about what."""
    refusals.warning("403 %s %s user=%s", request.method, request.resolver_match.view_name, request.user.pk)
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return _page("404.html", 404)


def not_allowed_text():
    """What to read at an address that only takes what a form sends."""
    return render_to_string("405.html")


def too_many_requests(request, exception=None):
    response = _page("429.html", 429)
    response["Retry-After"] = RETRY_AFTER_TOO_MANY
    return response


def server_error(request):
    """500, or 503 when it is the database that is away or busy: then it helps to try again."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page("503.html", 503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return _page("500.html", 500)


def csrf_failure(request, reason=""):
    """With what was typed, to copy. Not to send again: another site may have made it up."""
    if wants_json(request):
        get_token(request)  # the answer sets the cookie, so that the script can send once more
        says = {"code": "csrf", "message": _("Det gick inte att skicka säkert. Försök igen.")}
        return JsonResponse(says, status=403, headers={"Cache-Control": "no-store"})
    typed, _rest = as_read(typed_fields(request.POST))
    response = _page("403_csrf.html", 403, typed=typed)
    response["Cache-Control"] = "no-store"
    return response


def _page(template, status, **context):
    return HttpResponse(render_to_string(template, context), status=status)
