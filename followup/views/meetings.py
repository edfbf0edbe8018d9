"""The council's meetings: what is to be done at one moves with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from councils.access import council_required
from councils.actions import meetings as council_actions
from councils.forms.differing import differing
from councils.models import Meeting
from councils.views.conflicts import somebody_was_first
from followup.actions import deadlines as actions
from followup.agenda import deadlines_readable_in
from followup.forms.deadlines import ReadVersionForm
from followup.forms.meetings import ChangeMeetingForm, MeetingForm
from followup.views.meeting_gate import PAGE, open_meetings_only, say_closed, told_that_it_is_closed

GET_AND_POST = ["GET", "HEAD", "POST"]
MOST_HELD = 50


@require_safe
@council_required("view_council")
def meetings(request, council):
    """The council's meetings to come, each with what is to be done at it, and those that were."""
    now, today = timezone.now(), timezone.localdate()
    rows = Meeting.objects.of(council).order_by("held_on", "pk")
    coming = _with_deadlines(request.gate, rows.planned().coming(at=now))
    context = {
        "coming": coming,
        "cancelled": rows.coming(at=now).filter(cancelled_at__isnull=False),
        "held": rows.begun(at=now).reverse()[:MOST_HELD],
        "this_year": rows.planned().filter(held_on__year=today.year).count() if council.meetings_per_year else 0,
        "year": today.year,
        "today": today,
    }
    return render(request, "followup/meetings.html", {**PAGE, **context})


@require_http_methods(GET_AND_POST)
@council_required("run_council")
def add_meeting(request, council):
    """A day on which the council is to meet."""
    form = MeetingForm(_sent(request))
    if form.is_valid():
        try:
            meeting = council_actions.add_meeting(council=council, by=request.user, **form.values())
        except council_actions.DayTaken:
            _say_taken(form)
        else:
            messages.success(request, _("Mötet är inlagt."))
            return redirect("followup:meeting", council.slug, meeting.pk)
    context = {**PAGE, "form": form}
    return render(request, "followup/add_meeting.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def change_meeting(request, council, meeting):
    """Another day or name for a meeting; what is to be done at it moves with it."""
    form = ChangeMeetingForm(_sent(request), initial=ChangeMeetingForm.values_of(meeting))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_meeting(meeting=meeting, by=request.user, version=version, **form.values())
        except council_actions.DayTaken:
            _say_taken(form)
        except actions.Taken:
            form.add_error("meeting_day", _("Löften som stäms av på mötet har redan en avstämning den dagen."))
        except actions.MeetingPassed:
            _say_passed(form)
        except council_actions.MeetingClosed:
            say_closed(form)
        except actions.Stale as stale:
            url = stale.current.get_absolute_url()
            texts = differing(form, ChangeMeetingForm.values_of(stale.current))
            return somebody_was_first(request, texts, url, saved_by=stale.current.cancelled_by or "")
        else:
            messages.success(request, _("Mötet är ändrat."))
            return redirect(meeting)
    context = {**PAGE, "form": form, "meeting": meeting}
    context["hanging"] = _hanging(request.gate, meeting)
    return render(request, "followup/change_meeting.html", context, status=422 if form.is_bound else 200)


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def cancel_meeting(request, council, meeting):
    """Call off a meeting, once the page has said what was to be done at it."""
    if meeting.cancelled_at:  # sent a second time
        return told_that_it_is_closed(request, meeting)
    form, status = ReadVersionForm(_sent(request), initial={"version": meeting.version}), 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        try:
            actions.cancel_meeting(meeting=meeting, by=request.user, version=form.cleaned_data["version"])
        except actions.Stale as stale:
            meeting, status = stale.current, 409
            form = ReadVersionForm(initial={"version": meeting.version})
        else:
            messages.success(request, _("Mötet är inställt."))
            if meeting.invited_at:
                return redirect("followup:invite_to_meeting", council.slug, meeting.pk)
            return redirect("followup:meetings", council.slug)
    context = {**PAGE, "form": form, "meeting": meeting, "has_changed": status == 409}
    context["hanging"] = _hanging(request.gate, meeting)
    return render(request, "followup/cancel_meeting.html", context, status=status)


def _with_deadlines(gate, rows):
    """(meeting, what is to be done at it that the reader may see)"""
    at = {}
    for deadline in deadlines_readable_in({gate.council.pk: gate}).open().in_order():
        at.setdefault(deadline.meeting_id, []).append(deadline)
    return [(meeting, at.get(meeting.pk, [])) for meeting in rows]


def _hanging(gate, meeting):
    return deadlines_readable_in({gate.council.pk: gate}).open().in_order().filter(meeting=meeting)


def _say_taken(form):
    form.add_error("meeting_day", _("Det finns redan ett möte den dagen. Välj en annan dag eller ändra det mötet."))


def _say_passed(form):
    said = _("Dagen har passerat, och det finns saker kvar att göra till mötet. Välj en dag som kommer.")
    form.add_error("meeting_day", said)


def _sent(request):
    return request.POST if request.method == "POST" else None
