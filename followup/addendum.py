"""The addendum of an approved summary: what counts now against what the frozen snapshot counted.

The frozen numbers stand. What was logged, noted, corrected, withdrawn or restored afterwards is listed beside them, in
a constant number of queries.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from followup.document.snapshot import LANGUAGE, amount_in_words, counted_in
from followup.notes import NoteLine, noted_since
from promises.access import may_read_reasons
from promises.models import Activity, Credit
from promises.wording import both

MOST_SHOWN = 50


@dataclass(frozen=True)
class Standing:
    """What one activity says and counts towards: then or now. `targets` are ids."""

    day: str
    count: str
    targets: frozenset[int]


@dataclass
class Line:
    """One activity of the addendum. `differences`: (what, before, after). `reason` is for those who see drafts."""

    activity: int
    day: str
    count: str
    what: str = ""
    targets: str = ""
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    at: datetime | None = None
    by: object = None
    reason: str = ""
    has_page: bool = True


@dataclass(frozen=True)
class Listed:
    """The first lines of one kind, and how many there are besides."""

    lines: list[Line] | list[NoteLine]
    more: int


@dataclass(frozen=True)
class Addendum:
    """What has come to, gone from and been changed in what a frozen summary counted, and what is noted since."""

    added: Listed
    gone: Listed
    changed: Listed
    noted: Listed

    def __bool__(self):
        return bool(self.added.lines or self.gone.lines or self.changed.lines or self.noted.lines)


def addendum_of(summary, gate, noted=None):
    """The addendum of a summary that is frozen, or None. `gate`: who reads; reasons are not for officials.

    `noted`: what `noted_asked` gives, where it has been asked already.
    """
    if not summary.is_frozen:
        return None
    with translation.override(LANGUAGE):
        frozen, names = _frozen(summary.snapshot)
        now = _now(summary)
    added, gone = now.keys() - frozen.keys(), frozen.keys() - now.keys()
    changed = {pk for pk in now.keys() & frozen.keys() if now[pk] != frozen[pk]}
    kinds = [
        _first(added, lambda pk: _line(pk, now[pk], names)),
        _first(gone, lambda pk: _line(pk, frozen[pk], names)),
        _first(changed, lambda pk: _changed_line(pk, frozen[pk], now[pk], names)),
    ]
    lines = {line.activity: line for listed in kinds for line in listed.lines}
    _tell_who(lines, summary.frozen_at, tells_why=may_read_reasons(gate))
    for line in kinds[1].lines:
        # A withdrawn activity has no tie left by which an official may read it.
        line.has_page = gate.can_view_drafts
    return Addendum(*kinds, _cut(noted_since(summary.promise_set, summary.frozen_at, noted)))


def _frozen(snapshot):
    """(activity's id → what it was, target's id → its label) as the snapshot has them."""
    rows, targets, names = {}, defaultdict(set), {}
    for target, label, counted in counted_in(snapshot):
        names[target] = label
        for row in counted:
            rows[row["id"]] = row
            targets[row["id"]].add(target)
    return {pk: Standing(row["day"], row["count"], frozenset(targets[pk])) for pk, row in rows.items()}, names


def _now(summary):
    """The same of what counts now, up to the day that the summary looks from."""
    credits = Credit.objects.counting().filter(
        target__promise__section__promise_set=summary.promise_set, activity__occurred_on__lte=summary.as_of
    )
    columns = ("activity", "activity__occurred_on", "activity__count_quality", "amount", "target")
    rows, targets = {}, defaultdict(set)
    for pk, day, quality, amount, target in credits.values_list(*columns):
        rows[pk] = (day.isoformat(), amount_in_words(amount, quality))
        targets[pk].add(target)
    return {pk: Standing(*row, frozenset(targets[pk])) for pk, row in rows.items()}


def _first(ids, line):
    listed = _cut(sorted(ids))
    return Listed([line(pk) for pk in listed.lines], listed.more)


def _cut(found):
    return Listed(found[:MOST_SHOWN], max(0, len(found) - MOST_SHOWN))


def _line(pk, standing, names):
    return Line(pk, standing.day, standing.count, targets=_named(standing, names))


def _changed_line(pk, before, after, names):
    line = _line(pk, after, names)
    pairs = (
        (_("datum"), before.day, after.day),
        (_("antal"), before.count, after.count),
        (_("mål"), _named(before, names), _named(after, names)),
    )
    line.differences = [pair for pair in pairs if pair[1] != pair[2]]
    return line


def _named(standing, names):
    return both(label for pk, label in names.items() if pk in standing.targets)


def _tell_who(lines, since, *, tells_why):
    """What each activity is, and who changed it last after the approval, when and why."""
    for activity in Activity.objects.filter(pk__in=lines).select_related("logged_by"):
        line = lines[activity.pk]
        line.what = activity.get_activity_type_display()
        if activity.logged_at > since:
            line.at, line.by = activity.logged_at, activity.logged_by
    later = Activity.history.filter(id__in=lines, history_date__gt=since, version__gt=1)
    for row in later.select_related("history_user", "withdrawn_by").order_by("history_date", "history_id"):
        line = lines[row.id]
        line.at, line.by = row.history_date, row.withdrawn_by or row.history_user
        if tells_why:
            line.reason = row.withdrawn_reason or row.history_change_reason or ""
