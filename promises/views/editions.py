from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from promises.content_differences import content_differences
from promises.contents import content_of
from promises.editions import editions_of
from promises.models import PromiseSet


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def editions(request, council, promise_set):
    """Every edition with its signatures, what differs between two of them, and what differs from the period before."""
    rows = editions_of(promise_set, request.gate)
    older, newer = _chosen(request, rows, promise_set)
    before = PromiseSet.objects.filter(pk=promise_set.predecessor_id).readable_by(request.gate).first()
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "editions": rows,
        "older": older,
        "newer": newer,
        "changes": content_differences(content_of(older), content_of(newer)) if older else [],
        "before": before,
        "since_before": content_differences(content_of(before), content_of(promise_set)) if before else [],
    }
    return render(request, "promises/editions.html", context)


def _chosen(request, rows, promise_set):
    """The two editions asked for by number, else that of the page and the one before; None, None where there is one."""
    if len(rows) < 2:
        return None, None
    by_number = {str(one.edition): one for one in rows}
    asked = by_number.get(request.GET.get("fran")), by_number.get(request.GET.get("till"))
    place = max(1, [one.pk for one in rows].index(promise_set.pk))
    return asked if all(asked) else (rows[place - 1], rows[place])
