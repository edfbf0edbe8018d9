"""What a log form, as it stands, would count towards. Nothing is stored."""

from collections.abc import Collection
from dataclasses import dataclass

from councils.forms.screened import plain
from followup.counted import read_counted
from followup.models import Summary
from followup.would_become import Becoming, Doing, would_become
from promises.codes import CountQuality, TargetKind

MOST_FURTHER = 6
# What has to be right before anything can be said; a fault in the note does not matter here.
DECIDING = ("count", "occurred_on", "place", "place_text", "parties", "activity_type", "tags", "targets")


@dataclass(frozen=True)
class Preview:
    """Each chosen target now and after; further targets to tick, as (becoming, is ticked). `lacking` says what is
    missing or wrong: then there is nothing else. `approved`: ids of sets whose summary both parties have approved.
    """

    lacking: tuple[tuple[str, str], ...] = ()
    chosen: tuple[Becoming, ...] = ()
    further: tuple[tuple[Becoming, bool], ...] = ()
    more: int = 0
    approved: Collection[int] = frozenset()


def preview_of(form, *, also=frozenset(), today):
    """Say what a bound form counts towards. `also`: ids ticked among the further targets, which stay there."""
    form.is_valid()
    if "targets" not in form.cleaned_data and not form["targets"].value():
        return None
    lacking = tuple(_lacking(form))
    if lacking:
        return Preview(lacking)
    chosen = {target.pk for target in form.cleaned_data["targets"]} - also
    return _of_targets(form, chosen, also, today)


def _lacking(form):
    for name in DECIDING:
        for error in form.errors.get(name, form.error_class()).as_data():
            # Outside the period of one target it may count towards another: that is said target by target.
            if error.code != "outside_period":
                yield form[name].label, " ".join(map(plain, error.messages))


def _of_targets(form, chosen, also, today):
    targets = list(form.offered)
    counted = read_counted(targets, as_of=today)
    quality = form.cleaned_data["count_quality"] or CountQuality.EXACT
    doing = Doing(form.deed(), form.cleaned_data["count"], quality, own=form.own.pk if form.own else None)
    found = [would_become(target, counted, doing, as_of=today) for target in targets]
    further = [one for one in found if one.target.pk in also or _is_worth_proposing(one, chosen, doing.deed)]
    further.sort(key=lambda one: one.target.pk not in also)
    shown = max(MOST_FURTHER, len(also))
    return Preview(
        chosen=tuple(one for one in found if one.target.pk in chosen),
        further=tuple((one, one.target.pk in also) for one in further[:shown]),
        more=max(0, len(further) - shown),
        approved=approved_sets(targets, today=today),
    )


def _is_worth_proposing(one, chosen, deed):
    """Would it count, and is it about the same kind of thing? What is measured otherwise changes by no activity."""
    target = one.target
    if target.pk in chosen or one.after is None or target.kind == TargetKind.EFFECT:
        return False
    return bool(target.activity_types) or target.usual_type in ("", deed.activity_type)


def approved_sets(targets, *, today):
    """Ids of those sets of the targets whose summary both parties have approved: asked only of what may be over."""
    sets = {target.promise_set for target in targets}
    over = [one.pk for one in sets if one.last_day is None or one.period.is_over(today)]
    if not over:
        return frozenset()
    rows = Summary.objects.final().decided().filter(promise_set__in=over)
    return frozenset(rows.values_list("promise_set_id", flat=True))
