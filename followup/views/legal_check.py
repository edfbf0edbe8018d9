"""Lagkollen: how the duties of the law stand, as a page and as a paper for the executive board and the auditors."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.document.paper_pdf import paper_pdf
from followup.legal_check import legal_check as checked_in
from followup.legal_check import tally
from followup.legal_paper import legal_paper
from followup.legal_words import LAW, LIMITS


@require_safe
@council_required("view_council")
def legal_check(request, council):
    """Each duty of the law: met or not, by what, until when and what to do next."""
    today = timezone.localdate()
    duties = checked_in(council, today=today)
    context = {
        "current_page": "council",
        "current_work": "legal_check",
        "today": today,
        "law": LAW,
        "limits": LIMITS,
        "duties": duties,
        "tally": tally(duties),
        "has_municipalities": any(one.lines for one in duties),
    }
    return render(request, "followup/legal_check.html", context)


@require_safe
@council_required("view_council")
def legal_check_pdf(request, council):
    """The same as a PDF, as it stands today."""
    today = timezone.localdate()
    paper = legal_paper(council, checked_in(council, today=today), today=today)
    answer = HttpResponse(paper_pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="lagkollen-{council.slug}-{today.isoformat()}.pdf"'
    return answer
