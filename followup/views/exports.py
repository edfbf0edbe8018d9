"""How promises go, as files. Each stands behind the gate of the page it is fetched from, with that page's filter."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from councils.access import across_councils, council_required, overseer_required
from followup.areas import area_standing
from followup.council_standing import council_standing
from followup.exports import subjects
from followup.exports.files import FILE_TYPES
from followup.exports.of_areas import area_table, figures_table
from followup.exports.of_sets import council_table, set_table
from followup.filters import FollowUpFilter
from followup.forms.areas import AreaFilter, NationFilter
from followup.nation import national_standing
from followup.progress import set_progress
from followup.side_by_side import as_read_by
from promises.models import PromiseSet


@require_safe
@council_required("view_council", promise_set=PromiseSet)
def export_overview(request, council, promise_set, file_type):
    """The targets that the overview of a set shows, as a file."""
    promise_set.council = council
    [progress] = as_read_by(
        [(request.gate, set_progress(promise_set, as_of=promise_set.seen_on(timezone.localdate())))]
    )
    form = _in_swedish(FollowUpFilter, request.GET, progress, gate=request.gate)
    said = _said(request, subjects.of_set(promise_set), form, progress.as_of)
    return _answer(request, form, said, file_type, lambda: set_table(form.kept(progress), about=said))


@require_safe
@council_required("view_council")
def export_council(request, council, file_type):
    """The targets of all that holds in a council today, as a file."""
    standing = council_standing(request.gate, today=timezone.localdate())
    form = _in_swedish(FollowUpFilter, request.GET, standing.running, gate=request.gate)
    said = _said(request, subjects.of_council(council), form, standing.as_of)
    kept = [form.kept(progress) for progress in standing.running]
    return _answer(request, form, said, file_type, lambda: council_table(kept, about=said))


@require_safe
@across_councils
def export_area(request, gates, area, file_type):
    """The targets that the page of a local police area lists, as a file."""
    today = timezone.localdate()
    standing = area_standing(gates, area, as_of=today)
    if standing is None:
        raise Http404
    form = _in_swedish(AreaFilter, request.GET, councils=[one.council for one in standing.councils])
    said = _said(request, subjects.of_area(standing.area), form, today)
    return _answer(request, form, said, file_type, lambda: area_table(form.kept(standing.lines), about=said))


@require_safe
@overseer_required
def export_nation(request, region, councils, file_type):
    """How every council in the country stands, in figures, as a file."""
    return _figures(request, region, councils, file_type)


@require_safe
@overseer_required
def export_region(request, region, councils, file_type):
    """The same for one police region."""
    return _figures(request, region, councils, file_type)


def _figures(request, region, councils, file_type):
    today = timezone.localdate()
    standing = national_standing(councils, region, as_of=today)
    form = _in_swedish(NationFilter, request.GET, regions=standing.regions, counties=standing.counties)
    said = _said(request, subjects.of_region(region), form, today)
    return _answer(request, form, said, file_type, lambda: figures_table(standing.narrowed(form), about=said))


def _in_swedish(form_class, *args, **kwargs):
    """A page's filter with its words as they stand in files. What is wrong in it is told in the reader's language."""
    with translation.override("sv"):
        return form_class(*args, **kwargs)


def _said(request, subject, form, as_of):
    site = request.build_absolute_uri("/").rstrip("/")
    return subjects.about(subject, as_of=as_of, site=site, chosen=form)


def _answer(request, form, said, file_type, make_table):
    """The file; or, where the filter cannot be used, a page that says why: never a file of something else."""
    if file_type not in FILE_TYPES:
        raise Http404
    if form.errors:
        return render(request, "followup/export_overview.html", {"form": form, "page": said.source}, status=422)
    kind = FILE_TYPES[file_type]
    name = f"{said.name}.{file_type}"
    return FileResponse(kind.write(make_table()), as_attachment=True, filename=name, content_type=kind.content_type)
