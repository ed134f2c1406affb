"""A finished chart: what it says, in words, in data and as a picture, and how a notebook shows it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from budgetlib.display import fonts
from budgetlib.display.charts import render
from budgetlib.display.charts.drawing import SMALL_SIZE, Drawing, Label, Mark, lines
from budgetlib.display.charts.labels import balanced, wrap
from budgetlib.display.charts.palette import INK, MUTED
from budgetlib.display.components import download_row, evidence_link, source_note
from budgetlib.display.markup import element, join
from budgetlib.display.output import raw_block, rendering

WIDE = 680.0
NARROW = 340.0
"""Widths in pixels that a chart is laid out for: a column of text on a desk, and a phone.

A picture made for a desk and scaled to a phone has letters of 6 pixels, so each chart is laid out twice
(labels above their bars, fewer words in a line) and the style sheet shows the one that fits its column.
"""

_MARGIN = 16.0
_TITLE_SIZE = 17.0


@dataclass(frozen=True)
class Chart:
    """A chart that answers one question. Made by the functions of this package.

    Displays itself in JupyterLab as a picture, and on the website as HTML with the SVG in it, which
    carries the alternative text, follows dark mode and changes its layout on a phone.
    """

    title: str
    """The answer, in a sentence."""
    subtitle: str
    """What is shown, for what, in which unit."""
    alt: str
    """The chart in words, with its figures, for those who do not see it."""
    data: pd.DataFrame
    """The figures behind the chart, amounts in 元."""
    source: str
    """Where the figures come from; may be empty."""
    evidence: str = field(default="", kw_only=True)
    """The address of the place in the source; may be empty."""
    layout: Callable[[float], Drawing] = field(repr=False)
    """Lays the chart out for a width in pixels."""

    @property
    def note(self) -> str:
        """What a reader must know about the picture; empty when nothing."""
        labels = (mark.text for mark in self.layout(WIDE).marks if isinstance(mark, Label))
        replaced = any(
            fonts.REPLACEMENT in fonts.drawable(words) for words in (self.title, self.subtitle, *labels)
        )
        return f"{fonts.REPLACEMENT} 代表字库中没有的字，原字见数据表。" if replaced else ""

    def html(self, *, anchor: str = "", downloads: dict[str, str] | None = None) -> Markup:
        """The chart for a page: heading, picture for desk and phone, source and links to files made by
        `save`."""
        label = f"{self.title}。{self.alt}"
        pictures = [
            Markup(render.inline_svg(self.layout(width), label=label, classes=classes))
            for width, classes in ((WIDE, "chart-wide"), (NARROW, "chart-narrow"))
        ]
        heading = join(
            [
                element("span", self.title, class_="chart-title"),
                element("span", self.subtitle, class_="chart-subtitle"),
            ]
        )
        parts = [
            element("figcaption", heading),
            *pictures,
            element("p", self.note, class_="chart-note") if self.note else Markup(""),
            source_note(self.source, self._source_links()) if self.source else Markup(""),
            download_row(downloads or {}),
        ]
        return element("figure", join(parts, "\n"), class_="chart", id=anchor)

    def _source_links(self) -> list[Markup]:
        return [evidence_link(self.evidence, about=self.source)] if self.evidence else []

    def picture(self, width: float = WIDE) -> Drawing:
        """The chart with its title, subtitle and source in the picture, to be shown outside of a page."""
        room = width - 2 * _MARGIN
        body = self.layout(room)
        marks: list[Mark] = []
        top = _MARGIN
        for words, size, color in ((self.title, _TITLE_SIZE, INK), (self.subtitle, SMALL_SIZE, MUTED)):
            rows = balanced(words, size, room, 4) if words else []
            marks += lines(rows, _MARGIN, top + size, size=size, color=color)
            top += len(rows) * size * 1.35 + (4 if rows else 0)
        top += 6
        marks += body.moved(_MARGIN, top)
        top += body.height + 8
        credit = f"数据来源：{self.source}" if self.source else ""
        for words in filter(None, (self.note, credit)):
            rows = wrap(words, 11, room, 4)
            marks += lines(rows, _MARGIN, top + 11, size=11, color=MUTED)
            top += len(rows) * 11 * 1.35 + 3
        return Drawing(width, top + _MARGIN - 6, tuple(marks))

    def figure(self, width: float = WIDE) -> Figure:
        """The picture as a matplotlib figure, for those who want to go on from there."""
        return render.figure(self.picture(width), background=True)

    def svg(self, width: float = WIDE) -> str:
        """The picture as an SVG file: text as outlines, alternative text inside."""
        return render.svg(self.picture(width), title=self.title, description=self.alt)

    def png(self, width: float = WIDE) -> bytes:
        """The picture as a PNG, two pixels for each of its width."""
        return render.png(self.picture(width))

    def save(self, folder: Path, name: str) -> dict[str, Path]:
        """Writes `name.svg` and `name.png` into the folder; label -> file, as `components.download_row` takes
        it."""
        folder.mkdir(parents=True, exist_ok=True)
        svg_file, png_file = folder / f"{name}.svg", folder / f"{name}.png"
        svg_file.write_text(self.svg(), encoding="utf-8")
        png_file.write_bytes(self.png())
        return {"SVG": svg_file, "PNG": png_file}

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str] | tuple[dict[str, str], dict[str, dict[str, int]]]:
        if rendering():
            return {"text/markdown": raw_block(self.html())}
        # a PNG, because JupyterLab shows no SVG of a notebook that was run elsewhere and is not trusted yet
        shown = {"image/png": b64encode(self.png()).decode(), "text/plain": f"{self.title}。{self.alt}"}
        return shown, {"image/png": {"width": int(WIDE)}}
