from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from followup.document.pdf import DocumentError
from followup.summary_documents import DOCUMENTS, document_bytes, file_name
from followup.views.summary_gate import summary_required


@require_safe
@summary_required("view_council")
def summary_pdf(request, council, summary):
    """The summary as PDF: as it was kept when approved, else a draft marked as such."""
    return _answer(request, summary, "pdf")


@require_safe
@summary_required("view_council")
def summary_document(request, council, summary, document):
    """A document of the summary: as it was kept when approved, else made of what it says."""
    return _answer(request, summary, document)


def _answer(request, summary, document):
    kind = DOCUMENTS.get(document)
    try:
        body = document_bytes(summary, kind, readers=request.gate.organisations) if kind else None
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(summary)
    if body is None:
        raise Http404
    response = HttpResponse(body, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(summary, document)}"'
    return response
