"""A council's year as a calendar file to put into one's own calendar. The same days give the same bytes."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from councils.text import in_one_line
from followup.codes import YearKind
from followup.feeds import HOST, PRODUCT


def year_calendar(council, year, days, *, site):
    """The file, as bytes. `site` is where its links lead."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    name = _("BRÅ %(council)s: årshjul %(year)s") % {"council": council.short_name, "year": year}
    file.add("x-wr-calname", vText(in_one_line(name)))
    # Nothing comes from the clock: when a day was put in is not kept of every kind.
    stamp = datetime(year, 1, 1, tzinfo=UTC)
    for one in days:
        file.add_component(_event(council, one, stamp, site))
    return file.to_ical()


def _event(council, one, stamp, site):
    event = Event()
    event.add("uid", f"{one.key.replace(':', '-')}.{council.pk}@{HOST}")
    event.add("dtstamp", stamp)
    event.add("summary", in_one_line(f"{council.short_name}: {one.text}"))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    # A last day is not a day on which one is busy.
    event.add("transp", "OPAQUE" if one.kind == YearKind.MEETING else "TRANSPARENT")
    if one.url:
        event.add("url", f"{site}{one.url}")
    return event
