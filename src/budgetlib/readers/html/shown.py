"""What of a web page is shown: not what is hidden, struck through, of no size, or in the colour of its ground."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetlib.readers.html.styles import Colour, Element, StyleSheet, colour

_STRUCK = frozenset(("del", "s", "strike"))
_UNSEEN_SIZE = 2.0
"""Print of fewer pixels or points is not there to be read."""
_SIZE = re.compile(r"(\d*\.?\d+)(px|pt|em|rem|%)?")
_SAME = 24
"""Colours that differ by less in red, green and blue, of 255, are one to the eye."""
_WHITE: Colour = (255, 255, 255)
_BLACK: Colour = (0, 0, 0)
_ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "row": "tr", "cell": "td", "gridcell": "td",
    "columnheader": "th", "rowheader": "th",
}  # fmt: skip
_DISPLAYS = {
    "table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td", "table-caption": "caption",
    "table-header-group": "thead",
}  # fmt: skip
_MARKED_UP = frozenset(("table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot"))
_FEWEST_CELLS = 2


class _Look(NamedTuple):
    """What an element hands on to those in it."""

    visible: bool = True
    struck: bool = False
    unseen: bool = False
    colour: Colour = _BLACK
    ground: Colour = _WHITE

    @property
    def shows(self) -> bool:
        return self.visible and not self.struck and not self.unseen and not _same(self.colour, self.ground)


def _same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < _SAME for a, b in zip(one, other, strict=True))


def only_shown(page: Element) -> Element:
    """The page without text that nobody sees, and with the elements that look like tables marked up as such.

    Changes `page` and returns it.
    """
    sheet = StyleSheet([style.text or "" for style in page.iter("style")])
    looks: dict[Element, _Look] = {}
    gone: list[Element] = []
    for element in page.iter("*"):
        parent = element.getparent()
        above = _Look() if parent is None else looks[parent]
        said = sheet.of(element)
        if said.get("display") == "none" or element.get("hidden") is not None or _is_nothing(said):
            gone.append(element)
        looks[element] = look = _look(element, said, above)
        _mark_up(element, said)
        if not look.shows:
            element.text = None
        if not above.shows:
            element.tail = None
    for element in gone:
        take_out(element)
    _without_loose_cells(page)
    return page


def _is_nothing(said: dict[str, str]) -> bool:
    return said.get("visibility") == "collapse" or said.get("opacity") in ("0", "0.0", "0%")


def _look(element: Element, said: dict[str, str], above: _Look) -> _Look:
    if not said and element.tag not in _STRUCK and not element.attrib:
        return above
    visible = {"hidden": False, "collapse": False, "visible": True}.get(
        said.get("visibility", ""), above.visible
    )
    decoration = said.get("text-decoration", "") + said.get("text-decoration-line", "")
    struck = above.struck or element.tag in _STRUCK or "line-through" in decoration
    unseen = above.unseen
    size = _SIZE.fullmatch(said.get("font-size", ""))
    if size:
        limit = {"em": 0.15, "rem": 0.15, "%": 15.0}.get(size[2] or "px", _UNSEEN_SIZE)
        unseen = float(size[1]) < limit
    own = (
        colour(said.get("color") or (element.get("color", "") if element.tag == "font" else ""))
        or above.colour
    )
    ground = said.get("background-color") or said.get("background") or element.get("bgcolor", "")
    return _Look(visible, struck, unseen, own, colour(ground) or above.ground)


def _mark_up(element: Element, said: dict[str, str]) -> None:
    """Gives an element that is shown as a part of a table the name of that part."""
    if element.tag in _MARKED_UP:
        return
    name = _ROLES.get(element.get("role", "").lower()) or _DISPLAYS.get(said.get("display", ""))
    if name is None or not isinstance(element.tag, str) or element.tag in ("html", "body"):
        return
    element.tag = name
    for span in ("colspan", "rowspan"):
        if element.get(f"aria-{span}"):
            element.set(span, element.get(f"aria-{span}"))


def _without_loose_cells(page: Element) -> None:
    """Makes what was only set beside other things, without rows of cells in a table, a part of the text again."""
    for element in list(page.iter("td", "th", "tr", "caption", "thead")):
        if next(element.iterancestors("table"), None) is None:
            element.tag = "div"
    for table in list(page.iter("table")):
        if len(list(table.iter("td", "th"))) < _FEWEST_CELLS and table.get("role") in (*_ROLES, None):
            table.set("role", "presentation")


def take_out(element: Element) -> None:
    """Takes an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
