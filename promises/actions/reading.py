"""Reads a pasted text into a draft: promises as they were published, and a proposed target for each commitment."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max, ProtectedError
from simple_history.utils import bulk_create_with_history

from promises.actions.editing import open_for_editing, record
from promises.models import Promise, Proposal, Responsibility, Section, SourceText, Target
from promises.named_parties import named_by_kind, named_in
from promises.proposals import plain, propose
from promises.proposing import calendars_for
from promises.published_promises import published_promises
from promises.themes import guess

MOST_PROMISES = 300


class NothingFound(Exception):
    """The reader sees no promise in the text."""


class TooManyFound(Exception):
    """More promises than anybody has given: it is hardly one page."""


class AlreadyRead(Exception):
    """The same text has been read into the set. Carries it."""

    def __init__(self, source):
        super().__init__("the text has been read")
        self.source = source


class InUse(Exception):
    """Something has been logged or written about the row: it cannot be deleted."""


@contextmanager
def kept_if_in_use():
    """What other rows hold on to is not deleted: the act raises InUse, and its transaction undoes the rest."""
    try:
        yield
    except ProtectedError as error:
        raise InUse from error


@transaction.atomic
def read_into(*, promise_set, by, text, parties):
    """Keep the text and make draft rows of its promises; `parties`: the organisations it may mean.

    Raises NothingFound, TooManyFound, AlreadyRead or AlreadySigned, and then nothing is stored.
    """
    current = open_for_editing(promise_set, by=by)
    if known := current.sources.filter(text=text).first():
        raise AlreadyRead(known)
    published = published_promises(text)
    if not published:
        raise NothingFound
    if len(published) > MOST_PROMISES:
        raise TooManyFound
    source = SourceText.objects.create(promise_set=current, text=text, pasted_by=by)
    promises = _make_promises(source, published, by)
    _make_responsibilities(current, list(zip(promises, published, strict=True)), list(parties))
    proposals = _make_proposals(source, list(zip(promises, published, strict=True)), by)
    details = {"promises": len(promises), "proposals": len(proposals)}
    record(current, by=by, verb="read_promises_from_text", of=source, **details)
    return source


@transaction.atomic
def remove_reading(*, source, by):
    """Take away what was read from a text and nobody has confirmed; returns how many promises were left.

    When nothing is left, the text goes too. Raises InUse or AlreadySigned.
    """
    current = open_for_editing(source.promise_set, by=by)
    with kept_if_in_use():
        Target.objects.filter(proposal__source=source, proposal__confirmed_at__isnull=True).delete()
        remove_promises(Promise.objects.filter(source=source, targets__isnull=True))
    kept = Promise.objects.filter(source=source).count()
    record(current, by=by, verb="remove_reading", of=source, promises=kept)
    if not kept:
        source.delete()
    return kept


def remove_promises(promises):
    """Delete promises, and the headings that have none left."""
    sections = list(promises.values_list("section", flat=True).distinct())
    promises.delete()
    Section.objects.filter(pk__in=sections, promises__isnull=True).delete()


def _make_promises(source, published, by):
    sections = _sections(source.promise_set, [one.heading for one in published])
    rows = Promise.objects.filter(section__in=sections.values()).order_by()
    orders = dict(rows.values_list("section").annotate(Max("order")))
    promises = []
    for one in published:
        section = sections[_key(one.heading)]
        orders[section.pk] = orders.get(section.pk, -1) + 1
        place = {"section": section, "order": orders[section.pk], "source": source, "source_start": one.start}
        promises.append(Promise(wording=one.wording, theme=guess(one.wording, one.heading), **place))
    return bulk_create_with_history(promises, Promise, default_user=by)


def _sections(promise_set, headings):
    """Heading → the set's section of that name, new ones last."""
    known = {_key(section.title): section for section in reversed(promise_set.sections.all())}
    order = max((section.order for section in known.values()), default=-1)
    new = {_key(heading): heading for heading in headings if _key(heading) not in known}
    rows = [Section(promise_set=promise_set, title=title, order=order + n) for n, title in enumerate(new.values(), 1)]
    return known | {_key(section.title): section for section in Section.objects.bulk_create(rows)}


def _key(heading):
    return heading.casefold()


def _make_responsibilities(promise_set, pairs, parties):
    signing, rows = list(promise_set.parties.all()), []
    for promise, published in pairs:
        for organisation, part in _parts(published, signing, parties).items():
            rows.append(Responsibility(promise=promise, organisation=organisation, part=part))
    Responsibility.objects.bulk_create(rows)


def _parts(published, signing, parties):
    """Organisation → its part in a promise."""
    commitments = [commitment for commitment, _ in published.commitments]
    codes = [code for one in commitments for code in one.responsible] or published.promised_by
    responsible = named_by_kind(codes, signing, parties)
    partners = named_by_kind((code for one in commitments for code in one.partners), signing, parties)
    partners += named_in(published.wording, parties)
    parts = dict.fromkeys(responsible, Responsibility.Part.RESPONSIBLE)
    return parts | {one: Responsibility.Part.PARTNER for one in partners if one not in parts}


def _make_proposals(source, pairs, by):
    calendars = calendars_for(source.promise_set)
    targets, proposals = [], []
    for promise, published in pairs:
        for order, (commitment, sentence) in enumerate(published.commitments):
            stored = plain(commitment, sentence)
            span = commitment.span
            draft = propose(stored, words=source.text[span.start : span.end], **calendars).draft
            targets.append(Target(promise=promise, order=order, **draft.values()))
            proposals.append(Proposal(source=source, start=span.start, end=span.end, commitment=stored))
    for proposal, target in zip(proposals, bulk_create_with_history(targets, Target, default_user=by), strict=True):
        proposal.target = target
    return Proposal.objects.bulk_create(proposals)
