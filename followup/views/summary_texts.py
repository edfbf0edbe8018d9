from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.actions.summaries import NARRATIVE, AlreadyFrozen, StaleText, write_introduction, write_text
from followup.forms.summaries import SummaryIntroductionForm, SummaryTextForm
from followup.models import Summary, SummaryText
from followup.progress import judged_targets, targets_progress
from promises.models import Promise, PromiseSet, Target

FROZEN = "frozen"


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("write_summary", promise=Promise)
def summary_text(request, council, promise):
    """Write what is said about one promise, with its figures beside."""
    promise_set = promise.section.promise_set
    page = _summary_page(council, promise_set)
    text = SummaryText.objects.filter(summary__promise_set=promise_set, promise=promise).first()
    initial = {name: getattr(text, name) for name in NARRATIVE} if text else {}
    initial["version"] = text.version if text else 0
    form = SummaryTextForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                write_text(promise=promise, by=request.user, **form.cleaned_data)
                messages.success(request, _("Texten är sparad."))
                return redirect(page)
            except StaleText as stale:
                return _conflict(request, stale.current, form, page)
            except AlreadyFrozen:
                _say_frozen(form)
        status = 422 if not form.has_error(NON_FIELD_ERRORS, FROZEN) else 409
    targets = judged_targets(Target.objects.filter(promise=promise).with_rules()).order_by("order", "pk")
    context = {
        "current_page": "summaries",
        "promise": promise,
        "promise_set": promise_set,
        "form": form,
        "progress": targets_progress(list(targets), as_of=timezone.localdate()),
    }
    return render(request, "followup/summary_text.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("write_summary", promise_set=PromiseSet)
def summary_introduction(request, council, promise_set):
    """Write the text before the first promise."""
    page = _summary_page(council, promise_set)
    summary = Summary.objects.filter(promise_set=promise_set).first() or Summary(promise_set=promise_set)
    initial = {"introduction": summary.said_first, "version": summary.version}
    form = SummaryIntroductionForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                write_introduction(promise_set=promise_set, by=request.user, **form.cleaned_data)
                messages.success(request, _("Texten är sparad."))
                return redirect(page)
            except StaleText as stale:
                return _conflict(request, stale.current, form, page)
            except AlreadyFrozen:
                _say_frozen(form)
        status = 422 if not form.has_error(NON_FIELD_ERRORS, FROZEN) else 409
    context = {"current_page": "summaries", "promise_set": promise_set, "form": form}
    return render(request, "followup/summary_introduction.html", context, status=status)


def _summary_page(council, promise_set):
    promise_set.council = council
    return Summary(promise_set=promise_set).get_absolute_url()


def _conflict(request, current, form, page):
    """409 with what is saved beside what this person typed."""
    names = [name for name in form.fields if name != "version"]
    texts = [(form.fields[name].label, getattr(current, name), form.cleaned_data[name]) for name in names]
    saved = current.history.first() if current.pk else None
    context = {
        "texts": [(label, theirs, yours) for label, theirs, yours in texts if theirs != yours],
        "saved_by": saved.history_user if saved else "",
        "url": page,
    }
    return render(request, "409.html", context, status=409)


def _say_frozen(form):
    """Both parties approved while this person wrote: the typed text stays in the form, to be copied elsewhere."""
    text = _("Sammanställningen är godkänd av båda parter och kan inte ändras. Din text är inte sparad.")
    form.add_error(None, ValidationError(text, code=FROZEN))
