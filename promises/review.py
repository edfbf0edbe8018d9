"""What the page of proposals shows: the pasted text with its marks, a card for each proposal, what is left to do."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.models import PlaceSet
from promises.codes import CountingChoice, TargetKind
from promises.consequences import consequence
from promises.marked_text import Found, marked, within
from promises.measurability import remarks
from promises.models import Promise, Responsibility, Target
from promises.proposing import calendars_for, is_by_hand, proposed
from promises.wording import rule_sentence


@dataclass(frozen=True)
class Card:
    """One proposal as it is shown. `wording`: the promise as stretches, the words that the proposal rests on marked.

    `consequence`: what will be tried, in figures. `answered`: (question, the answer in words). `remarks` are about the
    target; the first card of a promise has those about the promise too.
    """

    number: int
    row: object
    wording: list
    rule: str
    consequence: str
    open_questions: list
    answered: list
    remarks: list
    is_by_hand: bool
    is_alone: bool

    @property
    def target(self):
        return self.row.target

    @property
    def promise(self):
        return self.row.target.promise

    @property
    def is_confirmed(self):
        return self.row.confirmed_at is not None

    @property
    def warnings(self):
        """Remarks that weigh more than advice."""
        return [one for one in self.remarks if one.weight != "hint"]

    @property
    def is_settled(self):
        """Is there nothing left but to say yes? Then it can be confirmed together with others."""
        return not (self.is_confirmed or self.open_questions or self.warnings)


@dataclass(frozen=True)
class Uncounted:
    """A promise of the text that has no target: nothing in it was read as a commitment, or the target was dropped."""

    promise: Promise
    remarks: list


def review_of(source, promise_set):
    """Everything of the page, in a constant number of queries."""
    promises, calendars = _promises(promise_set), calendars_for(promise_set)
    place_sets = PlaceSet.objects.of(promise_set.council_id)
    pairs = [(promise, promise.targets.all()) for promise in promises]
    noted = remarks(pairs, period=calendars["period"], terms=calendars["terms"], today=timezone.localdate())
    cards = _cards(_proposals(source, promises), calendars, noted, {str(one.pk): one.name for one in place_sets})
    found = [Found(card.row.start, card.row.end, card.number, card.target.pk) for card in cards]
    spans = [(one.source_start, one.source_start + len(one.wording)) for one in promises if _is_verbatim(one, source)]
    done = sum(card.is_confirmed for card in cards)
    uncounted = _uncounted(source, promises, noted)
    return {
        "cards": cards,
        "uncounted": uncounted,
        "parts": [(part, part_name(part.nature)) for part in marked(source.text, found, spans)],
        "place_sets": place_sets,
        "done": done,
        "questions_left": sum(len(card.open_questions) for card in cards),
        "next": next((card for card in cards if card.open_questions), None),
        "settled": [card for card in cards if card.is_settled],
        "is_ready": bool(cards or uncounted) and done == len(cards),
        "warned": [card for card in cards if card.warnings],
        "remarks_of_set": [one for one in noted if one.promise_id is None and one.target_id is None],
    }


def part_name(nature):
    """What a part of the text that promises nothing is called; nothing for promises."""
    return {
        "background": _("Läst som bakgrund"),
        "result": _("Läst som resultat"),
        "follow_up": _("Läst som uppföljning"),
        "contact": _("Läst som kontakt och sidfot"),
        "unread": _("Inte läst: texten är för lång"),
    }.get(nature, "")


def _promises(promise_set):
    targets = Target.objects.select_related("proposal", "lead").prefetch_related("places")
    responsible = Responsibility.objects.select_related("organisation")
    rows = Promise.objects.filter(section__promise_set=promise_set).select_related("section__promise_set__council")
    return list(
        rows.order_by("section__order", "section", "order").prefetch_related(
            Prefetch("targets", targets), Prefetch("responsibilities", responsible)
        )
    )


def _proposals(source, promises):
    """The proposals of a text in its order, with what belongs to them at hand."""
    rows = []
    for promise in promises:
        for target in promise.targets.all():
            row = getattr(target, "proposal", None)
            if row is not None and row.source_id == source.pk:
                target.promise, row.target, row.source = promise, target, source
                rows.append(row)
    return sorted(rows, key=lambda row: (row.start, row.pk))


def _uncounted(source, promises, noted):
    rows = [one for one in promises if one.source_id == source.pk and not one.targets.all()]
    rows.sort(key=lambda one: (one.source_start, one.pk))
    return [Uncounted(row, [one for one in noted if one.promise_id == row.pk]) for row in rows]


def _cards(rows, calendars, noted, place_names):
    by_promise, by_target = defaultdict(list), defaultdict(list)
    for one in noted:
        (by_promise[one.promise_id] if one.target_id is None else by_target[one.target_id]).append(one)
    cards = []
    for number, row in enumerate(rows, 1):
        # Those about the promise are taken by its first card.
        about = [*by_promise.pop(row.target.promise_id, ()), *by_target[row.target_id]]
        cards.append(_card(number, row, calendars, about, place_names))
    return cards


def _card(number, row, calendars, about, place_names):
    target, by_hand = row.target, is_by_hand(row)
    # What has been confirmed or written by hand waits for no answer.
    questions = () if by_hand or row.confirmed_at else proposed(row, calendars).questions
    return Card(
        number=number,
        row=row,
        wording=_wording(target.promise, row),
        rule=_rule(target),
        consequence=_consequence(target, calendars),
        open_questions=[one for one in questions if one.answer is None],
        answered=[(one, _answer(one, place_names)) for one in questions if one.answer is not None],
        remarks=about,
        is_by_hand=by_hand,
        is_alone=len(target.promise.targets.all()) == 1,
    )


def _rule(target):
    if target.kind == TargetKind.COVERAGE and not target.places.all():
        return _("Varje plats prövas för sig. Vilka platser det är har ingen valt än.")
    return rule_sentence(target)


def _consequence(target, calendars):
    """What a count per week, month and so on comes to; of a total the rule has said it."""
    if target.kind != TargetKind.COUNT or target.counting == CountingChoice.TOTAL:
        return ""
    return consequence(target.minimum, target.per, target.counting, **calendars)


def _answer(question, place_names):
    """The answer as people read it: the choice, the day, or what the places are called."""
    for choice in question.choices:
        if choice.key == question.answer:
            return choice.text
    kind, _colon, value = question.answer.partition(":")
    return place_names.get(value, "") if kind == "place_set" else value


def _wording(promise, row):
    """The promise with the words of one proposal marked; without marks when somebody has rewritten it."""
    found = [Found(row.start, row.end, 0, row.target_id)] if _is_verbatim(promise, row.source) else []
    return within(promise.wording, promise.source_start or 0, found)


def _is_verbatim(promise, source):
    start = promise.source_start
    return promise.source_id == source.pk and start is not None and source.text.startswith(promise.wording, start)
