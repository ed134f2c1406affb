"""Fields of a form on a page: what stands in one that is filled in is shown like any text."""

from __future__ import annotations

from budgetlib.readers.html.styles import Element

_NOT_TEXT = frozenset(
    (
        "hidden",
        "button",
        "submit",
        "reset",
        "image",
        "checkbox",
        "radio",
        "file",
        "password",
        "color",
        "range",
    )
)
_CELLS = ("td", "th")


def as_text(page: Element) -> Element:
    """The page with filled fields in cells of tables as their text. Changes `page` and returns it.

    Fields elsewhere are there to search the site.
    """
    for field in list(page.iter("input", "textarea", "select")):
        if next(field.iterancestors(*_CELLS), None) is None:
            continue
        text = _text(field)
        if text:
            tail = field.tail
            field.clear()
            field.tag, field.text, field.tail = "span", text, tail
    return page


def _text(field: Element) -> str:
    if field.tag == "input":
        return "" if field.get("type", "").lower() in _NOT_TEXT else field.get("value", "")
    if field.tag == "textarea":
        return field.text or ""
    options = list(field.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    return "".join(chosen[0].itertext()) if chosen else ""
