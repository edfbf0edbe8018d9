"""The invitation by mail; of a meeting that is called off, word of that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from councils.actions import meetings as actions
from councils.actions.versions import StaleEdit
from councils.models import AuditEntry, Meeting, User
from followup.document.meeting_papers import time_in_words
from followup.forms.meetings import InviteToMeetingForm
from followup.meeting_mail import mail_meeting, recipients, seats_without_mail
from followup.views.meeting_gate import PAGE, sent, told_that_it_is_closed

REFUSALS = {
    StaleEdit: gettext_lazy("Någon annan har ändrat mötet sedan du öppnade sidan. Läs igen innan du skickar."),
    actions.AlreadyInvited: gettext_lazy("Kallelsen har redan skickats. Kryssa i om den ska skickas en gång till."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("run_council", meeting=Meeting)
def invite_to_meeting(request, council, meeting):
    """Show what is sent and to whom, and send it to each. What has been sent is sent again only when one says so."""
    meeting.council = council
    if meeting.is_locked:
        return told_that_it_is_closed(request, meeting)
    today, status = timezone.localdate(), 200
    people, sent_on = recipients(council, on=today), _sent_on(meeting)
    form = _form(sent(request), meeting, people, sent_on)
    if form.is_valid():
        try:
            return _send(request, meeting, form)
        except (StaleEdit, actions.AlreadyInvited) as refusal:
            meeting = Meeting.objects.get(pk=meeting.pk)
            meeting.council = council
            form, status = _form(None, meeting, people, _sent_on(meeting)), 409
            messages.error(request, REFUSALS[type(refusal)])
        except actions.MeetingClosed:
            return told_that_it_is_closed(request, meeting)
    elif form.is_bound:
        status = 422
    context = {
        "form": form,
        "meeting": meeting,
        "name": meeting.name,
        "times": time_in_words(meeting),
        "titles": [] if meeting.cancelled_at else list(meeting.agenda.values_list("title", flat=True)),
        "unreached": seats_without_mail(council, on=today),
    }
    return render(request, "followup/invite_to_meeting.html", {**PAGE, **context}, status=status)


def _form(data, meeting, people, sent_on):
    usual = [one.user.pk for one in people if one.is_usual]
    users = User.objects.filter(pk__in=[one.user.pk for one in people]).order_by("name")
    return InviteToMeetingForm(
        data, users=users, sent_on=sent_on, initial={"invited": usual, "version": meeting.version}
    )


def _send(request, meeting, form):
    users, earlier = list(form.cleaned_data["invited"]), (meeting.invited_at, meeting.invited_by)
    if meeting.cancelled_at:
        actions.tell_of_cancellation(meeting=meeting, by=request.user, mails=len(users))
        titles = []
    else:
        again, version = form.cleaned_data.get("again", False), form.cleaned_data["version"]
        actions.invite_to_meeting(
            meeting=meeting, by=request.user, at=timezone.now(), version=version, mails=len(users), again=again
        )
        titles = list(meeting.agenda.values_list("title", flat=True))
    number = mail_meeting(meeting, users, titles=titles)
    if number == 0 and not meeting.cancelled_at:
        actions.take_back_invitation(meeting=meeting, by=request.user, earlier=earlier)
    _tell(request, number, len(users))
    return redirect(meeting)


def _tell(request, number, of):
    if number == of:
        said = ngettext("Brevet är skickat till %(number)s person.", "Brevet är skickat till %(number)s personer.", of)
        messages.success(request, said % {"number": of})
    elif number:
        said = _("Brevet gick fram till %(number)s av %(of)s. Kontrollera adresserna på medlemmarnas sida.")
        messages.warning(request, said % {"number": number, "of": of})
    else:
        messages.error(request, _("Brevet kunde inte skickas. Försök igen om en stund."))


def _sent_on(meeting):
    """The day on which this very mail went out, if it has."""
    if not meeting.cancelled_at:
        return timezone.localdate(meeting.invited_at) if meeting.invited_at else None
    told = AuditEntry.objects.about(meeting).filter(verb="tell_of_cancellation").latest_first().first()
    return timezone.localdate(told.at) if told else None
