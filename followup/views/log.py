from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.forms.fields import DayField
from councils.text import in_one_line, is_row_id, tidy
from followup.log_choices import address_after, log_choices
from followup.log_entries import log_form, save_entry
from followup.log_preview import preview_of
from promises.codes import ActivityType, SetStatus
from promises.forms.activities import ActivityForm
from promises.models import Target

LONGEST_PLACE = 120


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity")
def log(request, council):
    """Log something that was done. The targets this person used last before today come first."""
    today = timezone.localdate()
    form = log_form(
        request.gate,
        request.POST if request.method == "POST" else None,
        initial=_first_values(request),
        today=today,
    )
    status, preview = 200, None
    if "show" in request.POST:
        preview = preview_of(form, today=today)
    elif request.method == "POST":
        if form.is_valid() and (logged := _save(request, form)):
            return redirect(address_after(logged.activity, council))
        form.renew_key()
        status = 422
    _say_ended(request, form)
    choices = log_choices(request.gate, form, today, request.GET)
    context = {"current_page": "log", "form": form, "preview": preview, "today": today, **choices}
    return render(request, "followup/log.html", context, status=status)


def _first_values(request):
    """What the form begins with: what the address says of the activity, such as a safety walk's day, and the rest."""
    values, asked = ActivityForm.first_values(), request.GET
    chosen = asked.get("mal", "")
    if chosen.isascii() and chosen.isdigit():
        values["targets"] = [chosen]
    if asked.get("slag") in ActivityType.values:
        values["activity_type"] = asked["slag"]
    if day := _day(asked.get("dag", "")):
        values["occurred_on"] = day
    return {**values, "place_text": in_one_line(tidy(asked.get("var", ""))).strip()[:LONGEST_PLACE]}


def _day(text):
    """A day as it stands in an address, or None."""
    try:
        return DayField().clean(text)
    except ValidationError:
        return None


def _say_ended(request, form):
    """Why the target that the address names is not among those to tick, when it is the council's own and over."""
    pk = request.GET.get("mal", "")
    if not is_row_id(pk) or any(target.pk == int(pk) for target in form.offered):
        return
    named = Target.objects.of(request.gate.council).readable_by(request.gate).filter(pk=pk)
    status = named.values_list("promise__section__promise_set__status", flat=True).first()
    if status == SetStatus.CLOSED:
        messages.info(request, _("Målet tar inte emot fler aktiviteter: löftena är avslutade."))
    elif status == SetStatus.SUPERSEDED:
        messages.info(request, _("Målet tar inte emot fler aktiviteter: det finns en nyare utgåva av löftena."))


def _save(request, form):
    """Log it; the page after tells what it did. None, with an error on the form, when the key is already another's."""
    logged = save_entry(form, request.gate)
    if not logged.is_same:
        form.add_error(None, _("Det här skiljer sig från det du nyss sparade. Kontrollera uppgifterna och spara igen."))
        return None
    if not logged.made and logged.activity.is_withdrawn:
        messages.warning(request, _("Aktiviteten är sparad men borttagen ur räkningen."))
    elif not logged.made:
        messages.info(request, _("Aktiviteten var redan sparad. Den räknas en gång."))
    return logged
