"""What python-docx cannot say of a Word document: repeated header rows, rows kept whole, fields, alternative texts."""

import io
import zipfile

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

GROUND = "F3F6F9"
LINE = "C3CCD7"
TWIPS_PER_MM = 56.7
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first time a zip file can tell; the same in all of ours


def element(tag, *children, **attributes):
    """An element with its children; attributes are those of the same name space: `w:val` is said `val`."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend(children)
    return made


def run(text, *, bold=False):
    """A run of text; line ends in it are line breaks."""
    made = element("w:r")
    if bold:
        made.append(element("w:rPr", element("w:b")))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("w:br"))
        said = element("w:t")
        said.text = line
        said.set(qn("xml:space"), "preserve")
        made.append(said)
    return made


def paragraph(style, *runs):
    """A paragraph in a style, which is named by its id."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *runs)


def table(heads, rows, widths, *, caption):
    """A table whose first row is its header on every page; no row is divided between pages. Widths are in mm."""
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val="TableGrid"),
        element("w:tblW", w=0, type="auto"),
        _borders(),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        element("w:tblCaption", val=caption),
    )
    twips = [round(width * TWIPS_PER_MM) for width in widths]
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in twips))
    body = [_row(cells, twips) for cells in rows]
    return element("w:tbl", properties, grid, _row(heads, twips, is_head=True), *body)


def _borders():
    thin = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    none = {"val": "nil"}
    sides = {"top": thin, "left": none, "bottom": thin, "right": none, "insideH": thin, "insideV": none}
    return element("w:tblBorders", *(element(f"w:{side}", **said) for side, said in sides.items()))


def _row(cells, twips, *, is_head=False):
    whole = [element("w:cantSplit"), *([element("w:tblHeader")] if is_head else [])]
    made = element("w:tr", element("w:trPr", *whole))
    for text, width in zip(cells, twips, strict=True):
        properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
        if is_head:
            properties.append(element("w:shd", val="clear", color="auto", fill=GROUND))
        made.append(element("w:tc", properties, paragraph("Cell", run(str(text), bold=is_head))))
    return made


def field(instruction, shown):
    """A field with what it shows until somebody updates it."""
    return [*field_begin(instruction), run(shown), field_end()]


def field_begin(instruction):
    said = element("w:instrText")
    said.text = f" {instruction} "
    said.set(qn("xml:space"), "preserve")
    kinds = (element("w:fldChar", fldCharType="begin"), said, element("w:fldChar", fldCharType="separate"))
    return [element("w:r", part) for part in kinds]


def field_end():
    return element("w:r", element("w:fldChar", fldCharType="end"))


def link_within(anchor, text):
    """A link to a bookmark of the same document."""
    return element("w:hyperlink", run(text), anchor=anchor, history=1)


def bookmarked(heading, number, name):
    """Put a bookmark round what a paragraph says."""
    heading.insert(1, element("w:bookmarkStart", id=number, name=name))
    heading.append(element("w:bookmarkEnd", id=number))


def described(picture, number, text):
    """Give a picture its alternative text and a number of its own."""
    properties = picture._inline.docPr
    properties.set("id", str(number))
    properties.set("name", f"Diagram {number}")
    properties.set("descr", text)


def without_times(package):
    """The same zip file with one time for all its parts, so that the same document is the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            told = zipfile.ZipInfo(name, LONG_AGO)
            told.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(told, made.read(name))
    return out.getvalue()
