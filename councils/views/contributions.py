from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.actions import contributions as actions
from councils.actions.versions import StaleEdit
from councils.forms.contributions import ContributionForm, contribution_values
from councils.forms.sharing import ShareForm
from councils.models import Organisation, Picture, PictureContribution
from councils.picture_page import municipalities_of
from councils.views.conflicts import other_saved_first
from councils.views.drafts import drafts_only

GET_AND_POST = ["GET", "HEAD", "POST"]
HERE = {"current_page": "council", "current_work": "pictures"}


@require_http_methods(GET_AND_POST)
@council_required("contribute", picture=Picture)
@drafts_only
def add_contribution(request, council, picture):
    """Begin what one's own organisation knows, for one municipality or all; nobody else reads it yet."""
    organisation, municipalities = request.gate.organisation, municipalities_of(council)
    if request.method != "POST" and (begun := _begun(picture, organisation, municipalities)):
        return redirect("councils:edit_contribution", council.slug, begun.pk)
    form = ContributionForm(
        request.POST if request.method == "POST" else None,
        initial={"version": 0, "contributed_for": organisation.municipality_id},
        municipalities=municipalities,
    )
    if form.is_valid():
        try:
            made = actions.add_contribution(
                picture=picture,
                organisation=organisation,
                municipality=form.cleaned_data.get("contributed_for"),
                by=request.user,
                **form.texts(),
            )
        except actions.AlreadyThere:
            text = _(
                "Din organisation har redan börjat på ett bidrag. Det du skrev är inte sparat: kopiera det och öppna "
                "det bidraget."
            )
            form.add_error("contributed_for" if "contributed_for" in form.fields else None, text)
        else:
            messages.success(
                request, _("Bidraget är sparat. Ingen annan organisation kan läsa det förrän ni delar det.")
            )
            return redirect("councils:edit_contribution", council.slug, made.pk)
    context = {**HERE, "form": form, "picture": picture, "organisation": organisation}
    return render(request, "councils/add_contribution.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("contribute", contribution=PictureContribution)
@drafts_only
def edit_contribution(request, council, contribution):
    """Write on in what one's own organisation knows; after the sharing every change is told."""
    _require_own(request.gate, contribution)
    form = ContributionForm(
        request.POST if request.method == "POST" else None, initial=contribution_values(contribution)
    )
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            changed = actions.change_contribution(
                contribution=contribution, by=request.user, version=version, **form.texts()
            )
        except StaleEdit as stale:
            return other_saved_first(request, form, contribution_values(stale.current), request.path)
        said = (
            _("Bidraget är sparat. De andra ser att det är ändrat.") if changed.shared_at else _("Bidraget är sparat.")
        )
        messages.success(request, said)
        return redirect(contribution.picture)
    context = {**HERE, "form": form, "picture": contribution.picture, "contribution": contribution}
    return render(request, "councils/edit_contribution.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("contribute", contribution=PictureContribution)
@drafts_only
def share_contribution(request, council, contribution):
    """Say what sharing means, and share what one's own organisation has written."""
    _require_own(request.gate, contribution)
    if contribution.shared_at:
        messages.info(request, _("Bidraget är redan delat."))
        return redirect(contribution.picture)
    form = ShareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.share_contribution(contribution=contribution, by=request.user, at=timezone.now())
        messages.success(request, _("Bidraget är delat. De andra i rådet kan läsa det nu."))
        return redirect(contribution.picture)
    readers = Organisation.objects.reading_drafts_in(council, on=timezone.localdate())
    context = {
        **HERE,
        "form": form,
        "picture": contribution.picture,
        "contribution": contribution,
        "readers": readers.exclude(pk=contribution.organisation_id),
    }
    return render(request, "councils/share_contribution.html", context, status=422 if form.is_bound else 200)


def _begun(picture, organisation, municipalities):
    """What the organisation has begun on, where it writes one contribution and not one for each municipality."""
    if len(municipalities) > 1:
        return None
    return picture.contributions.filter(organisation=organisation, municipality=None).first()


def _require_own(gate, contribution):
    """Another organisation's contribution is not there to be written in, whether it can be read or not."""
    if contribution.organisation_id not in gate.organisations:
        raise Http404
