"""A draft as those who write it see it: sections, promises and targets in words, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Prefetch

from promises.measurability import Remark, remarks
from promises.models import Promise, Responsibility, Section, Target, Term
from promises.set_remarks import remarks_on_set
from promises.signing_rules import remarks_on_signing
from promises.target_remarks import HINT, STOP, WARN
from promises.wording import rule_sentence

GRAVEST_FIRST = (STOP, WARN, HINT)
SHOWN_AT_ONCE = 3


@dataclass(frozen=True)
class DraftTarget:
    """A target with its rule in words, and the reader's proposal while nobody has confirmed it."""

    target: Target
    rule: str
    proposal: object | None


@dataclass(frozen=True)
class DraftPromise:
    """A promise with those who answer for it, its problem areas and its targets."""

    promise: Promise
    responsible: list
    partners: list
    problem_areas: list
    targets: list[DraftTarget]


@dataclass(frozen=True)
class DraftSection:
    """A heading and the promises under it."""

    section: Section
    promises: list[DraftPromise]


def sections_of(promise_set):
    """The set's sections in reading order with everything that stands in them."""
    targets = Target.objects.select_related("lead", "proposal").prefetch_related("places").order_by("order", "pk")
    parts = Responsibility.objects.select_related("organisation")
    promises = Promise.objects.prefetch_related(
        "problem_areas", Prefetch("responsibilities", queryset=parts), Prefetch("targets", queryset=targets)
    )
    rows = promise_set.sections.prefetch_related(Prefetch("promises", queryset=promises))
    return [DraftSection(row, [_promise(one) for one in row.promises.all()]) for row in rows]


@dataclass(frozen=True)
class LeftToDo:
    """What should be looked at before the promises are signed, gravest first, and the proposals that wait."""

    remarks: list[Remark]
    waiting: list

    @property
    def stops(self):
        return sum(one.weight == STOP for one in self.remarks)

    @property
    def is_short(self):
        """Few enough to stand open above the promises."""
        return len(self.remarks) <= SHOWN_AT_ONCE


def left_to_do(promise_set, sections, *, today):
    """What is left in a draft as it was read by `sections_of`; nothing before there is a promise."""
    promises = [row for section in sections for row in section.promises]
    if not promises:
        return None
    terms = list(Term.objects.filter(council=promise_set.council_id).values_list("first_day", "last_day")) or None
    pairs = [(row.promise, [one.target for one in row.targets]) for row in promises]
    found = remarks(pairs, today=today, period=promise_set.period, terms=terms)
    found += remarks_on_set(promise_set, [target for _promise, targets in pairs for target in targets], terms)
    found += remarks_on_signing(promise_set)
    waiting = [one.proposal for row in promises for one in row.targets if one.proposal]
    return LeftToDo(sorted(found, key=lambda remark: GRAVEST_FIRST.index(remark.weight)), waiting)


def _promise(promise):
    parts = list(promise.responsibilities.all())
    return DraftPromise(
        promise=promise,
        responsible=[row.organisation for row in parts if row.part == Responsibility.Part.RESPONSIBLE],
        partners=[row.organisation for row in parts if row.part == Responsibility.Part.PARTNER],
        problem_areas=list(promise.problem_areas.all()),
        targets=[_target(row) for row in promise.targets.all()],
    )


def _target(target):
    proposal = getattr(target, "proposal", None)
    is_open = proposal is not None and proposal.confirmed_at is None
    return DraftTarget(target, rule_sentence(target), proposal if is_open else None)
