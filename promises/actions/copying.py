"""A promise set copied to a new draft: as a new edition of the same promises, or for the period after."""

from promises.addresses import addresses_for
from promises.models import (
    Promise,
    PromiseSet,
    PromiseTranslation,
    Recipient,
    Responsibility,
    Section,
    Target,
    Translation,
)

CARRIED = ("introduction", "aim", "implementation", "communication", "follow_up", "counts_before_signing")
CARRIED += ("agreement", "picture")
NOT_OF_A_COPY = {"id", "promise", "origin", "version"}


def copied_set(source, *, organisation, by, promises=None, **values):
    """A draft with everything of a set, its own from the first: sections, promises, targets, parties and translations.

    `promises`: ids of those to carry over; all of them unless given. `values`: what differs from the set it is made of.
    Call it in a transaction; whoever calls writes the line in the log.
    """
    draft = PromiseSet.objects.create(
        council=source.council,
        organisation=organisation,
        **{**{name: getattr(source, name) for name in CARRIED}, **values},
    )
    draft.parties.set(source.parties.all())
    for row in source.recipients.all():
        Recipient.objects.create(promise_set=draft, office=row.office, order=row.order)
    copies = {}
    for section in source.sections.order_by("order", "pk"):
        chosen = [row for row in _promises(section) if promises is None or row.pk in promises]
        if chosen or promises is None:
            into = Section.objects.create(promise_set=draft, title=section.title, order=section.order)
            copies |= {row.pk: _copied_promise(row, into) for row in chosen}
    _copy_translations(source, draft, copies, by)
    return draft


def free_slug(council, wanted):
    """The best address for what is wanted that no other set of the council has, and no page of the site."""
    taken = set(PromiseSet.objects.of(council).values_list("slug", flat=True))
    return next(address for address in addresses_for(wanted) if address not in taken)


def _promises(section):
    return section.promises.order_by("order", "pk").prefetch_related(
        "responsibilities", "problem_areas", "targets__places"
    )


def _copied_promise(promise, section):
    values = {name: getattr(promise, name) for name in ("order", "wording", "theme")}
    copy = Promise.objects.create(section=section, origin=promise, **values)
    copy.problem_areas.set(promise.problem_areas.all())
    Responsibility.objects.bulk_create(
        Responsibility(promise=copy, organisation_id=row.organisation_id, part=row.part)
        for row in promise.responsibilities.all()
    )
    for target in promise.targets.all():
        _copy_target(target, copy)
    return copy


def _copy_target(target, promise):
    values = {
        field.attname: getattr(target, field.attname)
        for field in Target._meta.concrete_fields
        if field.name not in NOT_OF_A_COPY
    }
    copy = Target.objects.create(promise=promise, origin=target, **values)
    copy.places.set(target.places.all())


def _copy_translations(source, draft, copies, by):
    """What is said in other languages of promises whose Swedish is the same."""
    for row in source.translations.prefetch_related("promises__promise"):
        said = [one for one in row.promises.all() if one.promise_id in copies and one.is_of_today]
        texts = {"introduction": row.introduction if draft.introduction == source.introduction else ""}
        texts["title"] = row.title if draft.title == source.title else ""
        if not said and not any(texts.values()):
            continue
        into = Translation.objects.create(
            promise_set=draft, language=row.language, translator=row.translator, updated_by=by, **texts
        )
        PromiseTranslation.objects.bulk_create(
            PromiseTranslation(
                translation=into, promise=copies[one.promise_id], wording=one.wording, of_wording=one.of_wording
            )
            for one in said
        )
