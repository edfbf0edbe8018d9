"""A summary's documents: which there are, and the bytes of each. Page, PDF, Word, Excel and data say the same."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import IntegerField
from django.db.models.functions import Length
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from councils.asked_together import Question
from councils.prepared import Told, prepared
from followup.actions.summaries import day_seen
from followup.codes import DocumentKind
from followup.document.data import summary_json
from followup.document.excel import summary_xlsx
from followup.document.pdf import summary_pdf
from followup.document.snapshot import printed, snapshot_of
from followup.document.word import summary_docx
from followup.models import SummaryDocument
from followup.progress import set_progress

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"


class Document(NamedTuple):
    """`kept`: which document of a frozen summary it is. `make`: makes it of a snapshot; None: it is kept, or is not."""

    label: str
    format: str
    ending: str
    content_type: str
    kept: DocumentKind | None = None
    make: Callable[[dict], bytes] | None = None


# By the last part of its address. A summary approved before documents were kept has its PDF made, as a draft has.
DOCUMENTS = {
    "pdf": Document(DocumentKind.FULL.label, "PDF", "pdf", PDF, DocumentKind.FULL, summary_pdf),
    "kortversion": Document(DocumentKind.SHORT.label, "PDF", "pdf", PDF, DocumentKind.SHORT),
    "engelska": Document(DocumentKind.ENGLISH.label, "PDF", "pdf", PDF, DocumentKind.ENGLISH),
    "word": Document(
        gettext_lazy("Hela sammanställningen, att arbeta vidare med"),
        "Word",
        "docx",
        f"{OFFICE}.wordprocessingml.document",
        make=summary_docx,
    ),
    "excel": Document(
        gettext_lazy("Löften, mål, underlag och statistik som tabeller"),
        "Excel",
        "xlsx",
        f"{OFFICE}.spreadsheetml.sheet",
        make=summary_xlsx,
    ),
    "data": Document(gettext_lazy("Data för andra program"), "JSON", "json", "application/json", make=summary_json),
}


def sizes_asked(summary):
    """What `documents_listed` asks, to be asked with other questions; None of a draft: nothing is kept of it."""
    return Question(_kept_sizes, summary=summary.pk) if summary.is_frozen else None


def documents_listed(summary, asked=None):
    """[(label, address, format and size in words)] of the documents that there are. At most one query."""
    asked = asked or sizes_asked(summary)
    sizes = dict(asked.rows) if asked else {}
    return [
        (document.label, _address(summary, name), _in_words(document, sizes.get(document.kept)))
        for name, document in DOCUMENTS.items()
        if document.make or document.kept in sizes
    ]


def document_bytes(summary, document, *, readers):
    """The document, or None where the summary has none of that kind. Raises `DocumentError`.

    What is kept is given as it is kept. `readers`: ids of organisations whose own texts a draft shows.
    """
    kept = document.kept and _kept(summary).filter(kind=document.kept).first()
    if kept:
        return bytes(kept.content)
    return document.make(snapshot_seen(summary, readers=readers)) if document.make else None


def file_name(summary, name):
    """Such as sammanstallning-overkalix-2019.docx; what is no other's PDF needs no name of its own."""
    ending = DOCUMENTS[name].ending
    which = [] if name == ending or not DOCUMENTS[name].kept else [name]
    draft = [] if summary.is_frozen else ["utkast"]
    of = ["sammanstallning", summary.promise_set.council.slug, summary.address]
    return f"{'-'.join([*of, *which, *draft])}.{ending}"


def snapshot_seen(summary, *, readers):
    """What the summary says: as it was frozen, or as it stands today for who reads the texts of `readers`."""
    if summary.is_frozen:
        return printed(summary)
    progress = set_progress(summary.promise_set, as_of=day_seen(summary, timezone.localdate()))
    return snapshot_of(summary, progress, readers=readers)


def _kept(summary):
    """Nothing is kept of a draft, and nothing is asked."""
    return SummaryDocument.objects.filter(summary=summary.pk) if summary.is_frozen else SummaryDocument.objects.none()


@prepared
def _kept_sizes():
    rows = SummaryDocument.objects.filter(summary=Told("summary", IntegerField()))
    return rows.annotate(size=Length("content")).values_list("kind", "size")


def _address(summary, name):
    return reverse("followup:summary_document", args=[summary.promise_set.council.slug, summary.address, name])


def _in_words(document, size):
    return f"{document.format}, {filesizeformat(size)}" if size else document.format
