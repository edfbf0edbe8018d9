from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import pictures as actions
from councils.actions.versions import StaleEdit
from councils.forms.pictures import TOGETHER, NewPictureForm, PictureForm, picture_values
from councils.forms.sharing import ShareForm
from councils.models import Organisation, Picture
from councils.picture_page import (
    built_on_it,
    contributors_of,
    dialogues_of,
    differences_of,
    due_on,
    parts_of,
    problems_of,
)
from councils.picture_reading import read_picture
from councils.views.conflicts import other_saved_first
from councils.views.drafts import drafts_only

GET_AND_POST = ["GET", "HEAD", "POST"]
HERE = {"current_page": "council", "current_work": "pictures"}


@require_safe
@council_required("view_council")
def pictures(request, council):
    """The picture in force with its day and its clock, the drafts, and those that came before."""
    rows = Picture.objects.of(council).readable_by(request.gate).select_related("organisation", "shared_by")
    rows = list(rows.latest_first())
    in_force = next((row for row in rows if row.is_in_force), None)
    context = {
        **HERE,
        "in_force": in_force,
        "due_on": due_on(in_force) if in_force else None,
        "is_overdue": bool(in_force) and due_on(in_force) < timezone.localdate(),
        "drafts": [row for row in rows if row.is_draft],
        "earlier": [row for row in rows if not row.is_draft and row != in_force],
    }
    return render(request, "councils/pictures.html", context)


@require_safe
@council_required("view_council", picture=Picture)
def picture(request, council, picture):
    """The whole chain of one picture: what each party knows, what it comes to, the problems, and what builds on it."""
    picture.council = council
    reading = read_picture(picture)
    context = {
        **HERE,
        "picture": picture,
        "reading": reading,
        "parts": parts_of(picture),
        "due_on": due_on(picture),
        "contributors": contributors_of(reading, request.gate),
        "dialogues": dialogues_of(reading),
        "problems": problems_of(reading),
        **built_on_it(picture, request.gate),
    }
    return render(request, "councils/picture.html", context)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan")
def new_picture(request, council):
    """Begin a draft: one's own organisation's or the council's, empty or with the texts of the one in force."""
    in_force = Picture.objects.of(council).in_force().first()
    form = NewPictureForm(
        request.POST if request.method == "POST" else None,
        initial={"picture_whose": TOGETHER, "copies": True},
        organisation=request.gate.organisation,
        has_earlier=in_force is not None,
    )
    if form.is_valid():
        made = actions.make_picture(council=council, by=request.user, **form.values())
        messages.success(request, _("Utkastet är skapat."))
        return redirect(made)
    context = {**HERE, "form": form, "in_force": in_force}
    return render(request, "councils/new_picture.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", picture=Picture)
@drafts_only
def edit_picture(request, council, picture):
    """Title, time and the three parts that the law asks for."""
    form = PictureForm(request.POST if request.method == "POST" else None, initial=picture_values(picture))
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_picture(picture=picture, by=request.user, version=version, **form.values())
        except StaleEdit as stale:
            return other_saved_first(request, form, picture_values(stale.current), request.path)
        messages.success(request, _("Lägesbilden är sparad."))
        return redirect(picture)
    context = {**HERE, "form": form, "picture": picture}
    return render(request, "councils/edit_picture.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", picture=Picture)
@drafts_only
def share_picture(request, council, picture):
    """Say what sharing means, and share. A draft of somebody else does not exist here, so what is left is one's own."""
    if not picture.is_own_draft:
        messages.info(request, _("Lägesbilden är redan öppen för alla i rådet."))
        return redirect(picture)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.share_picture(picture=picture, by=request.user, at=timezone.now())
        messages.success(request, _("Utkastet är delat. De andra i rådet kan läsa det nu."))
        return redirect(picture)
    readers = Organisation.objects.reading_drafts_in(council, on=timezone.localdate())
    context = {
        **HERE,
        "form": form,
        "picture": picture,
        "parts": parts_of(picture),
        "reading": read_picture(picture),
        "readers": readers.exclude(pk=picture.organisation_id),
    }
    return render(request, "councils/share_picture.html", context, status=422 if form.is_bound else 200)


@require_safe
@council_required("view_council", picture=Picture)
def picture_differences(request, council, picture):
    """What is said otherwise than in the picture before, part by part."""
    before = picture.predecessor
    context = {
        **HERE,
        "picture": picture,
        "before": before,
        "differences": differences_of(picture, before) if before else [],
    }
    return render(request, "councils/picture_differences.html", context)
