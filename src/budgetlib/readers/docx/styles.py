"""Names in Word's XML, and which paragraphs are headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_LOWEST = 6
_BODY_TEXT = 9
"""The outline level of paragraphs that are no headings."""


def child(element: Any | None, *path: str) -> Any | None:
    """The first element under `element` along a path of names."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any | None, name: str = _VAL) -> str | None:
    """An attribute of an element, None where either is missing."""
    return None if element is None else element.get(name)


def number(element: Any | None, name: str = _VAL) -> int | None:
    """An attribute as a number, None where it is missing or no number."""
    text = value(element, name)
    return int(text) if text and text.lstrip("-").isdigit() else None


def is_on(element: Any | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


class Styles:
    """What paragraph styles say: the level of headings and the numbering that they bring."""

    def __init__(self, root: Any | None) -> None:
        self._styles: Mapping[str, Any] = {
            identifier: style
            for style in (root if root is not None else ())
            if style.tag == W + "style" and (identifier := style.get(W + "styleId"))
        }

    def level(self, properties: Any | None) -> int | None:
        """The heading level (1 is the highest) of a paragraph with such properties, None for running text."""
        outline = number(child(properties, "outlineLvl"))
        if outline is None:
            for style in self._chain(properties):
                name = value(child(style, "name")) or ""
                heading = _HEADING.fullmatch(name.strip())
                if heading or _TITLE.fullmatch(name.strip()):
                    outline = int(heading[1]) - 1 if heading else 0
                else:
                    outline = number(child(style, "pPr", "outlineLvl"))
                if outline is not None:
                    break
        return min(outline + 1, _LOWEST) if outline is not None and 0 <= outline < _BODY_TEXT else None

    def numbering(self, properties: Any | None) -> Any | None:
        """The element that numbers such a paragraph, its own or that of its style."""
        own = child(properties, "numPr")
        if own is not None:
            return own
        return next(
            (
                found
                for style in self._chain(properties)
                if (found := child(style, "pPr", "numPr")) is not None
            ),
            None,
        )

    def _chain(self, properties: Any | None) -> list[Any]:
        """The style of a paragraph and those that it is based on."""
        chain: list[Any] = []
        name = value(child(properties, "pStyle"))
        while name and (style := self._styles.get(name)) is not None and style not in chain:
            chain.append(style)
            name = value(child(style, "basedOn"))
        return chain
