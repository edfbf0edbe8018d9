"""A meeting as a file for one's own calendar, fetched or sent with the invitation.

It is the same event as in the calendar that one subscribes to: the UID stays, the SEQUENCE rises with the meeting's
version, and one that is called off says so, so that programs change the event they have.
"""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar, Event, vCalAddress, vText

from councils.text import in_one_line

PRODUCT = "-//Brapp//Kalender//SV"
HOST = "brapp.invalid"  # a UID looks like an address; this one can never be anybody's
USUAL_LENGTH = timedelta(hours=2)


def uid_of(meeting):
    return f"meeting-{meeting.pk}@{HOST}"


def meeting_file(meeting, *, stamp, to=None):
    """The file, as bytes. `stamp`: when it is made; `to`: the address it is mailed to, which makes it an invitation."""
    with override("sv"):
        file = Calendar()
        file.add("prodid", PRODUCT)
        file.add("version", "2.0")
        file.add("method", "PUBLISH" if to is None else "CANCEL" if meeting.cancelled_at else "REQUEST")
        file.add_component(_event(meeting, stamp, to))
        return file.to_ical()


def _event(meeting, stamp, to):
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", meeting.version - 1)
    event.add("summary", in_one_line(f"{meeting.council.short_name}: {meeting.called}"))
    for name, value in zip(("dtstart", "dtend"), span_of(meeting), strict=True):
        event.add(name, value)
    if meeting.location:
        event.add("location", in_one_line(meeting.location))
    event.add("url", f"{settings.BASE_URL}{meeting.get_absolute_url()}")
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    if to is not None:
        _address(event, meeting, to)
    return event


def span_of(meeting) -> tuple[date | datetime, date | datetime]:
    """When it begins and ends: whole days where no time is known."""
    if meeting.starts_at is None:
        return meeting.held_on, meeting.held_on + timedelta(days=1)
    start = _moment(meeting.held_on, meeting.starts_at)
    return start, _moment(meeting.held_on, meeting.ends_at) if meeting.ends_at else start + USUAL_LENGTH


def _moment(day: date, at: time):
    """In universal time, so that the file needs no table of time zones."""
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)


def _address(event, meeting, to):
    """Programs want to know who asks whom. Nobody is asked to answer: nobody reads the sender's mail."""
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(in_one_line(meeting.council.name))
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee, encode=0)
