"""At the meeting and after it: who came, what was said, and that the minutes are approved."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.actions import minutes as actions
from councils.actions.meetings import MeetingClosed
from councils.actions.versions import StaleEdit
from councils.attendance import seats_at
from councils.confirming import asks_again
from councils.forms.differing import differing
from councils.models import Meeting
from councils.views.conflicts import somebody_was_first
from followup.forms.minutes import AttendanceForm, MinutesForm
from followup.meeting_page import meeting_page
from followup.views.meeting_gate import PAGE, open_meetings_only, say_closed, sent

GET_AND_POST = ["GET", "HEAD", "POST"]
REFUSALS = {
    actions.NotHeldYet: gettext_lazy("Mötet har inte hållits än. Anteckningarna kan justeras efteråt."),
    StaleEdit: gettext_lazy("Något i anteckningarna har ändrats sedan du öppnade sidan. Läs igen och justera sedan."),
}


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def meeting_attendance(request, council, meeting):
    """Note for each seat whether somebody came."""
    present = seats_at(meeting)
    initial = {**_attendance(meeting, present), "mark": actions.attendance_mark(meeting)}
    form = AttendanceForm(sent(request), present=present, initial=initial)
    if form.is_valid():
        said = {"mark": form.cleaned_data["mark"], "present": form.present(), "guests": form.guests()}
        try:
            actions.save_attendance(meeting=meeting, by=request.user, **said)
        except MeetingClosed:
            say_closed(form)
        except StaleEdit:
            saved = _attendance(meeting, seats_at(meeting))
            return somebody_was_first(request, differing(form, saved), request.path, saved_by="")
        else:
            messages.success(request, _("Närvaron är sparad."))
            return redirect(meeting)
    return _page(request, meeting, form, "followup/meeting_attendance.html")


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def meeting_minutes(request, council, meeting):
    """Write what was said, item by item."""
    items = list(meeting.agenda.all())
    initial = {**MinutesForm.values_of(meeting, items), "mark": actions.minutes_mark(meeting)}
    form = MinutesForm(sent(request), items=items, initial=initial)
    if form.is_valid():
        try:
            actions.save_minutes(meeting=meeting, by=request.user, **form.values())
        except MeetingClosed:
            say_closed(form)
        except StaleEdit as changed:
            saved = MinutesForm.values_of(changed.current, changed.current.agenda.all())
            return somebody_was_first(request, differing(form, saved), request.path, saved_by="")
        else:
            messages.success(request, _("Anteckningarna är sparade."))
            return redirect(meeting)
    return _page(request, meeting, form, "followup/meeting_minutes.html")


@require_http_methods(GET_AND_POST)
@council_required("run_council", meeting=Meeting)
@open_meetings_only
def approve_minutes(request, council, meeting):
    """Say what approval means and show once more what is approved; approve it."""
    if request.method == "POST":
        return _approve(request, meeting)
    if not meeting.may_be_over(timezone.now()):
        return _refused(request, meeting, actions.NotHeldYet())
    read = actions.digest_of(meeting)  # before what is shown is read: what comes in between makes the digest too old
    context = {
        **PAGE,
        "meeting": meeting,
        "name": meeting.name,
        "page": meeting_page(meeting, request.gate),
        "read": read,
    }
    return render(request, "followup/approve_minutes.html", context)


def _attendance(meeting, present):
    return AttendanceForm.values_of(present, meeting.guests.filter(seat=None))


@asks_again
def _approve(request, meeting):
    """The approval itself, by somebody who has just shown who it is. When asked for that, it is resumed after it."""
    try:
        actions.approve_minutes(meeting=meeting, by=request.user, at=timezone.now(), read=request.POST.get("read", ""))
    except tuple(REFUSALS) as refusal:
        return _refused(request, meeting, refusal)
    messages.success(request, _("Anteckningarna är justerade. Mötet ligger fast."))
    return redirect(meeting)


def _refused(request, meeting, refusal):
    messages.error(request, REFUSALS[type(refusal)])
    return redirect(meeting)


def _page(request, meeting, form, template):
    context = {**PAGE, "meeting": meeting, "name": meeting.name, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)
