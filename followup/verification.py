"""Is a frozen summary still what both parties approved, and is a paper or a file one of theirs?"""

import io
import json
from dataclasses import dataclass, field

import pikepdf
from django.utils.translation import gettext as _

from followup.codes import Party
from followup.document.codes import code_in, code_of
from followup.document.rederive import NoFacts, Unreadable, differences
from followup.document.snapshot import content_digest, digest, sha256_of
from followup.document.spelling import ONLY_PRINTED
from followup.models import Summary, SummaryDocument

WITH_DOCUMENTS = 2  # the format of snapshots from which on the printed pages are kept
# Known only when the snapshot is there, so blank in what its digest is of.


@dataclass
class Report:
    """What is wrong with a summary, as sentences, and what cannot be told about it, which is no fault."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Match:
    """The summary that a file is of, if any. `is_kept`: the very bytes of a document kept with it, or its data."""

    summary: Summary | None = None
    document: SummaryDocument | None = None
    is_kept: bool = False

    def __bool__(self):
        return self.summary is not None


def frozen_summaries():
    """Every approved summary with what it is told by, oldest first."""
    related = ("promise_set__council", "corrects", "corrected_by")
    rows = Summary.objects.decided().select_related(*related).order_by("frozen_at", "pk")
    return rows.defer("corrects__snapshot", "corrected_by__snapshot")


def by_code(typed):
    """The approved summary with a code as somebody typed it, or None."""
    code = code_in(typed)
    return frozen_summaries().filter(code=code).first() if code else None


def by_digest(sha256):
    """The approved summary whose frozen data has this SHA-256, or None."""
    return frozen_summaries().filter(sha256=sha256).first()


def match_of(sha256, content=b""):
    """Which summary a file is of, by its SHA-256 alone, or by what it holds where the content is given.

    A PDF that is not the one kept but carries the frozen data of a summary is of it, and not `is_kept`.
    """
    document = SummaryDocument.objects.without_content().filter(sha256=sha256).first()
    if document:
        return Match(frozen_summaries().get(pk=document.summary_id), document, is_kept=True)
    summary = by_digest(sha256) or by_digest(data_digest(content))
    if summary:
        return Match(summary, is_kept=True)
    attached = [by_digest(sha256_of(data)) for data in attached_to(content)]
    return Match(next(filter(None, attached), None))


def data_digest(content):
    """The digest of the frozen data in a JSON file, whatever its spelling; blank when it holds none."""
    snapshot = snapshot_in(content)
    return digest({**snapshot, **ONLY_PRINTED}) if snapshot else ""


def snapshot_in(content):
    """The snapshot that a JSON file holds, or None. Anybody may have made the file."""
    if content.lstrip()[:1] != b"{":
        return None
    try:
        said = json.loads(content)
        snapshot = said.get("snapshot", said)
        return snapshot if isinstance(snapshot, dict) and digest(snapshot) else None
    except (ValueError, RecursionError):
        return None


def attached_to(pdf):
    """The files attached to a PDF; none when it is no PDF that can be read."""
    if not pdf.startswith(b"%PDF-"):
        return []
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return [one.get_file().read_bytes() for one in document.attachments.values()]
    except (pikepdf.PdfError, ValueError, KeyError):
        return []


def report_on(summary):
    """Everything about a frozen summary that can be held against something else."""
    snapshot = summary.snapshot
    if not isinstance(snapshot, dict):
        return Report([_("innehållet går inte att läsa")])
    report = Report()
    if digest(snapshot) != summary.sha256:
        report.faults.append(_("innehållet stämmer inte med kontrollsumman"))
    if code_of(summary.sha256) != summary.code:
        report.faults.append(_("kontrollkoden hör inte till kontrollsumman"))
    report.faults += _approvals(summary)
    report.faults += _documents(summary)
    report.faults += _correction(summary)
    try:
        report.faults += map(str, differences(snapshot))
    except NoFacts:
        report.notes.append(_("kan inte räknas om: den godkändes innan underlaget till uträkningen sparades"))
    except Unreadable:
        report.faults.append(_("innehållet går inte att räkna om"))
    return report


def _approvals(summary):
    """Each party has approved, two persons, and just this content."""
    rows = list(summary.approvals.all())
    content = {name: value for name, value in summary.snapshot.items() if name != "log_head"}
    approved = content_digest(content)
    missing = {party.value for party in Party} - {row.party for row in rows}
    found = [_("godkännandet saknas för %(party)s") % {"party": Party(party).label} for party in sorted(missing)]
    if len({row.approved_by_id for row in rows}) < len(rows):
        found.append(_("samma person har godkänt för båda parter"))
    unlike = [row.get_party_display() for row in rows if row.sha256 != approved]
    return found + [_("godkännandet för %(party)s är av ett annat innehåll") % {"party": name} for name in unlike]


def _documents(summary):
    """Each kept document has the bytes of its hash, and the data it carries is the frozen."""
    found, rows = [], list(summary.documents.all())
    if not rows and summary.snapshot.get("format", 1) >= WITH_DOCUMENTS:
        found.append(_("inget dokument finns sparat"))
    for row in rows:
        content, name = bytes(row.content), {"document": row.get_kind_display()}
        if sha256_of(content) != row.sha256:
            found.append(_("dokumentet ”%(document)s” är inte det som sparades") % name)
        elif any(sha256_of(data) != summary.sha256 for data in attached_to(content)):
            found.append(_("dokumentet ”%(document)s” bär andra uppgifter än de godkända") % name)
    return found


def _correction(summary):
    """A correction names on its paper the one that it corrects."""
    named, corrected = summary.snapshot.get("corrects"), summary.corrects
    if bool(named) == bool(corrected) and (not named or named["sha256"] == corrected.sha256):
        return []
    return [_("uppgiften om vilken sammanställning den rättar stämmer inte")]
