"""A situational picture read whole: its own rows, and what they name and do not hold themselves.

What is named, such as a problem area or what an organisation is called, is read from the council as it is until the
picture is adopted. Then it is copied onto the picture and stands. Page and papers ask here for both alike.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from councils.areas_as_read import AreaAsRead, as_data, from_data
from councils.indicator_figures import facts_of, figures_from
from councils.marks import mark_of_parts
from councils.models import Organisation, Picture, ProblemArea
from councils.priorities import by_priority
from councils.roles import PERMISSIONS_OF, Permission

TEXTS = ("title", "from_day", "to_day", "mapping", "other_information", "analysis")


@dataclass(frozen=True)
class PictureReading:
    """A picture with its parts. Each contribution that is shared, observation and figure carries what it names.

    `parties`: (id, name) of those who may, or might, contribute. `meeting`: its title and day, where there is
    one.
    """

    picture: Picture
    council: str
    meeting: tuple[str, date] | None
    parties: list[tuple[int, str]]
    contributions: list
    observations: list
    indicators: list
    dialogues: list[tuple[int, str, date]]
    problems: list[AreaAsRead]


def read_picture(picture):
    """The picture with its shared contributions, observations, figures, dialogues and problem areas.

    A constant number of queries; three for one that is adopted.
    """
    names = picture.as_adopted or names_now(picture)
    return PictureReading(
        picture=picture,
        council=names["council"],
        meeting=_meeting(names["meeting"]),
        parties=[(pk, name) for pk, name in names["parties"]],
        contributions=_named(_shared(picture), names["contributions"]),
        observations=_named(picture.observations.all(), names["observations"]),
        indicators=_with_figures(picture.indicators.all(), names["indicators"]),
        dialogues=[(pk, title, date.fromisoformat(day)) for pk, title, day in names["dialogues"]],
        problems=[from_data(area) for area in names["problems"]],
    )


def names_now(picture):
    """What the picture names as plain data, read from the council as it is."""
    observations = picture.observations.select_related("organisation")
    areas = by_priority(ProblemArea.objects.filter(picture=picture).prefetch_related("places"))
    dialogues = picture.dialogues.order_by("-held_on", "-pk")
    return {
        "council": picture.council.name,
        "meeting": meeting_as_data(picture.meeting),
        "parties": _parties(picture),
        "contributions": {
            str(row.pk): [row.organisation.name, row.municipality.display_name if row.municipality_id else ""]
            for row in _shared(picture).select_related("organisation", "municipality")
        },
        "observations": {str(row.pk): [row.organisation.name, ""] for row in observations},
        "indicators": _figures(picture),
        "dialogues": [[row.pk, row.title, row.held_on.isoformat()] for row in dialogues],
        "problems": [as_data(area, places=[place.name for place in area.places.all()]) for area in areas],
    }


def latest_year(indicators):
    """The year of the newest figure in what a picture names as its indicators, or nothing.

    >>> latest_year({"7": {"values": [["place", "T", "T", 2016, "1", False]]}})
    2016
    """
    return max(
        (year for facts in indicators.values() for *_area, year, _value, _early in facts["values"]), default=None
    )


def meeting_as_data(meeting):
    return [meeting.title, meeting.held_on.isoformat()] if meeting else None


def mark_of_picture(picture, names=None):
    """What tells the picture that somebody has read from what it has become since: see marks.py.

    `names`: what it names, where that has been read.
    """
    names = names or names_now(picture)
    values = {
        "contributions": _shared(picture).values_list("pk", "version", "crime", "other_information", "analysis"),
        "observations": picture.observations.values_list("pk", "text", "level", "geography"),
        "indicators": picture.indicators.values_list("pk", "order", "comment"),
    }
    return mark_of_parts(
        {
            "texts": [picture.version, *(getattr(picture, name) for name in TEXTS)],
            **{name: [list(rows), names[name]] for name, rows in values.items()},
            "dialogues": names["dialogues"],
            "problems": names["problems"],
            "parties": [names["council"], names["parties"]],
            "replaces": list(Picture.objects.of(picture.council).in_force().values_list("pk", flat=True)),
        }
    )


def part_in_words(part):
    """A part of the mark as a person calls it."""
    return {
        "texts": _("rubrik och texter"),
        "replaces": _("vilken lägesbild som ersätts"),
        "contributions": _("parternas bidrag"),
        "observations": _("iakttagelserna"),
        "indicators": _("siffrorna"),
        "dialogues": _("dialogerna"),
        "problems": _("problemområdena"),
        "parties": _("parterna"),
    }[part]


def contributing_in(council, *, on):
    """Organisations for which somebody in the council may contribute on a day."""
    roles = [role for role, allowed in PERMISSIONS_OF.items() if Permission.CONTRIBUTE in allowed]
    rows = council.memberships.on(on).filter(role__in=roles, user__is_active=True)
    return Organisation.objects.filter(pk__in=rows.values("organisation"))


def _parties(picture):
    there = _shared(picture).values("organisation")
    known = contributing_in(picture.council, on=timezone.localdate()) | Organisation.objects.filter(pk__in=there)
    return [[one.pk, one.name] for one in known.distinct().main_parties_first()]


def _shared(picture):
    """Contributions that others than their organisation read: what is not shared is no part of the picture."""
    return picture.contributions.filter(shared_at__isnull=False).order_by("pk")


def _meeting(said):
    return (said[0], date.fromisoformat(said[1])) if said else None


def _named(rows, names):
    """The rows, each with `organisation_name` and `municipality_name`."""
    found = list(rows)
    for row in found:
        row.organisation_name, row.municipality_name = names[str(row.pk)]
    return found


def _figures(picture):
    rows = list(picture.indicators.select_related("indicator"))
    facts = facts_of([row.indicator for row in rows])
    return {str(row.pk): facts[row.indicator_id] for row in rows}


def _with_figures(rows, names):
    found = list(rows)
    for row in found:
        row.figures = figures_from(names[str(row.pk)])
    return found
