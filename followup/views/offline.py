from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.access import council_required
from councils.forms.screened import plain
from followup.log_choices import address_after
from followup.log_entries import log_form, save_entry
from followup.logged_sentence import logged_sentence
from followup.offline import manifest, outbox_user, same_for_everybody, shell_html, worker_script
from promises.forms.activities import INCOMPLETE

# The browser asks again each time whether there is a new one.
ASKED_AGAIN = {"Cache-Control": "no-cache"}


@require_safe
@same_for_everybody
def offline_log(request, council):
    """The log page without coverage: no personal data, no login, and not even whether there is such a council."""
    return HttpResponse(shell_html(), headers=ASKED_AGAIN)


@require_safe
@same_for_everybody
def log_worker(request, council):
    """The service worker of the log page. Its folder is its scope: it has no say over any other page."""
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8", headers=ASKED_AGAIN)


@require_safe
@same_for_everybody
def log_manifest(request, council):
    """What lets a phone keep the log page as an app."""
    kept = manifest(_("Brapp – logga"))
    return JsonResponse(kept, content_type="application/manifest+json", headers=ASKED_AGAIN)


@require_POST
@council_required("log_activity")
def send_logged(request, council):
    """Take one entry from a phone's outbox. Sent again it is answered as the first time: its key makes it one."""
    if request.POST.get("written_by") not in (None, outbox_user(request.user)):
        return _answer(403, code="another", message=_("Det här skrevs av någon annan. Det skickas när den loggar in."))
    form = log_form(request.gate, request.POST, today=timezone.localdate())
    if form.is_valid() and not form.cleaned_data["key"]:
        form.add_error("key", INCOMPLETE)
    if form.errors:
        return _refused(form)
    logged = save_entry(form, request.gate)
    if not logged.is_same:
        form.add_error(None, _("En annan aktivitet är redan sparad med samma nyckel. Kontrollera och spara igen."))
        return _refused(form)
    return _acknowledged(council, logged, form.cleaned_data["targets"])


def _acknowledged(council, logged, targets):
    activity = logged.activity
    if logged.made:
        sentence = logged_sentence(activity, targets)
    elif activity.is_withdrawn:
        sentence = _("Aktiviteten är sparad men borttagen ur räkningen.")
    else:
        sentence = _("Aktiviteten var redan sparad. Den räknas en gång.")
    says = {"id": activity.pk, "key": str(activity.key), "sentence": sentence, "url": activity.get_absolute_url()}
    return _answer(201 if logged.made else 200, page=address_after(activity, council), **says)


def _refused(form):
    """Each field's sentences as plain text, and what the guard of personal data marked, for the person to put right."""
    errors = {field: [plain(sentence) for sentence in sentences] for field, sentences in form.errors.items()}
    return _answer(422, errors=errors, screened=getattr(form, "screened", []))


def _answer(status, **says):
    return JsonResponse(says, status=status)
