"""How tracked rows have been changed, in words: who, when, and what stood there before and after.

simple_history keeps a row for each save. Here two rows after each other become a Change, for any model that keeps its
history: labels are the fields' own, choices and other rows are called by their names.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from councils.differences import differing_words, shortened
from promises.codes import ActivityType

# Where the row stands, its keys, and who and when of things that the change itself tells.
UNTOLD = frozenset(
    ("id", "council", "promise_set", "section", "promise", "summary", "slug", "key", "order", "version")
    + ("organisation", "part", "corrects", "code", "ready_by", "logged_by", "logged_at", "shared_by", "withdrawn_by")
    + ("as_of", "sha256", "origin", "source", "source_start", "replaces", "edition", "superseded_on")
    + ("published_at", "published_by", "closed_at", "closed_by", "updated_at", "updated_by")
)
# Saving a row and then what it is tied to writes a row of history each: together they are one change.
ONE_SAVE = timedelta(seconds=10)


@dataclass(frozen=True)
class Difference:
    """One field before and after; long texts are told word by word."""

    label: str
    before: str
    after: str
    is_long: bool = False

    @property
    def parts(self):
        return shortened(differing_words(self.before, self.after))


@dataclass(frozen=True)
class Change:
    """One change of one row: when, by whom, of what. `kind`: "made", "changed" or "removed"."""

    at: object
    by: object
    kind: str
    what: str
    differences: list
    row: object


def told(rows):
    """Historical rows, oldest first, with everything that `changes` reads: a constant number of queries."""
    names = [field.name for field in rows.model._meta.fields if isinstance(field, models.ForeignKey)]
    found = list(rows.select_related(*names).order_by("history_date", "history_id"))
    for field in _tied_fields(rows.model):
        other = field.m2m_reverse_field_name()
        ties = getattr(rows.model, field.name).model.objects.filter(history__in=rows.order_by().values("history_id"))
        names = defaultdict(list)
        for tie in ties.select_related(other):
            names[tie.history_id].append(_name(getattr(tie, other)))
        for row in found:
            row.ties = {**getattr(row, "ties", {}), field.name: ", ".join(sorted(names[row.history_id]))}
    return found


def changes(rows, *, what, tells_first=False, since=None):
    """Every change in historical rows of one model, oldest first.

    `what` names a row. With `tells_first` a new row's texts are told too. `since`: the moment from which the reader may
    read the rows; of what was written before it only what stood there then.
    """
    by_row = {}
    for row in rows:
        by_row.setdefault(row.id, []).append(row)
    found = []
    for versions in by_row.values():
        seen = saves(_since(versions, since))
        for older, newer in zip([None, *seen], seen, strict=False):
            found.extend(_change(older, newer, what, tells_first))
    return found


def newest_first(found):
    return sorted(found, key=lambda change: (change.at, change.row.history_id), reverse=True)


def _since(versions, since):
    """What stood there at that moment, and everything after it."""
    if since is None:
        return versions
    before = [row for row in versions if row.history_date <= since]
    after = [row for row in versions if row.history_date > since]
    return [*[row for row in before[-1:] if row.history_type != "-"], *after]


def saves(versions):
    """The last row of each save, of the rows of one object in order."""
    found = []
    for row in versions:
        if found and _is_one_save(found[-1], row):
            row.is_first = found[-1].is_first
            found[-1] = row
        else:
            row.is_first = row.history_type == "+" or not found
            found.append(row)
    return found


def _is_one_save(older, newer):
    return (
        older.history_user_id == newer.history_user_id
        and getattr(older, "version", None) == getattr(newer, "version", None)
        and newer.history_type != "-"
        and newer.history_date - older.history_date <= ONE_SAVE
    )


def _change(older, newer, what, tells_first):
    kind = "removed" if newer.history_type == "-" else "made" if newer.is_first else "changed"
    differences = []
    if kind == "changed":
        differences = differences_between(older, newer)
    elif kind == "made" and tells_first:
        differences = [one for one in differences_between(None, newer) if one.is_long]
    if differences or kind == "removed" or (kind == "made" and not tells_first):
        yield Change(newer.history_date, newer.history_user, kind, what(newer), differences, newer)


def differences_between(older, newer, *, without=frozenset()):
    """What differs between two historical rows of one model; without an older one, everything that is there.

    `without`: fields, by name, that the caller tells of itself.
    """
    found = []
    for field in told_fields(type(newer)):
        if field.name in without:
            continue
        before, after = (in_words(row, field) if row else "" for row in (older, newer))
        if before != after:
            is_long = isinstance(field, models.TextField)
            found.append(Difference(str(field.verbose_name), before, after, is_long))
    return found


def told_fields(historical):
    """The fields of a tracked model that a history tells of, with their many-to-many ties last."""
    model = historical.instance_type
    kept = {field.name for field in historical._meta.fields}
    plain = [field for field in model._meta.fields if field.name in kept and field.name not in UNTOLD]
    return [*plain, *_tied_fields(historical)]


def _tied_fields(historical):
    return list(getattr(historical, "_history_m2m_fields", ()))


def in_words(row, field):
    """A field's value as a person reads it."""
    if field.many_to_many:
        return row.ties[field.name]
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if isinstance(field, models.ForeignKey):
        return _name(value)
    return _plain(value, field)


def _plain(value, field):
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        names = dict(ActivityType.choices)
        return ", ".join(str(names.get(item, item)) for item in value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return str(value)


def _name(row):
    return getattr(row, "short_name", "") or str(row or "")
