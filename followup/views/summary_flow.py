from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.confirming import asks_again
from followup.actions import summaries as actions
from followup.actions import summary_flow as flow
from followup.actions.sharing import NotShared
from followup.actions.summary_texts import AlreadyFrozen, Superseded
from followup.document.pdf import DocumentError
from followup.forms.summary_flow import SendBackForm, StartSummaryForm
from followup.summary_page import page_of_summary, parties_of
from followup.views.summary_gate import summary_required
from promises.models import PromiseSet

STANDS = gettext_lazy("Sammanställningen är godkänd av båda parter och kan inte ändras.")
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
    flow.ProposalsLeft: gettext_lazy("Det finns förslag till text som ingen har läst. Använd eller ändra dem först."),
    flow.NothingToSendBack: gettext_lazy("Sammanställningen är ett utkast. Den som skriver har den redan."),
    flow.NotSigned: gettext_lazy("Löftena är inte undertecknade. En sammanställning kan skrivas när de gäller."),
    AlreadyFrozen: STANDS,
}


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("write_summary", promise_set=PromiseSet)
def start_summary(request, council, promise_set):
    """Begin a summary on the way to the final one."""
    promise_set.council = council
    today, status = timezone.localdate(), 200
    if not promise_set.is_decided or promise_set.is_superseded:
        return _refused(request, promise_set, Superseded() if promise_set.is_superseded else flow.NotSigned())
    first = {"summary_kind": "part", "summary_day": min(filter(None, (today, promise_set.last_day)))}
    data = request.POST if request.method == "POST" else None
    form = StartSummaryForm(data, initial=first, promise_set=promise_set, today=today)
    if request.method == "POST":
        if form.is_valid():
            return _start(request, promise_set, form.cleaned_data)
        status = 422
    context = {"current_page": "summaries", "promise_set": promise_set, "form": form}
    return render(request, "followup/start_summary.html", context, status=status)


def _start(request, promise_set, said):
    facts = {"kind": said["summary_kind"], "name": said["summary_name"], "as_of": said["summary_day"]}
    try:
        begun = flow.start_summary(promise_set=promise_set, by=request.user, **facts)
    except flow.AlreadyBegun as there:
        messages.info(request, _("Det finns redan en sammanställning av läget den dagen."))
        return redirect(there.summary)
    except (flow.NotSigned, Superseded) as refusal:
        return _refused(request, promise_set, refusal)
    messages.success(request, _("Sammanställningen är påbörjad."))
    return redirect(begun)


@require_POST
@summary_required("write_summary")
def mark_summary_ready(request, council, summary):
    """Say that the summary is ready to be approved, when nothing that it needs is missing."""
    page = page_of_summary(summary, request.gate, today=timezone.localdate())
    if any(one.blocks for one in page.missing):
        messages.error(request, _("Något saknas. Se listan, och markera sammanställningen som klar när det är gjort."))
        return redirect(summary)
    try:
        row = flow.mark_ready(summary=summary, by=request.user, at=timezone.now())
    except tuple(REFUSALS) as refusal:
        return _refused(request, summary, refusal)
    messages.success(request, _("Sammanställningen är klar att godkänna."))
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def send_back_summary(request, council, summary):
    """Give the summary back to those who write, with the reason."""
    status = 200
    if summary.is_frozen or not summary.is_ready:
        return _refused(request, summary, AlreadyFrozen() if summary.is_frozen else flow.NothingToSendBack())
    form = SendBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            return _send_back(request, summary, form.cleaned_data["send_back_reason"])
        status = 422
    context = {"current_page": "summaries", "promise_set": summary.promise_set, "summary": summary, "form": form}
    return render(request, "followup/send_back_summary.html", context, status=status)


def _send_back(request, summary, reason):
    party = next(iter(parties_of(request.gate)), None)
    if party is None:
        raise PermissionDenied
    try:
        flow.send_back(summary=summary, party=party, reason=reason, by=request.user, at=timezone.now())
    except tuple(REFUSALS) as refusal:
        return _refused(request, summary, refusal)
    messages.success(request, _("Sammanställningen är tillbaka hos dem som skriver. De ser vad du skrev."))
    return redirect(summary)


@require_POST
@summary_required("view_council")
def approve_summary(request, council, summary):
    """Approve for a party one answers for; the second approval freezes the numbers."""
    mine = {party.value: party for party in parties_of(request.gate)}
    party = mine.get(request.POST.get("party", ""))
    if party is None:
        raise PermissionDenied
    return _approve(request, summary, party)


@asks_again
def _approve(request, summary, party):
    """The approval itself, by somebody who has just shown who it is. When asked for that, it is resumed after it."""
    try:
        row = actions.approve_summary(
            summary=summary, party=party, by=request.user, at=timezone.now(), read=request.POST.get("read", "")
        )
    except tuple(REFUSALS) as refusal:
        return _refused(request, summary, refusal)
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(summary)
    if row.is_frozen:
        messages.success(request, _("Sammanställningen är godkänd av båda parter. Siffror och text ligger fast."))
    else:
        messages.success(request, _("Godkänd för din part. Den andra parten återstår."))
    return redirect(row)


def _refused(request, page, refusal):
    messages.error(request, REFUSALS[type(refusal)])
    return redirect(page)
