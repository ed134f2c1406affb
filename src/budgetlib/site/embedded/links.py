"""Addresses on a finished page: links between sources become links between pages, all of them relative.

Quarto does this on the finished HTML too, raw blocks included, so `<a href="budget.qmd">` in a raw block and
`[…](budget.qmd)` in Markdown both lead to `budget.html`, and `/assets/x.js` to `../assets/x.js` one folder down.
A site made this way works from disk and in any folder of a server.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

# only elements that can have an address: most tags of a page are table cells
_TAG = re.compile(r"<(?:a|area|audio|iframe|img|link|script|source|video)\s[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""(\s(?:href|src)=)("[^"]*"|'[^']*')""")
_PAGE = re.compile(r"\.(?:qmd|ipynb|md)$")


def rewrite_addresses(html: str, page: PurePosixPath, found: Callable[[PurePosixPath], None]) -> str:
    """The HTML with the addresses in its tags made fit for the page at `page` (its URL within the site).

    `found` is told every local file that is addressed, relative to the site; for one that lies outside the
    site it is not called.
    """

    def in_tag(tag: re.Match[str]) -> str:
        text = tag.group()
        to_page = text.startswith(("<a ", "<area ")) and " download" not in text
        return _ADDRESS.sub(lambda match: in_attribute(match, to_page), text)

    def in_attribute(match: re.Match[str], to_page: bool) -> str:
        address = unescape(match.group(2)[1:-1])
        return f'{match.group(1)}"{escape(relative_address(address, page, found, to_page=to_page))}"'

    return _TAG.sub(in_tag, html)


def relative_address(
    address: str,
    page: PurePosixPath,
    found: Callable[[PurePosixPath], None] = lambda _: None,
    *,
    to_page: bool = True,
) -> str:
    """One address as it must stand on `page`: sources named as pages, `/…` relative to the site's root."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    path = _PAGE.sub(".html", parts.path) if to_page else parts.path
    inside = posixpath.normpath(
        path.lstrip("/") if path.startswith("/") else posixpath.join(page.parent.as_posix(), path)
    )
    if not inside.startswith(".."):
        found(PurePosixPath(unquote(inside)))
    if path.startswith("/"):
        trailing = "/" if path.endswith("/") and inside != "." else ""
        path = posixpath.relpath(inside, page.parent.as_posix() or ".") + trailing
    return parts._replace(path=path).geturl()
