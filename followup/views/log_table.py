from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from councils.access import council_required
from followup.log_table_receipt import uncounted
from followup.progress import targets_progress
from promises.actions.table import KeysAreTaken, log_activities
from promises.forms.table import MORE_ROWS, LogTable
from promises.forms.table_shown import ShownTable
from promises.similar import stored_like
from promises.spreadsheets.known import Known

MOST_LINES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@council_required("log_activity")
def log_table(request, council):
    """Log many activities at once: a table to type in, or to paste into from a spreadsheet."""
    table = LogTable(
        Known.of(request.gate, timezone.localdate()),
        request.POST if request.method == "POST" else None,
        is_wide="fler" in request.GET,
    )
    status = 200
    if request.method == "POST":
        if "more" in request.POST:
            table.add(MORE_ROWS)
        elif "paste" in request.POST:
            status = 200 if table.take_pasted() else 422
        elif _save(request, table):
            return redirect("followup:log_table", council.slug)
        else:
            status = 422
    return render(
        request, "followup/log_table.html", {"current_page": "log", "table": ShownTable(table)}, status=status
    )


def _save(request, table):
    """Save every row and tell the person what it did; False, with the table's own words, when something is wrong."""
    if not table.read():
        return False
    gate, rows = request.gate, [row.said for row in table.filled]
    if table.warn_of(stored_like(gate.council, rows)):
        return False
    try:
        logged = log_activities(
            council=gate.council,
            by=gate.user,
            organisation=gate.organisation,
            rows=table.to_save(),
            standing=gate.standing,
        )
    except KeysAreTaken as taken:
        table.refuse_keys(taken.keys)
        return False
    made = zip(table.numbered, logged, strict=True)
    _tell(request, {number: row.said for (number, row), one in made if one.made})
    return True


def _tell(request, numbered):
    """How many were saved now, what their targets became, and which rows wait for somebody or do not count."""
    rows = list(numbered.values())
    if not rows:
        messages.info(request, _("Aktiviteterna var redan sparade. De räknas en gång."))
        return
    saved = ngettext("%(number)s aktivitet sparad.", "%(number)s aktiviteter sparade.", len(rows))
    targets = list({target.pk: target for row in rows for target in row.targets}.values())
    became = [f"{one.target.label}: {one.figure}." for one in targets_progress(targets, as_of=timezone.localdate())]
    rest = ngettext("Och %(number)s mål till.", "Och %(number)s mål till.", len(became) - MOST_LINES)
    list_page = reverse("promises:activities", args=[request.gate.council.slug])
    link = format_html('<a href="{}">{}</a>', list_page, _("Visa aktiviteterna"))
    words = " ".join([saved % {"number": len(rows)}, *_first(became, rest)])
    messages.success(request, format_html("{} {}", words, link))
    waiting, against = uncounted(numbered)
    if waiting:
        rest = ngettext("Och %(number)s mål till.", "Och %(number)s mål till.", len(waiting) - MOST_LINES)
        messages.info(request, " ".join(_first(waiting, rest)))
    if against:
        rest = ngettext("Och %(number)s skäl till.", "Och %(number)s skäl till.", len(against) - MOST_LINES)
        messages.warning(request, " ".join([_("Räknas inte:"), *_first(against, rest)]))


def _first(lines, rest):
    """The first lines, and how many there are more: a message is short."""
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], rest % {"number": more}] if more > 0 else lines
