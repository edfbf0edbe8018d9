"""What was measured, as a table for people and as JSON for machines."""

from statistics import median

SAYS = {True: "ja", False: "NEJ", None: "–"}
HEADS = ("vad", "rader", "frågor", "median ms", "minst ms", "CPU ms", "kvot", "mål", "håller")
MS = 1000


def plain(timed, facts):
    """Everything as plain data."""
    return {
        "timed": [
            {
                "name": one.case.name,
                "goal": one.case.goal,
                "rows": one.rows,
                "queries": one.queries,
                "median_ms": round(median(one.wall) * MS, 3),
                "min_ms": round(min(one.wall) * MS, 3),
                "cpu_ms": round(median(one.cpu) * MS, 3),
                "ratio": None if one.ratio is None else round(one.ratio, 3),
                "against": one.case.against,
                "wanted": one.wanted,
                "passed": one.passed,
            }
            for one in timed
        ],
        "facts": [{"name": one.name, "goal": one.goal, "says": one.says, "passed": one.passed} for one in facts],
    }


def table(found):
    """One table in Markdown, so that it can stand in the documentation as it was printed."""
    rows = [_row(one) for one in found["timed"]]
    lines = [HEADS, tuple("---" for _ in HEADS), *rows]
    told = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    facts = [("vad", "mål", "sett", "håller"), ("---",) * 4]
    facts += [(one["name"], one["goal"], one["says"], SAYS[one["passed"]]) for one in found["facts"]]
    return told + "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in facts)


def _row(one):
    ratio = "" if one["ratio"] is None else f"{one['ratio']:.2f}"
    goal = " ".join(filter(None, [one["goal"], one["wanted"]]))
    times = (f"{one[name]:.2f}" for name in ("median_ms", "min_ms", "cpu_ms"))
    return (one["name"], str(one["rows"]), str(one["queries"]), *times, ratio, goal, SAYS[one["passed"]])


def missed(found):
    """Names of what does not hold."""
    return [one["name"] for one in [*found["timed"], *found["facts"]] if one["passed"] is False]
