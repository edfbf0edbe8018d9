"""Charts as SVG, one string for page and PDF.

Status never rests on colour alone, and every chart says its values as a sentence in `<desc>`; the same sentence is the
alternative text in the PDF. Beside each picture stands a table or a sentence with the same figures.
"""

from councils.svg import NARROW
from followup.charts.bars import bar_sentence, target_bar
from followup.charts.line import cumulative_line, cumulative_sentence
from followup.charts.mix import (
    Year,
    fulfilled_in_words,
    fulfilled_of,
    mix_bar,
    mix_of,
    mix_sentence,
    year_bars,
    years_sentence,
)
from followup.charts.months import Month, months_of
from followup.charts.multiples import Multiple, multiple_sentence, small_multiples
from followup.charts.strip import part_strip, strip_sentence

__all__ = [
    "NARROW",
    "Month",
    "Multiple",
    "Year",
    "bar_sentence",
    "cumulative_line",
    "cumulative_sentence",
    "fulfilled_in_words",
    "fulfilled_of",
    "mix_bar",
    "mix_of",
    "mix_sentence",
    "months_of",
    "multiple_sentence",
    "part_strip",
    "small_multiples",
    "strip_sentence",
    "target_bar",
    "year_bars",
    "years_sentence",
]
