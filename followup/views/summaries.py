from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from councils.log import entries_of
from followup.addendum import addendum_of
from followup.models import Summary
from followup.sharing import sharing_by_summary
from followup.summary_documents import documents_listed
from followup.summary_page import page_of_summary
from followup.views.summary_gate import summary_required
from promises.models import PromiseSet


@require_safe
@council_required("view_council")
def summaries(request, council):
    """The summaries of every year: the approved ones to download, the open ones to write."""
    sets = PromiseSet.objects.of(council).decided().latest_first()
    known = {row.promise_set_id: row for row in Summary.objects.of(council).final().filter(slug="")}
    sharing = sharing_by_summary(known.values(), request.gate.organisations) if request.gate.can_view_drafts else {}
    rows = [(promise_set, known.get(promise_set.pk)) for promise_set in sets]
    if not request.gate.can_view_drafts:
        rows = [(promise_set, row) for promise_set, row in rows if row and row.is_frozen]
    # Of an edition that has been replaced only what was approved: the open summary is the new edition's.
    rows = [(promise_set, row) for promise_set, row in rows if not promise_set.is_superseded or (row and row.is_frozen)]
    rows = [(promise_set, row, sharing.get(row.pk) if row else None) for promise_set, row in rows]
    return render(request, "followup/summaries.html", {"current_page": "summaries", "rows": rows})


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
        "addendum": addendum_of(summary, request.gate),
        "documents": documents_listed(summary),
        "deliveries": page.deliveries,
        "log_lines": entries_of(summary, *summary.texts.all(), council=council) if summary.pk else [],
    }
    return render(request, "followup/summary.html", context)
