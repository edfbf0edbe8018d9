from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import council_required
from promises.content_differences import content_differences
from promises.contents import content_of
from promises.editions import editions_of
from promises.forms.life import EditionsForm
from promises.models import PromiseSet


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def editions(request, council, promise_set):
    """Every edition with its signatures, what differs between two of them, and what differs from the period before."""
    rows = editions_of(promise_set, request.gate)
    older, newer, form = _chosen(request, rows, promise_set)
    before = PromiseSet.objects.filter(pk=promise_set.predecessor_id).readable_by(request.gate).first()
    context = {
        "current_page": "promises",
        "promise_set": promise_set,
        "editions": rows,
        "form": form,
        "older": older,
        "newer": newer,
        "changes": content_differences(content_of(older), content_of(newer)) if older else [],
        "before": before,
        "since_before": content_differences(content_of(before), content_of(promise_set)) if before else [],
    }
    return render(request, "promises/editions.html", context)


def _chosen(request, rows, promise_set):
    """The two editions asked for, else that of the page and the one before, and the form; None where there is one."""
    if len(rows) < 2:
        return None, None, None
    by_number = {str(one.edition): one for one in rows}
    place = max(1, [one.pk for one in rows].index(promise_set.pk))
    first = {"fran": str(rows[place - 1].edition), "till": str(rows[place].edition)}
    asked = EditionsForm(request.GET, editions=rows)
    values = asked.cleaned_data if asked.is_valid() else first
    form = EditionsForm(initial=values, editions=rows)
    return by_number[values["fran"]], by_number[values["till"]], form
