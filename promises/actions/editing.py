"""What every change to a promise set goes through: only drafts are edited, and nobody has signed what came after."""

from councils import audit
from promises.models import PromiseSet
from promises.querysets import DECIDED


class AlreadySigned(Exception):
    """The promises are signed: wording, targets and rules stand. A change is a new edition."""


def open_for_editing(promise_set, *, by):
    """The set's row, locked until the transaction ends. Raises AlreadySigned.

    Call it first in every action that changes a set, its sections, promises or targets. A party that signed the
    content as it was has not signed what it becomes: its signature falls.
    """
    rows = PromiseSet.objects.select_for_update(of=("self",)).select_related("council", "organisation")
    current = rows.get(pk=promise_set.pk)
    if current.status in DECIDED:
        raise AlreadySigned
    fallen = list(current.signatures.values_list("organisation", flat=True))
    if fallen:
        current.signatures.all().delete()
        audit.record(council=current.council, by=by, verb="withdraw_signatures", of=current, parties=sorted(fallen))
    return current


def record(promise_set, /, **said):
    """The act as a line in the log, which others read: of an own draft it tells the act and no more."""
    if promise_set.is_own_draft:
        said = {name: said[name] for name in ("by", "verb", "of")}
    audit.record(council=promise_set.council, **said)
