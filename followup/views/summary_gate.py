"""The gate of pages about one summary."""

from functools import wraps

from django.http import Http404

from councils.access import council_required
from followup.summary_addresses import summary_at


def summary_required(permission, **models):
    """As council_required, for a route whose part `summary` is an address; the view gets the summary itself.

    Keywords name further parts, as there. A promise must be one of the summary's own.
    """

    def decorate(view):
        @council_required(permission, **models)
        @wraps(view)
        def guarded(request, council, summary, **parts):
            summary = summary_at(request.gate, summary)
            promise = parts.get("promise")
            if promise is not None and promise.section.promise_set_id != summary.promise_set_id:
                raise Http404
            return view(request, council, summary, **parts)

        return guarded

    return decorate
