"""Drawings to SVG and PNG by matplotlib: the same bytes for the same drawing, on every machine.

Two kinds of SVG, for two uses:

- **on a page** (`inline_svg`): text stays text, set in the page's font, so that it is light (a few
  kilobytes), can be selected and found, and follows dark mode by the variables of `palette`;
- **to take away** (`svg`, `png`): text as outlines of the bundled font, on a white card, so that it looks the
  same in every program that opens it.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from itertools import groupby
from typing import Any

import matplotlib as mpl
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.transforms import Affine2D

from budgetlib.display import fonts
from budgetlib.display.charts.drawing import Dot, Drawing, Label, Line, Mark, Rect
from budgetlib.display.charts.palette import COLORS, SURFACE

_POINTS_PER_INCH = 72
PNG_SCALE = 2.0
"""Pixels of a PNG per pixel of the drawing: sharp on dense screens and in print."""

_SVG = "{http://www.w3.org/2000/svg}"
_DROPPED = ("font-family", "stroke-linejoin", "stroke-miterlimit")
_VARIABLES = {color.light: color.variable for color in COLORS}
_DECIMAL = re.compile(r"-?\d+\.\d+")
_COLOR = re.compile("#[0-9a-f]{6}")


def figure(drawing: Drawing, *, background: bool) -> Figure:
    """The drawing as a matplotlib figure that belongs to no global state."""
    result = Figure(figsize=(drawing.width / _POINTS_PER_INCH, drawing.height / _POINTS_PER_INCH), dpi=72)
    result.patch.set_facecolor(SURFACE.light if background else "none")
    place = Affine2D.from_values(
        1 / _POINTS_PER_INCH, 0, 0, -1 / _POINTS_PER_INCH, 0, drawing.height / _POINTS_PER_INCH
    )
    transform = place + result.dpi_scale_trans
    for order, mark in enumerate(drawing.marks):
        if isinstance(mark, Label):
            result.text(
                mark.x,
                mark.y,
                fonts.drawable(mark.text),
                transform=transform,
                fontproperties=fonts.properties(mark.size),
                color=mark.color.light,
                ha=mark.align,
                va="baseline",
                parse_math=False,
                zorder=order,
            )
        else:
            artist = _artist(mark, transform)
            artist.set_zorder(order)
            result.add_artist(artist)
    return result


def _artist(mark: Mark, transform: Any) -> Any:
    if isinstance(mark, Rect):
        return Rectangle(
            (mark.x, mark.y),
            mark.width,
            mark.height,
            transform=transform,
            facecolor=mark.fill.light if mark.fill else "none",
            edgecolor=mark.edge.light if mark.edge else "none",
            linewidth=1.0 if mark.edge else 0.0,
            linestyle=(0, (3, 2)) if mark.dashed else "-",
        )
    if isinstance(mark, Dot):
        return Circle(
            (mark.x, mark.y),
            mark.radius,
            transform=transform,
            facecolor=SURFACE.light if mark.hollow else mark.color.light,
            edgecolor=mark.color.light,
            linewidth=2.0,
        )
    assert isinstance(mark, Line)
    return Line2D(
        [mark.x, mark.x2],
        [mark.y, mark.y2],
        transform=transform,
        color=mark.color.light,
        linewidth=mark.width,
        solid_capstyle="butt",
    )


def svg(drawing: Drawing, *, title: str, description: str) -> str:
    """An SVG file with outlined text; the title and the alternative text are inside it."""
    root = _matplotlib_svg(drawing, fonttype="path", background=True)
    for position, (tag, words) in enumerate((("title", title), ("desc", description))):
        node = etree.Element(f"{_SVG}{tag}")
        node.text = _xml_text(words)
        root.insert(position, node)
    root.set("role", "img")
    root.set("width", f"{drawing.width:g}")
    root.set("height", f"{drawing.height:g}")
    root.set("style", "max-width: 100%; height: auto")
    return _serialised(root)


def inline_svg(drawing: Drawing, *, label: str, classes: str) -> str:
    """An SVG element to stand in HTML, named for screen readers by `label`.

    Of what matplotlib writes it keeps the outlines and the texts, both put together by their style: texts lie
    over everything else, and an outline only joins the one drawn just before it. Texts of one character (those of
    an upright word, the dots of a heat map) are one text with a place for each character, a third as long.
    """
    root = _matplotlib_svg(drawing, fonttype="none", background=False)
    names = {"viewBox": root.get("viewBox"), "class": classes, "role": "img", "aria-label": _xml_text(label)}
    page = etree.Element(f"{_SVG}svg", names, nsmap={None: _SVG.strip("{}")})
    for style, paths in groupby(root.iter(f"{_SVG}path"), key=lambda node: str(node.get("style"))):
        outline = _rounded(" ".join(node.get("d") for node in paths))
        etree.SubElement(page, f"{_SVG}path", style=_page_style(style), d=outline)
    by_style: defaultdict[str, list[Any]] = defaultdict(list)
    for node in root.iter(f"{_SVG}text"):
        by_style[node.get("style")].append(node)
    for style, texts in by_style.items():
        group = etree.SubElement(page, f"{_SVG}g", style=_page_style(style))
        for single, nodes in groupby(texts, key=lambda node: len(node.text) == 1):
            for run in [list(nodes)] if single else [[node] for node in nodes]:
                place = {name: " ".join(_rounded(node.get(name)) for node in run) for name in ("x", "y")}
                etree.SubElement(group, f"{_SVG}text", place).text = "".join(node.text for node in run)
    return _serialised(page)


def png(drawing: Drawing) -> bytes:
    """A PNG of twice the drawing's size on a white card."""
    target = io.BytesIO()
    figure(drawing, background=True).savefig(
        target, format="png", dpi=_POINTS_PER_INCH * PNG_SCALE, metadata={"Software": None}
    )
    return target.getvalue()


def _matplotlib_svg(drawing: Drawing, *, fonttype: str, background: bool) -> Any:
    target = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": fonttype, "svg.hashsalt": "budgetlib"}):
        figure(drawing, background=background).savefig(
            target, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    parser = etree.XMLParser(remove_comments=True, load_dtd=False, no_network=True, resolve_entities=False)
    return etree.fromstring(target.getvalue(), parser)


def _serialised(root: Any) -> str:
    return str(etree.tostring(root, encoding="unicode"))


def _rounded(numbers: str) -> str:
    return " ".join(_DECIMAL.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), numbers).split())


def _page_style(style: str) -> str:
    kept = (part.strip() for part in style.split(";"))
    text = "; ".join(part for part in kept if part and not part.startswith(_DROPPED))
    return _COLOR.sub(lambda match: _VARIABLES.get(match[0], match[0]), text)


def _xml_text(words: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words)
