"""The line of a sum that was to be reached, drawn from a frozen snapshot alone.

A snapshot keeps what was printed, not the rule as numbers: the sum and what it is of are read from the outcome as it
stands there ("41 av 52"), and compared with its dated activities and its shares. Where they do not agree, there is no
line rather than a wrong one. What is asked for on average, or in each part, has its strip and gets no line: the corners
of its pace are not in the snapshot.
"""

import re
from datetime import date
from itertools import zip_longest

from followup.charts import cumulative_line, cumulative_sentence
from promises.codes import TargetKind
from promises.periods import Period

FEWEST = 4  # of fewer, the bar and the list of dated activities say as much in less room
HEIGHT = 150
NOTHING = {"line_svg": "", "line_text": ""}
OUTCOME = re.compile(r"(?P<quality>(?:minst |cirka )?)(?P<done>[\d\u00a0]+) av (?P<required>[\d\u00a0]+)")
COUNTED_FROM_SIGNING = "räknas från undertecknandet"  # then the days counted are fewer than those that are given


def with_evidence(targets, evidence):
    """Each target of a snapshot with its dated activities; evidence that does not follow the targets is no evidence."""
    if len(evidence) != len(targets):
        evidence = []
    return [(target, (found or {}).get("rows", [])) for target, found in zip_longest(targets, evidence)]


def line_of(target, rows, snapshot, ident):
    """The drawing and its sentence; empty where there is nothing to draw, or nothing one can be sure of."""
    said = OUTCOME.fullmatch(target["outcome"])
    dates = snapshot["period"]
    if not said or target["kind"] != TargetKind.COUNT or target["strip"] or not dates["last_day"]:
        return NOTHING
    done, required = (int(said[name].replace("\N{NO-BREAK SPACE}", "")) for name in ("done", "required"))
    points = [(date.fromisoformat(row["day"]), int(re.sub(r"\D", "", row["count"]))) for row in rows]
    about = {
        "period": Period(date.fromisoformat(dates["first_day"]), date.fromisoformat(dates["last_day"])),
        "required": required,
        "as_of": date.fromisoformat(snapshot["as_of"]),
        "expected": round((target["expected"] or 0) * required),
        "quality": said["quality"],
    }
    if required < FEWEST or sum(amount for _day, amount in points) != done or not _is_even(dates, **about):
        return NOTHING
    return {
        "line_svg": cumulative_line(points, label=target["label"], ident=ident, height=HEIGHT, **about),
        "line_text": cumulative_sentence(done, **about),
    }


def _is_even(dates, *, period, required, as_of, expected, quality):
    """Whether an even pace over the days that are given is what was expected of the target."""
    gone = min(max(0, (as_of - period.first_day).days), period.days)
    return COUNTED_FROM_SIGNING not in dates["text"] and expected == required * gone // period.days
