"""Writes the council's situational pictures: begin, write, share, adopt. What is adopted is never changed again."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from councils import audit
from councils.actions.versions import require_mark, require_version
from councils.codes import WorkStatus
from councils.models import Council, Organisation, Picture, ProblemArea
from councils.models.pictures import PARTS
from councils.picture_reading import mark_of_picture, meeting_as_data, names_now

CHANGEABLE = ("title", "from_day", "to_day", *PARTS)


class Adopted(Exception):
    """The picture has been adopted and stands as it is: changes go into the next one."""


class OwnDraft(Exception):
    """The picture is one organisation's own draft still: the others must be able to read what is adopted."""


class Incomplete(Exception):
    """Something the law asks for is not written. Carries the names of the fields."""

    def __init__(self, missing):
        super().__init__("a picture without all its parts")
        self.missing = missing


class TooEarly(Exception):
    """The one in force was adopted later than that. Carries it."""

    def __init__(self, in_force):
        super().__init__("adopted before the picture it follows")
        self.in_force = in_force


@transaction.atomic
def make_picture(*, council, by, organisation, title, from_day, to_day, copies=False):
    """A new draft that follows the picture in force; of one organisation alone, or of the council without one.

    With `copies` it begins with the texts and figures of the one it follows; and when the council writes it together
    the problem areas move into it, while what is adopted shows them as they were. A form sent twice makes one.
    """
    Council.objects.select_for_update().get(pk=council.pk)
    rows = Picture.objects.of(council)
    values = {"organisation": organisation, "title": title, "from_day": from_day, "to_day": to_day}
    if same := rows.filter(status=WorkStatus.DRAFT, **values).select_related("council").first():
        return same
    before = rows.in_force().first()
    texts = {name: getattr(before, name) for name in PARTS} if copies and before else {}
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Picture.objects.create(council=council, number=number, predecessor=before, **values, **texts)
    if copies and before:
        for row in before.indicators.all():
            made.indicators.create(indicator_id=row.indicator_id, order=row.order, comment=row.comment)
        if organisation is None:
            ProblemArea.objects.of(council).filter(picture=before).update(picture=made, version=F("version") + 1)
    audit.record(council=council, by=by, verb="make_picture", of=made, organisation=made.organisation_id)
    return made


@transaction.atomic
def change_picture(*, picture, by, version, **values):
    """Write other words in a draft. Raises Adopted and StaleEdit. A form sent twice changes nothing the second time."""
    current = draft_of(picture)
    changed = [name for name in CHANGEABLE if name in values and getattr(current, name) != values[name]]
    if not changed:
        return current
    require_version(current, version)
    for name in changed:
        setattr(current, name, values[name])
    current.version += 1
    current.save()
    audit.record(council=current.council, by=by, verb="change_picture", of=current, changed=changed)
    return current


@transaction.atomic
def share_picture(*, picture, by, at):
    """Open an organisation's draft to everybody in the council who reads drafts; says whether this call did."""
    current = draft_of(picture)
    if not current.is_own_draft:
        return False
    current.shared_at, current.shared_by = at, by
    current.version += 1
    current.save()
    audit.record(council=current.council, by=by, verb="share_picture", of=current, **shared_with(current, at))
    return True


@transaction.atomic
def adopt_picture(*, picture, by, at, mark, on, body, meeting=None, paragraph="", registry_number=""):
    """Adopt a draft, so that nothing in it changes again, and let the one in force be replaced by it.

    `mark`: of everything that was read. What the picture names is copied onto it and stands as well.
    Raises Adopted, StaleEdit, OwnDraft, Incomplete and TooEarly.
    """
    Council.objects.select_for_update().get(pk=picture.council_id)
    current = draft_of(picture)
    names = names_now(current)  # once, so that what is copied is what the mark was made of
    require_mark(current, mark_of_picture(current, names), mark)
    if current.is_own_draft:
        raise OwnDraft
    if current.missing_parts:
        raise Incomplete(current.missing_parts)
    before = Picture.objects.of(current.council).in_force().first()
    if before and before.adopted_on > on:
        raise TooEarly(before)
    if before:
        before.status = WorkStatus.REPLACED
        before.save(update_fields=["status"])
    current.status, current.predecessor = WorkStatus.DECIDED, before
    current.adopted_on, current.adopted_at, current.adopted_by = on, at, by
    current.adopted_by_body, current.meeting = body, meeting
    current.paragraph, current.registry_number = paragraph, registry_number
    current.as_adopted = {**names, "meeting": meeting_as_data(meeting)}
    current.version += 1
    current.save()
    details = {"adopted_on": on, "replaced": before.pk if before else None}
    audit.record(council=current.council, by=by, verb="adopt_picture", of=current, **details)
    return current


@transaction.atomic
def add_picture_observation(*, picture, by, **values):
    """Add something that was seen; the same once however often the form is sent. Raises Adopted."""
    current = draft_of(picture)
    if same := current.observations.filter(**values).first():
        return same
    made = current.observations.create(**values)
    audit.record(council=current.council, by=by, verb="change_picture_observations", of=current, act="add")
    return made


@transaction.atomic
def remove_picture_observation(*, observation, by):
    """Take away something that was seen. Raises Adopted."""
    current = draft_of(observation.picture)
    current.observations.get(pk=observation.pk).delete()
    audit.record(council=current.council, by=by, verb="change_picture_observations", of=current, act="remove")


@transaction.atomic
def show_indicator(*, picture, by, indicator, comment):
    """Show a figure in the picture, last of them, or say something else of one that it shows. Raises Adopted."""
    current = draft_of(picture)
    last = current.indicators.aggregate(last=Max("order"))["last"] or 0
    row, is_new = current.indicators.get_or_create(
        indicator=indicator, defaults={"comment": comment, "order": last + 1}
    )
    if not is_new and row.comment == comment:
        return row
    row.comment = comment
    row.save()
    act = "add" if is_new else "change"
    audit.record(council=current.council, by=by, verb="change_picture_indicators", of=current, act=act)
    return row


@transaction.atomic
def hide_indicator(*, shown, by):
    """Show a figure no longer. Raises Adopted."""
    current = draft_of(shown.picture)
    current.indicators.get(pk=shown.pk).delete()
    audit.record(council=current.council, by=by, verb="change_picture_indicators", of=current, act="remove")


def draft_of(picture):
    """The picture, locked, if it may still be changed. Raises Adopted."""
    current = Picture.objects.select_for_update(of=("self",)).select_related("council").get(pk=picture.pk)
    if not current.is_draft:
        raise Adopted
    return current


def require_draft(picture):
    """Raise Adopted if nothing more may be tied to the picture. None is no picture. It is locked."""
    if picture is not None:
        draft_of(picture)


def shared_with(row, at, council=None):
    """What the log tells of a sharing: whose text it was and which organisations can read it from then on."""
    readers = Organisation.objects.reading_drafts_in(council or row.council, on=timezone.localdate(at))
    others = sorted(readers.exclude(pk=row.organisation_id).values_list("pk", flat=True))
    return {"organisation": row.organisation_id, "readers": others}
