from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.log import entries_of
from followup.summary_page import page_of_summary
from followup.views.summary_gate import summary_required


@require_safe
@summary_required("view_council")
def summary(request, council, summary):
    """The written summary of a set: quoted promise, what each party did, why not, effect, next; and its way there."""
    page = page_of_summary(summary, request.gate, today=timezone.localdate())
    context = {
        "current_page": "summaries",
        "promise_set": summary.promise_set,
        "summary": summary,
        "page": page,
        "snapshot": page.snapshot,
        "read": page.read,
        "may_write": request.gate.can_write_summary and not page.life.is_closed,
        "addendum": page.addendum,
        "documents": page.documents,
        "deliveries": page.deliveries,
        "log_lines": entries_of(summary, *summary.texts.all(), council=council) if summary.pk else [],
    }
    return render(request, "followup/summary.html", context)
