"""What needs somebody's attention, a line for each target."""

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from followup.markup.cells import Cells, joined, judged, parties, why_listed
from followup.markup.days import short_day, whole_days

MOST_WORDS = 30
LINE = (
    '<li><div class="urgent-what"><p class="list-title"><a class="verbatim" href="{}">{}</a></p>'
    '<p class="list-meta"><span>{}</span><span>{}</span>{}</p></div>\n'
    '<div class="urgent-why">{}</div>\n'
    '<p class="urgent-need"><b>{}</b>{} <span{}>{} {}</span></p></li>\n'
)
SOFT = format_html(' class="{}"', "soft")


def urgent_lines(lines, *, shows_set=False):
    """`lines`: of worst_first; `shows_set`: say which promises each belongs to."""
    cells = Cells()
    return joined(_line(line, shows_set, cells) for line in lines)


def _line(line, shows_set, cells):
    facts, wording = line.facts, line.promise.promise.wording
    return format_html(
        LINE,
        cells.address(facts),
        Truncator(wording).words(MOST_WORDS, truncate=" …"),
        facts.target.label,
        parties(line.promise),
        format_html("<span>{}</span>", line.promise_set.heading) if shows_set else "",
        joined([cells.verdict(facts.verdict), why_listed(line.why), judged(facts)]),
        facts.figure,
        format_html("<span>{}</span>", whole_days(facts.needed)) if facts.needed else "",
        "" if line.silent_days else SOFT,
        whole_days(_since(facts, line.silent_days)),
        cells.uncounted(facts),
    )


def _since(facts, silent_days):
    """When something last counted, and how long ago where that is long; empty where nothing can be said."""
    if silent_days:
        return _silent(facts, silent_days)
    if facts.latest_on:
        return _("Senast loggat %(day)s.") % {"day": short_day(facts.latest_on)}
    if facts.is_reported:
        return ""
    return _("Inget räknat.") if facts.uncounted else _("Inget rapporterat.")


def _silent(facts, days):
    if not facts.latest_on:
        words = (
            _("Inget räknat under de %(days)s dagar som har gått.")
            if facts.uncounted
            else _("Inget loggat under de %(days)s dagar som har gått.")
        )
        return words % {"days": days}
    words = (
        _("Inget räknat på %(days)s dagar, senast %(day)s.")
        if facts.uncounted
        else _("Inget loggat på %(days)s dagar, senast %(day)s.")
    )
    return words % {"days": days, "day": short_day(facts.latest_on)}
