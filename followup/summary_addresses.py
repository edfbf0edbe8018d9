"""Which summary an address means, and which one a promise set is waiting for.

The final summary answers at the address of its promise set, also before anybody has written a word in it: then there
is no row yet. All others have an address of their own.
"""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from followup.codes import SummaryKind
from followup.models import Summary
from promises.models import PromiseSet


def _final_of(address):
    return Q(slug="", promise_set__slug=address, kind=SummaryKind.FINAL)


def final_summary(promise_set):
    """The set's final summary as it was first written, saved or not yet; corrections are found through it."""
    row = Summary.objects.final().filter(promise_set=promise_set, slug="").first() or Summary()
    row.promise_set = promise_set
    return row


def summary_at(gate, address):
    """The summary with this address that may be read through the gate, or 404."""
    rows = Summary.objects.of(gate.council).readable_by(gate).filter(Q(slug=address) | _final_of(address))
    named = rows.select_related("promise_set", "ready_by", "published_by", "corrects").defer("corrects__snapshot")
    # Its own address goes before that of a promise set.
    row = named.order_by("-slug").first() if address else None
    if row is None:
        promise_set = get_object_or_404(PromiseSet.objects.of(gate.council).readable_by(gate), slug=address)
        if not gate.can_view_drafts:
            raise Http404
        row = Summary(promise_set=promise_set)
    row.promise_set.council = gate.council
    return row


def new_address(promise_set, *, kind, as_of, edition=1):
    """An address for a summary beside the final one: "2019_2019-08-31", and "2019_2" for its second edition."""
    on_the_way = "" if kind == SummaryKind.FINAL else as_of.isoformat()
    again = str(edition) if edition > 1 else ""
    return "_".join(filter(None, [promise_set.slug, on_the_way, again]))
