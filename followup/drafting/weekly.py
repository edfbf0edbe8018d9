"""A weekly letter to residents, drafted from what was counted that week: what, when, where and who took part.

Nobody is told of: no note, no place that somebody typed, no number of people that is so small that one may be known,
and of concern talks only that they are held. Plain values in, text out; of Django only what speaks.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext

from promises.codes import ActivityType
from promises.wording import both

FEWEST_REACHED = 5  # of fewer one may be known
MOST_DAYS = 3
MOST_PLACES = 3
# Told of without day, place and number: in a small place it is known whom one met.
HELD_IN_CONFIDENCE = (ActivityType.CONCERN_TALK,)
IN_CONFIDENCE = gettext_lazy("Vi har också haft orossamtal med unga och deras familjer. Vi berättar inte mer om dem.")
ASKING = gettext_lazy(
    "Vill du berätta var du känner dig trygg eller otrygg? Hör gärna av dig till kommunen eller polisen."
)


@dataclass(frozen=True)
class WeekDeed:
    """One counted activity of the week: the code of what it was, its day, the council's place and who took part."""

    kind: str
    day: date
    place: str = ""
    parties: tuple[str, ...] = ()
    reach: int | None = None


def week_name(monday: date) -> str:
    """The week with its days: vecka 12 (18\N{EN DASH}24 mars 2019)."""
    sunday = monday + timedelta(days=6)
    first = date_format(monday, "j" if monday.month == sunday.month else "j F")
    days = f"{first}\N{EN DASH}{date_format(sunday, 'j F Y')}"
    return _("vecka %(number)s (%(days)s)") % {"number": monday.isocalendar().week, "days": days}


def letter(*, place: str, monday: date, deeds, figures) -> str:
    """The whole letter; blank when nothing was done. `figures`: (target's label, its outcome such as "3 av 4")."""
    if not deeds:
        return ""
    open_deeds = [deed for deed in deeds if deed.kind not in HELD_IN_CONFIDENCE]
    by_kind = {}
    for deed in sorted(open_deeds, key=lambda deed: deed.day):
        by_kind.setdefault(deed.kind, []).append(deed)
    lines = [_line(kind, rows) for kind, rows in by_kind.items()]
    intro = _("Hej! Det här har vi gjort för tryggheten i %(place)s under %(week)s:")
    parts = [intro % {"place": place, "week": week_name(monday)} if lines else _("Hej!"), _listed(lines)]
    if len(open_deeds) < len(deeds):
        parts.append(str(IN_CONFIDENCE))
    if figures:
        told = [
            _("%(label)s: %(figure)s") % {"label": label.rstrip("."), "figure": figure} for label, figure in figures
        ]
        parts.append(_("Så långt har vi kommit med det vi lovat:") + "\n" + _listed(told))
    parts.append(
        _("Vill du berätta var du känner dig trygg eller otrygg? Hör gärna av dig till kommunen eller polisen.")
    )
    return "\n\n".join(filter(None, parts))


def _listed(lines):
    return "\n".join(f"\N{EN DASH} {line}" for line in lines)


def _line(kind, deeds):
    name = str(ActivityType(kind).label).capitalize()
    said = {"name": name, "number": len(deeds), "days": _days(deeds)}
    once = len(deeds) == 1
    head = (_("%(name)s %(days)s.") if once else _("%(name)s vid %(number)s tillfällen (%(days)s).")) % said
    return " ".join(filter(None, [head, _places(deeds), _parties(deeds), _reached(deeds)]))


def _days(deeds):
    days = sorted({deed.day for deed in deeds})
    if len(days) > MOST_DAYS:
        return _("%(first)s till %(last)s") % {"first": _day(days[0]), "last": _day(days[-1])}
    return both(_day(day) for day in days)


def _day(day):
    return date_format(day, "l j F")


def _places(deeds):
    places = Counter(deed.place for deed in deeds if deed.place)
    named = [place for place, _times in places.most_common(MOST_PLACES)]
    if len(places) > MOST_PLACES:
        return _("Bland annat: %(places)s.") % {"places": both(named)}
    label = npgettext("where it was done", "Plats", "Platser", len(named))
    return _("%(label)s: %(places)s.") % {"label": label, "places": both(named)} if named else ""


def _parties(deeds):
    names = sorted({name for deed in deeds for name in deed.parties})
    return _("%(parties)s deltog.") % {"parties": both(names)} if names else ""


def _reached(deeds):
    """Those of the numbers that are large enough; the others are as if nobody had written them."""
    reached = sum(deed.reach for deed in deeds if deed.reach is not None and deed.reach >= FEWEST_REACHED)
    return _("Vi mötte ungefär %(number)s personer.") % {"number": reached} if reached else ""
