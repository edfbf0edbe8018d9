"""What a target would become if one more activity were logged: the same engine, with that activity's entry added.

Pure over what progress has read: asks the database nothing, and reckons nothing of its own.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from followup.assessment import Entry
from followup.bucket_names import bucket_name
from followup.counted import NOTHING_LOGGED, WEAKEST_FIRST
from followup.progress import judged
from followup.standing import TargetProgress
from promises.actions.credits import window_of
from promises.codes import TargetKind
from promises.matching import Deed, Reason, reasons_against
from promises.parts import parties_by_name
from promises.periods import Per, buckets
from promises.wording import reason_sentence


@dataclass(frozen=True)
class Doing:
    """An activity that nobody has saved yet: what it is, how many times, how sure that is, and whose own part it is
    (an organisation's id), if somebody logs it for one."""

    deed: Deed
    count: int
    quality: str
    own: int | None = None


@dataclass(frozen=True)
class Becoming:
    """A target now and after, or every reason why the activity would not count towards it.

    `lacking`: the other parties by name, where one's own part is saved and nothing but theirs is missing.
    """

    now: TargetProgress
    after: TargetProgress | None
    reasons: tuple[str, ...] = ()
    bucket: str = ""
    lacking: str = ""

    @property
    def target(self):
        return self.now.target

    @property
    def changes(self):
        return self.after is not None and self.after.figure != self.now.figure


def would_become(target, counted, doing, *, as_of):
    """What one activity would make of a target. `counted` is progress.Counted for that target, without it."""
    now = judged(target, counted, as_of=as_of)
    reasons = reasons_against(target.filters, doing.deed)
    if reasons:
        sentences = tuple(reason_sentence(reason, target, doing.deed) for reason in reasons)
        return Becoming(now, None, sentences, lacking=_lacking(target, doing, reasons))
    after = judged(target, _with(counted, target, doing), as_of=as_of)
    return Becoming(now, after, (), _where_it_falls(after, doing.deed, counted))


def _lacking(target, doing, reasons):
    parties = doing.deed.parties
    lacking = target.filters.all_parties - parties
    is_half = reasons == [Reason.PARTY_MISSING] and doing.own in parties
    return parties_by_name(target, lacking) if is_half and lacking else ""


def _with(counted, target, doing):
    """The same as was read, and this activity."""
    pk, deed = target.pk, doing.deed
    window = window_of(target, deed, _calendars(counted, target))
    entries = [*counted.entries.get(pk, []), Entry(window, doing.count)]
    placed = counted.placed
    if target.kind == TargetKind.COVERAGE:
        places, rows = placed.get(pk, (frozenset(), []))
        placed = {**placed, pk: (places, [*rows, (deed.place, deed.day, doing.count)])}
    facts = {**counted.facts, pk: _facts(counted.facts.get(pk), doing)}
    return replace(counted, entries={**counted.entries, pk: entries}, facts=facts, placed=placed)


def _facts(known, doing):
    """As progress tells them: an activity with the count 0 is a report, but nothing was done on its day."""
    day = doing.deed.day
    known = known or NOTHING_LOGGED
    done_on = [known["first_on"], day if doing.count else None]
    return {
        **known,
        "activities": known["activities"] + 1,
        "first_on": min(filter(None, done_on), default=None),
        "latest_on": max(known["latest_on"] or day, day),
        "quality": min(known["quality"], doing.quality, key=WEAKEST_FIRST.index),
    }


def _where_it_falls(after, deed, counted):
    """The bucket that the day lies in, and how far it has come where each is tried; blank when there is only one."""
    target = after.target
    per = Per(target.per or Per.PERIOD)
    if per is Per.PERIOD or target.kind not in (TargetKind.COUNT, TargetKind.COVERAGE):
        return ""
    found = buckets(target.promise_set.period, per, until=deed.day, **_calendars(counted, target))
    bucket = next((one for one in found if one.first_day <= deed.day <= (one.last_day or deed.day)), None)
    if bucket is None:
        return {
            Per.OCCASION: _("Dagen står inte i kalendern."),
            Per.TERM: _("Dagen ligger mellan två terminer."),
        }.get(per, "")
    name = _("Faller i %(bucket)s") % {"bucket": bucket_name(per, bucket)}
    part = next((part for part in after.strip if part.first_day == bucket.first_day), None)
    if part and after.is_each:
        return f"{name}: " + _("%(done)s av %(required)s") % {"done": part.count, "required": target.minimum} + "."
    return f"{name}."


def _calendars(counted, target):
    return counted.calendars[target.promise_set.council_id]
