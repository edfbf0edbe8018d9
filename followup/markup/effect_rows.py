"""Measured figures, apart from what is done, as the rows of their table."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from followup.markup.cells import Cells, joined, judged, parties, second
from followup.markup.days import short_day

ROW = (
    '<tr role="row"><th class="what" role="rowheader" scope="row">{}</th><td role="cell" data-label="{}">{}</td>'
    '<td role="cell" data-label="{}">{}</td><td role="cell" data-label="{}">{}</td>'
    '<td class="status" role="cell">{}</td></tr>\n'
)
WHAT = '<a class="target-link verbatim" href="{}">{}</a><span class="second">{} · {}</span>'
LATEST = '<b>{}</b><span class="second"><time class="nowrap" datetime="{}">{}</time> · {}</span>'
MISSING = '<span class="soft">{}</span>'


def effect_rows(effects):
    """`effects`: EffectLine. Each cell says what it is, for a phone, where the table is a list of cards."""
    cells = Cells()
    return joined(_row(line, cells) for line in effects)


def _row(line, cells):
    facts, promise = line.facts, line.promise
    what = (cells.address(facts), promise.promise.wording, line.indicator, parties(promise))
    return format_html(
        ROW,
        format_html(WHAT, *what),
        _("Utgångsvärde"),
        _baseline(line),
        _("Senaste siffra"),
        _latest(line),
        _("Ska bli"),
        line.goal,
        joined([cells.verdict(facts.verdict), judged(facts)]),
    )


def _baseline(line):
    if not line.baseline:
        return format_html(MISSING, _("Saknas"))
    return joined([line.baseline, second(line.baseline_source)])


def _latest(line):
    if not line.latest:
        return format_html(MISSING, _("Inte uppmätt"))
    found = line.facts.measurement
    day = found.measured_on
    return format_html(LATEST, line.latest, day.isoformat(), short_day(day), found.source)
