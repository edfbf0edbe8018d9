from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup.actions import publishing as actions
from followup.actions.corrections import AlreadyCorrected, NotFrozen, begin_correction, correction_of
from followup.actions.summary_texts import Superseded
from followup.forms.summary_flow import CorrectSummaryForm, SummaryFactsForm
from followup.views.summary_gate import summary_required
from promises.views.conflicts import saved_first


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def correct_summary(request, council, summary):
    """Begin a new version of an approved summary, with the reason; the old one stands until it is approved."""
    status = 200
    if not summary.is_frozen:
        return _not_approved(request, summary)
    if begun := correction_of(summary):
        begun.promise_set = summary.promise_set
        return _to_the_correction(request, begun)
    form = CorrectSummaryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            return _correct(request, summary, form.cleaned_data["mending_reason"])
        status = 422
    context = {"current_page": "summaries", "promise_set": summary.promise_set, "summary": summary, "form": form}
    return render(request, "followup/correct_summary.html", context, status=status)


def _correct(request, summary, reason):
    try:
        correction = begin_correction(summary=summary, reason=reason, by=request.user)
    except NotFrozen:
        return _not_approved(request, summary)
    except AlreadyCorrected as there:
        return _to_the_correction(request, there.correction)
    except Superseded:
        messages.error(request, _("Löftena har ersatts av en ny utgåva. Sammanställningen skrivs och rättas där."))
        return redirect(summary)
    messages.success(request, _("Rättelsen är påbörjad med samma texter. Den förra gäller tills båda har godkänt."))
    return redirect(correction)


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def publish_summary(request, council, summary):
    """Say what everybody will be able to read, and publish."""
    if not summary.is_frozen:
        return _not_approved(request, summary)
    if summary.published_at:
        messages.info(request, _("Sammanställningen är redan publicerad."))
        return redirect(summary)
    if request.method == "POST":
        return _publish(request, summary)
    context = {"current_page": "summaries", "promise_set": summary.promise_set, "summary": summary}
    return render(request, "followup/publish_summary.html", context)


def _publish(request, summary):
    try:
        actions.publish_summary(summary=summary, by=request.user, at=timezone.now())
    except NotFrozen:
        return _not_approved(request, summary)
    except actions.NotPublic:
        messages.error(request, _("Löftena är inte publicerade. Publicera dem först."))
        return redirect(summary)
    except actions.Corrected as refused:
        messages.error(request, _("Sammanställningen är rättad. Publicera den rättade i stället."))
        return redirect(refused.correction)
    messages.success(request, _("Sammanställningen är publicerad."))
    return redirect(summary)


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def summary_facts(request, council, summary):
    """What the archives note: the parties' registry numbers and how long it is kept."""
    facts, status = actions.facts_of(summary), 200
    first = {**facts, "version": actions.version_of(facts)}
    form = SummaryFactsForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST":
        if form.is_valid():
            return _change_facts(request, summary, form)
        status = 422
    context = {"current_page": "summaries", "promise_set": summary.promise_set, "summary": summary, "form": form}
    return render(request, "followup/summary_facts.html", context, status=status)


def _change_facts(request, summary, form):
    said = {"facts": form.facts, "read": form.cleaned_data["version"], "by": request.user, "day": timezone.localdate()}
    try:
        row = actions.change_summary_facts(summary=summary, **said)
    except actions.ChangedMeanwhile:
        summary.refresh_from_db(fields=SummaryFactsForm.NAMES)
        return saved_first(request, form, summary, saved=actions.facts_of(summary), url=request.path)
    messages.success(request, _("Uppgifterna är sparade."))
    return redirect(row)


def _not_approved(request, summary):
    messages.info(request, _("Sammanställningen är inte godkänd av båda parter än. Ändra den direkt i stället."))
    return redirect(summary)


def _to_the_correction(request, correction):
    messages.info(request, _("Det finns redan en rättelse."))
    return redirect(correction)
