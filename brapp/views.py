"""The site's own small views."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brapp import kept_text as text_kept
from brapp.labels import as_read


@login_not_required
@require_POST
def set_language(request):
    """Remember the chosen language in the session and go back to the page one came from."""
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        request.session["language"] = language
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    return HttpResponseRedirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def kept_text(request):
    """What one typed before the session ended: send it, or throw it away. Nothing kept leads to the start page."""
    kept = text_kept.kept_in(request.session)
    if kept is None or not text_kept.may_be_sent_to(kept.path):
        return redirect("followup:start")
    if request.method == "POST":
        text_kept.forget(request.session)
        messages.success(request, _("Texten är borttagen."))
        return redirect("followup:start")
    typed, rest = as_read(kept.fields)
    context = {"kept": kept, "typed": typed, "rest": rest, "mark": text_kept.MARK}
    return render(request, "brapp/kept_text.html", context)
