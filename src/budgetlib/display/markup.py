"""Text on its way into HTML: the only door, so that what a document says can never become code.

Built on `markupsafe`: `Markup("<td>{}</td>").format(text)` escapes what it is given, unless it is `Markup`
already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, which HTML forbids
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that change the direction of all that follows
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"  # what is no character
)

_LINK_SCHEMES = frozenset(("", "http", "https", "mailto"))


def text(value: object) -> Markup:
    """A text, made safe to stand in HTML between tags or within a quoted attribute.

    Characters that are not text are left out: control characters, lone surrogates, and the marks by which a
    document could turn the reading direction of the page around it.
    """
    if isinstance(value, Markup):
        return value
    return escape(_UNSAFE.sub("", str(value)))


def cleaned(made: Markup) -> Markup:
    """Finished HTML without those characters, wherever a sentence was put together without `text`."""
    return Markup(_UNSAFE.sub("", made))


def attributes(values: Mapping[str, object]) -> Markup:
    """Attributes of a tag, each with a leading space; those that are None, False or empty are left out."""
    parts: list[Markup] = []
    for name, value in values.items():
        if value is None or value is False or value == "":
            continue
        parts.append(
            Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, text(value))
        )
    return Markup("").join(parts)


def element(tag: str, content: object = "", /, **named: object) -> Markup:
    """An element with its attributes: `class_` is `class`, `data_order` is `data-order`."""
    given = {name.rstrip("_").replace("_", "-"): value for name, value in named.items()}
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), attributes(given), text(content))


def join(parts: Iterable[Markup], separator: str = "") -> Markup:
    """Pieces of HTML one after the other; those that are empty are left out."""
    return Markup(separator).join(part for part in parts if part)


def link(target: str | None) -> str | None:
    """An address that may stand in `href`; None for one that could run code (`javascript:`) or is none."""
    if not target:
        return None
    cleaned = _UNSAFE.sub("", target).strip()
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return None
    return cleaned if scheme in _LINK_SCHEMES else None
