from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.log_entries import log_form, save_entry
from followup.log_preview import preview_of
from followup.progress import targets_progress
from followup.views.saved import log_after, tell_of_saved
from promises.forms.activities import ActivityForm
from promises.models import Credit
from promises.wording import filter_phrases

LATEST_LOOKED_AT = 50
FIRST_SHOWN = 4


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity")
def log(request, council):
    """Log something that was done. The targets this person used last come first."""
    today = timezone.localdate()
    tell_of_saved(request)
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
            return redirect(log_after(logged.activity, council) if logged.made else request.path)
        form.renew_key()
        status = 422
    first, rest = _choices(form, request.user, today)
    context = {"current_page": "log", "form": form, "first": first, "rest": rest, "preview": preview, "today": today}
    return render(request, "followup/log.html", context, status=status)


def _first_values(request):
    values = ActivityForm.first_values()
    chosen = request.GET.get("mal", "")
    return {**values, "targets": [chosen]} if chosen.isascii() and chosen.isdigit() else values


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


def _choices(form, user, today):
    """Each target as a box to tick with how it stands; last used first, the rest folded away."""
    rows = list(form.offered)
    facts = {one.target.pk: one for one in targets_progress(_with_judgement(rows), as_of=today)}
    used = list(dict.fromkeys(Credit.objects.latest_by(user).values_list("target_id", flat=True)[:LATEST_LOOKED_AT]))
    chosen = {str(pk) for pk in form["targets"].value() or []}
    place = {pk: index for index, pk in enumerate(used)}
    rows.sort(key=lambda row: (str(row.pk) not in chosen, place.get(row.pk, len(place))))
    boxes = [
        {
            "index": index,
            "facts": facts[row.pk],
            "asks": filter_phrases(row),
            "is_chosen": str(row.pk) in chosen,
        }
        for index, row in enumerate(rows)
    ]
    shown = max(FIRST_SHOWN, len(chosen))
    return boxes[:shown], boxes[shown:]


def _with_judgement(targets):
    """The log page shows no judgements; progress asks for the columns all the same."""
    for target in targets:
        target.judgement = target.deviation_reason = ""
    return targets
