"""What a meeting is to talk about: own items, and those that propose themselves."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions import meeting_agenda as actions
from councils.actions.meetings import MeetingClosed
from councils.actions.versions import StaleEdit
from councils.forms.differing import differing
from councils.models import AgendaItem, Meeting
from councils.views.conflicts import somebody_was_first
from followup.agenda_proposals import agenda_proposals
from followup.forms.meetings import AgendaItemForm, ChangeAgendaItemForm
from followup.views.meeting_gate import PAGE, open_meetings_only, say_closed, sent

GET_AND_POST = ["GET", "HEAD", "POST"]
EVERYTHING = "alla"


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def meeting_agenda(request, council, meeting):
    """The agenda as it is written: what is there, what proposes itself, and a new item of one's own."""
    form = AgendaItemForm(sent(request))
    if form.is_valid():
        try:
            actions.add_agenda_item(meeting=meeting, by=request.user, **_values(form))
        except actions.AgendaFull:
            form.add_error(None, _full())
        except MeetingClosed:
            say_closed(form)
        else:
            messages.success(request, _("Punkten är tillagd."))
            return _to_the_agenda(meeting)
    context = {
        **PAGE,
        "meeting": meeting,
        "name": meeting.name,
        "form": form,
        "items": list(meeting.agenda.all()),
        "proposals": agenda_proposals(meeting, today=timezone.localdate()),
    }
    return render(request, "followup/meeting_agenda.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def take_proposals(request, council, meeting):
    """Put what is proposed on the agenda: one, or all at once."""
    asked = request.POST.get("source", "")
    there = agenda_proposals(meeting, today=timezone.localdate())
    chosen = [one for one in there if asked in (EVERYTHING, one.source)]
    try:
        made = actions.take_proposals(meeting=meeting, by=request.user, proposals=chosen)
    except actions.AgendaFull:
        messages.error(request, _full())
        return _to_the_agenda(meeting)
    if made:
        said = ngettext(
            "%(number)s punkt är tillagd.",
            "%(number)s punkter är tillagda.",
            len(made),
        )
        messages.success(request, said % {"number": len(made)})
    else:
        messages.info(request, _("Punkten står redan på dagordningen, eller föreslås inte längre."))
    return _to_the_agenda(meeting)


@require_http_methods(GET_AND_POST)
@council_required("run_council", agenda_item=AgendaItem)
@open_meetings_only
def change_agenda_item(request, council, agenda_item):
    """Other words for an item."""
    meeting = agenda_item.meeting
    initial = {
        "item_title": agenda_item.title,
        "item_background": agenda_item.background,
        "mark": actions.mark_of(agenda_item),
    }
    form = ChangeAgendaItemForm(sent(request), initial=initial)
    if form.is_valid():
        try:
            actions.change_agenda_item(
                item=agenda_item, by=request.user, mark=form.cleaned_data["mark"], **_values(form)
            )
        except MeetingClosed:
            say_closed(form)
        except StaleEdit as changed:
            saved = {"item_title": changed.current.title, "item_background": changed.current.background}
            return somebody_was_first(request, differing(form, saved), request.path, saved_by="")
        else:
            messages.success(request, _("Punkten är ändrad."))
            return _to_the_agenda(meeting)
    context = {**PAGE, "meeting": meeting, "name": meeting.name, "item": agenda_item, "form": form}
    return render(request, "followup/change_agenda_item.html", context, status=422 if form.is_bound else 200)


@require_POST
@council_required("run_council", agenda_item=AgendaItem)
@open_meetings_only
def move_agenda_item(request, council, agenda_item):
    """One step up or down."""
    direction = request.POST.get("direction")
    if direction not in ("up", "down"):
        raise BadRequest("a move is up or down")
    actions.move_agenda_item(item=agenda_item, by=request.user, up=direction == "up")
    return _to_the_agenda(agenda_item.meeting)


@require_POST
@council_required("run_council", agenda_item=AgendaItem)
@open_meetings_only
def remove_agenda_item(request, council, agenda_item):
    """Take an item away."""
    actions.remove_agenda_item(item=agenda_item, by=request.user)
    messages.success(request, _("Punkten är borttagen."))
    return _to_the_agenda(agenda_item.meeting)


def _values(form):
    return {"title": form.cleaned_data["item_title"], "background": form.cleaned_data["item_background"]}


def _full():
    return _("Dagordningen har redan %(most)s punkter. Ta bort någon först.") % {"most": actions.MOST_ITEMS}


def _to_the_agenda(meeting):
    return redirect("followup:meeting_agenda", meeting.council.slug, meeting.pk)
