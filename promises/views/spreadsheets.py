"""Activities as files: out, and in again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.access import council_required
from councils.sheets.rows import Unreadable
from promises.actions import spreadsheets as actions
from promises.forms.activity_filter import ActivityFilterForm
from promises.forms.spreadsheets import CarryOutForm, ColumnsForm, ImportFileForm, WordsForm
from promises.models import Activity, SpreadsheetImport
from promises.spreadsheets.layout import guessed, opened, words_in
from promises.spreadsheets.review import NotMapped, review_of
from promises.spreadsheets.rows import Known
from promises.spreadsheets.writing import as_csv, as_xlsx

GET_AND_POST = ["GET", "HEAD", "POST"]
FIRST_ROWS = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@council_required("view_council")
def export_activities(request, council, file_type):
    """The activities that the list shows, as a file that can be changed and read in again."""
    if file_type not in ("xlsx", "csv"):
        raise Http404
    today = timezone.localdate()
    form = ActivityFilterForm(request.GET, gate=request.gate)
    rows = form.narrowed(Activity.objects.of(council).readable_by(request.gate))
    known = Known.of(request.gate, today)
    name = f"aktiviteter-{council.slug}-{today.isoformat()}.{file_type}"
    if file_type == "xlsx":
        book = as_xlsx(rows, known, with_withdrawn=form.shows_withdrawn)
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)
    lines = as_csv(rows, known, with_withdrawn=form.shows_withdrawn)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(GET_AND_POST)
@council_required("log_activity")
def import_activities(request, council):
    """Send a file with activities. Nothing is saved from it before one has looked through what it would do."""
    form = ImportFileForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    status = 200
    if request.method == "POST":
        actions.empty_old_imports(files=SpreadsheetImport.objects.of(council))
        if form.is_valid():
            sent = actions.take_file(
                council=council,
                by=request.user,
                organisation=request.gate.organisation,
                name=form.name,
                content=form.content,
            )
            return _to("review_import" if form.is_ours else "map_import", sent)
        status = 422
    sent_before = SpreadsheetImport.objects.of(council).filter(uploaded_by=request.user).defer("content")
    context = {"current_page": "activities", "form": form, "sent_before": sent_before[:FIRST_ROWS]}
    return render(request, "promises/import_activities.html", context, status=status)


@require_http_methods(GET_AND_POST)
@council_required("log_activity", spreadsheet_import=SpreadsheetImport)
def review_import(request, council, spreadsheet_import):
    """What the file would add and change, row by row; a post carries it out, all or nothing."""
    _require_right(request, spreadsheet_import)
    if request.method == "POST":
        return _carry_out(request, spreadsheet_import)
    if spreadsheet_import.ended_at:
        return _review_page(request, spreadsheet_import)
    try:
        review = review_of(spreadsheet_import, request.gate, timezone.localdate())
    except NotMapped:
        return _to("map_import", spreadsheet_import)
    except Unreadable as unreadable:
        return _review_page(request, spreadsheet_import, unreadable=str(unreadable))
    return _review_page(request, spreadsheet_import, review=review)


def _carry_out(request, spreadsheet_import):
    form = CarryOutForm(request.POST)
    form.is_valid()
    try:
        done = actions.carry_out(
            spreadsheet=spreadsheet_import,
            gate=request.gate,
            today=timezone.localdate(),
            **form.cleaned_data,
        )
    except NotMapped:
        return _to("map_import", spreadsheet_import)
    except actions.NotCarriedOut as refused:
        return _review_page(request, spreadsheet_import, review=refused.review, form=form, status=422)
    except Unreadable as unreadable:
        return _review_page(request, spreadsheet_import, unreadable=str(unreadable), status=422)
    if "given_up" in done.result:
        messages.info(request, _("Inläsningen är avbruten. Skicka filen igen om den ska läsas in."))
    else:
        messages.success(request, _("Filen är inläst."))
    return _to("review_import", done)


def _review_page(request, spreadsheet_import, *, status=200, **context):
    context = {
        "current_page": "activities",
        "spreadsheet_import": spreadsheet_import,
        "was_refused": status == 422,
        **context,
    }
    return render(request, "promises/review_import.html", context, status=status)


@require_http_methods(GET_AND_POST)
@council_required("log_activity", spreadsheet_import=SpreadsheetImport)
def map_import(request, council, spreadsheet_import):
    """Say what the columns of another layout hold, and then what each word in one of them means."""
    _require_right(request, spreadsheet_import)
    try:
        sheet = opened(bytes(spreadsheet_import.content)) if not spreadsheet_import.ended_at else None
        if sheet is None or sheet.columns:
            return _to("review_import", spreadsheet_import)
        return _map(request, spreadsheet_import, sheet)
    except Unreadable as unreadable:
        messages.error(request, str(unreadable))
        return _to("review_import", spreadsheet_import)


def _map(request, spreadsheet_import, sheet):
    mapping = spreadsheet_import.mapping
    asks_columns = "columns" not in mapping or request.GET.get("steg") == "kolumner"
    first_rows = [line for _number, line in zip(range(FIRST_ROWS), sheet.lines, strict=False)]
    headings = _to_the_widest(sheet.headings, first_rows)
    data = request.POST if request.method == "POST" else None
    if asks_columns:
        form = ColumnsForm(data, headings=headings, initial=_as_fields(mapping.get("columns") or guessed(headings)))
        found = form.is_valid() and _columns_found(spreadsheet_import, form)
    else:
        words, days_are_ambiguous = words_in(bytes(spreadsheet_import.content), mapping["columns"])
        known = Known.of(request.gate, timezone.localdate())
        form = WordsForm(data, words=words, days_are_ambiguous=days_are_ambiguous, known=known, initial=mapping)
        found = form.is_valid() and {**mapping, **form.answers}
    if found:
        actions.keep_mapping(spreadsheet=spreadsheet_import, by=request.user, mapping=found)
        return _to("map_import" if asks_columns else "review_import", spreadsheet_import)
    context = {
        "current_page": "activities",
        "spreadsheet_import": spreadsheet_import,
        "form": form,
        "asks_columns": asks_columns,
        "headings": headings,
        "first_rows": first_rows,
    }
    return render(request, "promises/map_import.html", context, status=422 if form.errors else 200)


def _to_the_widest(headings, rows):
    """The headings, with blank ones for columns that have cells and no heading."""
    return headings + [""] * (max(len(row.cells) for row in rows) - len(headings)) if rows else headings


def _as_fields(columns):
    return {f"column_{name}": place for name, place in columns.items()}


def _columns_found(spreadsheet_import, form):
    """What is kept of the columns; None, with an error on the form, when they cannot be what they are said to be."""
    try:
        words_in(bytes(spreadsheet_import.content), form.columns)
    except Unreadable as unreadable:
        form.add_error("column_what", str(unreadable))
        return None
    return {"columns": form.columns}


@require_POST
@council_required("log_activity", spreadsheet_import=SpreadsheetImport)
def give_up_import(request, council, spreadsheet_import):
    """Take away a file that is not to be carried out."""
    _require_right(request, spreadsheet_import)
    actions.give_up_import(spreadsheet=spreadsheet_import, by=request.user)
    messages.success(request, _("Inläsningen är avbruten och filen är borttagen."))
    return redirect("promises:import_activities", council.slug)


@require_http_methods(GET_AND_POST)
@council_required("log_activity", spreadsheet_import=SpreadsheetImport)
def undo_import(request, council, spreadsheet_import):
    """Take everything that a file added out of the counts, unless somebody has changed it since."""
    _require_right(request, spreadsheet_import)
    changed = actions.changed_since(spreadsheet_import)
    if request.method == "POST" and not changed:
        try:
            done = actions.undo_import(spreadsheet=spreadsheet_import, gate=request.gate)
            number = done.result.get("undone", 0)
            text = ngettext(
                "%(number)s aktivitet räknas inte längre.", "%(number)s aktiviteter räknas inte längre.", number
            )
            messages.success(request, text % {"number": number})
            return _to("review_import", done)
        except actions.ChangedSince as since:
            changed = since.activities
        except actions.NothingToUndo:
            pass  # the page says so
    context = {
        "current_page": "activities",
        "spreadsheet_import": spreadsheet_import,
        "changed": changed,
        "added": actions.number_added(spreadsheet_import),
    }
    return render(request, "promises/undo_import.html", context, status=409 if request.method == "POST" else 200)


def _require_right(request, spreadsheet_import):
    """Whoever sent the file and still acts for the same organisation, and those who may correct anything.

    Each post clears away, too, what others have left lying.
    """
    is_own = spreadsheet_import.uploaded_by_id == request.user.pk
    acts_for_it = spreadsheet_import.organisation_id in request.gate.organisations
    if not (is_own and acts_for_it) and not request.gate.can_correct_any_activity:
        raise PermissionDenied
    if request.method == "POST":
        files = SpreadsheetImport.objects.of(request.gate.council)
        actions.empty_old_imports(files=files, but=spreadsheet_import.pk)


def _to(name, spreadsheet_import):
    return redirect(f"promises:{name}", spreadsheet_import.council.slug, spreadsheet_import.pk)
