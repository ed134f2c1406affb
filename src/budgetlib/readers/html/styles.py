"""What style sheets say about elements, as far as it decides what of a page is shown and what is a table.

Selectors of names, classes and ids, one after or in another, are understood; rules with others (`:hover`) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import tinycss2
import tinycss2.color3
import tinycss2.color4

Element: TypeAlias = Any  # an element of lxml, which has no types
Declarations: TypeAlias = Mapping[str, tuple[str, bool]]
"""Property -> its value and whether it is important."""
Colour: TypeAlias = tuple[int, int, int]

_KNOWN = frozenset(
    (
        "display", "visibility", "opacity", "font-size", "color", "background", "background-color", "text-decoration",
        "text-decoration-line", "vertical-align",
    )
)  # fmt: skip
_MENTIONED = re.compile("|".join(sorted(_KNOWN)), re.IGNORECASE)
_STEP = re.compile(r"(?P<name>[\w-]+|\*)?(?P<marks>(?:[.#][\w-]+)*)")
_MARK = re.compile(r"([.#])([\w-]+)")
_SCREEN = frozenset(("", "all", "screen"))
_MOST_RULES = 5_000


class _Step(NamedTuple):
    """A part of a selector: the name of an element, its id and classes; `close` where it is the parent of the next."""

    name: str
    identifier: str
    classes: frozenset[str]
    close: bool


class _Rule(NamedTuple):
    steps: tuple[_Step, ...]
    weight: tuple[int, int, int]
    said: Declarations


class StyleSheet:
    """The rules of a page, which are asked about its elements."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        """By the last name, id or class of the selector."""
        number = 0
        for sheet in sheets:
            for rule in _rules(sheet):
                number += 1
                if number > _MOST_RULES:
                    return
                last = rule.steps[-1]
                key = (
                    f"#{last.identifier}"
                    if last.identifier
                    else next((f".{name}" for name in sorted(last.classes)), last.name)
                )
                self._rules.setdefault(key, []).append(rule)

    def of(self, element: Element) -> dict[str, str]:
        """What is said of an element: by rules, the weightier over the others, and by its own attribute."""
        found = (
            [rule for rule in self._candidates(element) if _matches(element, rule.steps)]
            if self._rules
            else []
        )
        found.sort(key=lambda rule: rule.weight)
        said: dict[str, str] = {}
        important: dict[str, str] = {}
        own = element.get("style")
        for declarations in (*(rule.said for rule in found), declared(own) if own else {}):
            for name, (value, weighty) in declarations.items():
                (important if weighty else said)[name] = value
        return said | important

    def _candidates(self, element: Element) -> Iterator[_Rule]:
        keys = [element.tag, "*", f"#{element.get('id')}"]
        keys += [f".{name}" for name in (element.get("class") or "").split()]
        for key in keys:
            yield from self._rules.get(key, ())


def _matches(element: Element, steps: Sequence[_Step]) -> bool:
    if not _fits(element, steps[-1]):
        return False
    at = len(steps) - 2
    above = element.getparent()
    while at >= 0 and above is not None:
        if _fits(above, steps[at]):
            at -= 1
        elif steps[at].close:
            return False
        above = above.getparent()
    return at < 0


def _fits(element: Element, step: _Step) -> bool:
    if step.name not in ("", "*", element.tag) or (step.identifier and element.get("id") != step.identifier):
        return False
    return not step.classes or step.classes <= set((element.get("class") or "").split())


def _rules(sheet: str) -> Iterator[_Rule]:
    if not _MENTIONED.search(sheet):
        return
    for part in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if part.type == "at-rule" and part.lower_at_keyword == "media" and part.content is not None:
            if tinycss2.serialize(part.prelude).strip().lower() in _SCREEN:
                yield from _rules(tinycss2.serialize(part.content))
        elif part.type == "qualified-rule":
            said = declared(tinycss2.serialize(part.content))
            if said:
                for selector in tinycss2.serialize(part.prelude).split(","):
                    steps = _steps(selector)
                    if steps:
                        yield _Rule(steps, _weight(steps), said)


def _steps(selector: str) -> tuple[_Step, ...]:
    """The parts of a selector; none where one is not understood."""
    steps: list[_Step] = []
    for word in selector.replace(">", " > ").split():
        if word == ">":
            if not steps:
                return ()
            steps[-1] = steps[-1]._replace(close=True)
            continue
        match = _STEP.fullmatch(word)
        if match is None:
            return ()
        marks = _MARK.findall(match["marks"])
        steps.append(
            _Step(
                (match["name"] or "").lower(),
                next((name for sign, name in marks if sign == "#"), ""),
                frozenset(name for sign, name in marks if sign == "."),
                close=False,
            )
        )
    return tuple(steps)


def _weight(steps: Sequence[_Step]) -> tuple[int, int, int]:
    return (
        sum(bool(step.identifier) for step in steps),
        sum(len(step.classes) for step in steps),
        sum(step.name not in ("", "*") for step in steps),
    )


@lru_cache(maxsize=4096)
def declared(style: str) -> Declarations:
    """What a list of declarations says of the properties that matter here."""
    if not _MENTIONED.search(style):
        return {}
    return {
        each.lower_name: (tinycss2.serialize(each.value).strip().lower(), each.important)
        for each in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
        if each.type == "declaration" and each.lower_name in _KNOWN
    }


@lru_cache(maxsize=1024)
def colour(value: str) -> Colour | None:
    """Red, green and blue from 0 to 255; None where a value is no colour, or one that is not seen."""
    found = tinycss2.color3.parse_color(value.split()[0] if value else "")
    if found is None or isinstance(found, str) or found.alpha == 0:
        return None
    return round(found.red * 255), round(found.green * 255), round(found.blue * 255)
