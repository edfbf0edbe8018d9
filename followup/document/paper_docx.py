"""A paper as a Word document to be worked on further: real headings, lists and tables."""

from django.utils.translation import gettext as _

from followup.document import word_paper
from followup.document.cleaning import clean_text
from followup.document.paper import Bullets, Drawing, Facts, Heading, Paper, Paragraph, Table
from followup.document.pictures import pictures_of

WIDTH = 160  # millimetres between the margins


def paper_docx(paper: Paper) -> bytes:
    """The Word document of a paper; the same paper gives the same bytes. Raises `DocumentError`."""
    sheet = word_paper.Paper(title=_clean(paper.title), author=_clean(paper.council), day=paper.day.isoformat())
    marks = [_("Utkast")] * paper.is_draft + [_("Exempeldata")] * paper.is_example
    foot = " · ".join(filter(None, [f"{paper.kind}: {paper.title}", paper.registry_number]))
    sheet.around(_clean(" · ".join([paper.council, *marks])), _clean(foot), (_("sida"), _("av")))
    sheet.add(_clean(paper.kind), "Small")
    sheet.add(_clean(paper.title), "Title")
    for name, value in paper.known_facts:
        sheet.add(_clean(value), lead=f"{_clean(name)}:")
    pictures = iter(pictures_of([block.svg for block in paper.blocks if isinstance(block, Drawing)]))
    for block in paper.blocks:
        _write(sheet, block, pictures)
    return sheet.as_bytes()


def _write(sheet, block, pictures):
    match block:
        case Drawing(_svg, said):
            sheet.picture(next(pictures), _clean(said), width=WIDTH)
        case Heading(text, level):
            sheet.heading(level, _clean(text))
        case Paragraph(text, is_small):
            sheet.add(_clean(text), "Small" if is_small else "Normal")
        case Bullets(items):
            sheet.items(_clean(item) for item in items)
        case Facts(rows):
            for name, value in rows:
                if value:
                    sheet.add(_clean(value), lead=f"{_clean(name)}:")
        case Table(caption, heads, rows, shares) if rows:
            wide = shares or (1,) * len(heads)
            widths = [WIDTH * share / sum(wide) for share in wide]
            cells = [[_clean(cell) for cell in row] for row in rows]
            sheet.table(heads, cells, widths, caption=_clean(caption))


def _clean(text):
    return clean_text(str(text)).value
