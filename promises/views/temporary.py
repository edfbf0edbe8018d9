"""Two pages that are written elsewhere, so that links to them can be made."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from councils.access import council_required
from promises.models import PromiseSet, Target


@require_safe
@council_required("edit_promises", promise_set=PromiseSet)
def edit_promise_set(request, council, promise_set):
    return HttpResponse()


@require_safe
@council_required("edit_promises", target=Target)
def edit_target(request, council, target):
    return HttpResponse()
