from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import dialogues as actions
from councils.actions.pictures import Adopted
from councils.actions.versions import StaleEdit
from councils.dialogue_rights import may_change, may_settle
from councils.forms.dialogues import ChangeDialogueForm, DialogueForm
from councils.forms.pictures import PICTURE_ADOPTED
from councils.models import Dialogue, Observation, Picture
from councils.observation_rows import told_measures
from councils.querysets import readable_documents
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE_SIZE = 30
HERE = {"current_page": "council", "current_work": "dialogues"}


@require_safe
@council_required("view_council")
def dialogues(request, council):
    """Talks with residents and staff, surveys and safety walks, and what is still to be put right after them."""
    today = timezone.localdate()
    asked = request.GET.get("sida", "1")
    rows = Dialogue.objects.of(council).with_tally().latest_first()
    page = Paginator(rows, PAGE_SIZE).get_page(asked if asked.isascii() else "1")
    seen = Observation.objects.of(council)
    tally = {"open": seen.open().count(), "overdue": seen.overdue(on=today).count()}
    return render(request, "councils/dialogues.html", {**HERE, "page": page, "tally": tally})


@require_safe
@council_required("view_council", dialogue=Dialogue)
def dialogue(request, council, dialogue):
    """One dialogue: what came out of it, what was seen and what has become of that."""
    gate, today = request.gate, timezone.localdate()
    prefetch_related_objects([dialogue], "organisers")
    rows = told_measures(dialogue.observations.with_details(), gate)
    for row in rows:
        row.dialogue, row.has_waited = dialogue, row.is_overdue(today)
        row.may_settle = may_settle(gate, row)
    picture = Picture.objects.filter(readable_documents(gate), pk=dialogue.picture_id).first()
    context = {
        "dialogue": dialogue,
        "observations": rows,
        "picture": picture,
        "may_change": may_change(gate, dialogue),
        "logged": _logged(gate, dialogue),
        "may_log": gate.can_log_activity and dialogue.is_safety_walk and dialogue.held_on <= today,
    }
    return render(request, "councils/dialogue.html", {**HERE, **context})


@require_http_methods(GET_AND_POST)
@council_required("contribute")
def add_dialogue(request, council):
    """A dialogue that one's own organisation has held."""
    own = request.gate.organisation
    initial = {"held_on": timezone.localdate(), "organisers": [own.pk] if own else []}
    form = DialogueForm(_sent(request), gate=request.gate, initial=initial)
    if form.is_valid():
        try:
            saved = actions.add_dialogue(council=council, by=request.user, **form.values())
        except Adopted:
            form.add_error("picture", PICTURE_ADOPTED)
        else:
            if saved.made:
                messages.success(request, _("Dialogen är sparad."))
            else:
                messages.info(request, _("Dialogen fanns redan. Den är sparad en gång."))
            return redirect(saved.row)
    return render(request, "councils/add_dialogue.html", {**HERE, "form": form}, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("contribute", dialogue=Dialogue)
def change_dialogue(request, council, dialogue):
    """Say otherwise what was held and what came out of it."""
    _require(may_change(request.gate, dialogue))
    form = ChangeDialogueForm(_sent(request), gate=request.gate, initial=_values_of(dialogue))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_dialogue(dialogue=dialogue, by=request.user, version=version, **form.values())
        except StaleEdit as changed:
            return other_saved_first(request, form, _values_of(changed.current), dialogue.get_absolute_url())
        except Adopted:
            form.add_error("picture", PICTURE_ADOPTED)
        else:
            messages.success(request, _("Dialogen är ändrad."))
            return redirect(dialogue)
    context = {**HERE, "form": form, "dialogue": dialogue}
    return render(request, "councils/change_dialogue.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("contribute", dialogue=Dialogue)
def remove_dialogue(request, council, dialogue):
    """Take away a dialogue in which nothing was written down."""
    _require(may_change(request.gate, dialogue))
    try:
        actions.remove_dialogue(dialogue=dialogue, by=request.user)
    except actions.NotEmpty:
        messages.error(request, _("Det finns något nedskrivet från dialogen, så den måste finnas kvar."))
        return redirect(dialogue)
    messages.success(request, _("Dialogen är borttagen."))
    return redirect("councils:dialogues", council.slug)


def _logged(gate, dialogue):
    """The walk as an activity, where somebody has logged one that day: it is not to be logged once more."""
    if not (gate.can_log_activity and dialogue.is_safety_walk):
        return None
    about = {"activity_type": "safety_walk", "occurred_on": dialogue.held_on, "withdrawn_at": None}
    return gate.council.activities.filter(**about).order_by("pk").first()


def _values_of(dialogue):
    same = ("kind", "held_on", "location", "participants", "findings", "version")
    values = {name: getattr(dialogue, name) for name in same}
    organisers = [one.pk for one in dialogue.organisers.all()]
    return {**values, "dialogue_title": dialogue.title, "organisers": organisers, "picture": dialogue.picture_id}


def _require(allowed):
    if not allowed:
        raise PermissionDenied


def _sent(request):
    return request.POST if request.method == "POST" else None
