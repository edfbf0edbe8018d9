"""The invitation to a meeting, or word that it is called off, as a mail to each: plain text in Swedish and a file.

Of the agenda only the titles go out; what they rest on is read after signing in.
"""

from dataclasses import dataclass
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from councils.models import Membership, SeatHolder
from councils.roles import Role, rank
from councils.text import swedish_key
from followup.meeting_calendar import meeting_file


@dataclass(frozen=True)
class Recipient:
    """Somebody in the council with an address, and whether the invitation is meant for them unless one says so."""

    user: object
    role: str
    is_usual: bool


def recipients(council, *, on):
    """Everybody who is in the council on a day, once each by their highest role. Officials read, and rarely come."""
    rows = Membership.objects.of(council).on(on).filter(user__is_active=True).exclude(user__email="")
    found = {}
    for row in sorted(rows.select_related("user"), key=lambda one: rank(one.role)):
        found.setdefault(row.user_id, Recipient(row.user, row.get_role_display(), row.role != Role.OFFICIAL))
    return sorted(found.values(), key=lambda one: swedish_key(one.user.name))


def seats_without_mail(council, *, on):
    """Seats that nobody with an account holds: they are told in another way."""
    held = SeatHolder.objects.on(on).filter(seat__council=council, user__isnull=False).values("seat")
    return council.seats.filter(ended_on__isnull=True).exclude(pk__in=held)


def mail_meeting(meeting, users, *, titles):
    """Mail each of them. Returns how many mails the server took; none is sent again."""
    connection = get_connection()
    try:
        connection.open()
        return sum(_sent(mail_of(meeting, user, titles, connection)) for user in users)
    except (SMTPException, OSError):
        return 0
    finally:
        _close(connection)


def mail_of(meeting, user, titles, connection=None):
    """One person's mail, with the meeting as a file for the calendar."""
    with translation.override(settings.LANGUAGE_CODE):
        mail = EmailMessage(
            subject=_subject(meeting),
            body=render_to_string("followup/meeting_mail.txt", _context(meeting, user, titles)),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[user.email],
            headers={"Auto-Submitted": "auto-generated"},
            connection=connection,
        )
    method = "CANCEL" if meeting.cancelled_at else "REQUEST"
    content = meeting_file(meeting, stamp=timezone.now(), to=user.email)
    mail.attach("mote.ics", content.decode(), f"text/calendar; method={method}")
    return mail


def _subject(meeting):
    words = {"meeting": meeting.called, "day": date_format(meeting.held_on, "j F Y")}
    said = _("Inställt: %(meeting)s %(day)s") if meeting.cancelled_at else _("Kallelse: %(meeting)s %(day)s")
    return said % words


def _context(meeting, user, titles):
    return {
        "name": user.name,
        "council": meeting.council.name,
        "meeting": meeting,
        "called": meeting.called,
        "day": date_format(meeting.held_on, "l j F Y"),
        "titles": titles,
        "link": f"{settings.BASE_URL}{meeting.get_absolute_url()}",
        "profile": f"{settings.BASE_URL}{reverse('councils:profile')}",
    }


def _sent(mail):
    try:
        return mail.send()
    except (SMTPException, OSError, ValueError):
        # ValueError: an address that cannot be written. The others get theirs.
        return 0


def _close(connection):
    try:
        connection.close()
    except (SMTPException, OSError):
        # It was gone already.
        return
