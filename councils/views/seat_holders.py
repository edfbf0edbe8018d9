"""Who sits on the council's seats: somebody takes one, and leaves it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.actions import seat_holders as actions
from councils.forms.seats import FillSeatForm, LastDayForm
from councils.models import Seat, SeatHolder
from councils.seating import seating_of

GET_AND_POST = ["GET", "HEAD", "POST"]
OF_THE_COUNCIL = {"current_page": "council", "current_work": "council"}


@require_http_methods(GET_AND_POST)
@council_required("run_council", seat=Seat)
def fill_seat(request, council, seat):
    """Somebody takes a seat."""
    today = timezone.localdate()
    form = FillSeatForm(_sent(request), initial={"from_day": today}, council=council, today=today)
    if form.is_valid():
        try:
            actions.fill_seat(seat=seat, by=request.user, **form.values())
        except actions.SeatEnded:
            form.add_error(None, _("Platsen är avslutad. Öppna den igen först."))
        except actions.SeatTaken as taken:
            said = _("%(name)s har platsen under de dagarna. Välj andra dagar, eller avsluta den personen först.")
            form.add_error("from_day", said % {"name": taken.holder.display_name})
        else:
            messages.success(request, _("Sparat."))
            return redirect("councils:seat", council.slug, seat.pk)
    context = {**OF_THE_COUNCIL, "form": form, "seat": seat, "seating": seating_of(seat, day=today)}
    return render(request, "councils/fill_seat.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("run_council", seat_holder=SeatHolder)
def end_seat_holder(request, council, seat_holder):
    """Somebody leaves a seat."""
    today, first = timezone.localdate(), seat_holder.from_day
    has_begun = first is None or first < today
    # Who has not sat there a day yet can be taken back: by a last day before the first.
    form = LastDayForm(_sent(request), initial={"last_day": today}, earliest=first if has_begun else None)
    if form.is_valid():
        actions.end_holder(holder=seat_holder, by=request.user, on=form.cleaned_data["last_day"])
        messages.success(request, _("Sparat."))
        return redirect("councils:seat", council.slug, seat_holder.seat_id)
    context = {**OF_THE_COUNCIL, "form": form, "holder": seat_holder, "seat": seat_holder.seat, "has_begun": has_begun}
    return render(request, "councils/end_seat_holder.html", context, status=422 if form.is_bound else 200)


def _sent(request):
    return request.POST if request.method == "POST" else None
