from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.actions.sharing import NotShared
from followup.actions.summaries import NARRATIVE, AlreadyFrozen, StaleText, Superseded, write_introduction, write_text
from followup.forms.summaries import SummaryIntroductionForm, SummaryTextForm
from followup.models import Summary, SummaryText
from followup.progress import judged_targets, targets_progress
from followup.sharing import sharing_of
from promises.models import Promise, PromiseSet, Target
from promises.views.conflicts import saved_first

# Nothing wrong with what was typed: it came too late, or the text is another organisation's.
FROZEN, NOT_SHARED, SUPERSEDED = "frozen", "not shared", "superseded"


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("write_summary", promise=Promise)
def summary_text(request, council, promise):
    """Write what is said about one promise, with its figures beside."""
    promise_set = promise.section.promise_set
    page = _summary_page(council, promise_set)
    text = SummaryText.objects.filter(summary__promise_set=promise_set, promise=promise)
    text = text.select_related("summary", "organisation").first()
    owner = _closed_by(request.gate, text and text.summary, text and text.organisation)
    initial = {name: getattr(text, name) for name in NARRATIVE} if text and not owner else {}
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
            except Superseded:
                _say_superseded(form)
            except NotShared as closed:
                owner = closed.organisation
                _say_not_shared(form, owner)
        status = _status(form)
    targets = judged_targets(Target.objects.filter(promise=promise).with_rules()).order_by("order", "pk")
    context = {
        "current_page": "summaries",
        "promise": promise,
        "promise_set": promise_set,
        "form": form,
        "owner": owner,
        "progress": targets_progress(list(targets), as_of=timezone.localdate()),
    }
    return render(request, "followup/summary_text.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("write_summary", promise_set=PromiseSet)
def summary_introduction(request, council, promise_set):
    """Write the text before the first promise."""
    page = _summary_page(council, promise_set)
    summary = Summary.objects.filter(promise_set=promise_set).first() or Summary(promise_set=promise_set)
    owner = _closed_by(request.gate, summary, summary.introduction_organisation)
    initial = {"introduction": "" if owner else summary.said_first, "version": summary.version}
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
            except Superseded:
                _say_superseded(form)
            except NotShared as closed:
                owner = closed.organisation
                _say_not_shared(form, owner)
        status = _status(form)
    context = {"current_page": "summaries", "promise_set": promise_set, "form": form, "owner": owner}
    return render(request, "followup/summary_introduction.html", context, status=status)


def _summary_page(council, promise_set):
    promise_set.council = council
    return Summary(promise_set=promise_set).get_absolute_url()


def _conflict(request, current, form, page):
    """409 with what is saved beside what this person typed."""
    saved = {name: getattr(current, name) for name in form.fields}
    return saved_first(request, form, current, saved=saved, url=page)


def _closed_by(gate, summary, organisation):
    """The organisation whose own a text still is to this reader, or None."""
    if organisation is None or sharing_of(summary, gate.organisations).is_open(organisation.pk):
        return None
    return organisation


def _status(form):
    too_late = any(form.has_error(NON_FIELD_ERRORS, code) for code in (FROZEN, NOT_SHARED, SUPERSEDED))
    return 409 if too_late else 422


def _say_not_shared(form, organisation):
    """Another organisation wrote here first: the typed text stays in the form, to be copied elsewhere."""
    text = _(
        "%(organisation)s har redan skrivit här och inte delat sin text än, så den kan inte ändras av andra. Din text "
        "är inte sparad. Kopiera den, och skriv den här när %(organisation)s har delat."
    )
    form.add_error(None, ValidationError(text % {"organisation": organisation.short_name}, code=NOT_SHARED))


def _say_superseded(form):
    """The new edition was signed while this person wrote: the typed text stays in the form, to be copied there."""
    text = _("Löftena har ersatts av en ny utgåva. Din text är inte sparad. Kopiera den och skriv den där.")
    form.add_error(None, ValidationError(text, code=SUPERSEDED))


def _say_frozen(form):
    """Both parties approved while this person wrote: the typed text stays in the form, to be copied elsewhere."""
    text = _("Sammanställningen är godkänd av båda parter och kan inte ändras. Din text är inte sparad.")
    form.add_error(None, ValidationError(text, code=FROZEN))
