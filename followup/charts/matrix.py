"""Themes against councils: in each field how many targets are fulfilled, over the mix of their verdicts."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from followup.charts.mix import Counts, fulfilled_in_words, fulfilled_of, mix_of, patterns, pieces
from followup.charts.svg import TRACK_LINE, head, line, shortened, text

NAMES, FIELD, ROW, HEAD, BAR = 192, 92, 40, 26, 10
SIZE = 11.5


def theme_matrix(
    themes: Sequence[str], columns: Sequence[str], fields: Mapping[tuple[int, int], Counts], *, label: str, ident: str
) -> str:
    """A row for each theme and a column for each council. `fields` are counts by verdict, by (row, column) from 0.

    A field that is not there has no targets and stays empty.
    """
    width, height = NAMES + FIELD * max(1, len(columns)), HEAD + ROW * max(1, len(themes))
    drawn = [head(ident, label, matrix_sentence(themes, columns, fields), width, height)]
    drawn.append(patterns(list(fields.values()), ident))
    for place, column in enumerate(columns):
        name = shortened(column, FIELD - 8, SIZE)
        drawn.append(text(NAMES + FIELD * place, HEAD - 9, name, size=SIZE, bold=True))
    for row, theme in enumerate(themes):
        top = HEAD + ROW * row
        drawn.append(line("chart-grid", 0, top, width, top, f'stroke="{TRACK_LINE}" stroke-width=".5"'))
        drawn.append(text(0, top + ROW / 2 + 4, shortened(theme, NAMES - 8, SIZE), size=SIZE))
        drawn += [
            _field(fields.get((row, place), {}), NAMES + FIELD * place, top, ident) for place in range(len(columns))
        ]
    return "".join([*drawn, "</svg>"])


def matrix_sentence(themes: Sequence[str], columns: Sequence[str], fields: Mapping[tuple[int, int], Counts]) -> str:
    """What the matrix says, in Swedish: `Trafik: Överkalix 3 av 5 uppfyllda, Haparanda 1 av 1 uppfyllda.`"""
    said = []
    for row, theme in enumerate(themes):
        there = [(place, fields.get((row, place), {})) for place in range(len(columns))]
        words = [f"{columns[place]} {fulfilled_in_words(counts)}" for place, counts in there if mix_of(counts)]
        if words:
            said.append(f"{theme}: {', '.join(words)}.")
    return " ".join(said) or _("Inga mål.")


def _field(counts: Counts, x: float, top: float, ident: str) -> str:
    if not mix_of(counts):
        return text(x, top + ROW / 2 + 4, "\N{EN DASH}", size=SIZE, kind="chart-soft")
    done, computable = fulfilled_of(counts)
    said = _("%(done)s av %(all)s") % {"done": done, "all": computable} if computable else _("inget mått")
    return text(x, top + 16, said, size=SIZE) + pieces(counts, x, top + 22, FIELD - 12, BAR, ident)
