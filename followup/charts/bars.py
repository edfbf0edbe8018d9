"""How much of a target is reached, as a bar with a tick where one should be by now."""

import math
from fractions import Fraction

from django.utils.translation import gettext as _

from councils.svg import ACCENT, INK, PAPER, TRACK, TRACK_LINE, head, line, rectangle

Share = float | Fraction | None

BAR_HEIGHT = 12


def target_bar(*, share: Share, expected: Share, label: str, ident: str, width: int = 240) -> str:
    """How much of a target is reached: a bar capped at 100 %, with a tick where one should be by now.

    `share` and `expected` are parts of the target (1 = all of it); None means that it cannot be said. `ident`
    must be unique on the page.
    """
    inner = width - 2  # room for the tick's own thickness at both ends
    parts = [head(ident, label, bar_sentence(share=share, expected=expected), width, BAR_HEIGHT)]
    dashed = ' stroke-dasharray="3 2"' if share is None else ""
    fill = PAPER if share is None else TRACK
    track = f'fill="{fill}" stroke="{TRACK_LINE}" stroke-width=".6"{dashed}'
    parts.append(rectangle("bar-track", 1, 2.5, inner, 7, track))
    if share is not None and share > 0:
        parts.append(rectangle("bar-fill", 1, 2.5, _capped(share) * inner, 7, f'fill="{ACCENT}"'))
    if expected is not None:
        x = 1 + _capped(expected) * inner
        parts.append(line("bar-tick", x, 0, x, BAR_HEIGHT, f'stroke="{INK}" stroke-width="1.6"'))
    return "".join([*parts, "</svg>"])


def bar_sentence(*, share: Share, expected: Share) -> str:
    """What a bar says, in Swedish: `75 % av målet är nått. Hittills väntat: 88 %.`"""
    if share is None:
        return _("Målet kan inte mätas i procent.")
    said = _("%(share)s av målet är nått.") % {"share": _percent(share)}
    if expected is None or expected >= 1:
        return said
    return said + " " + _("Hittills väntat: %(share)s.") % {"share": _percent(expected)}


def _capped(share: float | Fraction) -> float:
    return min(1.0, max(0.0, float(share)))


def _percent(share: float | Fraction) -> str:
    """Rounded down, so that 99.6 % is never printed as all of it."""
    return f"{math.floor(share * 100 + 1e-9)}\N{NO-BREAK SPACE}%"
