from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import ProtectedError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions.versions import StaleEdit
from councils.models import Organisation
from promises.access import choosable_parties
from promises.actions import targets as actions
from promises.actions.editing import AlreadySigned
from promises.codes import CountingChoice, Jointly, PerChoice
from promises.forms.targets import TargetForm, values_of
from promises.models import Promise, Target
from promises.target_preview import preview_of, said_back
from promises.views.conflicts import drafts_only, saved_first, say_signed
from promises.views.ways_back import way_back

FIRST_VALUES = {"per": PerChoice.PERIOD, "counting": CountingChoice.TOTAL, "jointly": Jointly.ANY}


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise=Promise)
@drafts_only
def add_target(request, council, promise):
    """Say what a promise commits to, in a form that can be compared with what is done."""
    back = way_back(request, promise.promise_set)
    form = _form(request, promise, FIRST_VALUES)
    if _is_to_be_saved(request) and form.is_valid():
        try:
            actions.add_target(promise=promise, by=request.user, values=form.values(), places=form.chosen_places())
        except AlreadySigned:
            say_signed(form)
        except actions.LabelTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Målet är sparat."))
            return redirect(back.to(promise))
    return _page(request, "promises/add_target.html", promise, form, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", target=Target)
@drafts_only
def edit_target(request, council, target):
    """Change what a promise commits to. One that the reader proposed is thereby confirmed."""
    back = way_back(request, target.promise_set)
    saved = values_of(target)
    form = _form(request, target.promise, {**saved, "version": target.version}, lead=target.lead_id)
    if _is_to_be_saved(request) and form.is_valid():
        try:
            _save(request, target, form)
        except AlreadySigned:
            say_signed(form)
        except StaleEdit as newer:
            url = f"{request.path}{back.query}"
            return saved_first(request, form, newer.current, saved=values_of(newer.current), url=url)
        except actions.LabelTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Målet är ändrat."))
            return redirect(back.to(target.promise, target))
    preview = None if form.is_bound else said_back(target, back.promise_set)
    return _page(request, "promises/edit_target.html", target.promise, form, preview, target=target, back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", target=Target)
@drafts_only
def remove_target(request, council, target):
    """Take a target out of a draft, when the person has seen what goes with it."""
    back = way_back(request, target.promise_set)
    if request.method != "POST":
        context = {"current_page": "promises", "target": target, "back": back}
        return render(request, "promises/remove_target.html", context)
    try:
        actions.remove_target(target=target, by=request.user)
        messages.success(request, _("Målet är borttaget."))
    except ProtectedError:
        messages.error(request, _("Aktiviteter eller bedömningar hör till målet, så det kan inte tas bort."))
    return redirect(back.to(target.promise))


@require_POST
@council_required("edit_promises", promise=Promise)
def target_preview(request, council, promise):
    """The rule in words for what has been typed so far: a piece of page for the script. Stores nothing."""
    form = _form(request, promise, {})
    context = {"preview": preview_of(form, promise.promise_set)}
    return render(request, "promises/target_preview.html", context)


def _form(request, promise, initial, *, lead=None):
    """The form with the council's places and parties; the one already chosen stays choosable."""
    named = promise.responsibilities.values("organisation")
    known = choosable_parties(request.gate).values("pk")
    parties = Organisation.objects.filter(pk__in=known) | Organisation.objects.filter(pk__in=named)
    if lead:
        parties |= Organisation.objects.filter(pk=lead)
    return TargetForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        promise_set=promise.promise_set,
        parties=parties.main_parties_first(),
    )


def _is_to_be_saved(request):
    return request.method == "POST" and "show" not in request.POST


def _save(request, target, form):
    actions.edit_target(
        target=target,
        by=request.user,
        version=form.cleaned_data["version"],
        values=form.values(),
        places=form.chosen_places(),
    )


def _say_taken(form):
    form.add_error("label", _("Löftet har redan ett mål med det namnet. Välj ett annat."))


def _page(request, template, promise, form, preview=None, **more):
    """The form with the rule said back beside it; 422 or 409 when it was to be saved and could not be."""
    preview = preview_of(form, promise.promise_set) if form.is_bound else preview
    status = (409 if form.has_error(NON_FIELD_ERRORS, "signed") else 422) if _is_to_be_saved(request) else 200
    if form.is_bound and status == 200:
        form.quieten()
    context = {"current_page": "promises", "promise": promise, "form": form, "preview": preview, **more}
    return render(request, template, context, status=status)
