"""A person's calendar as a file that phones and Outlook subscribe to: what has a day, and the council's meetings.

The same rows give the same bytes: nothing in the file comes from the clock, so that a subscriber is told that nothing
is new. An event keeps its UID for good, and its SEQUENCE rises with the row's version.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vText

from councils.models import Meeting
from councils.text import in_one_line
from followup.agenda import agenda
from followup.meeting_calendar import HOST, PRODUCT, span_of
from followup.models import Deadline
from followup.things import ThingKind
from promises.models import PromiseSet, Target

EARLIEST = date(1, 1, 1)


def calendar_of(gates, *, site):
    """The file, as bytes. `site` is where its links lead. Call it with the scope of the councils open.

    Nothing of drafts: who has the address may have got it from somebody else.
    """
    # Subscribers have chosen no language, and one file is the same whoever fetches it.
    with override("sv"):
        file = Calendar()
        for name, value in _heading(gates):
            file.add(name, value)
        for event in _events(gates, site):
            file.add_component(event)
        return file.to_ical()


def _heading(gates):
    name = _("BRÅ: att göra")
    if len(gates) == 1:
        name = _("BRÅ %(council)s: att göra") % {"council": gates[0].council.short_name}
    yield "prodid", PRODUCT
    yield "version", "2.0"
    # The library escapes what it knows to be text; of names beginning with X it knows nothing.
    yield "x-wr-calname", vText(in_one_line(name))
    yield "refresh-interval;value=duration", "PT6H"


def _events(gates, site):
    meetings = {f"meeting:{row.pk}": row for row in Meeting.objects.filter(council__in=[one.council for one in gates])}
    versions = _versions(gates, meetings)
    # Seen from the first of days nothing has been held yet, so that every meeting is there.
    for thing in agenda(gates, today=EARLIEST, with_done=True):
        if (row := versions.get(thing.key)) is not None:
            url, held = f"{site}{thing.url}", meetings.get(thing.key)
            yield _event(
                thing.key, thing.council, _span(thing, held), _said(thing), url, *row, at=held and held.location
            )
    cancelled = Meeting.objects.filter(council__in=[gate.council for gate in gates], cancelled_at__isnull=False)
    for row in cancelled.select_related("council").order_by("held_on", "pk"):
        stamp = row.cancelled_at
        yield _event(
            f"meeting:{row.pk}",
            row.council,
            span_of(row),
            row.called,
            "",
            row.version,
            stamp,
            status="CANCELLED",
        )


def _span(thing, meeting):
    """When it begins and ends: of a meeting by the clock where that is known, of all else the whole day."""
    return span_of(meeting) if meeting else (thing.day, thing.day + timedelta(days=1))


def _said(thing):
    """What an event is called: a heading, not a sentence."""
    if thing.kind == ThingKind.MEETING:
        return thing.name
    return _("Klart: %(what)s") % {"what": thing.name} if thing.is_done else thing.text.removesuffix(".")


def _versions(gates, meetings):
    """Key → (version, when it was written) of every row that may be told of; those of drafts are left out."""
    councils = [gate.council.pk for gate in gates]
    found = {}
    for key, row in meetings.items():
        # When a meeting was written is not kept: the first day of the year before it stands in.
        found[key] = row.version, _midnight(date(row.held_on.year - 1, 1, 1))
    for row in Deadline.objects.filter(council__in=councils).select_related("promise_set"):
        if row.promise_set is None or row.promise_set.is_decided:
            found[f"deadline:{row.pk}"] = row.version, row.done_at or row.set_at
    sets = PromiseSet.objects.filter(council__in=councils).decided()
    for pk, version, day in sets.values_list("pk", "version", "first_day"):
        found[f"summary:{pk}"] = version, _midnight(day)
    targets = Target.objects.filter(promise__section__promise_set__in=sets.values("pk"))
    for pk, version, day in targets.values_list("pk", "version", "promise__section__promise_set__first_day"):
        found[f"delivery:{pk}"] = version, _midnight(day)
    return found


def _event(key, council, span, text, url, version, stamp, *, status="CONFIRMED", at=""):
    event = Event()
    event.add("uid", f"{key.replace(':', '-')}@{HOST}")
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", version - 1)
    event.add("summary", in_one_line(f"{council.short_name}: {text}"))
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    if at:
        event.add("location", in_one_line(at))
    event.add("status", status)
    # A last day is not a day on which one is busy.
    event.add("transp", "OPAQUE" if key.startswith(ThingKind.MEETING) and status == "CONFIRMED" else "TRANSPARENT")
    if url:
        event.add("url", url)
    return event


def _midnight(day):
    return datetime.combine(day, time.min, UTC)
