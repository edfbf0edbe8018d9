"""A sheet of paper in Word: A4, Swedish, our styles, a head and a foot, and a list of contents that is filled in."""

import io
from datetime import UTC, date, datetime, time

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from followup.document import word_xml as xml

LANGUAGE = "sv-SE"
FONT = "Calibri"
ACCENT, INK, MUTED = RGBColor(0x1A, 0x4F, 0x8B), RGBColor(0x1B, 0x24, 0x30), RGBColor(0x51, 0x5D, 0x6C)
# name → points, colour, bold
LOOKS = {
    "Normal": (11, INK, False),
    "Title": (24, ACCENT, True),
    "Subtitle": (13, INK, False),
    "Heading 1": (16, ACCENT, True),
    "Heading 2": (13, ACCENT, True),
    "Heading 3": (11, INK, True),
    "TOC Heading": (14, ACCENT, True),
    "Quote": (12, INK, False),
    "List Bullet": (11, INK, False),
    "Header": (9, MUTED, False),
    "Footer": (9, MUTED, False),
    "Cell": (9.5, INK, False),
    "Small": (9.5, MUTED, False),
    "toc 1": (11, INK, False),
    "toc 2": (11, INK, False),
}
LONGEST_PROPERTY = 255
IN_CONTENTS = 2  # levels of headings
THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


class Paper:
    """What a document is written on, from its top to its end."""

    def __init__(self, *, title, author, day):
        self._document = docx.Document()
        self._headings = []
        self._pictures = 0
        self._contents = None
        _lay_out(self._document)
        _in_swedish(self._document)
        self._styles = _look(self._document.styles)
        _tell(self._document.core_properties, title, author, date.fromisoformat(day))

    def add(self, text, style="Normal", *, lead=""):
        """Paragraphs; an empty line in the text begins a new one. `lead`: bold words before the first."""
        for place, part in enumerate(text.split("\n\n")):
            first = [xml.run(f"{lead} ", bold=True)] if lead and not place else []
            self._put(xml.paragraph(self._styles[style], *first, xml.run(part)))

    def items(self, texts):
        for text in texts:
            self.add(text.replace("\n\n", "\n"), "List Bullet")

    def heading(self, level, text):
        paragraph = xml.paragraph(self._styles[f"Heading {level}"], xml.run(text))
        if level <= IN_CONTENTS:
            number = len(self._headings) + 1
            xml.bookmarked(paragraph, number, f"_Toc{number:08}")
            self._headings.append((level, text, f"_Toc{number:08}"))
        self._put(paragraph)

    def contents(self, heading):
        """The list of contents stands here; it is filled in when all headings are known."""
        self._contents = xml.paragraph(self._styles["TOC Heading"], xml.run(heading))
        self._put(self._contents)

    def table(self, heads, rows, widths, *, caption):
        self._put(xml.table(heads, rows, widths, caption=caption))
        self.add("", "Small")  # what follows a table stands apart from it, and two tables stay two

    def picture(self, png, alt, *, width):
        """A picture, as wide as so many millimetres, with what it shows in words."""
        paragraph = self._document.add_paragraph()
        self._pictures += 1
        xml.described(paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width)), self._pictures, alt)

    def around(self, head, foot, of_pages):
        """What stands at the head and the foot of each page; `of_pages` is the words about its number."""
        section = self._document.sections[0]
        section.header.paragraphs[0]._p.append(xml.run(head))
        below = section.footer.paragraphs[0]._p
        page, among = of_pages
        below.extend([xml.run(f"{foot} · {page} "), *xml.field("PAGE", "1")])
        below.extend([xml.run(f" {among} "), *xml.field("NUMPAGES", "1")])

    def next_page(self):
        self._document.add_page_break()

    def as_bytes(self):
        """The document; the same paper gives the same bytes."""
        self._fill_contents()
        out = io.BytesIO()
        self._document.save(out)
        return xml.without_times(out.getvalue())

    def _put(self, block):
        """Last in the document, where only what says how large its pages are comes after."""
        self._document.element.body[-1].addprevious(block)

    def _fill_contents(self):
        if self._contents is None or not self._headings:
            return
        before = self._contents
        lines = [self._line_of_contents(*said) for said in self._headings]
        for part in reversed(xml.field_begin(f'TOC \\o "1-{IN_CONTENTS}" \\n \\h \\z \\u')):
            lines[0].insert(1, part)
        lines[-1].append(xml.field_end())
        for line in lines:
            before.addnext(line)
            before = line

    def _line_of_contents(self, level, text, anchor):
        return xml.paragraph(self._styles[f"toc {level}"], xml.link_within(anchor, text))


def _lay_out(document):
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(28), Mm(25)
    # A small picture of python-docx's own template, which shows nothing of ours.
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _in_swedish(document):
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), LANGUAGE)
    for said in document.settings.element.iter(qn("w:themeFontLang")):
        said.set(qn("w:val"), LANGUAGE)


def _look(styles):
    """Give the styles their looks, those that are missing are made. Their ids by their names."""
    for name, (size, colour, is_bold) in LOOKS.items():
        if name not in styles:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc")).base_style = styles[
                "Normal"
            ]
        style = styles[name]
        font = style.font
        font.name, font.size, font.bold, font.italic = FONT, Pt(size), is_bold, False
        font.color.rgb = colour
        for theme in THEME_FONTS:
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    for name in ("Cell", "toc 1", "toc 2"):
        styles[name].paragraph_format.space_after = Pt(2)
    styles["toc 2"].paragraph_format.left_indent = Mm(6)
    styles["Quote"].paragraph_format.left_indent = Mm(6)
    return {name: styles[name].style_id for name in LOOKS}


def _tell(properties, title, author, day):
    title, author = title[:LONGEST_PROPERTY], author[:LONGEST_PROPERTY]
    properties.title, properties.author, properties.language = title, author, LANGUAGE
    properties.subject = properties.comments = properties.keywords = properties.category = ""
    properties.last_modified_by = author
    properties.created = properties.modified = datetime.combine(day, time(12), UTC)
    properties.revision = 1
