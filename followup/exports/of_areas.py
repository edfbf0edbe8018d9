"""The tables of many councils: the targets that a local police area lists, and the councils of a region in figures."""

from followup.assessment import Verdict
from followup.exports.figures_columns import FIGURES_COLUMNS, THEMES, WITHOUT_THEME, Promising
from followup.exports.of_sets import target_table
from followup.exports.table import table_of_cells


def area_table(lines, *, about):
    """The lines that the filter of an area has kept, in its order."""
    return target_table([(line.promise, line.facts) for line in lines], about=about)


def figures_table(standing, *, about):
    """Councils in figures, then the municipalities without one. Nothing that anybody wrote but what they are called.

    `standing`: what the filter has kept of a followup.nation.NationStanding.
    """
    rows = [_of_council(figures) for figures in standing.figures]
    rows += [{"promising": Promising.NO_COUNCIL, **_of_places([place])} for place in standing.without]
    return table_of_cells([{**row, "as_of": about.as_of} for row in rows], about=about, columns=FIGURES_COLUMNS)


def _of_council(figures):
    tally = figures.tally
    return {
        "council": figures.name,
        "council_id": figures.council.pk,
        **_of_places(figures.municipalities),
        "promising": Promising.PROMISES if figures.cells else Promising.NO_PROMISES,
        "targets": tally.targets,
        "computable": tally.computable,
        **{verdict.value: tally.counts[verdict] for verdict in Verdict},
        "needs_attention": tally.attention,
        "latest_on": tally.latest_on,
        "silent_days": figures.silent_days or None,
        "summary_overdue_since": figures.overdue_since,
        "is_published": figures.is_published,
        **_of_themes(figures.cells),
    }


def _of_places(municipalities):
    return {
        "municipalities": tuple(one.name for one in municipalities),
        "municipality_codes": tuple(one.code for one in municipalities),
        "counties": tuple(dict.fromkeys(one.county.name for one in municipalities)),
    }


def _of_themes(cells):
    """Theme by theme; a theme that nothing is promised about has no number, not zero."""
    found = {}
    for code in THEMES:
        tally = cells.get("" if code == WITHOUT_THEME else code)
        if tally is not None:
            found[f"{code}_verdict"] = tally.worst.value
            found[f"{code}_fulfilled"], found[f"{code}_computable"] = tally.fulfilled, tally.computable
    return found
