from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions.versions import StaleEdit
from councils.models import ProblemArea
from promises.actions import promises as actions
from promises.actions.editing import AlreadySigned
from promises.actions.promise_sets import CannotBeRemoved
from promises.forms.promises import FROM_WORDING, PromiseForm, choosable_organisations, values_of
from promises.models import Promise, Section
from promises.views.conflicts import drafts_only, saved_first, say_signed
from promises.views.editing_sections import is_up
from promises.views.ways_back import place_in_hub, way_back


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", section=Section)
@drafts_only
def add_promise(request, council, section):
    """A new promise under a heading, by the parties that sign unless others are chosen."""
    promise_set, status = section.promise_set, 200
    initial = {"responsible": [party.pk for party in promise_set.parties.all()], "section": section.pk, "version": 0}
    form = _form(request, council, promise_set, {**initial, "theme": FROM_WORDING[0]}, is_new=True)
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                made = _add(request, form)
                messages.success(request, _("Löftet är sparat. Lägg till ett mål, så att det går att följa upp."))
                return redirect(place_in_hub(promise_set, made))
        except AlreadySigned:
            say_signed(form)
            status = 409
    context = {"current_page": "promises", "promise_set": promise_set, "section": section, "form": form}
    return render(request, "promises/add_promise.html", context, status=status)


def _add(request, form):
    values = form.values()
    del values["version"]
    return actions.add_promise(by=request.user, **values)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise=Promise)
@drafts_only
def edit_promise(request, council, promise):
    """Change a promise. If somebody else changed it meanwhile, both texts are shown and nothing is lost."""
    promise_set, status = promise.section.promise_set, 200
    form = _form(request, council, promise_set, values_of(promise))
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                saved = actions.change_promise(promise=promise, by=request.user, **form.values())
                messages.success(request, _("Löftet är sparat."))
                return redirect(place_in_hub(promise_set, saved))
        except StaleEdit as stale:
            return saved_first(request, form, stale.current, saved=values_of(stale.current), url=request.path)
        except AlreadySigned:
            say_signed(form)
            status = 409
    context = {"current_page": "promises", "promise_set": promise_set, "promise": promise, "form": form}
    return render(request, "promises/edit_promise.html", context, status=status)


def _form(request, council, promise_set, initial, *, is_new=False):
    also = [*initial["responsible"], *initial.get("partners", [])]
    return PromiseForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        organisations=choosable_organisations(council, on=timezone.localdate(), also=also),
        problem_areas=ProblemArea.objects.of(council),
        sections=promise_set.sections.all(),
        is_new=is_new,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise=Promise)
@drafts_only
def remove_promise(request, council, promise):
    """Say which targets go with it, then take the promise away."""
    promise_set = promise.section.promise_set
    back = way_back(request, promise_set)
    if request.method == "POST":
        try:
            actions.remove_promise(promise=promise, by=request.user)
            messages.success(request, _("Löftet är borttaget."))
        except CannotBeRemoved:
            text = _(
                "Löftet kan inte tas bort: aktiviteter, bedömningar eller texter i sammanställningen hör till det."
            )
            messages.error(request, text)
        return redirect(back.page)
    targets = promise.targets.order_by("order", "pk")
    context = {"current_page": "promises", "promise_set": promise_set, "promise": promise, "targets": targets}
    context["back"] = back
    return render(request, "promises/remove_promise.html", context)


@require_POST
@council_required("edit_promises", promise=Promise)
@drafts_only
def move_promise(request, council, promise):
    """One step up or down, into the section beside at the end of one's own."""
    actions.move_promise(promise=promise, by=request.user, is_up=is_up(request))
    return redirect(place_in_hub(promise.section.promise_set, promise))
