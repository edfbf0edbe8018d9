from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions import pictures as actions
from councils.forms.pictures import PictureObservationForm, ShownIndicatorForm
from councils.models import Indicator, Organisation, Picture, PictureIndicator, PictureObservation
from councils.views.drafts import drafts_only

GET_AND_POST = ["GET", "HEAD", "POST"]
HERE = {"current_page": "council", "current_work": "pictures"}


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", picture=Picture)
@drafts_only
def add_picture_observation(request, council, picture):
    """Add something seen that no statistics tell: what, where and by which organisation."""
    organisations = Organisation.objects.choosable_in(council, on=timezone.localdate()).main_parties_first()
    form = PictureObservationForm(
        request.POST if request.method == "POST" else None,
        initial={"seen_by": request.gate.organisation.pk, "seen_level": "municipality"},
        organisations=organisations,
    )
    if form.is_valid():
        actions.add_picture_observation(picture=picture, by=request.user, **form.values())
        messages.success(request, _("Iakttagelsen är tillagd."))
        return redirect(picture)
    context = {**HERE, "form": form, "picture": picture}
    return render(request, "councils/add_picture_observation.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("edit_plan", picture_observation=PictureObservation)
@drafts_only
def remove_picture_observation(request, council, picture_observation):
    """Take away something that was seen from a draft."""
    picture = picture_observation.picture
    actions.remove_picture_observation(observation=picture_observation, by=request.user)
    messages.success(request, _("Iakttagelsen är borttagen."))
    return redirect(picture)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", picture=Picture)
@drafts_only
def show_indicator(request, council, picture):
    """Choose one of the council's figures for the picture, and say what it tells."""
    indicators = Indicator.objects.of(council)
    form = ShownIndicatorForm(request.POST if request.method == "POST" else None, indicators=indicators)
    if form.is_valid():
        actions.show_indicator(picture=picture, by=request.user, **form.values())
        messages.success(request, _("Indikatorn visas i lägesbilden."))
        return redirect(picture)
    context = {**HERE, "form": form, "picture": picture, "has_indicators": indicators.exists()}
    return render(request, "councils/show_indicator.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("edit_plan", picture_indicator=PictureIndicator)
@drafts_only
def hide_indicator(request, council, picture_indicator):
    """Show a figure no longer in a draft."""
    picture = picture_indicator.picture
    actions.hide_indicator(shown=picture_indicator, by=request.user)
    messages.success(request, _("Indikatorn visas inte längre i lägesbilden."))
    return redirect(picture)
