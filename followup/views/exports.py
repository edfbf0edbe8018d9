"""How promises go, as files. Each stands behind the gate of the page it is fetched from, with that page's filter."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from councils.access import council_required
from followup.exports.files import FILE_TYPES
from followup.exports.of_sets import set_table
from followup.exports.table import About
from followup.progress import set_progress
from promises.models import PromiseSet


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def export_overview(request, council, promise_set, file_type):
    """The targets that the overview of a set shows, as a file."""
    promise_set.council = council
    progress = set_progress(promise_set, as_of=promise_set.seen_on(timezone.localdate()))
    about = _about(
        request,
        level="promise_set",
        name=f"{council.slug}-{promise_set.slug}",
        title=f"{promise_set.heading}, {council.short_name}",
        as_of=progress.as_of,
        page=reverse("followup:overview", args=[council.slug, promise_set.slug]),
    )
    return _file(set_table(progress, progress.sections, about=about), file_type)


def _about(request, *, name, as_of, page, **said):
    """What the file says of itself. The name is made of slugs, so that every system can keep such a file."""
    site = request.build_absolute_uri("/").rstrip("/")
    return About(name=f"uppfoljning-{name}-{as_of.isoformat()}", as_of=as_of, site=site, source=page, **said)


def _file(table, file_type):
    if file_type not in FILE_TYPES:
        raise Http404
    kind = FILE_TYPES[file_type]
    name = f"{table.about.name}.{file_type}"
    return FileResponse(kind.write(table), as_attachment=True, filename=name, content_type=kind.content_type)
