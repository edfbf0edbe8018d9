"""The rows of an overview's table: a row for each target, or one that says that a promise has none."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from followup.assessment import Verdict
from followup.markup.cells import Cells, joined, judged, parties, pressing, second
from followup.markup.days import whole_days

ROW = (
    '<tr role="row"><th class="what" role="rowheader" scope="row">{}</th><td class="outcome" role="cell">{}</td>'
    '<td class="status" role="cell">{}</td><td class="latest" role="cell">{}</td></tr>\n'
)
GROUP = '<tr class="group-row" role="row"><th colspan="4" role="rowheader" scope="rowgroup">{}</th></tr>\n'
FIRST = '<a class="target-link verbatim" href="{}">{}</a> <span class="second">{} · {}</span>'
FURTHER = '<a class="target-link" href="{}">{}</a> <span class="second">{}</span>'
COUNTED = '<span class="outcome-text"><b>{}</b></span>{}<span class="second">{}</span>{}'
IN_WORDS = '<span class="outcome-text">{}</span>{}<span class="second">{}</span>'
NEEDED = '<span class="second needed">{}</span>'


def target_groups(sections):
    """A <tbody> for each of [(section, [PromiseProgress])]; a section without a title has no heading."""
    cells = Cells()
    return joined(
        format_html('<tbody role="rowgroup">{}{}</tbody>\n', _heading(section), _rows(promises, cells))
        for section, promises in sections
    )


def _heading(section):
    return format_html(GROUP, section.title) if section and section.title else ""


def _rows(promises, cells):
    return joined(row for promise in promises for row in _of_promise(promise, cells))


def _of_promise(promise, cells):
    if not promise.targets:
        return [_without_target(promise)]
    by, first = parties(promise), promise.targets[0]
    return [
        format_html(
            ROW,
            _what(promise, facts, by, facts is first, cells),
            _outcome(facts, cells),
            joined([cells.verdict(facts.verdict), judged(facts)]),
            cells.latest(facts),
        )
        for facts in promise.targets
    ]


def _without_target(promise):
    what = format_html('<span class="verbatim">{}</span>', promise.promise.wording)
    return format_html(ROW, what, format_html('<span class="soft">{}</span>', _no_target()), "", "")


def _no_target():
    return _("Inget mål är kopplat till löftet")


def _what(promise, facts, by, is_first, cells):
    """The promise in its own words at its first target, and then what each further one is called."""
    label = facts.target.label
    if is_first:
        return format_html(FIRST, cells.address(facts), promise.promise.wording, label, by)
    return format_html(FURTHER, cells.address(facts), label, by)


def _outcome(facts, cells):
    said = _in_words(facts) if facts.verdict is Verdict.NO_MEASURE else _counted(facts)
    return joined([said, second(cells.uncounted(facts))])


def _in_words(facts):
    latest = second(whole_days(facts.latest_figure)) if facts.latest_figure else ""
    return format_html(IN_WORDS, facts.figure, latest, _("Följs upp i ord"))


def _counted(facts):
    needed = facts.needed_short
    return format_html(
        COUNTED,
        facts.figure,
        facts.bar_svg if facts.has_bar else "",
        _note(facts),
        format_html(NEEDED, whole_days(needed)) if needed else "",
    )


def _note(facts):
    """The one thing to know beside the figure."""
    if facts.verdict is Verdict.NOT_STARTED:
        return _("Perioden har inte börjat")
    if facts.is_pressing:
        return pressing(facts)
    if not facts.is_reported:
        return _("Inget räknat") if facts.uncounted else _("Inget rapporterat")
    if facts.verdict is Verdict.BEHIND:
        return facts.pace
    if facts.is_each and facts.outcome.missed:
        return _("%(number)s missade") % {"number": facts.outcome.missed}
    return ""
