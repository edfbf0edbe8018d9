"""What has been noted on targets beside the activities: read for the pages and for what is frozen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, DateTimeField, IntegerField, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.asked_together import Question
from councils.prepared import Ids, Told, prepared
from followup.models import Deviation
from promises.codes import TargetKind
from promises.models import Activity, Credit, Measurement, NotedOnTarget, Request
from promises.wording import measure

MOST_SHOWN = 100  # of each kind, the newest
# Effects are judged by their figures, visions show them; nothing else is measured.
FIGURES = (TargetKind.EFFECT, TargetKind.VISION)
# As they stand in addresses.
KINDS = {"onskemal": Request, "matvarde": Measurement, "avvikelse": Deviation}


@dataclass(frozen=True)
class NoteLine:
    """One note in words: its kind as in addresses, the day it is about, what it says."""

    kind: str
    note: NotedOnTarget
    day: date
    title: str
    text: str
    substitute: Activity | None = None

    @property
    def instead(self):
        return substitute_text(self.substitute)


def notes_on(target):
    """What is noted on a target of its kind, newest first, also what was withdrawn. One or two queries."""
    found = []
    for model in _noted_on(target.kind):
        people = ("noted_by", "organisation", "withdrawn_by")
        rows = model.objects.filter(target=target).select_related(*people)
        rows = rows.select_related("substitute") if model is Deviation else rows
        found += [line_of(row) for row in rows.order_by("-pk")[:MOST_SHOWN]]
    return sorted(found, key=lambda line: (line.day, line.note.noted_at), reverse=True)


def noted_asked(promise_set, moment):
    """What `noted_since` asks, a question of each kind, to be asked with others."""
    return [Question(_noted_in, model, promise_set=promise_set.pk, moment=moment) for model in KINDS.values()]


@prepared
def _noted_in(model):
    moment, people = Told("moment", DateTimeField()), ("target", "noted_by", "organisation", "withdrawn_by")
    of_set = Told("promise_set", IntegerField())
    rows = model.objects.filter(Q(noted_at__gt=moment) | Q(withdrawn_at__gt=moment))
    rows = rows.filter(target__promise__section__promise_set=of_set).select_related(*people)
    return rows.select_related("substitute") if model is Deviation else rows


def noted_since(promise_set, moment, asked=None):
    """What was noted on the set's targets, or withdrawn, after a moment, the latest day first. A query of each kind."""
    found = [line_of(row) for one in asked or noted_asked(promise_set, moment) for row in one.rows]
    return sorted(found, key=lambda line: (line.day, line.note.noted_at), reverse=True)


def _noted_on(kind):
    # A figure that stands on a target in words since before is still read, though no more are taken.
    if kind in (*FIGURES, TargetKind.QUALITATIVE):
        return [Measurement, Deviation]
    return [Request, Deviation] if kind == TargetKind.ON_DEMAND else [Deviation]


def line_of(note):
    """One note in words."""
    kind = next(slug for slug, model in KINDS.items() if isinstance(note, model))
    if isinstance(note, Request):
        number = ngettext("%(number)s önskemål", "%(number)s önskemål", note.count) % {"number": note.count}
        return NoteLine(kind, note, note.asked_on, number, note.note)
    if isinstance(note, Measurement):
        title = _("Uppmätt: %(value)s (%(source)s)") % {"value": measure(note.value), "source": note.source}
        return NoteLine(kind, note, note.measured_on, title, note.note)
    title = _("Avvikelse: %(reason)s") % {"reason": note.get_reason_display()}
    return NoteLine(kind, note, note.occurred_on, title, note.text, note.substitute)


def deviations_of(targets, *, as_of):
    """Target id → what was not done as meant, as known on a day, the oldest first. One query."""
    return by_target(Question(_deviations_of, targets=[target.pk for target in targets], as_of=as_of))


def by_target(asked):
    """Deviations that have been asked for, by target id."""
    found = defaultdict(list)
    for row in asked.rows:
        found[row.target_id].append(row)
    return found


def deviations_asked(promise_set, *, as_of):
    """Asks for the deviations of every target of a set, as `deviations_of` gives them."""
    return Question(_deviations_in, promise_set=promise_set.pk, as_of=as_of)


@prepared
def _deviations_of():
    return _known().filter(target__among=Ids("targets"))


@prepared
def _deviations_in():
    return _known().filter(target__promise__section__promise_set=Told("promise_set", IntegerField()))


def _known():
    rows = Deviation.objects.standing().filter(occurred_on__lte=Told("as_of", DateField()))
    return rows.select_related("substitute").order_by("occurred_on", "pk")


def substitutes_for(gate, target):
    """Activities that may have been done instead: what one reads, of the period, that does not count for the target."""
    period = target.promise_set.period
    counting = Credit.objects.counting().filter(target=target).values("activity")
    rows = Activity.objects.of(gate.council).readable_by(gate).filter(withdrawn_at=None).exclude(pk__in=counting)
    rows = rows.filter(occurred_on__gte=period.first_day)
    rows = rows.filter(occurred_on__lte=period.last_day) if period.last_day else rows
    counted = Credit.objects.counting().readable_by(gate).select_related("target").order_by("target")
    return rows.select_related("place").prefetch_related(Prefetch("credits", queryset=counted)).latest_first()


def in_short(*, activity_type, day, number):
    """An activity as it is named where it was done instead: Trygghetsvandring 2019-11-20 (nr 12)."""
    return _("%(what)s %(day)s (nr %(number)s)") % {
        "what": activity_type[:1].upper() + activity_type[1:],
        "day": day.isoformat(),
        "number": number,
    }


def substitute_text(activity):
    """The activity done instead, and whether it has been taken back since; blank without one."""
    if activity is None:
        return ""
    named = in_short(
        activity_type=str(activity.get_activity_type_display()), day=activity.occurred_on, number=activity.pk
    )
    return ", ".join([named, _("borttagen ur räkningen")]) if activity.is_withdrawn else named
