from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.access import council_required
from councils.roles import Permission
from followup.actions.summaries import approve_summary as save_approval
from followup.codes import Party
from followup.document.pdf import DocumentError
from followup.document.pdf import summary_pdf as render_pdf
from followup.document.snapshot import LANGUAGE, snapshot_of
from followup.models import Summary
from followup.progress import set_progress
from promises.models import PromiseSet

MAY_APPROVE = {
    Party.MUNICIPALITY: Permission.APPROVE_FOR_MUNICIPALITY,
    Party.POLICE: Permission.APPROVE_FOR_POLICE,
}


@require_safe
@council_required("view_council")
def summaries(request, council):
    """The summaries of every year: the approved ones to download, the open ones to write."""
    sets = PromiseSet.objects.of(council).decided().latest_first()
    known = {row.promise_set_id: row for row in Summary.objects.of(council)}
    rows = [(promise_set, known.get(promise_set.pk)) for promise_set in sets]
    if not request.gate.can_view_drafts:
        rows = [(promise_set, row) for promise_set, row in rows if row and row.is_frozen]
    return render(request, "followup/summaries.html", {"current_page": "summaries", "rows": rows})


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def summary(request, council, promise_set):
    """The written summary of a set: quoted promise, what each party did, why not, effect, next."""
    row = _readable(request, council, promise_set)
    snapshot = _snapshot(row, language=get_language())
    approved = {approval.party: approval for approval in row.approvals.select_related("approved_by")} if row.pk else {}
    return render(
        request,
        "followup/summary.html",
        {
            "current_page": "summaries",
            "promise_set": promise_set,
            "summary": row,
            "snapshot": snapshot,
            "approvals": [(party, approved.get(party.value)) for party in Party],
            "may_approve": [party for party in _parties_of(request.gate) if party.value not in approved],
            "may_write": request.gate.can_write_summary and not row.is_frozen,
            "missing": _missing(snapshot),
        },
    )


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def summary_pdf(request, council, promise_set):
    """The summary as PDF: the frozen one when approved, else a draft marked as such."""
    row = _readable(request, council, promise_set)
    try:
        body = render_pdf(_snapshot(row))
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(row)
    response = HttpResponse(body, content_type="application/pdf")
    name = f"sammanstallning-{council.slug}-{promise_set.slug}{'' if row.is_frozen else '-utkast'}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@council_required("view_council", promise_set=PromiseSet)
def approve_summary(request, council, promise_set):
    """Approve for the party one answers for; the second approval freezes the numbers."""
    party = next(iter(_parties_of(request.gate)), None)
    if party is None:
        raise PermissionDenied
    promise_set.council = council
    row = save_approval(promise_set=promise_set, party=party, by=request.user, at=timezone.now())
    if row.is_frozen:
        messages.success(request, _("Sammanställningen är godkänd av båda parter. Siffror och text ligger fast."))
    else:
        messages.success(request, _("Godkänd för din part. Den andra parten återstår."))
    return redirect(row)


def _parties_of(gate):
    return [party for party, permission in MAY_APPROVE.items() if gate.allows(permission)]


def _readable(request, council, promise_set):
    """The set's summary, saved or not yet; a draft does not exist for those who only read what is decided."""
    promise_set.council = council
    row = Summary.objects.filter(promise_set=promise_set).first() or Summary(promise_set=promise_set)
    if not row.is_frozen and not request.gate.can_view_drafts:
        raise Http404
    row.promise_set = promise_set
    return row


def _snapshot(row, *, language=LANGUAGE):
    if row.is_frozen:
        return {**row.snapshot, "sha256": row.sha256}
    return snapshot_of(row, set_progress(row.promise_set, as_of=timezone.localdate()), language=language)


def _missing(snapshot):
    """Numbers of the promises where a party has not yet said what it did."""
    promises = [promise for section in snapshot["sections"] for promise in section["promises"]]
    return [promise["number"] for promise in promises if not (promise["police_did"] or promise["municipality_did"])]
