"""What is done with one proposed target from the page where they are looked through. Each leads back to its card."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.access import council_required
from councils.models import PlaceSet
from promises.actions import proposals as actions
from promises.actions.reading import InUse
from promises.forms.reading import AnswerForm, ConfirmForm, DropForm
from promises.models import Proposal, Target
from promises.proposing import calendars_for, proposed
from promises.views.conflicts import drafts_only
from promises.views.reading import review_page


@require_POST
@council_required("edit_promises", target=Target)
@drafts_only
def answer_question(request, council, target):
    """Take the answer to one question and make the target anew from all the answers."""
    proposal = _proposal_of(target)
    promise_set = proposal.source.promise_set
    form = AnswerForm(
        request.POST,
        questions=proposed(proposal, calendars_for(promise_set)).questions,
        place_sets=PlaceSet.objects.of(council).prefetch_related("places"),
        first_day=promise_set.first_day,
    )
    if not form.is_valid():
        problem = target.pk, form.data.get("about", ""), form.first_error
        return review_page(request, promise_set, proposal.source, problem=problem, status=422)
    answer = {"about": form.cleaned_data["about"], "answer": form.cleaned_data["reply"], "places": form.chosen_places}
    return _done(request, proposal, lambda: actions.answer_question(proposal=proposal, by=request.user, **answer))


@require_POST
@council_required("edit_promises", target=Target)
@drafts_only
def confirm_target(request, council, target):
    """Confirm a target as the person read it."""
    proposal = _proposal_of(target)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise BadRequest("a confirmation names the version it confirms")
    version = form.cleaned_data["version"]
    return _done(request, proposal, lambda: actions.confirm_target(proposal=proposal, by=request.user, version=version))


@require_POST
@council_required("edit_promises", target=Target)
@drafts_only
def split_target(request, council, target):
    """Make one more target like this one, to be changed into another."""
    proposal = _proposal_of(target)
    return _done(request, proposal, lambda: actions.split_target(proposal=proposal, by=request.user))


@require_POST
@council_required("edit_promises", target=Target)
@drafts_only
def drop_target(request, council, target):
    """Throw a target away, and its promise if that was asked for."""
    proposal = _proposal_of(target)
    form = DropForm(request.POST)
    form.full_clean()
    whole = form.cleaned_data["whole_promise"]
    return _done(
        request, proposal, lambda: actions.drop_target(proposal=proposal, by=request.user, whole_promise=whole)
    )


def _proposal_of(target):
    rows = Proposal.objects.select_related("source__promise_set__council")
    return get_object_or_404(rows, target=target)


def _done(request, proposal, act):
    """Do it, and lead to the card that the page should stop at: the one the act answers with, or this one."""
    promise_set, card = proposal.source.promise_set, proposal
    try:
        card = act() or proposal
    except actions.ChangedMeanwhile:
        messages.warning(request, _("Målet ändrades medan du läste. Läs regeln igen innan du godkänner."))
    except actions.ChangedByHand:
        messages.warning(request, _("Målet är ändrat för hand, och svaret skulle skriva över det. Ändra i målet."))
    except InUse:
        messages.error(request, _("Något är redan loggat mot målet, så det kan inte slängas. Ändra det i stället."))
    page = reverse("promises:review_text", args=[promise_set.council.slug, promise_set.slug, proposal.source_id])
    return redirect(f"{page}#forslag-{card.target_id}")
