"""Lets the demo's promise sets live as others do: signed by two people, published, closed, renewed and translated."""

from datetime import timedelta

from followup.actions.signing import sign_promise_set
from followup.demo import proposed, translated
from followup.demo.plans import MUNICIPALITY, POLICE
from followup.demo.world import at_noon
from promises.actions.life import close_promise_set, copy_promise_set, new_edition, publish_promise_set
from promises.actions.reading import read_into
from promises.actions.translations import save_translation
from promises.contents import content_of, digest_of
from promises.forms.translations import Translated
from promises.models import Promise

SIGNED_BEFORE = timedelta(days=20)  # the first day
PUBLISHED_AFTER = timedelta(days=2)


def let_hold(town, promise_set, *, chief, signed_on=None):
    """Both parties sign the set, and it is published."""
    signed_on = signed_on or promise_set.first_day - SIGNED_BEFORE
    people = {MUNICIPALITY: town.people[MUNICIPALITY], POLICE: chief}
    for party, person in people.items():
        promise_set = sign_promise_set(
            promise_set=promise_set,
            organisation=town.organisations[party],
            by=person,
            at=at_noon(signed_on),
            read=digest_of(content_of(promise_set)),
            name=person.name,
            title=person.title,
            signed_on=signed_on,
        )
    return publish_promise_set(
        promise_set=promise_set, by=people[MUNICIPALITY], at=at_noon(signed_on + PUBLISHED_AFTER)
    )


def close(town, promise_set, *, on):
    """The period is over, and no more is logged."""
    close_promise_set(promise_set=promise_set, by=town.people[MUNICIPALITY], at=at_noon(on), on=on)


def think_of_next_year(town, running, *, year, first_day, last_day):
    """A draft of next year's promises: some of this year's, and a text that has been read and not yet reviewed."""
    kept = Promise.objects.filter(section__promise_set=running).order_by("section__order", "order")[:2]
    by = town.people[MUNICIPALITY]
    draft = copy_promise_set(
        source=running,
        by=by,
        organisation=town.organisations[MUNICIPALITY],
        title=f"Medborgarlöften {year}",
        first_day=first_day,
        last_day=last_day,
        promises=[promise.pk for promise in kept],
    )
    text = proposed.TEXT.format(year=year)
    read_into(promise_set=draft, by=by, text=text, parties=town.organisations.values())
    return draft


def renew(town, promise_set, *, chief, on):
    """A second edition, in which one promise names more places, takes over on a day."""
    by = town.people[MUNICIPALITY]
    draft = new_edition(promise_set=promise_set, by=by, organisation=None, reason=translated.EDITION_REASON)
    promise = Promise.objects.get(section__promise_set=draft, wording__contains="publika platser")
    promise.wording = translated.RENEWED
    promise.version += 1
    promise.save()
    return let_hold(town, draft, chief=chief, signed_on=on)


def translate(town, promise_set, language, texts, *, year):
    """The set in another language; an empty text is a promise that nobody has translated yet."""
    promises = Promise.objects.filter(section__promise_set=promise_set).order_by("section__order", "order")
    wordings = [
        Translated(promise.pk, text, promise.version, False)
        for promise, text in zip(promises, texts["promises"], strict=True)
    ]
    save_translation(
        promise_set=promise_set,
        language=language,
        by=town.people[MUNICIPALITY],
        version=0,
        wordings=wordings,
        translator=texts["translator"],
        title=texts["title"].format(year=year),
        introduction=texts["introduction"],
    )
