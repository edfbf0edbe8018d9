"""What the page of a picture shows besides its own texts: a fixed number of queries, however much there is."""

from dataclasses import dataclass, field

from councils.clocks import runs_out_on
from councils.differences import differing_words, shortened
from councils.indicator_figures import figures_of
from councils.models import Municipality, Organisation, PictureContribution, ProblemArea
from councils.models.pictures import PARTS
from councils.priorities import by_priority, lacks
from councils.querysets import readable_documents
from councils.roles import PERMISSIONS_OF, Permission


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

    organisation: Organisation
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


def contributors_of(picture, gate, *, on):
    """Everybody who may contribute, with what the reader may see of it: of others' drafts nothing, as if not begun."""
    rows = PictureContribution.objects.filter(picture=picture).readable_by(gate)
    rows = list(rows.select_related("organisation", "municipality", "shared_by").order_by("municipality__code", "pk"))
    known = contributing_in(gate.council, on=on) | Organisation.objects.filter(
        pk__in=[row.organisation_id for row in rows]
    )
    found = {one.pk: Contributor(one) for one in known.distinct().main_parties_first()}
    for row in rows:
        row.picture = picture
        row.is_own = row.organisation_id in gate.organisations
        found[row.organisation_id].rows.append(row)
    return list(found.values())


def contributing_in(council, *, on):
    """Organisations for which somebody in the council may contribute on a day."""
    roles = [role for role, allowed in PERMISSIONS_OF.items() if Permission.CONTRIBUTE in allowed]
    rows = council.memberships.on(on).filter(role__in=roles, user__is_active=True)
    return Organisation.objects.filter(pk__in=rows.values("organisation"))


def municipalities_of(council):
    """The council's municipalities, and those of the councils that share an agreement with it."""
    own = council.municipalities.values("pk")
    shared = Municipality.objects.filter(councils__agreements__in=council.agreements.values("pk")).values("pk")
    return Municipality.objects.filter(pk__in=own) | Municipality.objects.filter(pk__in=shared)


def indicators_of(picture):
    """The figures it shows, in order, each with its development."""
    rows = list(picture.indicators.select_related("indicator"))
    figures = figures_of([row.indicator for row in rows])
    for row in rows:
        row.figures = figures[row.indicator_id]
    return rows


def problems_of(picture):
    """The problem areas that were last seen in it, the most important first, each with what it lacks."""
    rows = ProblemArea.objects.filter(picture=picture).prefetch_related("places")
    return [(area, lacks(area)) for area in by_priority(rows)]


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
