"""Agreements between municipality, police and others: listed, read, added, changed and taken away."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import agreements as actions
from councils.actions.versions import StaleEdit
from councils.agreement_choices import choices_of
from councils.agreement_page import page_of, standing_of
from councils.forms.agreements import AgreementForm, RemoveAgreementForm
from councils.models import Agreement, AgreementDocument, Council
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
HERE = {"current_page": "council", "current_work": "agreements"}


@require_safe
@council_required("view_council")
def agreements(request, council):
    """What the council's parties have agreed on, what holds first."""
    rows = Agreement.objects.of(council).prefetch_related(
        "parties",
        Prefetch("councils", queryset=Council.objects.exclude(pk=council.pk), to_attr="other_councils"),
        Prefetch("document", queryset=AgreementDocument.objects.defer("content")),
    )
    today = timezone.localdate()
    shown = sorted(((row, standing_of(row, today)) for row in rows), key=lambda pair: pair[1].is_over)
    return render(request, "councils/agreements.html", {**HERE, "agreements": shown})


@require_safe
@council_required("view_council", agreement=Agreement)
def agreement(request, council, agreement):
    """One agreement: parties, purposes, areas, signatures, yearly duties, the paper, and what hangs on it."""
    context = page_of(agreement, council, today=timezone.localdate())
    return render(request, "councils/agreement.html", {**HERE, **context})


@require_http_methods(GET_AND_POST)
@council_required("edit_plan")
def add_agreement(request, council):
    """Put in an agreement that has been made."""
    sent = request.POST if request.method == "POST" else None
    form = AgreementForm(sent, is_new=True, **choices_of(request.gate, today=timezone.localdate()))
    if form.is_valid():
        saved = actions.add_agreement(council=council, by=request.user, **form.values())
        messages.success(request, _("Överenskommelsen är sparad.") if saved.made else _("Den fanns redan."))
        return to_the_page(council, saved.row)
    return render(request, "councils/add_agreement.html", {**HERE, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", agreement=Agreement)
def edit_agreement(request, council, agreement):
    """Say otherwise what has been agreed."""
    sent = request.POST if request.method == "POST" else None
    choices = choices_of(request.gate, today=timezone.localdate(), agreement=agreement)
    form = AgreementForm(sent, initial=AgreementForm.values_of(agreement), **choices)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_agreement(agreement=agreement, by=request.user, version=version, **form.values())
        except StaleEdit as changed:
            saved = AgreementForm.values_of(changed.current)
            url = reverse("councils:edit_agreement", args=[council.slug, agreement.pk])
            return other_saved_first(request, form, saved, url)
        messages.success(request, _("Överenskommelsen är ändrad."))
        return to_the_page(council, agreement)
    context = {**HERE, "form": form, "agreement": agreement, "other_councils": others(agreement, council)}
    return render(request, "councils/edit_agreement.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", agreement=Agreement)
def remove_agreement(request, council, agreement):
    """Take away an agreement that nothing rests on, after having been asked."""
    sent = request.POST if request.method == "POST" else None
    form = RemoveAgreementForm(sent, initial={"version": agreement.version})
    if form.is_valid():
        try:
            actions.remove_agreement(agreement=agreement, by=request.user, version=form.cleaned_data["version"])
        except actions.Shared:
            form.add_error(None, _("Överenskommelsen finns i flera råd. Den kan inte tas bort från ett av dem."))
        except actions.InUse:
            form.add_error(
                None,
                _(
                    "Löften, en plan, en nyare överenskommelse eller något som är avbockat bygger på den, "
                    "så den måste finnas kvar. Ange en sista dag i stället om den har upphört."
                ),
            )
        except StaleEdit:
            form.add_error(None, _("Någon har ändrat överenskommelsen medan du läste. Läs den igen innan du tar bort."))
        else:
            messages.success(request, _("Överenskommelsen är borttagen."))
            return redirect("councils:agreements", council.slug)
    context = {**HERE, "form": form, "agreement": agreement}
    return render(request, "councils/remove_agreement.html", context, status=_refused(form))


def _refused(form):
    """What stands in the way is a conflict; a form that has not come whole is not."""
    if not form.is_bound:
        return 200
    return 409 if "version" in form.cleaned_data else 422


def others(agreement, council):
    """The other councils that have the agreement."""
    return list(agreement.councils.exclude(pk=council.pk))


def to_the_page(council, agreement):
    return redirect("councils:agreement", council.slug, agreement.pk)
