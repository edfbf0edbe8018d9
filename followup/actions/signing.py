"""Signing a promise set, party by party. When all have signed it holds, and takes over from the edition before it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.text import tidy
from followup.actions.new_editions import supersede
from promises.actions.credits import recredit
from promises.actions.editing import AlreadySigned
from promises.actions.life import publish_promise_set
from promises.codes import SetStatus
from promises.contents import content_of, digest_of
from promises.draft import GRAVEST_FIRST
from promises.measurability import remarks
from promises.models import Promise, PromiseSet, Proposal, Signature, Target, Term
from promises.set_remarks import remarks_on_set
from promises.signing_rules import earliest_signing, remarks_on_signing
from promises.target_remarks import HINT, STOP, WARN


@dataclass(frozen=True)
class Stops:
    """Why a draft cannot be signed yet: what nobody has confirmed, and what nobody could follow up.

    `others`: remarks that stop nobody, gravest first.
    """

    unconfirmed: int = 0
    remarks: tuple = ()
    others: tuple = ()

    def __bool__(self):
        return bool(self.unconfirmed or self.remarks)


class ChangedSinceRead(Exception):
    """The promises are no longer what the person read."""


class NotReady(Exception):
    """Something in the draft stops the signing: see `what_stops`. Carries it."""

    def __init__(self, stops):
        super().__init__("the draft cannot be signed as it is")
        self.stops = stops


class SamePerson(Exception):
    """The same person has signed for another party: parties are different people."""


class TooEarly(ValueError):
    """Signed before there was anything to sign, or before the edition it replaces."""


class OwnDraft(Exception):
    """The draft has not been shared: a party signs what it can read."""


def sign_promise_set(*, promise_set, organisation, by, at, read, name, title, signed_on):
    """Register that a party has signed what `by` has read; when all parties have, the promises hold. Twice is once.

    `read` is the digest of the content on the page. If it has changed since, nothing is signed, and signatures of the
    old content fall. Raises AlreadySigned, ChangedSinceRead, NotNow, NotReady, OwnDraft,
    SamePerson or TooEarly.
    """
    with transaction.atomic():
        current = _locked(promise_set)
        if current.signatures.filter(organisation=organisation, sha256=read).exists():
            return current
        if current.is_decided:
            raise AlreadySigned
        if not current.parties.filter(pk=organisation.pk).exists():
            raise PermissionDenied("only a party signs")
        content = digest_of(content_of(current))
        _drop_signatures(current, by, unless_of=content)
        if content == read:
            _require_ready(current)
            _require_another_person(current, organisation, by, name)
            if signed_on < earliest_signing(current, today=timezone.localdate(at)):
                raise TooEarly
            facts = {"name": name, "title": title, "signed_on": signed_on}
            return _sign(current, organisation, by=by, at=at, content=content, **facts)
    raise ChangedSinceRead


def what_stops(promise_set):
    """What must be mended before anybody can sign: false when nothing must. A constant number of queries."""
    proposals = Proposal.objects.filter(target__promise__section__promise_set=promise_set)
    promises = Promise.objects.filter(section__promise_set=promise_set).order_by("section__order", "section", "order")
    rows = [(row, row.targets.all()) for row in promises.prefetch_related("responsibilities", "targets__places")]
    terms = list(Term.objects.filter(council=promise_set.council_id).values_list("first_day", "last_day")) or None
    found = remarks(rows, period=promise_set.promised_period, terms=terms, today=timezone.localdate())
    found += remarks_on_set(promise_set, [target for _promise, targets in rows for target in targets], terms)
    found += remarks_on_signing(promise_set)
    weighed = {weight: [one for one in found if one.weight == weight] for weight in GRAVEST_FIRST}
    unconfirmed = proposals.filter(confirmed_at__isnull=True).count()
    return Stops(unconfirmed, tuple(weighed[STOP]), (*weighed[WARN], *weighed[HINT]))


def _locked(promise_set):
    rows = PromiseSet.objects.select_for_update(of=("self",)).select_related("council", "organisation", "replaces")
    return rows.get(pk=promise_set.pk)


def _require_ready(promise_set):
    if promise_set.is_own_draft:
        raise OwnDraft
    if stops := what_stops(promise_set):
        raise NotReady(stops)


def _require_another_person(promise_set, organisation, by, name):
    others = promise_set.signatures.exclude(organisation=organisation)
    if any(row.recorded_by_id == by.pk or _same(row.name, name) for row in others):
        raise SamePerson


def _same(one, other):
    return tidy(one).casefold().split() == tidy(other).casefold().split()


def _sign(promise_set, organisation, *, by, at, content, **facts):
    Signature.objects.create(
        promise_set=promise_set, organisation=organisation, recorded_by=by, recorded_at=at, sha256=content, **facts
    )
    told = {"organisation": organisation.pk, "signed_on": facts["signed_on"].isoformat(), "sha256": content}
    audit.record(council=promise_set.council, by=by, verb="sign_promise_set", of=promise_set, **told)
    waiting = promise_set.parties.exclude(pk__in=promise_set.signatures.values("organisation"))
    if not waiting.exists():
        _decide(promise_set, by=by, at=at)
    return promise_set


def _decide(promise_set, *, by, at):
    """All parties have signed: from the last of their days the promises hold.

    What takes over from published promises is published in the same moment, so that citizens never miss them.
    """
    was_published = promise_set.replaces is not None and promise_set.replaces.is_published
    promise_set.status = SetStatus.SIGNED
    promise_set.signed_on = max(promise_set.signatures.values_list("signed_on", flat=True))
    promise_set.version += 1
    promise_set.save()
    if promise_set.replaces:
        supersede(old=promise_set.replaces, new=promise_set, by=by)
    else:
        recredit(Target.objects.in_sets([promise_set.pk]).with_rules())
    audit.record(council=promise_set.council, by=by, verb="decide_promise_set", of=promise_set)
    if was_published:
        publish_promise_set(promise_set=promise_set, by=by, at=at)
        promise_set.refresh_from_db(fields=["status", "published_at", "published_by", "version"])


def _drop_signatures(promise_set, by, *, unless_of):
    """A signature is of a content; what has changed must be signed again, by all."""
    fallen = promise_set.signatures.exclude(sha256=unless_of)
    parties = sorted(fallen.values_list("organisation", flat=True))
    if parties:
        fallen.delete()
        audit.record(council=promise_set.council, by=by, verb="withdraw_signatures", of=promise_set, parties=parties)
