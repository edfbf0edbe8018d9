from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.access import council_required
from councils.confirming import asks_again
from councils.log import entries_of
from councils.roles import Permission
from followup.actions import summaries as actions
from followup.actions.sharing import NotShared
from followup.actions.summary_texts import Superseded
from followup.addendum import addendum_of
from followup.codes import DocumentKind, Party
from followup.document.pdf import DocumentError
from followup.document.pdf import summary_pdf as render_pdf
from followup.document.snapshot import printed, snapshot_of
from followup.models import Summary, SummaryDocument
from followup.progress import set_progress
from followup.sharing import sharing_by_summary, sharing_of
from followup.views.summary_gate import summary_required
from promises.models import PromiseSet

MAY_APPROVE = {
    Party.MUNICIPALITY: Permission.APPROVE_FOR_MUNICIPALITY,
    Party.POLICE: Permission.APPROVE_FOR_POLICE,
}

REFUSALS = {
    actions.ChangedSinceRead: gettext_lazy(
        "Text, bedömning eller aktiviteter har ändrats sedan du öppnade sidan. Läs igen och godkänn sedan."
    ),
    actions.NotOverYet: gettext_lazy("Perioden pågår. Sammanställningen kan godkännas när den är slut."),
    actions.NotReady: gettext_lazy("Sammanställningen är inte markerad som klar att godkänna."),
    actions.SamePerson: gettext_lazy(
        "Du har redan godkänt för den andra parten. Två parter ska godkännas av två personer."
    ),
    Superseded: gettext_lazy("Löftena har ersatts av en ny utgåva. Sammanställningen skrivs och godkänns där."),
    NotShared: gettext_lazy("All text är inte delad än. Båda parter ska kunna läsa allt innan någon godkänner."),
}


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
    """The written summary of a set: quoted promise, what each party did, why not, effect, next."""
    row, promise_set = summary, summary.promise_set
    own = request.gate.organisations
    snapshot = _snapshot(row, language=get_language(), with_evidence=False, readers=own)
    sharing = sharing_of(row, own)
    approved = {approval.party: approval for approval in row.approvals.select_related("approved_by")} if row.pk else {}
    today = timezone.localdate()
    is_closed = row.is_frozen or promise_set.is_superseded
    parties = [] if is_closed else [party for party in _parties_of(request.gate) if party.value not in approved]
    is_over = actions.is_over(row, today)
    return render(
        request,
        "followup/summary.html",
        {
            "current_page": "summaries",
            "promise_set": promise_set,
            "summary": row,
            "snapshot": snapshot,
            # As the snapshot has them: who signed is not renamed afterwards.
            "approvals": list(zip(Party, snapshot["approvals"], strict=True)),
            "may_approve": parties,
            "is_over": is_over,
            "read": actions.content_on(row, day=today) if parties and is_over and not sharing.unshared else "",
            "sharing": sharing,
            "addendum": addendum_of(row, request.gate),
            "may_write": request.gate.can_write_summary and not is_closed,
            "replaced_by": PromiseSet.objects.filter(replaces=promise_set).decided().first(),
            "missing": _missing(snapshot),
            "log_lines": entries_of(row, *row.texts.all(), council=council) if row.pk else [],
        },
    )


@require_safe
@summary_required("view_council")
def summary_pdf(request, council, summary):
    """The summary as PDF: as it was kept when approved, else a draft marked as such."""
    kept = SummaryDocument.objects.filter(summary=summary.pk, kind=DocumentKind.FULL).first() if summary.pk else None
    try:
        body = bytes(kept.content) if kept else render_pdf(_snapshot(summary, readers=request.gate.organisations))
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(summary)
    response = HttpResponse(body, content_type="application/pdf")
    name = f"sammanstallning-{council.slug}-{summary.address}{'' if summary.is_frozen else '-utkast'}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@summary_required("view_council")
def approve_summary(request, council, summary):
    """Approve for a party one answers for; the second approval freezes the numbers."""
    mine = {party.value: party for party in _parties_of(request.gate)}
    party = mine.get(request.POST.get("party", ""))
    if party is None:
        raise PermissionDenied
    return _approve(request, summary, party)


@asks_again
def _approve(request, summary, party):
    """The approval itself, by somebody who has just shown who it is. When asked for that, it is resumed after it."""
    page = summary
    try:
        row = actions.approve_summary(
            summary=summary, party=party, by=request.user, at=timezone.now(), read=request.POST.get("read", "")
        )
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return redirect(page)
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(page)
    if row.is_frozen:
        messages.success(request, _("Sammanställningen är godkänd av båda parter. Siffror och text ligger fast."))
    else:
        messages.success(request, _("Godkänd för din part. Den andra parten återstår."))
    return redirect(row)


def _parties_of(gate):
    return [party for party, permission in MAY_APPROVE.items() if gate.allows(permission)]


def _snapshot(row, **options):
    if row.is_frozen:
        return printed(row)
    day = actions.day_seen(row, timezone.localdate())
    return snapshot_of(row, set_progress(row.promise_set, as_of=day), **options)


def _missing(snapshot):
    """Numbers of the promises where a party has not yet said what it did; what is not shared is not missing."""
    promises = [promise for section in snapshot["sections"] for promise in section["promises"]]
    said = ("police_did", "municipality_did", "not_shared")
    return [promise["number"] for promise in promises if not any(promise.get(name) for name in said)]
