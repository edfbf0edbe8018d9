"""Counts on top of an overview; each opens the list of what it counts."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.deadlines import Nearness
from followup.markup.cells import joined, second
from followup.markup.days import short_day

LIST = '<dl class="key-figures">{}</dl>'
FIGURE = '<div class="key-figure"><dt>{}</dt><dd><span class="key-figure-value">{}</span>{}</dd></div>\n'
LINK = '<a href="{}">{}</a>'
ATTENTION = "?lage=uppmarksamhet&ordning=lage#mal"


@dataclass(frozen=True)
class Figure:
    """One count. `url`: the list of what it counts; `note`: what to know beside it, with a list of its own."""

    label: str
    value: object
    url: str = ""
    note: str = ""
    note_url: str = ""


def key_figures(figures):
    """Figures as a list; an empty note is left out."""
    return format_html(LIST, joined(_drawn(one) for one in figures))


def set_figures(progress, promise_set, number_urgent, approved_at, days_left, nearness):
    """Of one set on a day. `days_left`, `nearness`: of its summary's deadline; None and empty where none counts."""
    figures = [
        _fulfilled(progress.fulfilled, len(progress.computable), progress.not_computed),
        *_by_verdict(progress, number_urgent),
    ]
    if promise_set.summary_due_on:
        note = _due_note(approved_at, days_left, nearness)
        figures.append(Figure(_("Skriftlig sammanställning senast"), short_day(promise_set.summary_due_on), note=note))
    return key_figures(figures)


def council_figures(standing, number_urgent):
    """Of all running sets of a council together."""
    counted = _fulfilled(standing.fulfilled, standing.computable, standing.not_computed)
    return key_figures([counted, *_under_way(standing.counts, number_urgent)])


def national_figures(shown):
    """Of many councils together. `shown`: a NationStanding."""
    tally = shown.tally
    done = _("%(done)s av %(all)s") % {"done": tally.fulfilled, "all": tally.computable}
    targets = ngettext("%(number)s mål i allt", "%(number)s mål i allt", tally.targets) % {"number": tally.targets}
    return key_figures(
        [
            Figure(_("Uppfyllda mål"), done, note=targets),
            Figure(_("I fas"), tally.on_track),
            Figure(_("Efter plan"), tally.behind),
            Figure(_("Går inte längre att nå"), tally.out_of_reach),
            Figure(_("Inte uppfyllda"), tally.not_fulfilled),
            Figure(_("Försenade sammanställningar"), shown.overdue, note=_silence(shown)),
        ]
    )


def _silence(shown):
    if shown.silent:
        return ngettext(
            "%(number)s råd har inte loggat på 30 dagar", "%(number)s råd har inte loggat på 30 dagar", shown.silent
        ) % {"number": shown.silent}
    return _("Alla råd med löften har loggat de senaste 30 dagarna") if shown.tally.targets else ""


def _drawn(one):
    value, note = _linked(one.url, one.value), one.note and _linked(one.note_url, one.note)
    return format_html(FIGURE, one.label, value, second(note))


def _linked(url, words):
    return format_html(LINK, url, words) if url else words


def _fulfilled(done, computable, not_computed):
    return Figure(
        _("Uppfyllda mål"),
        _("%(done)s av %(all)s") % {"done": done, "all": computable},
        "?lage=fulfilled#mal",
        ngettext("%(number)s mål saknar mått", "%(number)s mål saknar mått", not_computed) % {"number": not_computed},
        "?lage=no_measure#mal",
    )


def _by_verdict(progress, number_urgent):
    counts = progress.verdict_counts
    if not progress.is_over:
        return _under_way(counts, number_urgent)
    return [
        Figure(_("Delvis uppfyllda"), counts["partly_fulfilled"], "?lage=partly_fulfilled#mal"),
        Figure(_("Inte uppfyllda"), counts["not_fulfilled"], "?lage=not_fulfilled#mal"),
    ]


def _under_way(counts, number_urgent):
    lost = _("%(number)s går inte längre att nå") % {"number": counts["out_of_reach"]}
    return [
        Figure(_("I fas"), counts["on_track"], "?lage=on_track#mal"),
        Figure(_("Efter plan"), counts["behind"], "?lage=behind#mal", lost, "?lage=out_of_reach#mal"),
        Figure(_("Kräver uppmärksamhet"), number_urgent, ATTENTION),
    ]


def _due_note(approved_at, days_left, nearness):
    if approved_at:
        return _("Godkänd %(day)s") % {"day": short_day(localdate(approved_at))}
    if nearness == Nearness.PASSED:
        return _("Tiden har gått ut")
    if nearness == Nearness.TODAY:
        return _("I dag är sista dagen")
    if days_left is None:
        return ""  # what has been replaced is summed up with what replaced it
    return ngettext("om %(days)s dag", "om %(days)s dagar", days_left) % {"days": days_left}
