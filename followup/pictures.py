"""How targets, sets and periods stand, as drawings that templates may print as they are.

Everything drawn is numbers and escaped text. Each drawing comes with the sentence it says and the figures for a table.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from followup import arithmetic, charts
from followup.assessment import Counting, Verdict
from followup.codes import VERDICT_NAMES
from followup.pace import corners_of, has_pace, owed_on
from followup.points import points_of
from promises.codes import TargetKind


@dataclass(frozen=True)
class Cumulative:
    """What is done towards a target so far: the drawing, what it says, and the same month by month."""

    svg: SafeString
    narrow_svg: SafeString  # the same for a phone
    sentence: str
    months: list[charts.Month]
    has_pace: bool
    note: str = ""  # why there is no pace, where one might look for it


def cumulative_of(facts):
    """The line of a count target that has begun, as it stands on the day of `facts`; else None. One query.

    What is to be done once has no pace: done or not, its bar says all there is to say.
    """
    target, outcome = facts.target, facts.outcome
    if target.kind != TargetKind.COUNT or outcome.verdict is Verdict.NOT_STARTED or outcome.required == 1:
        return None
    points = points_of(target, as_of=facts.as_of)
    about = {
        "period": outcome.period,
        "required": outcome.required if has_pace(outcome) else None,
        "as_of": facts.as_of,
        "expected": outcome.expected,
        "quality": arithmetic.quality_word(facts.quality),
    }
    ident, drawn = f"line-{target.pk}", {"label": target.label, "pace": corners_of(outcome), **about}
    return Cumulative(
        svg=_safe(charts.cumulative_line(points, ident=ident, **drawn)),
        narrow_svg=_safe(charts.cumulative_line(points, ident=f"{ident}-narrow", width=charts.NARROW, **drawn)),
        sentence=charts.cumulative_sentence(outcome.total, **about),
        months=charts.months_of(points, period=outcome.period, as_of=facts.as_of, owed=owed_on(outcome)),
        has_pace=has_pace(outcome),
        note=_no_pace(outcome),
    )


def mix_of_set(progress):
    """The verdicts of a set's targets as one bar."""
    promise_set = progress.promise_set
    return _safe(charts.mix_bar(progress.verdict_counts, label=promise_set.title, ident=f"mix-{promise_set.pk}"))


def mix_in_words(counts):
    """[(plain code, word, how many)] of the verdicts there are, in the order they are drawn."""
    return [(verdict.value, VERDICT_NAMES[verdict], number) for verdict, number in charts.mix_of(counts)]


def years(rows, *, label, ident="years"):
    """Periods under each other. `rows`: (title, counts by verdict, whether they are the approved figures)."""
    return _safe(charts.year_bars(rows, label=label, ident=ident))


def multiples(rows, *, ident="multiples"):
    """[(drawing, sentence)] for rows of (title, values), all to one scale."""
    rows = list(rows)
    drawn = charts.small_multiples(rows, ident=ident)
    return [(_safe(svg), charts.multiple_sentence(row)) for svg, row in zip(drawn, rows, strict=True)]


def _no_pace(outcome):
    if outcome.rule.counting is Counting.EACH:
        return _("Målet prövas för varje delperiod, så det finns ingen gemensam takt att följa.")
    if outcome.required is None:
        return _("Löftet gäller tills vidare, så det finns ingen sista dag att räkna takten mot.")
    return ""


def _safe(svg):
    return mark_safe(svg)  # noqa: S308  made of numbers and escaped text only
