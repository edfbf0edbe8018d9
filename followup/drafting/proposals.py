"""What a summary says before anybody has written in it: a factual draft, from what is counted and nothing else.

It is Swedish, whoever reads, as everything that is printed. A query for who did what and one for what
residents were told, however many promises.
"""

from django.db.models import DateField, IntegerField
from django.utils import translation

from councils.asked_together import Question
from councils.models import Organisation
from councils.prepared import Ids, Told, prepared
from followup.drafting.deeds import deeds_by_target
from followup.drafting.done import done_by
from followup.drafting.outcome import effect, next_step, not_done
from followup.drafting.told import communicated
from followup.drafting.whole import carried_over, situation
from promises.models import Communication, PromiseSet

LANGUAGE = "sv"
Kind = Organisation.Kind


@translation.override(LANGUAGE)
def proposals_of(summary, progress, told=None):
    """(promise id or None, part) → the proposed text. What there is nothing to say of is not there.

    `told`: what `told_asked` gives, where it has been asked already.
    """
    promise_set = summary.promise_set
    deeds = deeds_by_target(progress.targets, as_of=progress.as_of)
    told = told or told_asked(promise_set, progress.as_of)
    texts = {
        (None, "introduction"): promise_set.introduction,
        (None, "method"): promise_set.implementation,
        (None, "situation"): situation(progress, deeds),
        (None, "communicated"): communicated(promise_set.communication, told.rows),
        (None, "carried_over"): carried_over(progress),
    }
    for promise in progress.promises:
        texts |= _of_promise(promise, deeds, progress)
    return {key: text for key, text in texts.items() if text}


def told_asked(promise_set, as_of):
    """Asks for (channel, day) of what residents were told in the period, up to a day."""
    period = promise_set.promised_period
    last_day = min(period.last_day or as_of, as_of)
    # What was told of an earlier edition was told of these promises.
    editions = [promise_set.pk]
    replaced = promise_set.replaces_id
    while replaced:
        editions.append(replaced)
        replaced = PromiseSet.objects.values_list("replaces", flat=True).get(pk=replaced)
    between = {"first_day": period.first_day, "last_day": last_day}
    return Question(_told_in, council=promise_set.council_id, editions=editions, **between)


@prepared
def _told_in():
    days = [Told(name, DateField()) for name in ("first_day", "last_day")]
    rows = Communication.objects.of(Told("council", IntegerField())).about(Ids("editions"))
    rows = rows.filter(told_on__gte=days[0], told_on__lte=days[1])
    return rows.order_by("told_on", "pk").values_list("channel", "told_on", "pk")


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
