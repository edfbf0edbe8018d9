"""Which promise sets are editions of the same promises, and what a target of a superseded one has become."""

from django.db.models import F

from promises.codes import SetStatus
from promises.models import PromiseSet, Target
from promises.querysets import DECIDED


def editions_of(promise_set, gate):
    """Every edition of a set's promises that one may read, the first one first: one query for each edition."""
    first = promise_set
    while first.replaces_id:
        first = PromiseSet.objects.get(pk=first.replaces_id)
    found = [first]
    while following := PromiseSet.objects.filter(replaces=found[-1]).first():
        found.append(following)
    rows = PromiseSet.objects.filter(pk__in=[one.pk for one in found]).readable_by(gate)
    return list(rows.order_by("edition").prefetch_related("signatures__organisation"))


def standing_copies(targets):
    """Target id → ids of what it has become in the edition that stands now, for those of the targets superseded."""
    found = {row.pk: {row.pk} for row in targets if row.promise_set.status == SetStatus.SUPERSEDED}
    waiting = set(found)
    while waiting:
        copies = _copies(waiting)
        for pk, standing in found.items():
            found[pk] = {copy for one in standing for copy in (copies[one] if one in waiting else [one])}
        waiting = set(
            Target.objects.filter(
                pk__in=[copy for several in copies.values() for copy in several],
                promise__section__promise_set__status=SetStatus.SUPERSEDED,
            ).values_list("pk", flat=True)
        )
    return found


def later_copies(targets):
    """Target id → ids of all it has become since, in every later edition that was signed; for those superseded.

    One query for each edition after, and none but that of the targets when nothing is superseded.
    """
    found = {row.pk: set() for row in targets if row.promise_set.status == SetStatus.SUPERSEDED}
    newest = {pk: {pk} for pk in found}
    while waiting := {pk for several in newest.values() for pk in several}:
        copies = _copies(waiting)
        newest = {pk: {copy for one in several for copy in copies[one]} for pk, several in newest.items()}
        for pk, several in newest.items():
            found[pk] |= several
    return found


def _copies(targets):
    """Target id → its copies in the edition that replaced its set."""
    above = "promise__section__promise_set"
    rows = Target.objects.filter(
        **{"origin__in": targets, f"{above}__replaces": F(f"origin__{above}"), f"{above}__status__in": DECIDED}
    )
    found = {pk: [] for pk in targets}
    for pk, origin in rows.values_list("pk", "origin"):
        found[origin].append(pk)
    return found
