"""The promises of a draft: their wording, who stands behind them, and their order."""

from django.db import transaction

from councils.actions.versions import require_version
from promises.actions.credits import recredit
from promises.actions.editing import open_for_editing, record
from promises.actions.ordering import change_places, first_place, last_place
from promises.actions.promise_sets import delete_or_refuse
from promises.models import Promise, Responsibility, Section, Target

PARTS = Responsibility.Part


@transaction.atomic
def add_promise(*, section, by, wording, responsible, partners, problem_areas, theme):
    """A promise, last under its heading; the same one sent twice is made once. Raises AlreadySigned."""
    current = open_for_editing(section.promise_set, by=by)
    under = Section.objects.get(pk=section.pk)
    last = under.promises.last()
    if last and not _changed(last, under, wording, responsible, partners, problem_areas, theme):
        return last
    order = last_place(under.promises.all())
    promise = Promise.objects.create(section=under, wording=wording, order=order, theme=theme)
    _let_answer(promise, responsible, partners)
    promise.problem_areas.set(problem_areas)
    record(current, by=by, verb="add_promise", of=promise)
    return promise


@transaction.atomic
def change_promise(*, promise, by, version, section, wording, responsible, partners, problem_areas, theme):
    """Change a promise that is still as the person read it. Raises AlreadySigned and StaleEdit.

    Under a new heading it stands last. Activities count anew when others answer for it.
    """
    promise_set = open_for_editing(promise.section.promise_set, by=by)
    current = _locked(promise)
    require_version(current, version)
    changed = _changed(current, section, wording, responsible, partners, problem_areas, theme)
    if current.section_id != section.pk:
        current.section, current.order = section, last_place(section.promises.all())
    current.wording, current.theme = wording, theme
    current.version += 1
    current.save()
    current.problem_areas.set(problem_areas)
    if "responsible" in changed:
        _let_answer(current, responsible, partners)
        recredit(Target.objects.filter(promise=current).with_rules())
    record(promise_set, by=by, verb="change_promise", of=current, changed=changed)
    return current


@transaction.atomic
def move_promise(*, promise, by, is_up):
    """One step up or down, over into the section beside at the end of one's own. Raises AlreadySigned.

    At the very end of the set it stays.
    """
    promise_set = open_for_editing(promise.section.promise_set, by=by)
    current = _locked(promise)
    rows = current.section.promises.all()
    other = rows.filter(order__lt=current.order).last() if is_up else rows.filter(order__gt=current.order).first()
    section = None if other else _section_beside(current.section, is_up)
    if other:
        change_places(current, other, rows=rows)
    elif section:
        place = last_place(section.promises.all()) if is_up else first_place(section.promises.all())
        current.section, current.order = section, place
        current.save()
    if other or section:
        record(promise_set, by=by, verb="move_promise", of=current)
    return current


@transaction.atomic
def remove_promise(*, promise, by):
    """Take away a promise with its targets. Raises AlreadySigned, and CannotBeRemoved where something rests on it."""
    promise_set = open_for_editing(promise.section.promise_set, by=by)
    current = _locked(promise)
    targets = current.targets.count()
    record(promise_set, by=by, verb="remove_promise", of=current, targets=targets)
    delete_or_refuse(current)


def answering(promise):
    """Part → ids of the organisations that have it: those responsible, and partners."""
    rows = list(promise.responsibilities.all())
    return {part: sorted(row.organisation_id for row in rows if row.part == part) for part in PARTS.values}


def _locked(promise):
    return Promise.objects.select_for_update(of=("self",)).select_related("section__promise_set").get(pk=promise.pk)


def _section_beside(section, is_up):
    rows = section.promise_set.sections.all()
    return rows.filter(order__lt=section.order).last() if is_up else rows.filter(order__gt=section.order).first()


def _changed(promise, section, wording, responsible, partners, problem_areas, theme):
    """What of a promise is to be other than it is, by the names of its fields."""
    before = answering(promise)
    wanted = {PARTS.RESPONSIBLE: responsible, PARTS.PARTNER: partners}
    differs = {
        "section": promise.section_id != section.pk,
        "wording": promise.wording != wording,
        "responsible": any(before[part] != sorted(row.pk for row in rows) for part, rows in wanted.items()),
        "problem_areas": set(promise.problem_areas.all()) != set(problem_areas),
        "theme": promise.theme != theme,
    }
    return [name for name, is_other in differs.items() if is_other]


def _let_answer(promise, responsible, partners):
    promise.responsibilities.all().delete()
    chosen = [(PARTS.RESPONSIBLE, row) for row in responsible] + [(PARTS.PARTNER, row) for row in partners]
    rows = [Responsibility(promise=promise, organisation=row, part=part) for part, row in chosen]
    Responsibility.objects.bulk_create(rows)
