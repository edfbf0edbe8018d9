"""The written summary as a PDF that can be archived (PDF/A-2a) and read aloud (PDF/UA-1).

Snapshot → cleaned text → charts → one JSON → Typst in a child process → row headers → bytes. The same
snapshot gives the same bytes, always: no clock is read and nothing is random.
"""

import io
import json
import logging
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from followup.charts import bar_sentence, part_strip, strip_sentence, target_bar
from followup.document.cleaning import clean
from followup.document.lines import line_of, with_evidence

logger = logging.getLogger(__name__)

LANGUAGE = "sv"  # of everything printed, whoever asks for it
CHILD = Path(__file__).with_name("typst_child.py")
SECONDS = 60
ONE_LINE = 70
MOST_TARGETS = 1_000
MOST_EVIDENCE_ROWS = 1_000  # per target; what is left out is told in the document
TIMED_OUT = _("Dokumentet tog för lång tid att skapa. Korta de längsta texterna och försök igen.")
NO_ROWS_INSIDE = {"/P", "/Figure", "/L", *(f"/H{level}" for level in range(1, 7))}
NO_TITLE = "Sammanställning"
FAILED = _("Dokumentet kunde inte skapas. Försök igen; hjälper det inte, kontakta den som sköter systemet.")
TOO_MANY = _("Sammanställningen har fler än %(most)s mål. Dela upp den på flera perioder eller områden.")


class DocumentError(Exception):
    """The document could not be made; the message is a sentence for the person who asked for it."""


def summary_pdf(snapshot: dict) -> bytes:
    """The PDF of a frozen snapshot. Raises `DocumentError`."""
    order = {"data": document_data(snapshot), "timestamp": _noon(snapshot["as_of"])}
    return with_row_headers(_rendered(json.dumps(order).encode()))


def unshowable(snapshot: dict) -> int:
    """How many characters of the snapshot no font of ours can show; they are printed as □."""
    return clean(snapshot).replaced


def document_data(snapshot: dict) -> dict:
    """What the template prints: the cleaned snapshot with its charts."""
    cleaned = clean(snapshot)
    data = {**cleaned.value, "replaced": cleaned.replaced}
    data |= {"head": _short(data["council_name"]), "foot": _short(f"{data['title']}, {data['municipality']}")}
    data["title"] = data["title"] or NO_TITLE  # the standards refuse a document without one
    promises = [promise for section in data["sections"] for promise in section["promises"]]
    targets = [target for promise in promises for target in promise["targets"]]
    if len(targets) > MOST_TARGETS:
        raise DocumentError(TOO_MANY % {"most": MOST_TARGETS})
    for number, (target, rows) in enumerate(with_evidence(targets, data["evidence"])):
        target.update(_charts(target, f"t{number}"))
        with translation.override(LANGUAGE):
            target.update(line_of(target, rows, data, f"t{number}l"))
    for evidence in data["evidence"]:
        evidence["left_out"] = max(0, len(evidence["rows"]) - MOST_EVIDENCE_ROWS)
        evidence["rows"] = evidence["rows"][:MOST_EVIDENCE_ROWS]
    return data


def _short(line: str) -> str:
    """What fits on one line at the head or foot of a page."""
    return line if len(line) <= ONE_LINE else f"{line[: ONE_LINE - 1]}…"


@translation.override(LANGUAGE)
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


def _noon(day: str) -> int:
    """Seconds for the report's own date: midday, so that no time zone moves it to another day."""
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp()) + 12 * 3600


def _rendered(order: bytes) -> bytes:
    """Typst's PDF; its own words on an error go to the log, never to the person."""
    command = [sys.executable, "-I", str(CHILD)]
    # Few memory arenas: threads would otherwise reserve address space that the limit counts.
    environment = {"MALLOC_ARENA_MAX": "2"}
    try:
        done = subprocess.run(command, input=order, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        logger.error("Typst did not finish within %s seconds", SECONDS)
        raise DocumentError(TIMED_OUT) from error
    said = done.stderr.decode(errors="replace")[:10_000]
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        logger.error("Typst failed with exit code %s: %s", done.returncode, said)
        raise DocumentError(FAILED)
    if said:
        logger.error("The PDF is not of archival quality, since Typst refused: %s", said)
    return done.stdout


def with_row_headers(pdf: bytes) -> bytes:
    """The same PDF in which the first cell of every table row is a row header, which Typst cannot say."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" in document.Root:
            _mark_rows(document.Root.StructTreeRoot)
        packed = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=packed)
    return out.getvalue()


def _mark_rows(root: pikepdf.Object) -> None:
    """Walk down to the rows of all tables, past what holds no rows, which is most of the tree."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        role = str(node.get("/S", ""))
        if role in NO_ROWS_INSIDE:
            continue
        children = _children(node)
        if role != "/TR":
            waiting += children
        elif children and children[0]["/S"] == "/TD":
            _make_row_header(children[0])


def _children(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements directly below; marked content and references are left out."""
    below = node.get("/K", [])
    found = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [child for child in found if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def _make_row_header(cell: pikepdf.Object) -> None:
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    said = cell.get("/A", [])
    cell.S = pikepdf.Name.TH
    cell.A = pikepdf.Array([*said, scope] if isinstance(said, pikepdf.Array) else [said, scope])
