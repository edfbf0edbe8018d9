"""Reading promises from a published text: paste it, look through what was found, and take it away again."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.models import Organisation
from promises.access import choosable_parties
from promises.actions import proposals, reading
from promises.actions.editing import AlreadySigned
from promises.forms.reading import PasteForm
from promises.models import PromiseSet, SourceText
from promises.review import review_of
from promises.views.conflicts import drafts_only, say_signed


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
@drafts_only
def paste_text(request, council, promise_set):
    """Take a published text, and make a draft of its promises with a proposed target for each commitment."""
    form = PasteForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                source = _read(request, council, promise_set, form)
                return redirect("promises:review_text", council.slug, promise_set.slug, source.pk)
            except AlreadySigned:
                status = 409
                say_signed(form)
            except reading.NothingFound:
                form.add_error("pasted_text", _("Här finns inget löfte. Ett löfte säger vem som ska göra vad."))
            except reading.TooManyFound:
                most = {"most": reading.MOST_PROMISES}
                form.add_error("pasted_text", _("Texten har fler än %(most)d löften. Läs in en sida i taget.") % most)
    context = {"current_page": "promises", "promise_set": promise_set, "form": form}
    return render(request, "promises/paste_text.html", context, status=status)


def _read(request, council, promise_set, form):
    """The text as it was read now, or before."""
    known_here = Organisation.objects.choosable_in(council, on=timezone.localdate())
    may_be_meant = Q(pk__in=known_here.values("pk")) | Q(pk__in=choosable_parties(request.gate).values("pk"))
    parties = Organisation.objects.filter(may_be_meant).order_by("pk")
    text = form.cleaned_data["pasted_text"]
    try:
        return reading.read_into(promise_set=promise_set, by=request.user, text=text, parties=parties)
    except reading.AlreadyRead as already:
        messages.info(request, _("Texten är redan inläst. Här är förslagen från den."))
        return already.source


@require_safe
@council_required("edit_promises", promise_set=PromiseSet, source=SourceText)
def review_text(request, council, promise_set, source):
    """The pasted text beside what was proposed from it, with the questions that only a person can answer."""
    _require_same_set(promise_set, source)
    return review_page(request, promise_set, source)


@require_POST
@council_required("edit_promises", promise_set=PromiseSet, source=SourceText)
@drafts_only
def confirm_settled(request, council, promise_set, source):
    """Confirm all that nobody has a question about."""
    _require_same_set(promise_set, source)
    number = proposals.confirm_settled(source=source, by=request.user)
    text = ngettext("%(number)s förslag är godkänt.", "%(number)s förslag är godkända.", number)
    messages.success(request, text % {"number": number})
    return redirect("promises:review_text", council.slug, promise_set.slug, source.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet, source=SourceText)
@drafts_only
def remove_reading(request, council, promise_set, source):
    """Say what goes and what stays, and take away what was read from a text and not confirmed."""
    _require_same_set(promise_set, source)
    if request.method == "POST":
        return _removed(request, council, promise_set, source)
    confirmed = source.proposals.filter(confirmed_at__isnull=False).count()
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "source": source,
        "confirmed": confirmed,
        "waiting": source.proposals.count() - confirmed,
    }
    return render(request, "promises/remove_reading.html", context)


def _removed(request, council, promise_set, source):
    kept = None
    try:
        kept = reading.remove_reading(source=source, by=request.user)
    except reading.InUse:
        messages.error(request, _("Något är redan loggat mot ett av målen. Ta bort målen ett i taget."))
    if kept == 0:
        messages.success(request, _("Allt som lästes in från texten är borttaget."))
        return redirect("promises:paste_text", council.slug, promise_set.slug)
    if kept:
        messages.success(request, _("Det som inte var godkänt är borttaget. Resten är kvar."))
    return redirect("promises:review_text", council.slug, promise_set.slug, source.pk)


def review_page(request, promise_set, source, *, problem=None, status=200):
    """The page of proposals. `problem`: (target's id, question's code, sentence) of an answer that cannot be taken."""
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "source": source,
        "can_change": not promise_set.is_decided,
        "problem": problem,
        **review_of(source, promise_set),
    }
    return render(request, "promises/review_text.html", context, status=status)


def _require_same_set(promise_set, source):
    if source.promise_set_id != promise_set.pk:
        raise Http404
