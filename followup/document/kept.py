"""The documents that are kept with a summary when both parties have approved it."""

from followup.codes import DocumentKind
from followup.document.pdf import short_pdf, summary_pdf


def documents_of(printed: dict) -> list[tuple[DocumentKind, bytes]]:
    """(kind, bytes) of each. The short version carries no data of its own: it is what may be shown to everybody."""
    return [
        (DocumentKind.FULL, summary_pdf(printed)),
        (DocumentKind.SHORT, short_pdf(printed)),
        (DocumentKind.ENGLISH, summary_pdf(printed, language="en")),
    ]
