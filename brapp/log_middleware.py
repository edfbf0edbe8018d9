"""What the audit log is told of every request: an id of its own, and who was refused."""

import logging
import uuid

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404

from councils import audit

logger = logging.getLogger(__name__)


class RequestIdMiddleware:
    """Give each request an id of its own, for the audit log alone: no answer carries it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with audit.within_request(str(uuid.uuid4())):
            return self.get_response(request)


class RefusalLogMiddleware:
    """Log that somebody signed in was refused: in the council's log, or in the site's where they are no member.

    A council of others and one that was never made are told alike, in the log and in the time it takes. The answer
    stands whatever happens here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        match = request.resolver_match
        asked = {"route": match.view_name, "permission": str(getattr(match.func, "required_permission", ""))}
        try:
            if isinstance(exception, PermissionDenied) and (gate := getattr(request, "gate", None)):
                audit.record_refusal(council=gate.council, by=request.user, verb="refuse", **asked)
            elif isinstance(exception, Http404) and hasattr(request, "shut_out_of"):
                audit.record_refusal(by=request.user, verb="refuse", of=request.shut_out_of, **asked)
        except DatabaseError:
            logger.exception("A refusal could not be logged")
