"""Whether every link within a finished site leads somewhere, whichever renderer made it.

A render that wrote its files is no proof: a page may have lost the anchors that others lead to. So the pages are read
as a browser gets them, and nothing is taken over from what rendered them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from html import unescape
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# What scripts, styles and comments hold looks like tags at times and is none
_NO_MARKUP = re.compile(r"<(script|style)\b([^>]*)>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"""<[a-z][^<>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ID = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PAGES_AT_HAND = 256
"""Pages whose anchors are kept in memory: a page leads to the same few others."""


class DeadLink(NamedTuple):
    """A link that leads nowhere: the page that it stands on, relative to the site, and its address as written."""

    page: PurePosixPath
    address: str

    def __str__(self) -> str:
        return f"the link {self.address!r} leads nowhere"


def dead_links(site: Path, pages: Iterable[PurePosixPath]) -> Iterator[DeadLink]:
    """The links on `pages` (by their URL within the folder `site`) to a file or an anchor in it that isn't there.

    Each once a page. Links that leave the site are not looked at. Pages that are missing are passed over.
    """
    anchors = lru_cache(_PAGES_AT_HAND)(_anchors)
    there = lru_cache(None)(partial(_file_at, site))
    for page in pages:
        html = _read(site / page)
        for address in dict.fromkeys(_addresses(html)):
            target = _target(address, page)
            if target is None:
                continue
            file = there(target.path)
            if file is None or (
                target.fragment and file.suffix == ".html" and target.fragment not in anchors(file)
            ):
                yield DeadLink(page, address)


class _Target(NamedTuple):
    path: str
    fragment: str


def _target(address: str, page: PurePosixPath) -> _Target | None:
    """What an address on a page leads to; None where that is no part of the site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return _Target(address, "")
    if parts.scheme or parts.netloc:
        return None
    path = str(page)
    if parts.path.startswith("/"):
        path = posixpath.normpath(unquote(parts.path)).lstrip("/")
    elif parts.path:
        path = posixpath.normpath(posixpath.join(page.parent, unquote(parts.path)))
    if path.startswith("../"):
        return None
    fragment = unquote(parts.fragment)
    return _Target(path, "" if fragment == "top" or fragment.startswith(":~:") else fragment)


def _file_at(site: Path, path: str) -> Path | None:
    """The file that a server gives for a path: of a folder, the page that it begins with."""
    found = site / path
    if found.is_dir():
        found /= "index.html"
    return found if found.is_file() else None


def _anchors(file: Path) -> frozenset[str]:
    return frozenset(unescape(first or second) for first, second in _ID.findall(_read(file)))


def _addresses(html: str) -> Iterator[str]:
    for first, second in _ADDRESS.findall(html):
        yield unescape(first or second)


def _read(file: Path) -> str:
    """The markup of a page, without what scripts, styles and comments hold; empty where there is no file."""
    try:
        html = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return _NO_MARKUP.sub(r"<\1\2>", html)
