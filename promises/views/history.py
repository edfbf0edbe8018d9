from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from promises.models import PromiseSet, Target
from promises.numbered_pages import numbered_page
from promises.set_history import set_changes, target_changes

PAGE_SIZE = 50


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def promise_set_history(request, council, promise_set):
    """The set, its promises and their targets in one timeline: who changed what, and when."""
    page = numbered_page(set_changes(promise_set, request.gate), request.GET, size=PAGE_SIZE)
    context = {"current_page": "promises", "promise_set": promise_set, "page": page}
    return render(request, "promises/promise_set_history.html", context)


@require_safe
@council_required("view_council", target=Target)
def target_history(request, council, target):
    """How one target has been changed."""
    page = numbered_page(target_changes(target, request.gate), request.GET, size=PAGE_SIZE)
    return render(request, "promises/target_history.html", {"current_page": "overview", "target": target, "page": page})
