"""Targets of several councils, each with what it takes, as the rows of an area's table."""

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from followup.assessment import Verdict
from followup.markup.cells import Cells, joined, judged, pressing, second, why_listed
from followup.markup.days import whole_days
from followup.markup.target_rows import NEEDED, ROW

MOST_LETTERS = 160
WHAT = '<span class="second">{}</span> <a class="target-link" href="{}">{}</a> <span class="second">{}</span>'
COUNTED = '<span class="outcome-text"><b>{}</b></span>{}{}'
IN_WORDS = '<span class="outcome-text">{}</span><span class="second">{}</span>'


def area_rows(lines):
    """`lines`: AreaLine."""
    cells = Cells()
    return joined(
        format_html(ROW, _what(line, cells), _outcome(line.facts), _status(line, cells), cells.latest(line.facts))
        for line in lines
    )


def _what(line, cells):
    facts, wording = line.facts, line.promise.promise.wording
    # To count letters one by one takes longer than the rest of the row; hardly any wording is that long.
    short = wording if len(wording) <= MOST_LETTERS else Truncator(wording).chars(MOST_LETTERS)
    return format_html(WHAT, line.council.short_name, cells.address(facts), facts.target.label, short)


def _outcome(facts):
    needed = format_html(NEEDED, whole_days(facts.needed)) if facts.needed else ""
    if facts.verdict is Verdict.NO_MEASURE:
        return joined([format_html(IN_WORDS, facts.figure, _("Följs upp i ord")), needed])
    bar = facts.bar_svg if facts.has_bar else ""
    return joined([format_html(COUNTED, facts.figure, bar, second(facts.pace)), needed])


def _status(line, cells):
    facts = line.facts
    return joined(
        [
            cells.verdict(facts.verdict),
            why_listed(line.why),
            judged(facts),
            second(pressing(facts) if facts.is_pressing else _silence(line)),
            second(cells.uncounted(facts)),
        ]
    )


def _silence(line):
    if not line.silent_days:
        return ""
    words = _("Inget räknat på %(days)s dagar") if line.facts.uncounted else _("Inget loggat på %(days)s dagar")
    return words % {"days": line.silent_days}
