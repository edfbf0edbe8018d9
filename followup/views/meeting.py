"""One meeting: read, printed, and as a file for one's own calendar."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from councils.access import council_required
from councils.models import Meeting
from followup.agenda import deadlines_readable_in
from followup.document.meeting_papers import agenda_paper, minutes_paper, time_in_words
from followup.document.paper_pdf import paper_pdf
from followup.document.pdf import DocumentError
from followup.meeting_calendar import meeting_file
from followup.meeting_page import meeting_page
from followup.views.meeting_gate import PAGE


@require_safe
@council_required("view_council", meeting=Meeting)
def meeting(request, council, meeting):
    """Everything about one meeting: before it the agenda, after it who came, what was said and decided."""
    meeting.council = council
    gate, now, today = request.gate, timezone.now(), timezone.localdate()
    page = meeting_page(meeting, gate)
    context = {
        "meeting": meeting,
        "name": meeting.name,
        "times": time_in_words(meeting),
        "page": page,
        "today": today,
        "is_held": meeting.has_begun(now),
        "is_its_day": meeting.held_on <= today,
        "may_approve": meeting.may_be_over(now),
        "may_write": gate.can_run_council and meeting.is_open,
        "hanging": deadlines_readable_in({council.pk: gate}).open().in_order().filter(meeting=meeting),
    }
    return render(request, "followup/meeting.html", {**PAGE, **context})


@require_safe
@council_required("view_council", meeting=Meeting)
def meeting_ics(request, council, meeting):
    """The meeting as a file for one's own calendar; the same event as in the calendar one subscribes to."""
    meeting.council = council
    body = meeting_file(meeting, stamp=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mote-{council.slug}-{meeting.held_on}.ics"'
    return response


@require_safe
@council_required("view_council", meeting=Meeting)
def agenda_pdf(request, council, meeting):
    """The agenda on paper, for whoever may read it."""
    meeting.council = council
    page = meeting_page(meeting, request.gate)
    if not page.shows_agenda:
        messages.info(request, _("Dagordningen visas när kallelsen har skickats."))
        return redirect(meeting)
    return _pdf(request, page, agenda_paper, "dagordning")


@require_safe
@council_required("view_council", meeting=Meeting)
def minutes_pdf(request, council, meeting):
    """The minutes on paper: a draft marked as such until they are approved."""
    meeting.council = council
    page = meeting_page(meeting, request.gate)
    if not page.shows_minutes:
        messages.info(request, _("Anteckningarna visas när de är justerade."))
        return redirect(meeting)
    return _pdf(request, page, minutes_paper, "minnesanteckningar")


def _pdf(request, page, paper_of, name):
    meeting = page.meeting
    try:
        body = paper_pdf(paper_of(page, is_example=settings.EXAMPLE_DATA))
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(meeting)
    response = HttpResponse(body, content_type="application/pdf")
    file_name = f"{name}-{meeting.council.slug}-{meeting.held_on}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
