"""The index of the site's search.

A script, not a JSON file: browsers let a page opened from disk load the one and not the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import html as lxml_html

from budgetlib.site.embedded.records import Record, SearchEntry
from budgetlib.site.project import page_url

# Enough to find a section and to show why; a page's tables can have thousands of cells.
SECTION_CHARACTERS = 700

_SKIPPED = frozenset(("script", "style", "template", "svg"))
_SKIPPED_CLASSES = frozenset(("visually-hidden", "downloads"))
_BLOCKS = frozenset(
    ("p", "div", "section", "li", "tr", "td", "th", "dt", "dd", "caption", "figcaption", "article")
)
_HEADINGS = frozenset(("h2", "h3"))


def sections_of(body: str) -> tuple[SearchEntry, ...]:
    """The sections of a page's body, by its headings of the second and third level."""
    if not body.strip():
        return ()
    collector = _Collector()
    collector.visit(lxml_html.fragment_fromstring(body, create_parent="div"))
    return tuple(collector.entries())


def index_script(pages: Mapping[PurePosixPath, Record]) -> str:
    """The script that hands the index to `embedded.js`: a list of [address, page, heading, text]."""
    rows = [
        [
            f"{page_url(source)}#{section.anchor}" if section.anchor else str(page_url(source)),
            record.title,
            section.heading,
            section.text,
        ]
        for source, record in pages.items()
        for section in record.sections
    ]
    # "</" could end the script element that some day holds this
    content = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"window.siteSearchIndex={content};\n"


class _Collector:
    """Walks a page and gathers text under the latest heading."""

    def __init__(self) -> None:
        self.anchor = ""
        self.heading = ""
        self.parts: list[str] = []
        self.done: list[SearchEntry] = []

    def visit(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        classes = (element.get("class") or "").split()
        if not isinstance(tag, str) or tag in _SKIPPED or not _SKIPPED_CLASSES.isdisjoint(classes):
            return
        if tag in _HEADINGS:
            self.finish()
            parent = element.getparent()
            self.anchor = element.get("id") or (parent.get("id") if parent is not None else "") or ""
            self.heading = " ".join(element.text_content().split())
            return
        if tag in _BLOCKS:
            self.parts.append(" ")
        self.parts.append(element.text or "")
        for child in element:
            self.visit(child)
            self.parts.append(child.tail or "")

    def finish(self) -> None:
        text = " ".join("".join(self.parts).split())
        if text or self.heading or not self.done:
            self.done.append(SearchEntry(self.anchor, self.heading, text[:SECTION_CHARACTERS]))
        self.parts = []

    def entries(self) -> list[SearchEntry]:
        self.finish()
        return self.done
