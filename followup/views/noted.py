"""Noting on a target what is no activity: what somebody asked for, what was measured, and what was not done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.actions.noted import note_deviation as save_deviation
from followup.forms.noted import DeviationForm, MeasurementForm, RequestForm, WithdrawNoteForm
from followup.measured import measured
from followup.models import Deviation, Summary
from followup.notes import FIGURES, KINDS, deviations_of, line_of, substitutes_for
from followup.progress import seen_today
from promises.access import may_correct
from promises.actions import noted as actions
from promises.codes import SetStatus, TargetKind
from promises.editions import standing_copies
from promises.models import Measurement, Target


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", target=Target)
def note_request(request, council, target):
    """Somebody has asked for what is done on demand."""
    _require_kind(target, [TargetKind.ON_DEMAND])
    form = RequestForm(_sent(request), target=target, today=timezone.localdate())
    return _page(request, target, form, actions.note_request, "followup/note_request.html")


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", target=Target)
def note_measurement(request, council, target):
    """A figure for how things became: effects are judged by it, visions show it."""
    _require_kind(target, FIGURES)
    form = MeasurementForm(_sent(request), target=target, today=timezone.localdate())
    return _page(request, target, form, actions.note_measurement, "followup/note_measurement.html")


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity", target=Target)
def note_deviation(request, council, target):
    """Something was not done as meant: when, why, and what was done instead."""
    substitutes = substitutes_for(request.gate, target)
    form = DeviationForm(_sent(request), target=target, today=timezone.localdate(), substitutes=substitutes)
    return _page(request, target, form, save_deviation, "followup/note_deviation.html")


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity")
def withdraw_note(request, council, kind, note):
    """Take a note out of the counts, with a reason. It stays readable on the target's page."""
    note = _note_of(request.gate, kind, note)
    if not may_correct(request.gate, note):
        raise PermissionDenied
    form, status = WithdrawNoteForm(_sent(request)), 200
    if note.is_withdrawn or not actions.takes_notes(note.target.promise_set):
        gone = _("Noteringen är redan borttagen ur räkningen.")
        messages.info(request, gone if note.is_withdrawn else _not_here(note.target)[0])
        return redirect(note.target)
    if request.method == "POST":
        if form.is_valid() and _withdrawn(request, note, form):
            return redirect(note.target)
        status = 422
    context = {"current_page": "overview", "form": form, "line": line_of(note), "target": note.target}
    return render(request, "followup/withdraw_note.html", context, status=status)


def _page(request, target, form, save, template):
    """The form for one kind of note, with how the target stands; what cannot be saved stays in the form."""
    status, refused = 200, None if actions.takes_notes(target.promise_set) else _not_here(target)
    if request.method == "POST":
        if refused is None and form.is_valid():
            try:
                noted = _save(request, target, form, save)
            except actions.NotStanding:
                refused = _not_here(Target.objects.get(pk=target.pk))
            else:
                if noted.is_same:
                    return redirect(target)
        form.renew_key()
        status = 422
    elif refused:
        messages.error(request, refused[0])
        return redirect(refused[1])
    facts = seen_today(target)
    context = {"current_page": "overview", "form": form, "facts": facts, "target": facts.target, "refused": refused}
    context["deviations"] = map(line_of, deviations_of([target], as_of=facts.as_of)[target.pk])
    return render(request, template, context, status=status)


def _save(request, target, form, save):
    """Save it and tell the person what it did; with an error on the form when the key is already another's."""
    gate = request.gate
    noted = save(target=target, by=gate.user, organisation=gate.organisation, key=form.sent_key(), **form.facts())
    if not noted.is_same:
        form.add_error(None, _("Det här skiljer sig från det du nyss sparade. Kontrollera uppgifterna och spara igen."))
    elif noted.note.is_withdrawn:
        messages.warning(request, _("Det är sparat men borttaget ur räkningen."))
    elif not noted.made:
        messages.info(request, _("Det var redan sparat. Det räknas en gång."))
    else:
        messages.success(request, _told(request, target, noted.note))
    return noted


def _told(request, target, note):
    """What was saved and what it did; whoever notes a request may at once log that it was done."""
    late = _late(target.promise_set)
    if isinstance(note, Measurement):
        return _said(_("%(figure)s är sparat.") % {"figure": measured(note)}, late)
    if isinstance(note, Deviation):
        return _said(_("Avvikelsen %(day)s är sparad.") % {"day": note.occurred_on.isoformat()}, late)
    said = _said(_("Sparat."), seen_today(target).sentence, late)
    if target.promise_set.status == SetStatus.CLOSED:
        return said
    way = f"{reverse('followup:log', args=[request.gate.council.slug])}?mal={target.pk}"
    return format_html('{} <a href="{}">{}</a>', said, way, _("Logga att det gjordes"))


def _late(promise_set):
    """Where the note is read when both parties have approved the summary; blank before."""
    if not Summary.objects.final().decided().filter(promise_set=promise_set).exists():
        return ""
    return _("Sammanställningen är godkänd. Noteringen står i tillägget.")


def _said(*sentences):
    return " ".join(filter(None, sentences))


def _withdrawn(request, note, form):
    """Whether it is done; a new edition may have been signed since the page was read."""
    try:
        actions.withdraw_note(note=note, by=request.user, reason=form.cleaned_data["withdrawal_reason"])
    except actions.NotStanding:
        form.add_error(None, _not_here(note.target)[0])
        return False
    said = _("Noteringen räknas inte längre. Den står kvar på målets sida.")
    messages.success(request, _said(said, _late(note.target.promise_set)))
    return True


def _not_here(target):
    """(why nothing is noted on the target, the address to go on to)"""
    promise_set = target.promise_set
    if not promise_set.is_superseded:
        return _("Löftena är ett utkast. Notera när de är undertecknade och gäller."), target.get_absolute_url()
    sentence = _("Löftena har ersatts av en ny utgåva. Notera det på målet där.")
    copies = standing_copies([target])[target.pk]
    if not copies:
        return sentence, reverse("promises:editions", args=[promise_set.council.slug, promise_set.slug])
    return sentence, Target.objects.get(pk=min(copies)).get_absolute_url()


def _note_of(gate, kind, number):
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    rows = model.objects.of(gate.council).readable_by(gate)
    return get_object_or_404(rows.select_related("target__promise__section__promise_set__council"), pk=number)


def _require_kind(target, kinds):
    if target.kind not in kinds:
        raise Http404


def _sent(request):
    return request.POST if request.method == "POST" else None
