from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.summary_list import listed_summaries


@require_safe
@council_required("view_council")
def summaries(request, council):
    """The summaries of every year: the approved ones to download, the open ones to write."""
    context = {"current_page": "summaries", "rows": listed_summaries(request.gate, today=timezone.localdate())}
    return render(request, "followup/summaries.html", context)
