from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from councils import audit
from councils.access import council_required
from councils.forms.log import LogFilterForm
from councils.log import as_csv, page_of


@require_safe
@council_required("view_log")
def log(request, council):
    """The council's audit log in words, newest first; what to see of it stands in the address."""
    return _page(request, council, LogFilterForm(request.GET, council=council))


@require_POST
@council_required("view_log")
def log_csv(request, council):
    """The lines asked for as a file. A post, since taking the log away is itself logged."""
    form = LogFilterForm(request.POST, council=council)
    if not form.is_valid():
        return _page(request, council, form, status=422)
    entry = audit.record(council=council, by=request.user, verb="export_log", of=council, **form.chosen)
    body = as_csv(form.chosen_entries.filter(sequence__lt=entry.sequence))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="logg-{council.slug}.csv"'
    return response


def _page(request, council, form, status=200):
    page = page_of(form.chosen_entries, council, request.GET.get("fore", ""))
    chosen = form.chosen
    context = {
        "current_page": "council",
        "council": council,
        "form": form,
        "page": page,
        "chosen": chosen,
        "first_query": urlencode(chosen),
        "older_query": urlencode({**chosen, "fore": page.older}) if page.older else "",
    }
    return render(request, "councils/log.html", context, status=status)
