"""Councils beside each other by what their promises are about: sums, by verdict and theme. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from followup.assessment import Verdict
from followup.codes import VERDICT_NAMES
from promises.codes import Theme

# What to look at first, in every list over several councils.
WORST_FIRST = [
    Verdict.OUT_OF_REACH,
    Verdict.NOT_FULFILLED,
    Verdict.BEHIND,
    Verdict.PARTLY_FULFILLED,
    Verdict.ON_TRACK,
    Verdict.NOT_STARTED,
    Verdict.FULFILLED,
    Verdict.NO_DEMAND,
    Verdict.NO_MEASURE,
]
UNMEASURED = (Verdict.NO_MEASURE, Verdict.NO_DEMAND)
WITHOUT_THEME = _("utan tema")


def worst_first(verdict: Verdict) -> int:
    """Where a verdict stands when the worst comes first.

    >>> worst_first(Verdict.OUT_OF_REACH)
    0
    """
    return WORST_FIRST.index(verdict)


@dataclass
class Tally:
    """How many of some targets have each verdict, how many need attention, and when something was reported last."""

    counts: Counter = field(default_factory=Counter)
    attention: int = 0
    latest_on: date | None = None

    def add(self, verdict: Verdict, *, needs_attention: bool = False, latest_on: date | None = None) -> None:
        """One more target."""
        self.merge(Tally(Counter([verdict]), int(needs_attention), latest_on))

    def merge(self, other: Tally) -> None:
        """All those of another as well."""
        self.counts.update(other.counts)
        self.attention += other.attention
        self.latest_on = max(filter(None, (self.latest_on, other.latest_on)), default=None)

    @property
    def targets(self) -> int:
        return sum(self.counts.values())

    @property
    def fulfilled(self) -> int:
        return self.counts[Verdict.FULFILLED]

    @property
    def behind(self) -> int:
        return self.counts[Verdict.BEHIND]

    @property
    def out_of_reach(self) -> int:
        return self.counts[Verdict.OUT_OF_REACH]

    @property
    def on_track(self) -> int:
        return self.counts[Verdict.ON_TRACK]

    @property
    def not_fulfilled(self) -> int:
        """Those whose time is over and that are not wholly fulfilled."""
        return self.counts[Verdict.NOT_FULFILLED] + self.counts[Verdict.PARTLY_FULFILLED]

    @property
    def unmeasured(self) -> int:
        """Those with nothing to be judged by, or that nobody has asked for."""
        return sum(self.counts[one] for one in UNMEASURED)

    @property
    def is_under_way(self) -> bool:
        """Is anything left that can still be done?"""
        return self.on_track + self.behind > 0

    @property
    def computable(self) -> int:
        """Those that have something to be judged by."""
        return self.targets - self.unmeasured

    @property
    def verdicts(self) -> list:
        """(code, name, number) of each verdict that some target has, the worst first."""
        return [(one.value, VERDICT_NAMES[one], self.counts[one]) for one in WORST_FIRST if self.counts[one]]

    @property
    def worst(self) -> Verdict | None:
        """What is worst of them; None where there are none."""
        return next((one for one in WORST_FIRST if self.counts[one]), None)


@dataclass
class ThemeMatrix:
    """A row for each council, a column for each theme that some promise has, and what has none last."""

    rows: list[tuple[Any, dict[str, Tally]]]

    @cached_property
    def themes(self) -> list[tuple[str, Any]]:
        """(code, name) of the columns, in the order of the list of themes."""
        used = {theme for _row, cells in self.rows for theme in cells}
        return [(code, name) for code, name in [*Theme.choices, ("", WITHOUT_THEME)] if code in used]

    @cached_property
    def sums(self) -> dict[str, Tally]:
        """The same by theme alone."""
        found: dict[str, Tally] = {}
        for _row, cells in self.rows:
            for theme, tally in cells.items():
                found.setdefault(theme, Tally()).merge(tally)
        return found


def merged(tallies: Iterable[Tally]) -> Tally:
    """Several as one.

    >>> merged([Tally(Counter([Verdict.BEHIND])), Tally(Counter([Verdict.BEHIND]))]).behind
    2
    """
    found = Tally()
    for one in tallies:
        found.merge(one)
    return found
