"""The council's seats: added, changed, put in order, ended and taken up again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import seats as actions
from councils.actions.versions import StaleEdit
from councils.forms.seats import ChangeSeatForm, LastDayForm, SeatForm
from councils.models import Seat
from councils.seating import seating_of
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
OF_THE_COUNCIL = {"current_page": "council", "current_work": "council"}


@require_safe
@council_required("view_council", seat=Seat)
def seat(request, council, seat):
    """One seat: who sits there, who is to and who did."""
    found = seating_of(seat, day=timezone.localdate())
    can_remove = request.gate.can_run_council and not actions.has_been_used(seat)
    context = {**OF_THE_COUNCIL, "seating": found, "seat": found.seat, "can_remove": can_remove}
    return render(request, "councils/seat.html", context)


@require_http_methods(GET_AND_POST)
@council_required("run_council")
def add_seat(request, council):
    """A new seat."""
    form = SeatForm(_sent(request), council=council, today=timezone.localdate())
    if form.is_valid():
        try:
            made = actions.add_seat(council=council, by=request.user, **form.values())
        except actions.FunctionTaken as taken:
            _say_taken(form, taken)
        else:
            messages.success(request, _("Platsen är tillagd."))
            return redirect("councils:seat", council.slug, made.pk)
    context = {**OF_THE_COUNCIL, "form": form}
    return render(request, "councils/add_seat.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("run_council", seat=Seat)
def edit_seat(request, council, seat):
    """Say otherwise what a seat is for."""
    today = timezone.localdate()
    form = ChangeSeatForm(_sent(request), initial=ChangeSeatForm.values_of(seat), council=council, today=today)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_seat(seat=seat, by=request.user, version=version, day=today, **form.values())
        except actions.FunctionTaken as taken:
            _say_taken(form, taken)
        except actions.SeveralSit:
            form.add_error("several_persons", _("Flera sitter på platsen i dag. Avsluta alla utom en först."))
        except actions.IsEnded:
            form.add_error(None, _("Platsen är avslutad. Öppna den igen först."))
        except StaleEdit as changed:
            url = reverse("councils:edit_seat", args=[council.slug, seat.pk])
            return other_saved_first(request, form, ChangeSeatForm.values_of(changed.current), url)
        else:
            messages.success(request, _("Platsen är ändrad."))
            return redirect("councils:seat", council.slug, seat.pk)
    context = {**OF_THE_COUNCIL, "form": form, "seat": seat}
    return render(request, "councils/edit_seat.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("run_council", seat=Seat)
def move_seat(request, council, seat):
    """One place up or down in the list."""
    actions.move_seat(seat=seat, by=request.user, up=request.POST.get("direction") != "down")
    return redirect(reverse("councils:council", args=[council.slug]) + f"#plats-{seat.pk}")


@require_http_methods(GET_AND_POST)
@council_required("run_council", seat=Seat)
def end_seat(request, council, seat):
    """End a seat, once the page has said what that means."""
    today = timezone.localdate()
    form = LastDayForm(_sent(request), initial={"last_day": today}, latest=today)
    if form.is_valid():
        try:
            actions.end_seat(seat=seat, by=request.user, on=form.cleaned_data["last_day"])
        except actions.SitsLonger:
            form.add_error("last_day", _("Någon fick platsen efter den dagen. Välj en senare dag."))
        else:
            messages.success(request, _("Platsen är avslutad."))
            return redirect("councils:seat", council.slug, seat.pk)
    context = {**OF_THE_COUNCIL, "form": form, "seat": seat, "seating": seating_of(seat, day=today)}
    return render(request, "councils/end_seat.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("run_council", seat=Seat)
def reopen_seat(request, council, seat):
    """Take up a seat that was ended."""
    row = actions.reopen_seat(seat=seat, by=request.user)
    if row.duty == seat.duty:
        messages.success(request, _("Platsen är öppen igen."))
    else:
        messages.warning(request, _("Platsen är öppen igen, som ledamot: en annan plats har uppgiften nu."))
    return redirect("councils:seat", council.slug, seat.pk)


@require_POST
@council_required("run_council", seat=Seat)
def remove_seat(request, council, seat):
    """Take away a seat that was never used."""
    try:
        actions.remove_seat(seat=seat, by=request.user)
    except actions.InUse:
        messages.error(request, _("Platsen har använts och finns kvar för historikens skull. Avsluta den i stället."))
        return redirect("councils:seat", council.slug, seat.pk)
    messages.success(request, _("Platsen är borttagen."))
    return redirect("councils:council", council.slug)


def _say_taken(form, taken):
    if isinstance(taken, actions.DutyTaken):
        said = _("Rådet har redan en %(duty)s: platsen %(seat)s. Ge den platsen en annan uppgift först.") % {
            "duty": taken.seat.get_duty_display(),
            "seat": taken.seat.function,
        }
        form.add_error("seat_duty", said)
    elif taken.seat.is_ended:
        said = _(
            "Rådet har en avslutad plats med den funktionen. Öppna den igen i stället, eller skriv en annan funktion."
        )
        form.add_error("seat_function", said)
    else:
        form.add_error("seat_function", _("Rådet har redan en plats med den funktionen. Skriv en annan."))


def _sent(request):
    return request.POST if request.method == "POST" else None
