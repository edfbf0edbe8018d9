"""Each organisation says its own part in an activity. Credits follow: a joint target may begin to count, or stop."""

from django.db import transaction

from councils import audit
from promises.actions.credits import credit
from promises.models import Activity, Confirmation, Target
from promises.parts import denials

# What an organisation says when it confirms its part; corrected by another, it has not said it.
CONFIRMED = ("occurred_on", "activity_type", "place_id", "place_text", "count")


class PartRefused(Exception):
    """The activity is withdrawn: nothing is counted, so nothing is confirmed or denied."""


class LastParty(Exception):
    """Somebody must have done it: the only party is not taken away, the activity is withdrawn instead."""


@transaction.atomic
def confirm_part(*, activity, organisation, by):
    """Let an organisation say itself that it took part; it becomes a party if nobody had named it. Twice is once.

    Raises PartRefused for what is withdrawn.
    """
    current = _locked(activity)
    is_named = current.parties.filter(pk=organisation.pk).exists()
    if not is_named:
        _change_parties(current, current.parties.add, organisation)
    _, made = Confirmation.objects.get_or_create(
        activity=current, organisation=organisation, defaults={"confirmed_by": by}
    )
    if made or not is_named:
        audit.record(
            council=current.council,
            by=by,
            verb="confirm_part" if is_named else "add_part",
            of=current,
            organisation=organisation.pk,
            version=current.version,
        )
    return current


@transaction.atomic
def deny_part(*, activity, organisation, by, reason):
    """Let an organisation say that it did not take part; the history keeps the reason. Twice is once.

    Raises PartRefused for what is withdrawn, LastParty when nobody else took part.
    """
    current = _locked(activity)
    parties = {party.pk for party in current.parties.all()}
    if parties == {organisation.pk}:
        raise LastParty
    is_named = organisation.pk in parties
    if not is_named and denials(organisation).filter(council=current.council, object_id=current.pk).exists():
        return current
    current._change_reason = reason  # read by the history, also where nobody had named the organisation
    Confirmation.objects.filter(activity=current, organisation=organisation).delete()
    _change_parties(current, current.parties.remove, organisation)
    audit.record(
        council=current.council,
        by=by,
        verb="deny_part" if is_named else "decline_part",
        of=current,
        organisation=organisation.pk,
        version=current.version,
    )
    return current


def what_is_confirmed(activity):
    """What the organisations that have confirmed their parts have said of it."""
    return [getattr(activity, name) for name in CONFIRMED]


def words_that_stand(activity, parties, *, confirmed, organisation_id):
    """Ids of those whose own word still stands when `organisation_id` has corrected an activity.

    `confirmed`: what `what_is_confirmed` said before it; `parties` are those after it.
    """
    ids = {party.pk for party in parties}
    return ids if what_is_confirmed(activity) == confirmed else ids & {organisation_id}


def forget_confirmations(words):
    """Take back what others' corrections have made untrue: {activity's id: ids of those whose word stands}."""
    rows = Confirmation.objects.filter(activity__in=words).values_list("pk", "activity", "organisation")
    gone = [pk for pk, activity, organisation in rows if organisation not in words[activity]]
    if gone:
        Confirmation.objects.filter(pk__in=gone).delete()


def _locked(activity):
    current = Activity.objects.select_for_update(of=("self",)).select_related("council").get(pk=activity.pk)
    if current.is_withdrawn:
        raise PartRefused
    return current


def _change_parties(activity, change, organisation):
    """A new version with one party more or less, counted anew towards the targets it is tied to."""
    activity.version += 1
    # Parties first: the history row is written by save() and takes a copy of them.
    change(organisation)
    activity.save()
    credit(activity, Target.objects.filter(credits__activity=activity).with_rules())
