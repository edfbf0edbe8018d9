"""Read a tagged PDF as a screen reader does: its structure tree in order, with roles and alternative texts.

Written out with pikepdf alone, so that the tests need neither a system program nor another PDF library.
"""

import io
import re
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Element:
    """One element of the structure tree: its role, everything read inside it, its alternative text."""

    role: str
    text: str
    alt: str
    attributes: tuple[dict, ...]
    children: tuple["Element", ...]

    def all(self, role: str) -> list["Element"]:
        """The elements with this role, this one included, in reading order."""
        found = [self] if self.role == role else []
        return found + [element for child in self.children for element in child.all(role)]


def read(pdf: bytes) -> Element:
    """The structure tree of a PDF; raises KeyError when it has none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = {page.obj.objgen: _marked_texts(page) for page in document.pages}
        return _element(document.Root["/StructTreeRoot"], texts, None)


def pages(pdf: bytes) -> list[str]:
    """Everything printed on each page, headers and footers included, in the order it is drawn."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [plain(" ".join(_marked_texts(page).values())) for page in document.pages]


def plain(text: str) -> str:
    """The text with every run of white space as one space, and words whole that a line parts."""
    return " ".join(text.replace("\u200b", "").replace("\xad", "").split())


def _element(node: pikepdf.Object, texts: dict, page: tuple | None) -> Element:
    page = node["/Pg"].objgen if "/Pg" in node else page
    below = node.get("/K", [])
    pieces, children = [], []
    for kid in list(below) if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, int):
            pieces.append(texts[page].get(int(kid), ""))
        elif "/MCID" in kid:
            where = kid["/Pg"].objgen if "/Pg" in kid else page
            pieces.append(texts[where].get(int(kid["/MCID"]), ""))
        elif "/S" in kid:
            child = _element(kid, texts, page)
            children.append(child)
            pieces.append(child.text if child.role in ("Span", "Link", "Strong", "Em") else f" {child.text} ")
    said = node.get("/A", [])
    attributes = tuple(
        {key: str(value) for key, value in item.items()}
        for item in (said if isinstance(said, pikepdf.Array) else [said])
        if isinstance(item, pikepdf.Dictionary)
    )
    role = str(node.get("/S", "/Root"))[1:]
    return Element(role, "".join(pieces), str(node.get("/Alt", "")), attributes, tuple(children))


def _marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content sequence of a page; what a screen reader skips has the number -1."""
    fonts = page.resources.get("/Font", {})
    maps = {name: _to_unicode(font) for name, font in fonts.items()}
    texts: dict[int, str] = {}
    open_marks: list[int | None] = []
    spoken: list[str | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else {}
            open_marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
            spoken.append(str(properties["/ActualText"]) if "/ActualText" in properties else None)
            if spoken[-1] is not None:
                _add(texts, open_marks, spoken[-1])
        elif name == "EMC":
            open_marks.pop()
            spoken.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif name in ("Tj", "TJ") and all(words is None for words in spoken):
            shown = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(item) for item in shown if isinstance(item, pikepdf.String))
            _add(texts, open_marks, "".join(font.get(code, "") for code in _pairs(codes)))
    return texts


def _add(texts: dict[int, str], open_marks: list[int | None], words: str) -> None:
    mark = next((mark for mark in reversed(open_marks) if mark is not None), -1)
    texts[mark] = texts.get(mark, "") + words


def _pairs(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[place : place + 2], "big") for place in range(0, len(codes), 2)]


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Glyph number → text, from the font's own table."""
    table = font["/ToUnicode"].read_bytes().decode("ascii", "replace")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for place in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + place] = chr(ord(_utf16(text)) + place)
    return found


def _utf16(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be")
