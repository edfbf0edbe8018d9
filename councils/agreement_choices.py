"""What can be chosen in an agreement: who may be a party, what it may replace, and which councils may have it too."""

from functools import reduce
from operator import or_

from django.db.models import Q

from councils.models import Agreement, Council, Organisation
from councils.roles import PERMISSIONS_OF, Permission, Role


def choices_of(gate, *, today, agreement=None):
    """The rows that the form offers, by the names of its arguments."""
    own = {gate.council.pk}
    has_it = set(agreement.councils.values_list("pk", flat=True)) if agreement else own
    others = councils_planned_in(gate) - has_it
    councils = Council.objects.filter(pk__in=own | others)
    return {
        "own": own_parties(gate.council, today),
        "parties": _parties(councils, agreement, today).main_parties_first(),
        "predecessors": _predecessors(gate.council, agreement),
        "councils": Council.objects.filter(pk__in=others),
    }


def own_parties(council, today):
    """Ids of the council's own municipalities and their police: who an agreement of it is between, as a rule."""
    rows = Organisation.objects.filter(
        Q(kind="municipality", municipality__in=council.municipalities.all())
        | Q(kind="police", police_area__in=council.areas_on(today))
    )
    return frozenset(rows.values_list("pk", flat=True))


def councils_planned_in(gate):
    """Ids of the councils in which the user may write the plan, and so their agreements."""
    return {
        row.council_id
        for row in gate.all_memberships
        if row.council_id in gate.seen and Permission.EDIT_PLAN in PERMISSIONS_OF[Role(row.role)]
    }


def _parties(councils, agreement, today):
    """Those who act in these councils, partners, municipalities of the police areas, and the parties it has."""
    known = reduce(or_, (Organisation.objects.choosable_in(council, on=today) for council in councils))
    near = Q(pk__in=councils.values("partners"))
    for council in councils:
        near |= Q(kind="municipality", municipality__in=_policed_together(council, today))
    if agreement:
        near |= Q(pk__in=agreement.parties.values("pk"))
    return known | Organisation.objects.filter(near)


def _policed_together(council, today):
    """The municipalities of the local police areas that the council's own lie in: those an agreement is made with."""
    return council.areas_on(today).values("municipalities")


def _predecessors(council, agreement):
    """Other agreements of the council. None where what it replaces is an agreement of other councils: that stays."""
    rows = Agreement.objects.of(council)
    if not agreement:
        return rows
    if agreement.predecessor_id and not rows.filter(pk=agreement.predecessor_id).exists():
        return rows.none()
    return rows.exclude(pk__in=_followers(rows, agreement))


def _followers(rows, agreement):
    """The agreement and those that have come after it: none of these can be what it replaces."""
    pairs = list(rows.values_list("pk", "predecessor"))
    found, waiting = set(), [agreement.pk]
    while waiting:
        pk = waiting.pop()
        found.add(pk)
        waiting += [one for one, before in pairs if before == pk and one not in found]
    return found
