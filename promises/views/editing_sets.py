from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions.versions import StaleEdit
from councils.models import Picture
from promises.actions import promise_sets as actions
from promises.actions.editing import AlreadySigned
from promises.draft import left_to_do, sections_of
from promises.forms.promise_sets import (
    EMPTY,
    OWN,
    PASTE,
    NewSetForm,
    SetDetailsForm,
    both_sides,
    choosable_parties,
    values_of,
)
from promises.models import PromiseSet
from promises.signing_rules import PartyMissing
from promises.views.conflicts import drafts_only, saved_first, say_signed


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises")
def new_promise_set(request, council):
    """Begin a draft: from a text, from nothing, or from earlier promises."""
    today, status = timezone.localdate(), 200
    parties = choosable_parties(council, on=today)
    initial = {"whose": OWN, "begin": PASTE, "signers": [row.pk for row in both_sides(council, parties, on=today)]}
    given = request.POST if request.method == "POST" else None
    form = NewSetForm(given, initial=initial, parties=parties, organisation=request.gate.organisation)
    if request.method == "POST":
        if form.is_valid() and (made := _made(request, council, form)):
            page = "edit_promise_set" if form.cleaned_data["begin"] == EMPTY else "paste_text"
            return redirect(f"promises:{page}", council.slug, made.slug)
        status = 422
    earlier = PromiseSet.objects.of(council).readable_by(request.gate).decided().filter(superseded_on=None)
    context = {"current_page": "promises", "form": form, "earlier": earlier.latest_first()}
    return render(request, "promises/new_promise_set.html", context, status=status)


def _made(request, council, form):
    try:
        made = actions.make_promise_set(council=council, by=request.user, **form.values())
    except actions.AlreadyThere as there:
        text = _(
            "Det finns redan löften med den rubriken och första dagen: %(title)s. Öppna dem, eller ändra rubriken."
        )
        form.add_error("heading", text % {"title": there.promise_set.title})
        return None
    messages.success(request, _("Utkastet är skapat."))
    return made


@require_safe
@council_required("edit_promises", promise_set=PromiseSet)
@drafts_only
def edit_promise_set(request, council, promise_set):
    """The hub of a draft: what stands in it, what is left to do, and the way to every form."""
    sections = sections_of(promise_set)
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "sections": sections,
        "left": left_to_do(promise_set, sections, today=timezone.localdate()),
        "signatures": promise_set.signatures.select_related("organisation"),
        "sources": promise_set.sources.defer("text"),
        "is_removable": actions.may_be_removed(promise_set),
    }
    return render(request, "promises/edit_promise_set.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
@drafts_only
def edit_set_details(request, council, promise_set):
    """Title, period, parties, deadline and everything else that is said around the promises."""
    status = 200
    form = _details_form(request, council, promise_set)
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                actions.change_promise_set(promise_set=promise_set, by=request.user, **form.values())
                messages.success(request, _("Uppgifterna är sparade."))
                return redirect("promises:edit_promise_set", council.slug, promise_set.slug)
        except StaleEdit as stale:
            return saved_first(request, form, stale.current, saved=values_of(stale.current), url=request.path)
        except AlreadySigned:
            say_signed(form)
            status = 409
        except PartyMissing as missing:
            form.add_error("signers", missing.text)
    context = {"current_page": "promises", "promise_set": promise_set, "form": form}
    return render(request, "promises/edit_set_details.html", context, status=status)


def _details_form(request, council, promise_set):
    before = promise_set.replaces.parties.all() if promise_set.replaces else ()
    chosen = [party.pk for party in (*promise_set.parties.all(), *before)]
    return SetDetailsForm(
        request.POST if request.method == "POST" else None,
        initial=values_of(promise_set),
        parties=choosable_parties(council, on=timezone.localdate(), also=chosen),
        agreements=council.agreements.all(),
        pictures=_pictures(council, promise_set),
        stored_wording=promise_set.summary_due_wording,
    )


def _pictures(council, promise_set):
    """Those that promises may build on, the latest first. A copy keeps the one it came with."""
    rows = Picture.objects.of(council)
    return (rows.to_build_on() | rows.filter(pk=promise_set.picture_id)).latest_first()


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
@drafts_only
def remove_promise_set(request, council, promise_set):
    """Say what goes, then take the draft away."""
    if not actions.may_be_removed(promise_set):
        return _stays(request, promise_set)
    if request.method == "POST":
        try:
            actions.remove_promise_set(promise_set=promise_set, by=request.user)
        except actions.CannotBeRemoved:
            return _stays(request, promise_set)
        messages.success(request, _("Utkastet är borttaget."))
        return redirect("promises:promise_sets", council.slug)
    contents = actions.contents(promise_set)
    context = {"current_page": "promises", "promise_set": promise_set, "contents": contents}
    return render(request, "promises/remove_promise_set.html", context)


def _stays(request, promise_set):
    text = _("Löftena kan inte tas bort: de är delade eller undertecknade, eller något som har loggats hör till dem.")
    messages.error(request, text)
    return redirect(promise_set)
