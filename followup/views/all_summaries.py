"""The written summaries as they reach many at once: those of several councils, and a package for the archive."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import across_councils
from followup.archive import package_of
from followup.areas import areas_of
from followup.every_summary import by_year, every_summary, kept_papers
from followup.forms.every_summary import EverySummaryFilter
from followup.views.summary_gate import summary_required
from followup.zipping import zipped

ZIP = "application/zip"


@require_safe
@across_councils
def all_summaries(request, gates):
    """The summaries of all one's councils, year by year: how many are approved, and who lacks what."""
    form, lines = _asked_for(request, gates)
    shown = form.kept(lines)
    context = {
        "form": form,
        "years": by_year(shown),
        "approved": sum(line.is_approved for line in shown),
        "number": len(shown),
        "has_councils": bool(gates),
    }
    return render(request, "followup/all_summaries.html", context, status=422 if form.errors else 200)


@require_safe
@across_councils
def all_summaries_zip(request, gates):
    """The kept PDFs of the approved summaries that the page shows; made as they are sent, one at a time."""
    form, lines = _asked_for(request, gates)
    shown = form.kept(lines)
    if form.errors or not any(line.is_approved for line in shown):
        return redirect(f"{reverse('followup:all_summaries')}?{request.GET.urlencode()}")
    response = StreamingHttpResponse(zipped(kept_papers(shown), packed=False), content_type=ZIP)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(form.chosen)}"'
    return response


def _asked_for(request, gates):
    lines = every_summary(gates)
    areas = areas_of(gates, on=timezone.localdate())
    return EverySummaryFilter(request.GET, areas=areas, lines=lines), lines


def _file_name(chosen):
    parts = ["sammanstallningar", *([f"omrade-{chosen['omrade']}"] if "omrade" in chosen else []), chosen.get("ar", "")]
    return f"{'-'.join(filter(None, parts))}.zip"


@require_safe
@summary_required("view_council")
def archive_summary(request, council, summary):
    """What the archive takes over of an approved summary: its documents, its data, and what identifies them."""
    if not summary.is_frozen:
        raise Http404
    response = HttpResponse(b"".join(zipped(package_of(summary))), content_type=ZIP)
    response["Content-Disposition"] = f'attachment; filename="arkiv-{council.slug}-{summary.address}.zip"'
    return response
