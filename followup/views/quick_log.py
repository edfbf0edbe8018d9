from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.access import council_required
from councils.actions.versions import StaleEdit
from followup.forms.quick import QuickLogForm, UndoForm
from followup.log_choices import address_after
from followup.log_entries import save_entry
from promises.access import may_correct
from promises.actions.activities import withdraw_activity
from promises.models import Activity

AS_LOGGED = 1  # the version that nobody has changed


@require_POST
@council_required("log_activity")
def quick_log(request, council):
    """One tap: done today, once, for one target of one's own. The page it leads to says what became of it."""
    form = QuickLogForm(request.POST, council=council, own=request.gate.organisation, today=timezone.localdate())
    if form.is_valid() and not form.is_own:
        raise PermissionDenied
    logged = save_entry(form, request.gate) if form.is_valid() else None
    if logged and not logged.is_same:
        form.add_error(None, _("Sidan var gammal. Öppna Logga på nytt och tryck igen."))
    if not form.is_valid():
        chosen = form.cleaned_data.get("target")
        context = {"current_page": "log", "form": form, "target": chosen}
        return render(request, "followup/quick_log.html", context, status=422)
    _say_known(request, logged)
    return redirect(address_after(logged.activity, council))


def _say_known(request, logged):
    """A tap that was sent before: the page shows the activity of the first time."""
    if logged.activity.is_withdrawn:
        messages.warning(request, _("Den loggningen är ångrad och räknas inte."))
    elif not logged.made:
        messages.info(request, _("Aktiviteten var redan sparad. Den räknas en gång."))


@require_POST
@council_required("log_activity", activity=Activity)
def undo_log(request, council, activity):
    """Take back what one logged oneself today. Later it is withdrawn as any activity, with a reason of one's own."""
    form = UndoForm(request.POST)
    # Who has moved to another organisation corrects no more what was logged for the one that was left.
    if activity.logged_by_id != request.user.pk or not may_correct(request.gate, activity):
        raise PermissionDenied
    if not form.is_valid():
        raise BadRequest("an undoing names the version it undoes")
    if timezone.localdate(activity.logged_at) != timezone.localdate():
        messages.info(request, _("Ångra går bara samma dag. Ta bort aktiviteten ur räkningen i stället."))
        return redirect(activity)
    try:
        _undo(request.user, activity, form.cleaned_data["version"])
    except StaleEdit:
        messages.warning(request, _("Aktiviteten har ändrats sedan du loggade den. Se efter hur den är nu."))
        return redirect(activity)
    what = activity.get_activity_type_display()
    messages.success(request, _("Ångrat: %(what)s räknas inte.") % {"what": what})
    return redirect("followup:log", council.slug)


def _undo(user, activity, version):
    reason = _("Ångrad direkt efter loggning")
    withdraw_activity(activity=activity, by=user, version=AS_LOGGED if version is None else version, reason=reason)
