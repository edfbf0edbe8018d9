from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.forms.sharing import ShareForm
from councils.models import Organisation
from promises.actions import sharing as actions
from promises.draft import left_to_do, sections_of
from promises.models import PromiseSet

AFTER_THE_PROMISES = ("aim", "implementation", "communication", "follow_up")


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def share_promise_set(request, council, promise_set):
    """Say what sharing means, and share. A draft of somebody else does not exist here, so what is left is one's own."""
    if not promise_set.is_own_draft:
        messages.info(request, _("Löftena är redan öppna för alla i gruppen."))
        return redirect(promise_set)
    form = ShareForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            actions.share_promise_set(promise_set=promise_set, by=request.user, at=timezone.now())
            messages.success(request, _("Utkastet är delat. De andra i gruppen kan läsa det nu."))
            return redirect(promise_set)
        status = 422
    today, sections = timezone.localdate(), sections_of(promise_set)
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "form": form,
        "readers": Organisation.objects.reading_drafts_in(council, on=today).exclude(pk=promise_set.organisation_id),
        "texts": [text for text in (getattr(promise_set, name) for name in AFTER_THE_PROMISES) if text],
        "sections": sections,
        "left": left_to_do(promise_set, sections, today=today),
    }
    return render(request, "promises/share_promise_set.html", context, status=status)
