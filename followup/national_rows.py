"""The rows of tables over many councils as one string: a template for each of thousands of cells takes seconds."""

from functools import cache

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.markup.cells import verdict_tag

NUMBER = '<td class="numeric">{}</td>'
ROW = f'<tr><th scope="row">{{}}<span class="second">{{}}</span></th>{NUMBER * 7}<td>{{}}</td><td>{{}}</td></tr>'
CELL = '{}<span class="second">{}</span>'
SUM = '<span>{}</span><span class="second">{}</span>'
EMPTY = '<span class="visually-hidden">{}</span><span class="soft" aria-hidden="true">\N{EN DASH}</span>'
OPENED = '<a class="opens" href="{}">{}</a>'
LATE = '<span class="verdict verdict-behind" data-tone="warn"><span>{} <span class="nowrap">{}</span></span></span>'
WARNED = '{}<span class="second" data-tone="warn">{}</span>'


def figures_rows(figures):
    """A row for each council: targets, fulfilled, on track, behind, out of reach, when it last logged, its summary."""
    return format_html_join("\n", ROW, map(_figures_row, figures))


def _figures_row(one):
    tally = one.tally
    fulfilled = _("%(done)s av %(all)s") % {"done": tally.fulfilled, "all": tally.computable}
    counts = (tally.on_track, tally.behind, tally.out_of_reach, tally.not_fulfilled, tally.unmeasured)
    return (
        _link("followup:public_promise_sets", one.council) if one.is_published else one.name,
        one.places,
        _number(tally.targets),
        fulfilled if tally.computable else _number(0),
        *map(_number, counts),
        _latest(one, tally),
        _summary(one),
    )


def _number(number):
    """Nothing stands back, so that the eye finds what is there."""
    return number or format_html('<span class="soft">{}</span>', 0)


def _latest(one, tally):
    if not one.cells:
        return format_html('<span class="soft">{}</span>', _("Inga löften gäller"))
    day = tally.latest_on.isoformat() if tally.latest_on else _("Inget loggat")
    if not one.silent_days:
        return day
    return format_html(WARNED, day, _("%(days)s dagar sedan") % {"days": one.silent_days} if tally.latest_on else "")


def _summary(one):
    if not one.overdue_since:
        return ""
    return format_html(LATE, _("Försenad sedan"), one.overdue_since.isoformat())


def theme_rows(matrix, *, name=lambda one: one.name, list_of=None):
    """The sums of all, then a row for each council: in each theme's cell the worst verdict in words, and how many.

    `list_of`: row, theme → the address of the targets that a cell counts; the row is None for the sums.
    """
    drawn = cache(_cell)  # the same few, thousands of times; for one page alone, since the words follow its language
    themes = [code for code, _name in matrix.themes]
    rows = []
    for row, cells in matrix.rows:
        texts = [(code if code in cells else None, drawn(*_said_of(cells.get(code)))) for code in themes]
        rows.append((name(row), _joined(row, texts, list_of)))
    if len(rows) > 1:
        texts = [(code, _sum_cell(matrix.sums[code])) for code in themes]
        rows.insert(0, (_("Alla"), _joined(None, texts, list_of)))
    return format_html_join("\n", '<tr><th scope="row">{}</th>{}</tr>', rows)


def _joined(row, texts, list_of):
    """A cell for each (theme, text); where the theme is None there is nothing to open."""
    cells = (
        format_html(OPENED, list_of(row, theme), text) if list_of and theme is not None else text
        for theme, text in texts
    )
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in cells))


def _said_of(tally):
    return (tally.worst, tally.fulfilled, tally.computable) if tally else (None, 0, 0)


def _cell(worst, fulfilled, computable):
    if worst is None:
        return format_html(EMPTY, _("Inga mål"))
    return format_html(CELL, verdict_tag(worst), _fulfilled(fulfilled, computable))


def _sum_cell(tally):
    """Of many councils the worst says little: how many are fulfilled, and how many are not going to be."""
    behind = [
        (_("%(number)s efter plan"), tally.behind),
        (_("%(number)s går inte att nå"), tally.out_of_reach),
        (ngettext("%(number)s inte uppfyllt", "%(number)s inte uppfyllda", tally.not_fulfilled), tally.not_fulfilled),
    ]
    words = ", ".join(text % {"number": number} for text, number in behind if number)
    counted = _fulfilled(tally.fulfilled, tally.computable)
    return format_html(SUM, counted, words)


def _fulfilled(fulfilled, computable):
    """How many of them; that it is those fulfilled is said above the table, and to who hears it in each cell."""
    if not computable:
        return ""
    words = _("%(done)s av %(all)s") % {"done": fulfilled, "all": computable}
    return format_html('{} <span class="visually-hidden">{}</span>', words, _("uppfyllda"))


def council_link(council):
    """The council's name, leading into it: for who has a role there."""
    return _link("followup:current_overview", council)


def _link(page, council):
    return format_html('<a href="{}">{}</a>', reverse(page, args=[council.slug]), council.short_name)
