"""What a target in the form would mean, in words and days, before it is saved. Nothing is stored."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.utils.translation import gettext as _

from promises.actions.credits import calendars_of
from promises.codes import CountingChoice, EffectDirection, PerChoice, TargetKind
from promises.consequences import bucket_rows, consequence, state_word
from promises.periods import Bucket, Per, buckets
from promises.wording import per_name, rule_sentence

MOST_SHOWN = 60


class Sketch(SimpleNamespace):
    """A target that is not stored, with all that the words about targets read."""

    def get_direction_display(self):
        return EffectDirection(self.direction).label


@dataclass(frozen=True)
class Stretch:
    """One bucket as it is shown: its days, what it is called, and how it is treated."""

    first_day: date
    last_day: date | None
    name: str
    state: str

    @property
    def is_apart(self):
        """Is it not simply tried, as the others are?"""
        return self.state != state_word(Bucket(self.first_day, self.last_day, whole=True, judged=True))


@dataclass(frozen=True)
class Preview:
    """The rule said back. Where something is missing, `lacking` says what; then there is no sentence."""

    lacking: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    consequence: str = ""
    months: tuple[tuple[date, list[Stretch]], ...] = ()
    more: int = 0
    number: int = 0
    per: str = ""


def preview_of(form, promise_set):
    """Say back what stands in a form, bound to what has been typed so far."""
    form.is_valid()
    if lacking := form.lacking():
        return Preview(tuple(lacking))
    return said_back(_sketch(form, promise_set), promise_set)


def said_back(target, promise_set):
    """What a target means in a set's period and by the council's calendar."""
    sentence = rule_sentence(target)
    if target.kind == TargetKind.DELIVERABLE:
        return Preview(sentence=sentence, consequence=_by_when(target, promise_set.period))
    if target.kind not in (TargetKind.COUNT, TargetKind.COVERAGE):
        return Preview(sentence=sentence)
    calendars = calendars_of(promise_set.council_id, [target])
    return _counted(target, sentence, promise_set.period, calendars)


def _sketch(form, promise_set):
    places = form.chosen_places()
    return Sketch(promise_set=promise_set, places=SimpleNamespace(all=lambda: places), **form.values())


def _by_when(target, period):
    if target.due_on in period:
        return ""
    return _("Dagen ligger efter löftenas sista dag. Det som görs efter den räknas inte.")


def _counted(target, sentence, period, calendars):
    per = Per(target.per or Per.PERIOD)
    if target.kind == TargetKind.COVERAGE:
        said = _coverage(target, per, period, calendars)
    else:
        said = consequence(target.minimum, per, target.counting, period, **calendars)
    said = said[:1].upper() + said[1:] + ("." if said else "")
    if per is Per.PERIOD or target.counting == CountingChoice.TOTAL:
        return Preview(sentence=sentence, consequence=said)
    rows = bucket_rows(per, period, **calendars, limit=MOST_SHOWN)
    number = _how_many(per, period, calendars)
    return Preview(
        sentence=sentence,
        consequence=said,
        months=tuple(_by_month(per, rows)),
        more=max(0, number - len(rows)),
        number=number,
        per=per_name(per, 2),
    )


def _coverage(target, per, period, calendars):
    """Of each place as much is asked as of a count in each bucket."""
    counting = CountingChoice.TOTAL if per is Per.PERIOD else CountingChoice.EACH
    return _("för var och en av %(number)s platser: %(what)s") % {
        "number": len(target.places.all()),
        "what": consequence(target.minimum, per, counting, period, **calendars),
    }


def _how_many(per, period, calendars):
    """All the buckets of a period; of one without a last day as many as are shown."""
    return len(buckets(period, per, until=None, **calendars)) if period.last_day else 0


def _by_month(per, rows):
    """(first day of the month, buckets that begin in it) in order; longer ones are each a line of their own."""
    found: dict[date, list[Stretch]] = {}
    for first_day, last_day, state in rows:
        stretch = Stretch(first_day, last_day, _name(per, first_day), state)
        found.setdefault(first_day.replace(day=1), []).append(stretch)
    return found.items()


def _name(per, first_day):
    """What people call it: a week by its number, otherwise by its days."""
    return _("v. %(week)s") % {"week": first_day.isocalendar().week} if per == PerChoice.WEEK else ""
