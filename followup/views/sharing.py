from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.models import Organisation
from followup.actions.sharing import share_summary_texts
from followup.models import Summary
from followup.sharing import NARRATIVE, sharing_of
from promises.forms.sharing import ShareForm
from promises.models import PromiseSet


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("write_summary", promise_set=PromiseSet)
def share_summary(request, council, promise_set):
    """Say what sharing means, and share what one's own organisation has written in the summary."""
    promise_set.council = council
    summary = Summary.objects.filter(promise_set=promise_set).first() or Summary(promise_set=promise_set)
    own = sharing_of(summary, request.gate.organisations).own_unshared
    page = Summary(promise_set=promise_set).get_absolute_url()
    if not own:
        messages.info(request, _("Det finns ingen text att dela. Det din organisation har skrivit är redan öppet."))
        return redirect(page)
    form = ShareForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            _share(promise_set, own, request.user)
            messages.success(request, _("Texten är delad. De andra i gruppen kan läsa den nu."))
            return redirect(page)
        status = 422
    context = {
        "current_page": "summaries",
        "promise_set": promise_set,
        "form": form,
        "own": own,
        "readers": _readers(council, own),
        "texts": _texts(summary, own),
    }
    return render(request, "followup/share_summary.html", context, status=status)


def _share(promise_set, own, by):
    for organisation in own:
        share_summary_texts(promise_set=promise_set, organisation=organisation, by=by, at=timezone.now())


def _readers(council, own):
    readers = Organisation.objects.reading_drafts_in(council, on=timezone.localdate())
    return readers.exclude(pk__in=[organisation.pk for organisation in own])


def _texts(summary, own):
    """What is shared, as (promise or None for the introduction, its texts)."""
    mine = {organisation.pk for organisation in own}
    found = [(None, [summary.introduction])] if summary.introduction_organisation_id in mine else []
    rows = summary.texts.filter(organisation__in=mine).select_related("promise")
    for row in rows.order_by("promise__section__order", "promise__section", "promise__order", "promise"):
        found.append((row.promise, [text for text in (getattr(row, name) for name in NARRATIVE) if text]))
    return found
