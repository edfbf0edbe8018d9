from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from promises.actions import sections as actions
from promises.actions.editing import AlreadySigned
from promises.forms.promises import RemoveSectionForm, SectionForm
from promises.models import PromiseSet, Section
from promises.views.conflicts import drafts_only, say_signed
from promises.views.ways_back import place_in_hub


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", promise_set=PromiseSet)
@drafts_only
def add_section(request, council, promise_set):
    """A new heading, last in the set."""
    form, status = SectionForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                made = actions.add_section(promise_set=promise_set, by=request.user, title=form.cleaned_data["heading"])
                messages.success(request, _("Avsnittet är tillagt."))
                return redirect(place_in_hub(promise_set, made))
        except AlreadySigned:
            say_signed(form)
            status = 409
    context = {"current_page": "promises", "promise_set": promise_set, "form": form}
    return render(request, "promises/add_section.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", section=Section)
@drafts_only
def edit_section(request, council, section):
    """Other words for a heading."""
    form = SectionForm(request.POST if request.method == "POST" else None, initial={"heading": section.title})
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                actions.change_section(section=section, by=request.user, title=form.cleaned_data["heading"])
                messages.success(request, _("Rubriken är sparad."))
                return redirect(place_in_hub(section.promise_set, section))
        except AlreadySigned:
            say_signed(form)
            status = 409
    context = {"current_page": "promises", "promise_set": section.promise_set, "section": section, "form": form}
    return render(request, "promises/edit_section.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("edit_promises", section=Section)
@drafts_only
def remove_section(request, council, section):
    """Take away a heading; its promises are moved to another, never lost with it."""
    promises = list(section.promises.all())
    others = section.promise_set.sections.exclude(pk=section.pk)
    given, status = request.POST if request.method == "POST" else None, 200
    form = RemoveSectionForm(given, sections=others, is_empty=not promises)
    if request.method == "POST":
        status = 422
        if form.is_valid() and _removed(request, section, form):
            return redirect("promises:edit_promise_set", council.slug, section.promise_set.slug)
    context = {"promise_set": section.promise_set, "section": section, "form": form}
    context |= {"current_page": "promises", "promises": promises, "has_others": others.exists()}
    return render(request, "promises/remove_section.html", context, status=status)


def _removed(request, section, form):
    try:
        actions.remove_section(section=section, by=request.user, **form.cleaned_data)
    except actions.NotEmpty:
        form.add_error(None, _("Det har kommit ett löfte i avsnittet. Välj vart det ska flyttas."))
        return False
    messages.success(request, _("Avsnittet är borttaget."))
    return True


@require_POST
@council_required("edit_promises", section=Section)
@drafts_only
def move_section(request, council, section):
    """One step up or down."""
    actions.move_section(section=section, by=request.user, is_up=is_up(request))
    return redirect(place_in_hub(section.promise_set, section))


def is_up(request):
    """Which way the button that was pressed leads."""
    direction = request.POST.get("direction")
    if direction not in ("up", "down"):
        raise BadRequest("a move is up or down")
    return direction == "up"
