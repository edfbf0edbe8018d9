from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from followup.actions import deliveries as actions
from followup.actions.corrections import NotFrozen
from followup.actions.publishing import Corrected
from followup.delivery_mail import mail_links
from followup.forms.deliveries import DeliverForm
from followup.models import Delivery
from followup.views.summary_gate import summary_required


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def deliver_summary(request, council, summary):
    """Note to whom an approved summary has been handed over, and mail the council's officials a link to it."""
    try:
        actions.require_deliverable(summary)
        return _deliver(request, council, summary)
    except NotFrozen:
        messages.info(request, _("Sammanställningen kan överlämnas när båda parter har godkänt den."))
        return redirect(summary)
    except Corrected as refused:
        messages.error(request, _("Sammanställningen är rättad. Överlämna den rättade i stället."))
        return redirect(refused.correction)


def _deliver(request, council, summary):
    status, deliveries = 200, list(summary.deliveries.all())
    known = {"deliveries": deliveries, "officials": len(actions.officials_to_tell(council))}
    sent = request.POST if request.method == "POST" else None
    form = DeliverForm(sent, summary=summary, today=timezone.localdate(), **known)
    if request.method == "POST":
        if form.is_valid():
            return _delivered(request, summary, form)
        form.renew_key()
        status = 422
    context = {"current_page": "summaries", "promise_set": summary.promise_set, "summary": summary, "form": form}
    return render(request, "followup/deliver_summary.html", context, status=status)


def _delivered(request, summary, form):
    handed_over = actions.deliver_summary(summary=summary, by=request.user, **form.values())
    if not handed_over.rows:
        messages.info(request, _("Överlämnandet är redan noterat."))
        return redirect(summary)
    messages.success(request, _("Överlämnandet är noterat."))
    _tell_of_mails(request, len(handed_over.to_tell), mail_links(handed_over))
    return redirect(summary)


def _tell_of_mails(request, meant, sent):
    failed = meant - sent
    if sent:
        text = ngettext("En länk är skickad till %(n)s person.", "En länk är skickad till %(n)s personer.", sent)
        messages.success(request, text % {"n": sent})
    if failed:
        text = ngettext(
            "E-posten till %(n)s person gick inte att skicka. Ge länken på annat sätt.",
            "E-posten till %(n)s personer gick inte att skicka. Ge länken på annat sätt.",
            failed,
        )
        messages.warning(request, text % {"n": failed})


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("view_council")
def acknowledge_delivery(request, council, summary, delivery):
    """Say for a recipient that the summary has been received."""
    delivery = get_object_or_404(Delivery.objects.filter(summary=summary.pk), pk=delivery)
    if delivery.acknowledged_on:
        messages.info(request, _("Det är redan kvitterat."))
        return redirect(summary)
    if request.method == "POST":
        actions.acknowledge_delivery(delivery=delivery, by=request.user, day=timezone.localdate())
        messages.success(request, _("Tack! Det står nu att sammanställningen är mottagen."))
        return redirect(summary)
    context = {"current_page": "summaries", "summary": summary, "delivery": delivery}
    return render(request, "followup/acknowledge_delivery.html", context)
