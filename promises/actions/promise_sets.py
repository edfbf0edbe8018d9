"""Making a promise set, changing what is said about it, and taking away a draft."""

from django.db import IntegrityError, transaction

from councils.actions.versions import require_version
from councils.models import Council
from promises.actions.copying import free_slug
from promises.actions.credits import recredit
from promises.actions.editing import open_for_editing, record
from promises.models import Promise, PromiseSet, Recipient, Target
from promises.signing_rules import PartyMissing, missing_from_before

TEXTS = ("introduction", "aim", "implementation", "communication", "follow_up")
# What decides on which days something counts.
COUNTED_DAYS = ("first_day", "last_day", "counts_before_signing")
# What the page of details changes. The address stays, and whose draft it is.
CHANGEABLE = (
    "title",
    *COUNTED_DAYS,
    "agreement",
    "picture",
    "summary_due_kind",
    "summary_due_on",
    "summary_due_wording",
    "presented_on",
    *TEXTS,
)


class AlreadyThere(Exception):
    """The same promises have been made, perhaps by this very form sent twice. Carries the set."""

    def __init__(self, promise_set):
        super().__init__("a set with this title and first day")
        self.promise_set = promise_set


class CannotBeRemoved(Exception):
    """Others have read it, signed it or hung something on it: what others rest on stays."""


@transaction.atomic
def make_promise_set(*, council, by, organisation, parties, title, first_day, last_day):
    """A new draft; of one organisation alone, or of the group when `organisation` is None. Raises AlreadyThere.

    The address follows the title once and then stays, so that links to it hold.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    same = PromiseSet.objects.of(council).filter(organisation=organisation, title=title, first_day=first_day)
    if found := same.select_related("council").first():
        raise AlreadyThere(found)
    values = {"title": title, "first_day": first_day, "last_day": last_day, "organisation": organisation}
    made = PromiseSet.objects.create(council=council, slug=free_slug(council, title), **values)
    made.parties.set(parties)
    details = {"organisation": made.organisation_id, "parties": sorted(party.pk for party in parties)}
    record(made, by=by, verb="make_promise_set", of=made, **details)
    return made


@transaction.atomic
def change_promise_set(*, promise_set, by, version, parties, recipients, **facts):
    """Change everything but the promises themselves. Raises AlreadySigned, PartyMissing and StaleEdit.

    What has been logged is counted anew when the days that count have changed.
    """
    current = open_for_editing(promise_set, by=by)
    require_version(current, version)
    if text := missing_from_before(current, parties):
        raise PartyMissing(text)
    changed = [name for name in CHANGEABLE if name in facts and getattr(current, name) != facts[name]]
    for name in changed:
        setattr(current, name, facts[name])
    current.version += 1
    current.parties.set(parties)
    current.save()
    if _address_to(current, recipients):
        changed.append("recipients")
    if set(changed) & set(COUNTED_DAYS):
        recredit(Target.objects.in_sets([current]).with_rules())
    details = {"changed": changed, "parties": sorted(party.pk for party in parties)}
    record(current, by=by, verb="change_promise_set", of=current, **details)
    return current


def _address_to(promise_set, offices):
    """These recipients in this order; says whether that is another list than before."""
    if list(promise_set.recipients.values_list("office", flat=True)) == offices:
        return False
    promise_set.recipients.all().delete()
    rows = [Recipient(promise_set=promise_set, office=office, order=n) for n, office in enumerate(offices, start=1)]
    Recipient.objects.bulk_create(rows)
    return True


def may_be_removed(promise_set):
    """Is it a draft that no other authority has received, and that nobody has signed?"""
    return not promise_set.is_decided and promise_set.shared_at is None and not promise_set.signatures.exists()


@transaction.atomic
def remove_promise_set(*, promise_set, by):
    """Take away a draft with everything in it, for good. Raises AlreadySigned and CannotBeRemoved.

    What was typed goes; that it was removed, and by whom, stays in the log.
    """
    if not may_be_removed(PromiseSet.objects.select_for_update(of=("self",)).get(pk=promise_set.pk)):
        raise CannotBeRemoved
    current = open_for_editing(promise_set, by=by)
    record(current, by=by, verb="remove_promise_set", of=current, **contents(current))
    delete_or_refuse(current)


def contents(promise_set):
    """What stands in a set, in numbers."""
    return {
        "sections": promise_set.sections.count(),
        "promises": Promise.objects.filter(section__promise_set=promise_set).count(),
        "targets": Target.objects.in_sets([promise_set]).count(),
        "sources": promise_set.sources.count(),
    }


def delete_or_refuse(row):
    """Delete a row with what is below it; raises CannotBeRemoved where something else rests on it."""
    try:
        with transaction.atomic():
            row.delete()
    except IntegrityError as held:  # Django's ProtectedError is one
        raise CannotBeRemoved from held
