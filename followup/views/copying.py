from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.forms.copying import CopyForm, first_values
from followup.progress import set_progress
from followup.side_by_side import as_read_by
from promises.actions import life as actions
from promises.actions.promise_sets import AlreadyThere
from promises.models import PromiseSet

THERE_ALREADY = gettext_lazy(
    "Det finns redan löften med den rubriken och första dagen: %(title)s. Öppna dem, eller ändra rubriken."
)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
def copy_promise_set(request, council, promise_set):
    """Begin the next period from this one: each promise with how it went, to tick if it is to be carried over."""
    promise_set.council = council
    if not promise_set.is_decided:
        messages.error(request, _("Bara undertecknade löften kan kopieras till nästa period."))
        return redirect(promise_set)
    progress = set_progress(promise_set, as_of=promise_set.seen_on(timezone.localdate()))
    as_read_by([(request.gate, progress)])
    form, status, there = _form(request, promise_set, progress), 200, None
    if request.method == "POST":
        if form.is_valid():
            try:
                return _copy(request, promise_set, form.cleaned_data)
            except AlreadyThere as refusal:
                there = refusal.promise_set
                form.add_error("heading", THERE_ALREADY % {"title": there.heading})
        status = 422
    ticked = {str(pk) for pk in form["copied_promises"].value() or []}
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "form": form,
        "there": there,
        "sections": [
            (section, [(promise, str(promise.promise.pk) in ticked) for promise in promises])
            for section, promises in progress.sections
        ],
    }
    return render(request, "followup/copy_promise_set.html", context, status=status)


def _form(request, promise_set, progress):
    everything = [promise.promise.pk for promise in progress.promises]
    initial = {**first_values(promise_set), "copied_promises": everything}
    return CopyForm(request.POST if request.method == "POST" else None, initial=initial, source=promise_set)


def _copy(request, promise_set, said):
    draft = actions.copy_promise_set(
        source=promise_set,
        by=request.user,
        organisation=request.gate.organisation,
        title=said["heading"],
        first_day=said["first_day"],
        last_day=said["last_day"],
        promises=[promise.pk for promise in said["copied_promises"]],
    )
    messages.success(request, _("Utkastet är skapat. Bara din organisation läser det tills ni delar det."))
    return redirect(draft)
