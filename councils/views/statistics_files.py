"""Files of figures: sent, looked through and saved, in that order and never by themselves."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import council_required
from councils.actions import indicators as actions
from councils.forms.statistics import ChosenForm, MappingForm, StatisticsFileForm
from councils.sheets.rows import Unreadable
from councils.statistics.columns import NotRecognised
from councils.statistics.reading import NoYear, TooMuch
from councils.statistics_files import asked_for, first_rows, packed_rows, read_file, read_mapped
from councils.statistics_words import NO_PLACE, NOT_READ, SHAPES, number_in_words

GET_AND_POST = ["GET", "HEAD", "POST"]
ROWS_SHOWN = 5
CHOSEN_AT_ONCE = 8  # so few are all ticked to begin with
PAGE = {"current_page": "council", "current_work": "statistics"}


@require_http_methods(GET_AND_POST)
@council_required("edit_plan")
def import_statistics(request, council):
    """Send a file with figures; what would come of it is shown before anything is saved."""
    if request.method != "POST":
        return _file_page(request, StatisticsFileForm())
    form = StatisticsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _file_page(request, form)
    try:
        return _read(request, council, form)
    except Unreadable as unreadable:
        form.add_error("statistics_file", str(unreadable))
    except NoYear:
        form.add_error("file_year", _("Det står inte i filen vilket år den gäller. Skriv året och välj filen igen."))
    except TooMuch:
        form.add_error("statistics_file", _too_much())
    return _file_page(request, form)


@require_POST
@council_required("edit_plan")
def map_statistics(request, council):
    """Say what the columns of one's own table hold."""
    form = MappingForm(request.POST, council=council)
    if form.is_lost:
        return _lost(request)
    if not form.is_valid():
        return _mapping_page(request, form, status=422)
    try:
        source = form.cleaned_data["map_source"]
        how = {"file_name": form.file_name, "source": source, "mapping": form.mapping}
        proposal = read_mapped(form.rows, council, **how)
    except TooMuch:
        form.add_error("map_values", _too_much())
        return _mapping_page(request, form, status=422)
    return _preview(request, council, proposal)


@require_POST
@council_required("edit_plan")
def save_statistics(request, council):
    """Save the chosen indicators, all or none."""
    form = ChosenForm(request.POST, council=council)
    if form.proposal is None:
        return _lost(request)
    if not form.is_valid():
        return _preview(request, council, form.proposal, form=form)
    chosen = form.cleaned_data["chosen"]
    done = actions.import_indicators(council=council, by=request.user, source=form.proposal.source, proposed=chosen)
    messages.success(request, _said(done))
    return redirect("councils:statistics", council.slug)


def _read(request, council, form):
    cleaned = form.cleaned_data
    how = {"year": cleaned["file_year"], "is_preliminary": cleaned["file_is_preliminary"]}
    how |= {"source": cleaned["file_source"], "file_name": form.file_name}
    try:
        proposal = read_file(form.content, council, **how)
    except NotRecognised:
        rows = first_rows(form.content)
        first = {"rows_read": packed_rows(rows, form.file_name, council), "map_source": cleaned["file_source"]}
        mapping = MappingForm(initial=first, council=council, read=(form.file_name, rows))
        return _mapping_page(request, mapping)
    if not proposal.source:
        form.add_error(
            "file_source", _("Det framgår inte varifrån siffrorna kommer. Skriv källan och välj filen igen.")
        )
        return _file_page(request, form)
    return _preview(request, council, proposal)


def _file_page(request, form):
    context = {**PAGE, "form": form}
    return render(request, "councils/import_statistics.html", context, status=422 if form.is_bound else 200)


def _mapping_page(request, form, status=200):
    headings = form.rows[0][1]
    first = [[*cells, *[""] * (len(headings) - len(cells))] for _number, cells in form.rows[1 : ROWS_SHOWN + 1]]
    context = {**PAGE, "form": form, "headings": headings, "first_rows": first}
    return render(request, "councils/map_statistics.html", context, status=status)


def _preview(request, council, proposal, form=None):
    effects = actions.effects_of(council=council, source=proposal.source, proposed=proposal.proposed)
    names = asked_for(council)
    lines = [_line(*pair, names) for pair in zip(proposal.proposed, effects, strict=True)]
    form_status = 422 if form else 200
    if form is None:
        few = len(lines) <= CHOSEN_AT_ONCE
        chosen = [str(place) for place, line in enumerate(lines) if (few or not line["is_new"]) and not line["fault"]]
        first = {"read_from_file": proposal.packed(council), "chosen": chosen}
        form = ChosenForm(initial=first, council=council, proposal=proposal)
    ticked = set(form["chosen"].value() or ())
    for place, line in enumerate(lines):
        line |= {"place": place, "is_chosen": str(place) in ticked}
    context = {
        **PAGE,
        "form": form,
        "proposal": proposal,
        "shape": SHAPES[proposal.shape],
        "lines": lines,
        "found": [name for _level, name in proposal.places],
        "unmatched": [(row, text, NO_PLACE[why]) for row, text, why in proposal.unmatched],
        "faults": [(row, column, text, NOT_READ[code]) for row, column, text, code in proposal.faults],
    }
    return render(request, "councils/save_statistics.html", context, status=form_status)


def _line(proposed, effect, names):
    """One indicator on the page before saving."""
    changes = [
        (names.get((level, code), code), year, number_in_words(before), number_in_words(after))
        for level, code, year, before, after in effect.changes
    ]
    counts = {kind: effect.counts[kind] for kind in (actions.ADDED, actions.CHANGED, actions.UNCHANGED)}
    return {"name": proposed.name, "unit": proposed.unit, "is_new": effect.is_new, "fault": proposed.has_fault} | {
        "counts": counts,
        "changes": changes,
    }


def _lost(request):
    form = StatisticsFileForm(data={}, files={})
    form.full_clean()
    form.errors.clear()
    form.add_error("statistics_file", _("Granskningen gäller inte längre. Välj filen igen."))
    return _file_page(request, form)


def _too_much():
    return _("Filen har för många uppgifter. Välj färre brottstyper, nyckeltal eller år och hämta den på nytt.")


def _said(done):
    added, changed = done[actions.ADDED], done[actions.CHANGED]
    if not added and not changed:
        return _("Alla siffror fanns redan. Inget har ändrats.")
    said = [ngettext("%(number)s ny siffra", "%(number)s nya siffror", added) % {"number": added}]
    if changed:
        said.append(ngettext("%(number)s ändrad", "%(number)s ändrade", changed) % {"number": changed})
    return _("Statistiken är inläst: %(what)s.") % {"what": ", ".join(said)}
