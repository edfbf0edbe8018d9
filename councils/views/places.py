from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import places as actions
from councils.forms.places import PlaceForm, PlaceSetForm
from councils.models import Place, PlaceSet
from councils.text import swedish_key

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
@council_required("view_council")
def places(request, council):
    """The council's places, and the groups they stand in."""
    return _page(request, council)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_place(request, council):
    """Add a place."""
    if request.method != "POST":
        return _to_the_list(council)
    form = PlaceForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["place_name"]
        if _saved(request, form, "place_name", actions.save_place, name=name):
            messages.success(request, _("Platsen är tillagd."))
            return _to_the_list(council)
    return _page(request, council, status=422, place_form=form)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", place=Place)
def edit_place(request, council, place):
    """Give a place another name."""
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"place_name": place.name})
    if form.is_valid():
        name = form.cleaned_data["place_name"]
        if _saved(request, form, "place_name", actions.save_place, name=name, place=place):
            messages.success(request, _("Platsen har fått ett nytt namn."))
            return _to_the_list(council)
    context = {"current_page": "promises", "place": place, "form": form}
    return render(request, "councils/edit_place.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("edit_promises", place=Place)
def remove_place(request, council, place):
    """Take away a place that nothing is tied to."""
    try:
        actions.remove_place(place=place, by=request.user)
        messages.success(request, _("Platsen är borttagen."))
    except actions.InUse:
        messages.error(request, _("Platsen används av aktiviteter eller mål och måste finnas kvar."))
    return _to_the_list(council)


@require_http_methods(GET_AND_POST)
@council_required("edit_promises")
def add_place_set(request, council):
    """Give some places a common name."""
    form = PlaceSetForm(request.POST if request.method == "POST" else None, council=council)
    return _set_page(request, council, form, "councils/add_place_set.html", _("Platsgruppen är tillagd."))


@require_http_methods(GET_AND_POST)
@council_required("edit_promises", place_set=PlaceSet)
def edit_place_set(request, council, place_set):
    """Change which places a group has; targets made from it keep their own lists."""
    initial = {"set_name": place_set.name, "set_places": place_set.places.all()}
    form = PlaceSetForm(request.POST if request.method == "POST" else None, initial=initial, council=council)
    said = _("Platsgruppen är ändrad. Mål som redan finns behåller sina platser.")
    return _set_page(request, council, form, "councils/edit_place_set.html", said, place_set=place_set)


@require_POST
@council_required("edit_promises", place_set=PlaceSet)
def remove_place_set(request, council, place_set):
    """Take away a group; its places stay."""
    actions.remove_place_set(place_set=place_set, by=request.user)
    messages.success(request, _("Platsgruppen är borttagen. Platserna finns kvar."))
    return _to_the_list(council)


def _set_page(request, council, form, template, said, **row):
    if form.is_valid():
        values = {"name": form.cleaned_data["set_name"], "places": form.cleaned_data["set_places"], **row}
        if _saved(request, form, "set_name", actions.save_place_set, **values):
            messages.success(request, said)
            return _to_the_list(council)
    return render(
        request, template, {"current_page": "promises", "form": form, **row}, status=422 if form.is_bound else 200
    )


def _saved(request, form, field, action, **values):
    """Do it, or say in the form why it cannot be done."""
    try:
        action(council=request.gate.council, by=request.user, **values)
    except actions.NameTaken:
        form.add_error(field, _("Namnet finns redan. Välj ett annat."))
    except actions.InUse:
        form.add_error(
            field, _("Undertecknade löften nämner platsen, så den behåller sitt namn. Lägg till en ny plats.")
        )
    return form.is_valid()


def _page(request, council, *, status=200, place_form=None):
    rows = sorted(Place.objects.of(council).prefetch_related("sets"), key=lambda place: swedish_key(place.name))
    sets = PlaceSet.objects.of(council).prefetch_related("places")
    context = {
        "current_page": "promises",
        "places": rows,
        "place_sets": sorted(sets, key=lambda place_set: swedish_key(place_set.name)),
        "place_form": place_form or PlaceForm(),
    }
    return render(request, "councils/places.html", context, status=status)


def _to_the_list(council):
    return redirect("councils:places", council.slug)
