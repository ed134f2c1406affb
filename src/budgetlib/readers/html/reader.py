"""Web pages as saved by a browser or written by Word and Excel."""

from __future__ import annotations

import re
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from budgetlib.document import Document, Place
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
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Where the parser meets one, it takes the page for ended."""
_ENDED_BY = frozenset(("ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY", "ERR_INTERNAL_ERROR", "ERR_NAME_TOO_LONG"))
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:[?#].*)?\Z", re.IGNORECASE)
_LONG = 600
"""A page with fewer characters and no table announces what its files hold."""
_HARDLY = 40
"""Characters of a page that says nothing by itself."""
_MOST_NAMED = 3
_SPACE = re.compile(r"\s+")
_SHORTEST_TITLE = 6
_COVER = 16
"""The title is looked for among so many first parts of the text."""


class _Page(NamedTuple):
    """What a page shows, and what is to be noted of it."""

    parts: list[Part]
    notes: tuple[str, ...] = ()
    instead: str = ""
    """What a page without text of its own is, and where its text is."""


def read_html(path: Path, data: bytes) -> Document:
    """The document in a web page, whose bytes are `data`; `path` is only for messages and `Document.source`.

    Navigation, forms, scripts, lists of links to elsewhere and what is not shown are left out, tables that only arrange
    the page are dissolved. `line` counts paragraphs and rows of tables. `Document.notes` says where a part of the page
    could not be read. Raises `ReadError` where nothing can be read.
    """
    text, encoding = _decoded(data, path)
    return _document(path, data, _page(text), encoding)


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
    whole = _Page([])
    for text, _ in pages[1:] if framed else pages:
        page = _page(text)
        whole = _Page(whole.parts + page.parts, whole.notes + page.notes, whole.instead or page.instead)
        if whole.parts and not framed:
            break
    return _document(path, data, whole, pages[0][1] if pages else None)


def _page(text: str) -> _Page:
    """Paragraphs and tables of a page, from its title on."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    page = etree.fromstring(_CONTROLS.sub("\ufffd", text).encode("utf-8", errors="replace"), parser)
    if page is None:
        return _Page([])
    notes = tuple(
        f"the web page can't be read beyond line {error.line}: {error.message.strip()}"
        for error in parser.error_log
        if error.level_name == "FATAL" or error.type_name in _ENDED_BY
    )[:1]
    title = _SPACE.sub(" ", _title(page)).strip()
    instead = _instead(page)
    content = own_content(page)
    parts = read_flow(content)
    if instead and sum(len(part.text) if isinstance(part, Text) else _LONG for part in parts) < _LONG:
        return _Page([], notes, instead)
    return _Page(_below_title(parts, title) if parts else [], notes)


def _instead(page: Any) -> str:
    """What a page has in place of a text: files, another page, or a program that makes one; empty where nothing."""
    files = [
        link.rpartition("/")[2]
        for link in page.xpath(".//a/@href | .//iframe/@src | .//embed/@src | .//object/@data")
        if _FILE.search(link)
    ]
    if files:
        return (
            f"the web page only links to files: give those ({', '.join(dict.fromkeys(files[:_MOST_NAMED]))})"
        )
    frames = page.xpath(".//iframe[@src or @srcdoc] | .//frame[@src]")
    if frames:
        return (
            f"the web page shows another page in a frame: save that one ({frames[0].get('src') or 'srcdoc'})"
        )
    if page.find(".//script") is not None and len("".join(page.itertext())) - _scripted(page) < _HARDLY:
        return "a program makes the web page when it is opened: save it again when it has loaded, as a web archive or PDF"
    return ""


def _scripted(page: Any) -> int:
    """Characters of a page that are programs, styles and what is shown where those don't run."""
    return sum(len("".join(part.itertext())) for part in page.iter("script", "style", "noscript", "title"))


def _document(path: Path, data: bytes, page: _Page, encoding: str | None) -> Document:
    if not page.parts:
        what, _, remedy = page.instead.partition(": ")
        raise ReadError(
            what or "the web page holds no text",
            file=path,
            remedy=remedy or "save the page again when it has loaded, or its files",
        )
    return Document(
        source=path.name,
        format="html",
        sha256=sha256(data).hexdigest(),
        blocks=join_continued(to_blocks(page.parts)),
        encoding=encoding,
        notes=tuple((note, Place()) for note in page.notes),
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
