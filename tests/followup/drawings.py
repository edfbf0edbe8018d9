"""What a drawing holds, read back: its parts by class, its words, and whether anything lies outside it."""

import math
import re
import xml.etree.ElementTree as ET

from councils.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 1.0  # half a stroke, and rounding to two decimals


def drawn(svg, name):
    return [node for node in ET.fromstring(svg).iter() if node.get("class") == name]


def words(svg):
    """The words that stand in the drawing, in order."""
    return [node.text for node in ET.fromstring(svg).iter(f"{SVG}text")]


def desc(svg):
    return ET.fromstring(svg).find(f"{SVG}desc").text


def ids(svg):
    return re.findall(r' id="([^"]+)"', svg)


def outside(svg):
    """Every point that lies outside the drawing, or is no number."""
    root = ET.fromstring(svg)
    width, height = (float(size) for size in root.get("viewBox").split()[2:])
    points = [point for node in root for point in _points(node)]
    return [
        (x, y)
        for x, y in points
        if not (math.isfinite(x) and math.isfinite(y))
        or not (-SLACK <= x <= width + SLACK and -SLACK <= y <= height + SLACK)
    ]


def _points(node):
    has = {name: float(value) for name, value in node.items() if name in POINTS}
    tag = node.tag.removeprefix(SVG)
    if tag == "rect":
        yield has["x"], has["y"]
        yield has["x"] + has["width"], has["y"] + has["height"]
    elif tag == "line":
        yield has["x1"], has["y1"]
        yield has["x2"], has["y2"]
    elif tag == "circle":
        yield has["cx"], has["cy"]
    elif tag == "text":
        before = {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor")]
        wide = width_of(node.text or "", float(node.get("font-size")))
        yield has["x"] - before * wide, has["y"]
        yield has["x"] + (1 - before) * wide, has["y"]
    elif tag == "path":
        yield from _corners(node.get("d"))


POINTS = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"}


def _corners(way):
    """The corners of a path made of M, L, H, V, h, v and z, which is all that charts use."""
    x = y = 0.0
    for step, said in re.findall(r"([A-Za-z])([^A-Za-z]*)", way):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+|nan|inf", said)]
        if step in "ML":
            x, y = numbers
        elif step in "Hh":
            x = numbers[0] + (x if step == "h" else 0)
        elif step in "Vv":
            y = numbers[0] + (y if step == "v" else 0)
        yield x, y
