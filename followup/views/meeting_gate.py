"""What the pages of a meeting share: where they hang, and what is said when it is no longer written in."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from councils.actions.meetings import MeetingClosed

PAGE = {"current_page": "council", "current_work": "meetings"}


def open_meetings_only(view):
    """Lead away from a meeting that is approved or called off, with the reason said. Goes under the gate.

    A form that was sent is tried all the same, so that what was typed is not lost: a view that keeps it answers
    MeetingClosed itself.
    """

    @wraps(view)
    def guarded(request, council, **parts):
        meeting = parts["meeting"] if "meeting" in parts else next(iter(parts.values())).meeting
        meeting.council = council
        if not meeting.is_open and request.method != "POST":
            return told_that_it_is_closed(request, meeting)
        try:
            return view(request, council, **parts)
        except MeetingClosed:
            return told_that_it_is_closed(request, meeting)

    return guarded


def told_that_it_is_closed(request, meeting):
    """Lead back to the meeting with the reason why nothing was changed."""
    meeting.refresh_from_db(fields=["approved_at", "cancelled_at"])
    messages.info(request, _closed(meeting))
    return redirect(meeting)


def say_closed(form):
    """What was typed stays in the form, to be copied."""
    form.add_error(
        None, _("Mötet har justerats eller ställts in medan du skrev. Det du skrev är inte sparat. Kopiera det.")
    )


def _closed(meeting):
    return _("Mötet är inställt.") if meeting.cancelled_at else _("Anteckningarna är justerade. Mötet kan inte ändras.")


def sent(request):
    return request.POST if request.method == "POST" else None
