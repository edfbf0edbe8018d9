from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions.versions import StaleEdit
from councils.views.conflicts import other_saved_first
from promises.access import may_change_communication
from promises.actions import communication as actions
from promises.forms.communication import (
    ChangeCommunicationForm,
    CommunicationFilterForm,
    CommunicationForm,
    VersionForm,
)
from promises.models import Communication, Promise
from promises.numbered_pages import numbered_page
from promises.told import told_in

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE_SIZE = 30
HERE = {"current_page": "council", "current_work": "communication"}


@require_safe
@council_required("view_council")
def communications(request, council):
    """What residents were told in a year, by channel and promise, and which promises nobody has told of."""
    gate, today = request.gate, timezone.localdate()
    days = Communication.objects.of(council).order_by().dates("told_on", "year", order="DESC")
    years = [day.year for day in days] or [today.year]
    form = CommunicationFilterForm(request.GET, gate=gate, years=years)
    rows = form.narrowed(Communication.objects.of(council)).with_details(_readable(gate)).latest_first()
    context = {
        "form": form,
        "query": form.query,
        "page": numbered_page(rows, request.GET, size=PAGE_SIZE),
        "told": told_in(council, form.year),
        "has_any": bool(days),
    }
    return render(request, "promises/communications.html", {**HERE, **context})


@require_safe
@council_required("view_council", communication=Communication)
def communication(request, council, communication):
    """One thing that was told, with its text to copy."""
    context = {
        "communication": communication,
        "promises": _readable(request.gate).filter(communications=communication),
        "may_change": may_change_communication(request.gate, communication),
    }
    return render(request, "promises/communication.html", {**HERE, **context})


@require_http_methods(GET_AND_POST)
@council_required("contribute")
def add_communication(request, council):
    """Note that residents were told something."""
    form = CommunicationForm(_sent(request), gate=request.gate, initial=CommunicationForm.first_values(request.gate))
    if form.is_valid() and (row := save_new(request, form)):
        return redirect(row)
    context = {**HERE, "form": form}
    return render(request, "promises/add_communication.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("contribute", communication=Communication)
def change_communication(request, council, communication):
    """Say otherwise what was told."""
    _require(may_change_communication(request.gate, communication))
    form = ChangeCommunicationForm(_sent(request), gate=request.gate, initial=_values_of(communication))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_communication(communication=communication, by=request.user, version=version, **form.values())
        except StaleEdit as changed:
            return other_saved_first(request, form, _values_of(changed.current), communication.get_absolute_url())
        messages.success(request, _("Ändringen är sparad."))
        return redirect(communication)
    context = {**HERE, "form": form, "communication": communication}
    return render(request, "promises/change_communication.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("contribute", communication=Communication)
def remove_communication(request, council, communication):
    """Take away what was noted by mistake."""
    _require(may_change_communication(request.gate, communication))
    form = VersionForm(request.POST)
    try:
        version = form.cleaned_data["version"] if form.is_valid() else 0
        actions.remove_communication(communication=communication, by=request.user, version=version)
    except StaleEdit:
        messages.error(request, _("Någon annan har ändrat noteringen. Läs den igen innan du tar bort den."))
        return redirect(communication)
    messages.success(request, _("Noteringen är borttagen."))
    return redirect("promises:communications", council.slug)


def save_new(request, form):
    """The row that a valid form makes or has made, with a word of it; None, with the form's error, for another one."""
    key = form.cleaned_data["key"]
    saved = actions.add_communication(council=request.gate.council, by=request.user, key=key, **form.values())
    if not saved.is_same:
        form.add_error(None, _("Det här skiljer sig från det du nyss sparade. Kontrollera uppgifterna och spara igen."))
        form.renew_key()
        return None
    if saved.made:
        messages.success(request, _("Sparat."))
    else:
        messages.info(request, _("Det var redan sparat. Det räknas en gång."))
    return saved.row


def _readable(gate):
    promises = Promise.objects.of(gate.council).readable_by(gate)
    return promises.select_related("section__promise_set").latest_set_first()


def _values_of(row):
    same = {name: getattr(row, name) for name in ("told_on", "channel", "text", "link", "reach", "version")}
    promises = [promise.pk for promise in row.promises.all()]
    return {**same, "told_title": row.title, "sender": row.organisation_id, "promises": promises}


def _require(allowed):
    if not allowed:
        raise PermissionDenied


def _sent(request):
    return request.POST if request.method == "POST" else None
