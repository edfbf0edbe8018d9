"""What a summary says before anybody has written in it: a factual draft, from what is counted and nothing else.

It is Swedish, whoever reads, as everything that is printed. A query for who did what and one for what
residents were told, however many promises.
"""

from django.utils import translation

from councils.models import Organisation
from followup.drafting.deeds import deeds_by_target
from followup.drafting.done import done_by
from followup.drafting.outcome import effect, next_step, not_done
from followup.drafting.told import communicated
from followup.drafting.whole import carried_over, situation
from promises.models import Communication, PromiseSet

LANGUAGE = "sv"
Kind = Organisation.Kind


@translation.override(LANGUAGE)
def proposals_of(summary, progress):
    """(promise id or None, part) → the proposed text. What there is nothing to say of is not there."""
    promise_set = summary.promise_set
    deeds = deeds_by_target(progress.targets, as_of=progress.as_of)
    texts = {
        (None, "introduction"): promise_set.introduction,
        (None, "method"): promise_set.implementation,
        (None, "situation"): situation(progress, deeds),
        (None, "communicated"): communicated(promise_set.communication, _told(promise_set, progress.as_of)),
        (None, "carried_over"): carried_over(progress),
    }
    for promise in progress.promises:
        texts |= _of_promise(promise, deeds, progress)
    return {key: text for key, text in texts.items() if text}


def _told(promise_set, as_of):
    """(channel, day) of what residents were told in the period, up to a day."""
    period = promise_set.promised_period
    last_day = min(period.last_day or as_of, as_of)
    # What was told of an earlier edition was told of these promises.
    editions = [promise_set.pk]
    replaced = promise_set.replaces_id
    while replaced:
        editions.append(replaced)
        replaced = PromiseSet.objects.values_list("replaces", flat=True).get(pk=replaced)
    rows = Communication.objects.of(promise_set.council_id).about(editions)
    rows = rows.filter(told_on__range=(period.first_day, last_day))
    return list(rows.order_by("told_on", "pk").values_list("channel", "told_on", "pk"))


def _of_promise(promise, deeds, progress):
    period, targets = progress.promise_set.period, promise.targets
    said = {
        "police_did": done_by(Kind.POLICE, targets, deeds, period=period),
        "municipality_did": done_by(Kind.MUNICIPALITY, targets, deeds, period=period),
        "why_not": not_done(targets),
        "effect": effect(promise),
        "next_step": next_step(targets, is_over=progress.is_over),
    }
    return {(promise.promise.pk, part): text for part, text in said.items()}
