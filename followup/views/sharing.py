from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.forms.sharing import ShareForm
from councils.models import Organisation
from followup.actions.sharing import share_summary_texts
from followup.sharing import sharing_of
from followup.views.summary_gate import summary_required


@require_http_methods(["GET", "HEAD", "POST"])
@summary_required("write_summary")
def share_summary(request, council, summary):
    """Say what sharing means, and share what one's own organisation has written in the summary."""
    own = sharing_of(summary, request.gate.organisations).own_unshared
    if not own:
        messages.info(request, _("Det finns ingen text att dela. Det din organisation har skrivit är redan öppet."))
        return redirect(summary)
    form = ShareForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            _share(summary, own, request.user)
            messages.success(request, _("Texten är delad. De andra i gruppen kan läsa den nu."))
            return redirect(summary)
        status = 422
    context = {
        "current_page": "summaries",
        "promise_set": summary.promise_set,
        "summary": summary,
        "form": form,
        "own": own,
        "readers": _readers(council, own),
        "texts": _texts(summary, own),
    }
    return render(request, "followup/share_summary.html", context, status=status)


def _share(summary, own, by):
    for organisation in own:
        share_summary_texts(summary=summary, organisation=organisation, by=by, at=timezone.now())


def _readers(council, own):
    readers = Organisation.objects.reading_drafts_in(council, on=timezone.localdate())
    return readers.exclude(pk__in=[organisation.pk for organisation in own])


def _texts(summary, own):
    """What is shared, as (promise or None for the whole, its texts)."""
    mine = {organisation.pk for organisation in own}
    rows = summary.texts.filter(organisation__in=mine).exclude(text="").select_related("promise")
    order = ("promise__section__order", "promise__section", "promise__order", "promise", "pk")
    found = {}
    for row in rows.order_by(F("promise__section__order").asc(nulls_first=True), *order[1:]):
        found.setdefault(row.promise, []).append(row.text)
    return list(found.items())
