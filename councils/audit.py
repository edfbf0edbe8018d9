"""Writes the line that says who did what. Call it inside the transaction of the act itself.

Each line is chained to the one before it, council by council: see councils/chain.py. A line is never taken back,
but an act that fails takes its line with it.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from councils.chain import FORMAT, digest, plain
from councils.models import AuditChain, AuditEntry, Membership
from councils.roles import PERMISSIONS_OF, Role, rank
from councils.screening import overrides_noted, take_overrides
from councils.wall import outside

MOST_REFUSALS = 20  # in an hour, of one person: a flood of them must not fill the disk
AN_HOUR = timedelta(hours=1)
CONSEQUENCES = ("withdraw_approvals", "withdraw_signatures")  # what an act brought with it, on a line of its own

_request_id = ContextVar("request_id", default="")


@dataclass(frozen=True)
class Standing:
    """Who somebody was in a council and where its log ended, read together before all else.

    Roles, signatures and whatever else decides what an act means change with a line in the same log. So where the log
    still ends there, all that was read since is as it was.
    """

    council_id: int
    user_id: int
    roles: str
    organisation_id: int
    log_id: int
    length: int
    head: str


def standing_of(memberships):
    """The standing that somebody's memberships in one council give, best role first. None where no log has begun."""
    if not memberships or memberships[0].log_id is None:
        return None
    first = memberships[0]
    roles = ",".join(sorted({row.role for row in memberships}))
    log = first.log_id, first.log_length, first.log_head
    return Standing(first.council_id, first.user_id, roles, first.organisation_id, *log)


@contextmanager
def within_request(request_id):
    """Lines written inside carry this id, so that those of one request can be told together."""
    token = _request_id.set(request_id)
    try:
        with overrides_noted():
            yield
    finally:
        _request_id.reset(token)


@outside("audit log")
def record(*, council=None, by=None, verb, of=None, standing=None, **details):
    """One line: `by` did `verb` to the row `of`. `details` are plain values, never free text that people typed.

    Without a council it is an act on the site as a whole, such as signing in; without `by`, nobody was signed in.
    Others who write in the same council wait until this transaction has ended, so do it last. What the person let
    through of what looked like somebody's number (councils/screening.py) is told with the act it was saved by. With the
    `standing` from the gate neither log nor roles are asked for again, unless somebody has written in the log since.
    """
    if verb not in CONSEQUENCES and (let_through := take_overrides()):
        details["screened"] = let_through
    line = {"by": by, "verb": verb, "of": of, "details": plain(details)}
    # Without a savepoint: a line that cannot be written fails the act.
    with transaction.atomic(savepoint=False):
        follows = standing and (standing.council_id, standing.user_id) == (council and council.pk, by and by.pk)
        return (follows and _append_after(standing, **line)) or _append(_locked_chain(council), **line)


def nothing_since(standing, entry):
    """Whether this line is the first in the log since somebody's standing was read."""
    return standing is not None and (standing.length, standing.head) == (entry.sequence - 1, entry.previous_sha256)


def allowed_then(entry, permission, organisation_id):
    """Whether who wrote this line had the permission when it was written, acting for the same organisation.

    Of a line that `nothing_since` says no to: its roles were asked for with the log locked, and whoever ends a
    membership writes in the same log.
    """
    roles = filter(None, entry.actor_role.split(","))
    return entry.organisation_id == organisation_id and any(permission in PERMISSIONS_OF[Role(role)] for role in roles)


@outside("audit log")
def record_refusal(*, council=None, by=None, verb, of=None, **details):
    """The same for what was refused: the first ones in an hour, then one line that says that more follow."""
    details = plain(details)
    with transaction.atomic():
        chain = _locked_chain(council)
        told = len(_refusals_within_the_hour(chain, by, verb, of)[: MOST_REFUSALS + 1])
        if told == MOST_REFUSALS:
            _append(chain, by=by, verb=verb, of=of, details={"more_follow": True})
        elif told < MOST_REFUSALS:
            _append(chain, by=by, verb=verb, of=of, details=details)


@outside("audit log")
def head(council):
    """Number and hash of the council's last line. Nobody adds another before this transaction has ended."""
    chain = _locked_chain(council)
    return {"sequence": chain.length, "sha256": chain.head}


def _locked_chain(council):
    chains = AuditChain.objects.select_for_update()
    return chains.filter(council=council).first() or chains.get_or_create(council=council)[0]


def _append(chain, *, by, verb, of, details):
    standing = _standing(chain.council_id, by)
    entry = _line(chain.council_id, chain.length, chain.head, standing, by=by, verb=verb, of=of, details=details)
    entry.save()
    chain.length, chain.head = entry.sequence, entry.sha256
    chain.save(update_fields=["length", "head"])
    return entry


def _append_after(standing, **line):
    """The next line, if the log still ends where it did; the chain's row is then locked as well. Otherwise None."""
    known = standing.roles, standing.organisation_id
    entry = _line(standing.council_id, standing.length, standing.head, known, **line)
    ends_there = {"pk": standing.log_id, "length": standing.length, "head": standing.head}
    if not AuditChain.objects.filter(**ends_there).update(length=entry.sequence, head=entry.sha256):
        return None
    entry.save()
    return entry


def _line(council_id, length, head, standing, *, by, verb, of, details):
    role, organisation_id = standing
    entry = AuditEntry(
        council_id=council_id,
        format=FORMAT,
        sequence=length + 1,
        at=timezone.now(),
        actor=by,
        actor_role=role,
        organisation_id=organisation_id,
        verb=verb,
        object_type=of._meta.model_name if of else "",
        object_id=of.pk if of else None,
        details=details,
        request_id=_request_id.get(),
        previous_sha256=head,
    )
    entry.sha256 = digest(vars(entry))
    return entry


def _standing(council_id, user):
    """The roles of a user in a council today and the organisation acted for: ("", None) on the site as a whole."""
    if council_id is None or user is None:
        return "", None
    rows = Membership.objects.of(council_id).for_user(user).on(timezone.localdate()).order_by("pk")
    # As at the gate: one acts for the organisation of the role that stands first in the table.
    rows = sorted(rows.values_list("role", "organisation"), key=lambda row: rank(row[0]))
    return ",".join(sorted({role for role, _ in rows})), rows[0][1] if rows else None


def _refusals_within_the_hour(chain, by, verb, of):
    """Counted by person in each log; where nobody was signed in, by what they tried."""
    lines = AuditEntry.objects.filter(council=chain.council_id, actor=by, verb=verb, at__gt=timezone.now() - AN_HOUR)
    if by is None:
        lines = lines.filter(object_id=of.pk if of else None)
    return lines.order_by("pk").values_list("pk", flat=True)
