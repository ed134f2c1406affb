"""What of a web page is its own content, and what stands on every page of the site."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlib.readers.html.fields import as_text
from budgetlib.readers.html.shown import only_shown, take_out
from budgetlib.readers.html.styles import Element

_NO_TEXT = frozenset(
    (
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math", "canvas", "audio",
        "video", "select", "button", "input", "textarea", "option", "datalist", "dialog", "map", "del",
    )
)  # fmt: skip
_AROUND = frozenset(("nav", "header", "footer", "aside", "form"))
_ROLES_AROUND = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_OF_ITS_OWN = frozenset(("main", "article", "section", "td"))
"""What has a header and a footer of its own, which belong to the text."""
_MAY_BE_LINKS = frozenset(("ul", "ol", "dl", "div", "p", "table", "section", "center"))
_FEWEST_LINKS = 3
_LINKED = 0.6
"""A list whose text is links to elsewhere for this share is there to go on to other pages."""
_MOST = 0.5
"""What holds this share of the page's text is its content, whatever it is marked as: old pages are one large form."""


def own_content(page: Element) -> Element:
    """The page without what is not shown and what leads elsewhere: changes `page` and returns it."""
    as_text(only_shown(page))
    for element in list(page.iter(*_NO_TEXT)):
        take_out(element)
    sizes = _sizes(page)
    limit = _MOST * sizes[page][0]
    for element in list(_around(page, sizes, limit)):
        take_out(element)
    return page


def _around(page: Element, sizes: dict[Element, tuple[int, int, int]], limit: float) -> Iterator[Element]:
    for element in page.iter("*"):
        length, linked, links = sizes[element]
        if not length or length - linked > limit:
            continue
        marked = element.tag in _AROUND or element.get("role", "").lower() in _ROLES_AROUND
        if marked and element.tag in ("header", "footer"):
            marked = next(element.iterancestors(*_OF_ITS_OWN), None) is None
        leads_away = (
            element.tag in _MAY_BE_LINKS
            and links >= _FEWEST_LINKS
            and linked >= _LINKED * length
            and length < limit
        )
        if marked or leads_away:
            yield element


def _sizes(page: Element) -> dict[Element, tuple[int, int, int]]:
    """Per element the characters of its text, those that are links to elsewhere, and the number of such links."""
    sizes: dict[Element, tuple[int, int, int]] = {}
    for element in reversed(list(page.iter("*"))):
        length, linked, links = len("".join((element.text or "").split())), 0, 0
        for child in element.iterchildren("*"):
            inner = sizes[child]
            length += inner[0] + len("".join((child.tail or "").split()))
            linked += inner[1]
            links += inner[2]
        href = element.get("href", "") if element.tag == "a" else ""
        sizes[element] = (length, length, 1) if href and not href.startswith("#") else (length, linked, links)
    return sizes
