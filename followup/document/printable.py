"""What the templates print: the cleaned snapshot with its drawings, and every sentence finished."""

from collections import Counter
from datetime import date

from django.utils import translation
from django.utils.translation import gettext_lazy

from followup.charts import bar_sentence, part_strip, strip_sentence, target_bar
from followup.document.cleaning import clean
from followup.document.frame import in_frame
from followup.document.lines import line_of, with_evidence
from followup.document.typesetting import DocumentError
from followup.document.words import (
    SOURCE,
    said_of_activities,
    said_of_left_out,
    said_of_parties,
    said_of_replaced,
    words_in,
)

MOST_TARGETS = 1_000
MOST_EVIDENCE_ROWS = 1_000  # per target; what is left out is told in the document
IN_CONTENTS = 70  # letters of a promise in the list of contents
# Letters and rows in the short version: what is on one line, in a cell, and in a few lines.
IN_SHORT = {"wording": 74, "cell": 60, "title": 110, "correction": 260, "text": 430}
MOST_IN_SHORT = {"promises": 40, "statistics": 5, "counts": 4, "approvals": 4, "verdicts": 4}
IN_SHORT_TEXTS = ("introduction", "situation", "carried_over")
BEFORE = ("introduction", "method", "situation")  # the promises
AFTER = ("communicated", "carried_over")
TOO_MANY = gettext_lazy("Sammanställningen har fler än %(most)s mål. Dela upp den på flera perioder eller områden.")


def document_data(snapshot: dict, language: str = SOURCE) -> dict:
    """What the whole summary prints. Raises `DocumentError` when it has more targets than a summary can have."""
    with translation.override(language):
        data = _common(snapshot, language)
        promises = _promises(data)
        targets = [target for promise in promises for target in promise["targets"]]
        if len(targets) > MOST_TARGETS:
            raise DocumentError(TOO_MANY % {"most": MOST_TARGETS})
        for number, (target, rows) in enumerate(with_evidence(targets, data["evidence"])):
            target.update(_charts(target, f"t{number}"))
            target.update(line_of(target, rows, data, f"t{number}l"))
            _finish_target(target)
        for promise in promises:
            _finish_promise(promise)
        data["evidence"] = [_evidence(found) for found in data["evidence"]]
        # What the set says of its follow-up is part of the text on method, where there is one.
        data["followup_text"] = "" if data.get("method") else data["followup_text"]
        return data | {"before": _whole(data, BEFORE), "after": _whole(data, AFTER)}


def short_data(snapshot: dict, language: str = SOURCE) -> dict:
    """What the short version prints: one page, so that everything is bounded and texts are cut at a word."""
    with translation.override(language):
        data = _common(snapshot, language)
        promises = _promises(data)
        kept = [(part, data.get(part, "")) for part in IN_SHORT_TEXTS]
        short = {
            "rows": [_in_one_row(promise) for promise in promises[: MOST_IN_SHORT["promises"]]],
            "promises": len(promises),
            "texts": [{"part": part, "text": shortened(text, IN_SHORT["text"])} for part, text in kept if text],
            "statistics": _few(data["statistics"], "statistics"),
            "has_more_figures": len(data["statistics"]) > MOST_IN_SHORT["statistics"],
        }
        frame = {name: _few(data[name], name) for name in ("counts", "approvals")}
        frame |= {name: shortened(data[name], IN_SHORT[name]) for name in ("title", "correction")}
        cover = {name: shortened(text, IN_SHORT["cell"]) for name, text in data["cover"].items()}
        return {**data, **frame, "cover": cover, "sections": [], "evidence": [], "short": short}


def _few(rows, name):
    """As many rows as the short version has room for, each text in it short enough for its cell."""
    return [
        {key: shortened(text, IN_SHORT["cell"]) if isinstance(text, str) else text for key, text in row.items()}
        for row in rows[: MOST_IN_SHORT[name]]
    ]


def shortened(text: str, most: int) -> str:
    """The text in one paragraph, cut at a word where it is longer.

    >>> shortened("Polis och kommun gick", 16)
    'Polis och …'
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept} …"


def _common(snapshot, language):
    cleaned = clean(snapshot)
    data = {**cleaned.value, "language": language, "words": words_in(language)}
    data["replaced"] = said_of_replaced(cleaned.replaced)
    data["statistics"] = [_figure(row) for row in data.get("statistics", [])]
    return data | in_frame(data, snapshot, _in_language(language))


def _in_language(language):
    """Looks up a word of the frame as it was frozen. What nobody has translated stays as it is."""
    return str if language == SOURCE else lambda word: translation.gettext(word) if word else word


def _promises(data):
    say = _in_language(data["language"])
    promises = [promise for section in data["sections"] for promise in section["promises"]]
    for target in (target for promise in promises for target in promise["targets"]):
        target["verdict_text"] = say(target["verdict_text"])
        target["computed_verdict_text"] = say(target["computed_verdict_text"])
    return promises


def _whole(data, parts):
    """The texts of the whole that somebody has written, or that are proposed."""
    proposed = data.get("proposed", [])
    found = [{"part": part, "text": data.get(part, ""), "proposed": part in proposed} for part in parts]
    return [one for one in found if one["text"]]


def _finish_promise(promise):
    promise["responsible_text"] = said_of_parties(promise["responsible"])
    promise["in_contents"] = shortened(promise["wording"], IN_CONTENTS)
    promise.setdefault("proposed", [])
    promise.setdefault("not_shared", {})
    promise.setdefault("deviations", [])


def _finish_target(target):
    target["activities_text"] = said_of_activities(target["activities"])


def _in_one_row(promise):
    """A promise on one line: how many of its targets have which verdict, in the order they are met."""
    counted = Counter((target["verdict"], target["verdict_text"]) for target in promise["targets"])
    verdicts = [{"verdict": code, "verdict_text": text, "count": number} for (code, text), number in counted.items()]
    return {
        "number": promise["number"],
        "wording": shortened(promise["wording"], IN_SHORT["wording"]),
        "verdicts": verdicts[: MOST_IN_SHORT["verdicts"]],
        "targets": len(promise["targets"]),
    }


def _figure(row):
    """A measured figure, with the names that the templates use."""
    return {
        "promise": row.get("promise", ""),
        "indicator": row.get("indicator") or row.get("target", ""),
        "baseline": row.get("baseline") or "",
        "value": row.get("value") or "",
        "on": row.get("on") or "",
        "source": row.get("source") or "",
        "goal": row.get("goal") or row.get("threshold") or "",
    }


def _evidence(found):
    rows = found["rows"]
    left_out = max(0, len(rows) - MOST_EVIDENCE_ROWS)
    return {**found, "rows": rows[:MOST_EVIDENCE_ROWS], "left_out": left_out, "said": said_of_left_out(left_out)}


def _charts(target: dict, ident: str) -> dict:
    """Drawings with their sentences; none where there is nothing to draw."""
    share, expected, label = target["share"], target["expected"], target["label"]
    parts = [
        (date.fromisoformat(part["first_day"]), part["last_day"], part["count"], part["state"])
        for part in target["strip"]
    ]
    bar = "" if share is None else target_bar(share=share, expected=expected, label=label, ident=ident)
    return {
        "bar": bar,
        "bar_text": bar_sentence(share=share, expected=expected),
        "strip_svg": part_strip(parts, label=label, ident=f"{ident}s", width=640) if parts else "",
        "strip_text": strip_sentence(parts),
    }
