"""What every drawing is made of: a head that says what it shows, numbers, words, colours and patterns.

Only presentation attributes: the pages' content security policy forbids inline style. Their literal colours
are what the PDF prints; a page recolours by class.
"""

from functools import lru_cache
from html import escape

ACCENT, INK, MET, MISSED = "#1A4F8B", "#1B2430", "#2F7D4F", "#B3261E"
TRACK, TRACK_LINE, FAINT, FAINT_LINE = "#DDE3EA", "#8A96A5", "#EEF1F5", "#B6C0CC"
AMBER, SOFT, PAPER, WASH = "#9A5B00", "#515D6C", "#FFFFFF", "#E5EDF6"
NARROW = 340  # how wide a drawing is on a phone, so that its words are about as large there as they are reckoned
LETTER = 0.55  # of the size of the text: how wide a letter is reckoned, since nothing here can measure one


def head(ident: str, label: str, sentence: str, width: float, height: float) -> str:
    """The beginning of a drawing with its name and what it says; `</svg>` ends it. `ident` is unique on the page."""
    ident = escape(ident)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{ident}-t {ident}-d"'
        f' width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}">'
        f'<title id="{ident}-t">{escape(label)}</title><desc id="{ident}-d">{escape(sentence)}</desc>'
    )


def text(
    x: float,
    y: float,
    said: str,
    *,
    anchor: str = "start",
    size: float = 11,
    kind: str = "chart-text",
    bold: bool = False,
) -> str:
    """Words in a drawing. Only a page gives them a halo against lines behind them: in a PDF it makes them outlines."""
    fill = INK if kind == "chart-text" else SOFT
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text class="{kind}" x="{number(x)}" y="{number(y)}" font-family="\'Source Sans 3\'"'
        f' font-size="{number(size)}"{weight} text-anchor="{anchor}" fill="{fill}">{escape(said)}</text>'
    )


def width_of(said: str, size: float = 11) -> float:
    """About how wide words become."""
    return len(said) * size * LETTER


def shortened(said: str, room: float, size: float = 11) -> str:
    """As much of the words as the room takes; what is cut is said by an ellipsis."""
    most = max(1, int(room / (size * LETTER)))
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def rectangle(kind: str, x: float, y: float, width: float, height: float, attributes: str) -> str:
    """A rectangle with its class and what it looks like on paper."""
    return (
        f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        f" {attributes}/>"
    )


def line(kind: str, x1: float, y1: float, x2: float, y2: float, attributes: str) -> str:
    """A straight line with its class and what it looks like on paper."""
    return (
        f'<line class="{kind}" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" {attributes}/>'
    )


@lru_cache(maxsize=2048)  # the same widths and edges in hundreds of bars
def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    said = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said
