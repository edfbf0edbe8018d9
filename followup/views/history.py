from django.shortcuts import render
from django.views.decorators.http import require_safe

from followup.sharing import sharing_of
from followup.summary_history import summary_changes
from followup.views.summary_gate import summary_required
from promises.numbered_pages import numbered_page

PAGE_SIZE = 50


@require_safe
@summary_required("view_drafts")
def summary_history(request, council, summary):
    """How introduction and texts have been changed; what an organisation has not shared is its own here too."""
    page = numbered_page(summary_changes(summary, request.gate), request.GET, size=PAGE_SIZE)
    sharing = sharing_of(summary, request.gate.organisations)
    context = {
        "current_page": "summaries",
        "promise_set": summary.promise_set,
        "summary": summary,
        "page": page,
        "closed": [organisation for organisation in sharing.unshared if not sharing.is_open(organisation.pk)],
    }
    return render(request, "followup/summary_history.html", context)
