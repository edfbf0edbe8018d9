"""A person's calendar as a file, behind an address that is a key."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from councils.public_access import by_calendar_key
from followup.feeds import calendar_of


@require_safe
@by_calendar_key
def calendar_feed(request, gates):
    """The calendar that a key opens. The same bytes while nothing has changed, and then not sent again."""
    body = calendar_of(gates, site=f"{request.scheme}://{request.get_host()}")
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    answer["Content-Disposition"] = 'inline; filename="brapp.ics"'
    answer = get_conditional_response(request, etag=etag, response=answer)
    # One person's: no proxy keeps it, and whoever kept it asks whether it still holds.
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"  # the address is a key
    answer["X-Robots-Tag"] = "noindex"
    return answer
