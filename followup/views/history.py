from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.models import Summary
from followup.sharing import sharing_of
from followup.summary_history import summary_changes
from promises.models import PromiseSet
from promises.numbered_pages import numbered_page

PAGE_SIZE = 50


@require_safe
@council_required("view_drafts", promise_set=PromiseSet)
def summary_history(request, council, promise_set):
    """How introduction and texts have been changed; what an organisation has not shared is its own here too."""
    summary = Summary.objects.filter(promise_set=promise_set).first() or Summary(promise_set=promise_set)
    page = numbered_page(summary_changes(summary, request.gate), request.GET, size=PAGE_SIZE)
    sharing = sharing_of(summary, request.gate.organisations)
    context = {
        "current_page": "summaries",
        "promise_set": promise_set,
        "page": page,
        "closed": [organisation for organisation in sharing.unshared if not sharing.is_open(organisation.pk)],
    }
    return render(request, "followup/summary_history.html", context)
