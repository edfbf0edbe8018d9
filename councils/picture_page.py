"""What the page of a picture shows besides its own texts: a fixed number of queries, however much there is."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from councils.clocks import runs_out_on
from councils.differences import differing_words, shortened
from councils.models import Dialogue, Municipality, PictureContribution, ProblemArea
from councils.models.pictures import PARTS
from councils.priorities import lacks
from councils.querysets import readable_documents


@dataclass(frozen=True)
class Part:
    """One of the law's three parts as it is read."""

    name: str
    label: str
    text: str
    is_unchanged: bool


@dataclass
class Contributor:
    """An organisation that may write what it knows, and what of it the reader may see."""

    name: str
    rows: list = field(default_factory=list)


def parts_of(picture):
    """The three parts; of a draft each says whether it still stands as in the picture before."""
    before = picture.predecessor if picture.is_draft else None
    return [
        Part(name, _label(picture, name), text, bool(before and text and text == getattr(before, name)))
        for name in PARTS
        for text in (getattr(picture, name),)
    ]


def differences_of(picture, before):
    """[(label, stretches)] of the parts in which two pictures differ."""
    pairs = ((name, getattr(before, name), getattr(picture, name)) for name in PARTS)
    return [(_label(picture, name), shortened(differing_words(old, new))) for name, old, new in pairs if old != new]


def contributors_of(reading, gate):
    """Everybody who may contribute, with what the reader may see of it: of others' drafts nothing, as if not begun."""
    shared = {row.pk: row for row in reading.contributions}
    rows = PictureContribution.objects.filter(picture=reading.picture).readable_by(gate)
    rows = rows.select_related("organisation", "municipality").order_by("municipality__code", "pk")
    found = {pk: Contributor(name) for pk, name in reading.parties}
    for row in rows:
        row.organisation_name, row.municipality_name = _as_named(row, shared.get(row.pk))
        row.is_own = row.organisation_id in gate.organisations
        found.setdefault(row.organisation_id, Contributor(row.organisation_name)).rows.append(row)
    return list(found.values())


def _as_named(row, as_shared):
    """What its organisation and municipality are called; one that is not shared is no part of what was adopted."""
    if as_shared:
        return as_shared.organisation_name, as_shared.municipality_name
    return row.organisation.name, row.municipality.display_name if row.municipality_id else ""


def lacking_in(reading, parts):
    """Sentences about what one would expect in a picture and this one has not: it can be adopted all the same."""
    contributed = {row.organisation_id for row in reading.contributions}
    lacking = [
        _("Inget bidrag från %(organisation)s.") % {"organisation": name}
        for pk, name in reading.parties
        if pk not in contributed
    ]
    if parts and all(part.is_unchanged for part in parts):
        lacking.append(_("Alla tre texterna är desamma som i förra lägesbilden."))
    if not reading.problems:
        lacking.append(_("Inga problemområden är knutna till den."))
    return lacking


def municipalities_of(council):
    """The council's municipalities, and those of the councils that share an agreement with it."""
    own = council.municipalities.values("pk")
    shared = Municipality.objects.filter(councils__agreements__in=council.agreements.values("pk")).values("pk")
    return Municipality.objects.filter(pk__in=own) | Municipality.objects.filter(pk__in=shared)


def problems_of(reading):
    """[(problem area, what it lacks, is it still among the council's)] of those in the picture, in its order."""
    there = set(ProblemArea.objects.filter(pk__in=[area.pk for area in reading.problems]).values_list("pk", flat=True))
    return [(area, lacks(area), area.pk in there) for area in reading.problems]


def dialogues_of(reading):
    """[(id, or None where it is gone, title, day)] of the dialogues in the picture."""
    there = set(Dialogue.objects.filter(pk__in=[pk for pk, *_said in reading.dialogues]).values_list("pk", flat=True))
    return [(pk if pk in there else None, title, day) for pk, title, day in reading.dialogues]


def built_on_it(picture, gate):
    """Plans and promises that build on it, of those that the reader may see."""
    return {
        "plans": picture.plans.filter(readable_documents(gate)).order_by("-first_day", "pk"),
        "promise_sets": picture.promise_sets.readable_by(gate).standing().latest_first(),
    }


def due_on(picture):
    """When the picture after this must have been adopted, at the latest."""
    return runs_out_on(picture.adopted_on) if picture.adopted_on else None


def _label(picture, name):
    return picture._meta.get_field(name).verbose_name
