"""Web pages as saved by a browser or written by Word and Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree

from budgetlib.document import Document
from budgetlib.errors import ReadError
from budgetlib.readers.files import decode
from budgetlib.readers.html.content import own_content
from budgetlib.readers.html.flow import read_flow
from budgetlib.readers.tables.continuation import join_continued
from budgetlib.readers.tables.marked_up import Part, Text, to_blocks

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION_WINDOW = 4096
_WEB_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_FRAMES = re.compile(r"<frameset\b", re.IGNORECASE)
_TITLES = (".//meta[@name='ArticleTitle']/@content", ".//title/text()")
"""Where a page says what it is called: the former is prescribed for government websites."""
_SPACE = re.compile(r"\s+")
_SHORTEST_TITLE = 6
_COVER = 16
"""The title is looked for among so many first parts of the text."""


def read_html(path: Path, data: bytes) -> Document:
    """The document in a web page, whose bytes are `data`; `path` is only for messages and `Document.source`.

    Navigation, forms, scripts and lists of links to elsewhere are left out, tables that only arrange the page are
    dissolved. `line` counts paragraphs and rows of tables. Raises `ReadError` where nothing can be read.
    """
    text, encoding = _decoded(data, path)
    return _document(path, data, _page_parts(text), encoding)


def read_webarchive(path: Path, data: bytes) -> Document:
    """The document in a web archive (.mht), as browsers and Excel save pages with all that belongs to them.

    It is the first page in it that shows text; where that is a set of frames, as for a workbook, all pages are.
    Raises `ReadError` where nothing can be read.
    """
    pages = [
        _decoded(content, path)
        for part in message_from_bytes(data).walk()
        if part.get_content_type() in _WEB_PAGES
        and isinstance(content := part.get_payload(decode=True), bytes)
    ]
    framed = bool(pages) and _FRAMES.search(pages[0][0]) is not None
    parts: list[Part] = []
    for text, _ in pages[1:] if framed else pages:
        parts += _page_parts(text)
        if parts and not framed:
            break
    return _document(path, data, parts, pages[0][1] if pages else None)


def _page_parts(text: str) -> list[Part]:
    """Paragraphs and tables of a page, from its title on."""
    page = etree.fromstring(
        text.encode("utf-8"), etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    if page is None:
        return []
    title = _SPACE.sub(" ", _title(page)).strip()
    parts = read_flow(own_content(page))
    return _below_title(parts, title) if parts else []


def _document(path: Path, data: bytes, parts: Sequence[Part], encoding: str | None) -> Document:
    if not parts:
        raise ReadError(
            "the web page holds no text",
            file=path,
            remedy="save the page again when it has loaded, or its files",
        )
    return Document(
        source=path.name,
        format="html",
        sha256=sha256(data).hexdigest(),
        blocks=join_continued(to_blocks(parts)),
        encoding=encoding,
    )


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    """The text and its encoding: by content where that is clear, else as the page declares.

    Browsers save pages as UTF-8 and leave the declaration as it was, so UTF-8 that holds good is believed first.
    """
    declared = _DECLARED.search(data[:_DECLARATION_WINDOW])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name.startswith("big5"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("big5hkscs", errors="replace"), "big5"
    return decode(data, path)


def _title(page: Any) -> str:
    return next((str(found[0]) for query in _TITLES if (found := page.xpath(query))), "")


def _below_title(parts: list[Part], title: str) -> list[Part]:
    """The text from its title on: lines above it say where on the site one is. A title that is missing is added."""
    if not title:
        return parts
    bare = _SPACE.sub("", title)
    for at, part in enumerate(parts[:_COVER]):
        if not isinstance(part, Text):
            break
        line = _SPACE.sub("", part.text)
        if len(line) >= _SHORTEST_TITLE and bare.startswith(line):
            return parts[at:]
    return [Text(title, 1), *parts]
