"""Writes action plans: begun, described, shared and decided.

What stands in them is written in plan_parts.py; the next one is begun in plan_revision.py.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from councils import audit
from councils.actions.versions import StaleEdit, require_mark
from councils.codes import WorkStatus
from councils.models import ActionPlan, Council, Organisation
from councils.plan_reading import mark_of, read_plan, what_is_missing

DESCRIPTION = (
    *("title", "kind", "first_day", "last_day", "picture", "agreement", "introduction", "follow_up"),
    *("anchored_municipality", "anchored_police", "registry_number"),
)
TAKEN_ADDRESSES = ("ny",)  # what the site itself answers beside the plans
LONGEST_ADDRESS = 50


class Decided(Exception):
    """The plan is decided: its text stands, and a change is the next plan."""


class NotReady(Exception):
    """Something is missing before the plan can be decided."""


class InUse(Exception):
    """Something rests on it, so it stays."""


@transaction.atomic
def start_plan(*, council, by, organisation, **values):
    """A new draft, of an organisation or of the council together; the same draft when the form was sent twice."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)  # two forms at once, one after the other
    rows = ActionPlan.objects.of(council).filter(status=WorkStatus.DRAFT, organisation=organisation, predecessor=None)
    known = rows.filter(title=values["title"], first_day=values["first_day"]).first()
    if known:
        return known
    plan = add_plan(council=council, organisation=organisation, **values)
    record(plan, by=by, verb="start_plan")
    return plan


def add_plan(*, council, **values):
    """A row with an address of its own in the council. Call it inside a transaction."""
    for number in range(1, 100):
        plan = ActionPlan(council=council, slug=_address(values["title"], number), **values)
        if plan.slug in TAKEN_ADDRESSES or ActionPlan.objects.of(council).filter(slug=plan.slug).exists():
            continue
        try:
            with transaction.atomic():
                plan.save()
        except IntegrityError:
            continue  # somebody else took the address at the same moment
        return plan
    raise InUse


def _address(title, number):
    words = slugify(title)[:LONGEST_ADDRESS].strip("-") or "plan"
    return words if number == 1 else f"{words}-{number}"


@transaction.atomic
def edit_plan(*, plan, by, version, **values):
    """Say otherwise what the plan is. Raises Decided and StaleEdit; the same form sent twice changes nothing."""
    row = open_plan(plan)
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    if row.version != version:
        raise StaleEdit(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(row, by=by, verb="change_plan")
    return row


@transaction.atomic
def share_plan(*, plan, by, at):
    """Open a draft to everybody in the council who reads drafts, for good; says whether it was this call that did."""
    row = locked(plan)
    if not row.is_own_draft:
        return False
    row.shared_at, row.shared_by = at, by
    row.version += 1
    row.save()
    readers = Organisation.objects.reading_drafts_in(row.council, on=timezone.localdate(at))
    others = sorted(readers.exclude(pk=row.organisation_id).values_list("pk", flat=True))
    record(row, by=by, verb="share_plan", organisation=row.organisation_id, readers=others)
    return True


@transaction.atomic
def remove_plan(*, plan, by):
    """Throw away a draft. Raises Decided."""
    row = open_plan(plan)
    record(row, by=by, verb="remove_plan")
    row.delete()


@transaction.atomic
def decide_plan(*, plan, by, at, mark, decided_on, body, paragraph):
    """Register that the plan has been decided: from now on its text stands, and the one before it is replaced.

    `mark`: of the content that was read. What the plan names is copied onto it and stands as well.
    Raises Decided, StaleEdit and NotReady.
    """
    row = open_plan(plan)
    reading = read_plan(row)
    require_mark(row, mark_of(reading), mark)
    if row.is_own_draft or what_is_missing(reading):
        raise NotReady
    row.status, row.decided_on, row.decided_by_body, row.paragraph = WorkStatus.DECIDED, decided_on, body, paragraph
    row.decided_at, row.decided_by, row.as_decided = at, by, reading.names
    row.version += 1
    row.save()
    _replace(row.predecessor_id)
    record(row, by=by, verb="decide_plan", decided_on=decided_on, replaces=row.predecessor_id)
    return row


def _replace(pk):
    for old in ActionPlan.objects.select_for_update(of=("self",)).filter(pk=pk, status=WorkStatus.DECIDED):
        old.status = WorkStatus.REPLACED
        old.version += 1
        old.save()


def open_plan(plan):
    """The plan's row, locked until the transaction ends. Raises Decided.

    Call it first in every action that changes the plan's text.
    """
    row = locked(plan)
    if row.is_decided:
        raise Decided
    return row


def locked(plan):
    return ActionPlan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan.pk)


def record(plan, /, **said):
    """The act as a line in the log, which others read: of an own draft it tells the act and no more."""
    said.setdefault("of", plan)
    if plan.is_own_draft:
        said = {name: said[name] for name in ("by", "verb", "of")}
    audit.record(council=plan.council, **said)
