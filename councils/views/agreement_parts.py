"""The parts of an agreement: who has signed, the signed paper, and what is to be done every year."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import agreement_duties as duties
from councils.actions import agreements as actions
from councils.actions.versions import StaleEdit
from councils.forms.agreement_parts import DocumentForm, DutyForm, MarkDutyForm, SignatoriesForm
from councils.models import Agreement, AgreementDocument, AgreementDuty, DutyDone
from councils.views.agreements import GET_AND_POST, HERE, others, to_the_page
from councils.views.conflicts import other_saved_first

EARLIEST_YEAR = 1990


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", agreement=Agreement)
def edit_signatories(request, council, agreement):
    """Who signed for each party, in which office, and under which number."""
    form = _signatories_form(agreement, _sent(request), version=agreement.version)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.save_signatories(agreement=agreement, by=request.user, version=version, signed=form.values())
        except StaleEdit as changed:
            now = _signatories_form(changed.current, None)
            stored = {field.name: field.initial for field in now.visible_fields()}
            return other_saved_first(request, form, stored, _here("edit_signatories", council, agreement))
        messages.success(request, _("Underskrifterna är sparade."))
        return to_the_page(council, agreement)
    return _page(request, "councils/edit_signatories.html", form, agreement=agreement)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", agreement=Agreement)
def attach_document(request, council, agreement):
    """Put in the signed paper, or another in its place."""
    form = DocumentForm(_sent(request), request.FILES or None)
    if form.is_valid():
        made = actions.attach_document(agreement=agreement, by=request.user, file_name=form.name, content=form.content)
        messages.success(request, _("Dokumentet är sparat.") if made else _("Samma dokument fanns redan."))
        return to_the_page(council, agreement)
    known = AgreementDocument.objects.filter(agreement=agreement).defer("content").first()
    return _page(request, "councils/attach_document.html", form, agreement=agreement, document=known)


@require_safe
@council_required("view_council", agreement=Agreement)
def agreement_document(request, council, agreement):
    """The signed paper as it was sent in: to be saved, never shown inside the site."""
    paper = get_object_or_404(AgreementDocument, agreement=agreement)
    answer = HttpResponse(bytes(paper.content), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, paper.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", agreement=Agreement)
def add_duty(request, council, agreement):
    """Put in something that the parties are to do every year."""
    form = DutyForm(_sent(request), is_new=True)
    if form.is_valid():
        saved = duties.save_duty(agreement=agreement, by=request.user, version=None, **_said(form))
        messages.success(request, _("Åtagandet är sparat.") if saved else _("Det fanns redan."))
        return to_the_page(council, agreement)
    return _page(request, "councils/add_duty.html", form, agreement=agreement)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", duty=AgreementDuty)
def edit_duty(request, council, duty):
    """Say otherwise what is to be done every year, or when."""
    agreement = duty.agreement
    now = {"duty_text": duty.text, "duty_month": duty.month, "version": agreement.version}
    form = DutyForm(_sent(request), initial=now)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            saved = duties.save_duty(agreement=agreement, by=request.user, version=version, duty=duty, **_said(form))
        except StaleEdit:
            duty.refresh_from_db()
            stored = {"duty_text": duty.text, "duty_month": duty.month}
            return other_saved_first(request, form, stored, _here("edit_duty", council, duty))
        messages.success(request, _("Åtagandet är ändrat.") if saved else _("Det fanns redan."))
        return to_the_page(council, agreement)
    return _page(request, "councils/edit_duty.html", form, agreement=agreement, duty=duty)


@require_POST
@council_required("edit_plan", duty=AgreementDuty)
def remove_duty(request, council, duty):
    """Take away a duty that has been marked in no year."""
    try:
        duties.remove_duty(duty=duty, by=request.user)
        messages.success(request, _("Åtagandet är borttaget."))
    except duties.AlreadyDone:
        messages.error(request, _("Åtagandet är avbockat något år eller gäller i flera råd, så det måste finnas kvar."))
    return to_the_page(council, duty.agreement)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", duty=AgreementDuty)
def mark_duty(request, council, duty, year):
    """Say when this council did a yearly duty, for one of the years."""
    today = timezone.localdate()
    if not EARLIEST_YEAR <= year <= today.year:
        raise Http404
    mark = DutyDone.objects.of(council).filter(duty=duty, year=year).first()
    form = MarkDutyForm(_sent(request), initial=_marked(mark) if mark else {"done_on": today}, today=today)
    if form.is_valid():
        said = form.cleaned_data
        values = {"read": said["read"], "done_on": said["done_on"], "note": said["done_note"]}
        try:
            duties.mark_duty(duty=duty, council=council, by=request.user, year=year, **values)
        except duties.MarkedOtherwise as marked:
            stored = _marked(marked.current) if marked.current else {}
            return other_saved_first(request, form, stored, _here("mark_duty", council, duty, year))
        messages.success(request, _("Åtagandet är avbockat för %(year)s.") % {"year": year})
        return to_the_page(council, duty.agreement)
    context = {"agreement": duty.agreement, "duty": duty, "year": year, "mark": mark}
    context["other_councils"] = others(duty.agreement, council)
    return _page(request, "councils/mark_duty.html", form, **context)


@require_POST
@council_required("edit_plan", duty=AgreementDuty)
def unmark_duty(request, council, duty, year):
    """Take back that a yearly duty was done."""
    duties.unmark_duty(duty=duty, council=council, by=request.user, year=year)
    messages.success(request, _("Avbockningen för %(year)s är borttagen.") % {"year": year})
    return to_the_page(council, duty.agreement)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _page(request, template, form, **context):
    return render(request, template, {**HERE, "form": form, **context}, status=422 if form.is_bound else 200)


def _here(name, council, row, *more):
    return reverse(f"councils:{name}", args=[council.slug, row.pk, *more])


def _signatories_form(agreement, sent, **initial):
    signed = {row.organisation_id: row for row in agreement.signatories.all()}
    return SignatoriesForm(sent, initial=initial, parties=agreement.parties.main_parties_first(), signed=signed)


def _said(form):
    return {"text": form.cleaned_data["duty_text"], "month": form.cleaned_data["duty_month"]}


def _marked(mark):
    return {"done_on": mark.done_on, "done_note": mark.note, "read": duties.mark_as_read(mark)}
