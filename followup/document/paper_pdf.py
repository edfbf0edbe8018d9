"""A paper as a PDF that can be archived (PDF/A-2a) and read aloud (PDF/UA-1)."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from followup.document.cleaning import LABEL, clean_text
from followup.document.paper import Bullets, Drawing, Facts, Heading, Paper, Paragraph, Table
from followup.document.typesetting import typeset


def paper_pdf(paper: Paper) -> bytes:
    """The PDF of a paper, in the language that is on. Raises `DocumentError`."""
    return typeset(_data(paper), "paper.typ", day=paper.day.isoformat())


def _data(paper):
    return {
        "language": (get_language() or "sv")[:2],
        "kind": _label(paper.kind),
        "title": _label(paper.title),
        "council": _label(paper.council),
        "foot": _label(f"{paper.kind}: {paper.title}"),
        "registry_number": _label(paper.registry_number),
        "facts": _pairs(paper.known_facts),
        "status": "draft" if paper.is_draft else "decided",
        "status_text": _("Utkast"),
        "example_data": paper.is_example,
        "blocks": [_block(block) for block in paper.blocks],
        "words": {
            "page": _("sida {page} av {pages}"),
            "example": _("Exempeldata"),
            "not_archival": _("ej arkivkvalitet"),
            "draft_note": _("Det här är ett utkast. Det kan ändras och är inte beslutat."),
        },
    }


def _block(block):
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": _clean(text), "level": level}
        case Paragraph(text, is_small):
            return {"is": "paragraph", "text": _clean(text), "small": is_small}
        case Bullets(items):
            return {"is": "bullets", "items": [_clean(item) for item in items]}
        case Facts(rows):
            return {"is": "facts", "rows": _pairs((name, value) for name, value in rows if value)}
        case Drawing(svg, said):
            return {"is": "drawing", "svg": svg, "said": _clean(said)}
        case Table(caption, heads, rows, shares):
            cells = [[_clean(cell) for cell in row] for row in rows]
            wide = shares or (1,) * len(heads)
            return {"is": "table", "caption": _clean(caption), "heads": list(heads), "rows": cells, "shares": wide}


def _pairs(rows):
    return [[_clean(name), _clean(value)] for name, value in rows]


def _label(text):
    return clean_text(str(text), limit=LABEL).value


def _clean(text):
    return clean_text(str(text)).value
