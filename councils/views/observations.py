from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.actions import dialogues as actions
from councils.actions import observed_measures
from councils.actions.versions import StaleEdit
from councils.codes import ObservationStatus
from councils.dialogue_rights import may_change, may_settle
from councils.forms.observations import (
    ChangeObservationForm,
    MeasureForm,
    ObservationFilterForm,
    ObservationForm,
    SettleForm,
)
from councils.models import Dialogue, Observation
from councils.observation_rows import as_csv, by_organisation, told_measures
from councils.views.conflicts import other_saved_first

GET_AND_POST = ["GET", "HEAD", "POST"]
PAGE_SIZE = 50
HERE = {"current_page": "council", "current_work": "dialogues"}


@require_safe
@council_required("view_council")
def observations(request, council):
    """What has been seen in every dialogue, by who is to put it right; what is still open unless one asks otherwise."""
    today, gate = timezone.localdate(), request.gate
    form = ObservationFilterForm(request.GET, council=council)
    rows = form.narrowed(Observation.objects.of(council), today=today).with_details()
    # Nobody's come last, as in the groups, so that no group is torn apart between two pages more than once.
    rows = rows.order_by(F("fixed_by__short_name").asc(nulls_last=True), "fixed_by", "dialogue__held_on", "pk")
    asked = request.GET.get("sida", "1")
    page = Paginator(rows, PAGE_SIZE).get_page(asked if asked.isascii() else "1")
    found = told_measures(page.object_list.prefetch_related("dialogue__organisers"), gate)
    for row in found:
        row.may_settle = may_settle(gate, row)
    context = {"form": form, "page": page, "groups": by_organisation(found, today=today), "query": form.query}
    return render(request, "councils/observations.html", {**HERE, **context})


@require_safe
@council_required("view_council")
def observations_csv(request, council):
    """The same as a file, all pages of it."""
    form = ObservationFilterForm(request.GET, council=council)
    rows = form.narrowed(Observation.objects.of(council), today=timezone.localdate()).with_details().oldest_first()
    response = HttpResponse(as_csv(told_measures(rows, request.gate)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="iakttagelser-{council.slug}.csv"'
    return response


@require_http_methods(GET_AND_POST)
@council_required("contribute", dialogue=Dialogue)
def add_observation(request, council, dialogue):
    """Write down what was seen; after saving the page is ready for the next, at the same place."""
    _require(may_change(request.gate, dialogue))
    initial = {name: request.GET.get(asked, "") for name, asked in (("place", "plats"), ("fixed_by", "ansvar"))}
    form = ObservationForm(_sent(request), council=council, initial=initial)
    if form.is_valid():
        saved = actions.add_observation(dialogue=dialogue, by=request.user, **form.values())
        if saved.made:
            messages.success(request, _("Sparat. Skriv nästa när ni ser den."))
        else:
            messages.info(request, _("Iakttagelsen fanns redan. Den är sparad en gång."))
        kept = {"plats": saved.row.place_id or "", "ansvar": saved.row.fixed_by_id or ""}
        page = reverse("councils:add_observation", args=[council.slug, dialogue.pk])
        return redirect(f"{page}?{urlencode(kept)}")
    written = dialogue.observations.select_related("place").order_by("-pk")[:5]
    context = {**HERE, "form": form, "dialogue": dialogue, "written": written}
    return render(request, "councils/add_observation.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("contribute", observation=Observation)
def change_observation(request, council, observation):
    """Other words, another place or somebody else to put it right."""
    _require(may_change(request.gate, observation.dialogue))
    form = ChangeObservationForm(_sent(request), council=council, initial=_values_of(observation))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_observation(observation=observation, by=request.user, version=version, **form.values())
        except StaleEdit as changed:
            return other_saved_first(request, form, _values_of(changed.current), request.path)
        messages.success(request, _("Iakttagelsen är ändrad."))
        return redirect(observation.dialogue)
    return _page(request, "councils/change_observation.html", form, observation)


@require_http_methods(GET_AND_POST)
@council_required("contribute", observation=Observation)
def settle_observation(request, council, observation):
    """Say how it went: done, not to be done, or still open."""
    _require(may_settle(request.gate, observation))
    today = timezone.localdate()
    first = {"status": ObservationStatus.DONE, "settled_on": today} if observation.is_open else {}
    form = SettleForm(_sent(request), today=today, initial={**_state_of(observation), **first})
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.settle_observation(observation=observation, by=request.user, version=version, **form.values())
        except StaleEdit as changed:
            return other_saved_first(request, form, _state_of(changed.current), request.path)
        messages.success(request, _("Läget är sparat."))
        return redirect(observation.dialogue)
    return _page(request, "councils/settle_observation.html", form, observation)


@require_POST
@council_required("contribute", observation=Observation)
def remove_observation(request, council, observation):
    """Take away what was written down by mistake."""
    _require(may_change(request.gate, observation.dialogue))
    try:
        actions.remove_observation(observation=observation, by=request.user)
        messages.success(request, _("Iakttagelsen är borttagen."))
    except actions.NotEmpty:
        messages.error(request, _("Iakttagelsen har ett svar eller en åtgärd i planen och måste finnas kvar."))
    return redirect(observation.dialogue)


@require_http_methods(GET_AND_POST)
@council_required("edit_plan", observation=Observation)
def observed_measure(request, council, observation):
    """Make a measure in a plan of what was seen."""
    if observation.measure_id and request.method != "POST":
        return _is_in_a_plan(request, observation)
    plans = observed_measures.open_plans(request.gate)
    initial = {"measure_text": _as_measure(observation), "owner": observation.fixed_by_id}
    form = MeasureForm(_sent(request), council=council, plans=plans, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        about = {"problem": said["problem"], "text": said["measure_text"], "owner": said["owner"]}
        try:
            made = observed_measures.make_measure(observation=observation, by=request.user, **about).made
        except observed_measures.NotOpen:
            form.add_error("problem", _("Planen är beslutad och tar inte emot fler åtgärder. Välj en annan."))
        else:
            if not made:
                return _is_in_a_plan(request, observation)
            messages.success(request, _("Iakttagelsen är nu en åtgärd i planen."))
            return redirect(observation.dialogue)
    return _page(request, "councils/observed_measure.html", form, observation)


def _is_in_a_plan(request, observation):
    messages.info(request, _("Iakttagelsen är redan en åtgärd i en plan."))
    return redirect(observation.dialogue)


def _page(request, template, form, observation):
    context = {**HERE, "form": form, "observation": observation, "dialogue": observation.dialogue}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _values_of(observation):
    rows = {"place": observation.place_id, "fixed_by": observation.fixed_by_id}
    return {**rows, "text": observation.text, "version": observation.version, "new_place": ""}


def _state_of(observation):
    return {name: getattr(observation, name) for name in ("status", "settled_on", "answer", "version")}


def _as_measure(observation):
    return f"{observation.place}: {observation.text}" if observation.place else observation.text


def _require(allowed):
    if not allowed:
        raise PermissionDenied


def _sent(request):
    return request.POST if request.method == "POST" else None
