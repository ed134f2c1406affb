"""The functional and economic classification in running text: classes (类), groups (款) and items (项)."""

from __future__ import annotations

import re
from functools import cache

from budgetlib.layouts import load
from budgetlib.narrative.metrics import FRONT
from budgetlib.narrative.normal import normal, unquoted
from budgetlib.text import remembered

_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十]+\)?、?|\d+[、.])")

_LEVELS = re.compile(
    r"(?:(?P<class>[^()，。；:]+?)\((?P<class_code>\d{3})?类\))?"
    r"(?:(?P<group>[^()，。；:]+?)\((?P<group_code>\d{2})?[款类]\))?"
    r"(?:(?P<item>[^()，。；:]+?)\((?P<item_code>\d{2})?项\))?"
    r"(?P<rest>[^()]*)$"
)
_LEVEL_MARK = re.compile(r"\((?:\d{2,3})?[类款项]\)")
_CODE_BEHIND = re.compile(r"\((\d{3}|\d{5}|\d{7})\)$")
_CODE_BEFORE = re.compile(r"(?:^|[，、:])(\d{3}|\d{5}|\d{7})[-—]?(?=[\u4e00-\u9fff])")
_DASHED = re.compile(r"(?:^|[，、:])([^-，。；:]+支出)-([^-，。；:]+)-([^-，。；:]+)$")


@cache
def _class_name() -> re.Pattern[str]:
    names = "|".join(load("narrative_metrics")["classes"]["names"])
    return re.compile(rf"(?:^|[、，:]|其中|包括)(?P<name>(?:{names})(?:支出)?)(?:科目)?$")


def classified(subject: str, path: tuple[str, ...]) -> str | None:
    """What a subject names in the classification, as the end of a metric; None where it names nothing.

    `class.<name>` for a class, `item.<code>` or `item.<class>/<group>/<item>` for an item, `class.<code>` and
    `economic.<code>` where a code of three or five digits is printed. The headings (`path`) give the class that
    an item stands under where the subject itself does not.
    """
    found = _named(subject)
    if found is None or found[0]:
        return found and found[0]
    upper = _class_in(path)
    return f"item.{upper}/{found[1]}" if upper else f"item.{found[1]}"


@remembered
def _named(subject: str) -> tuple[str, str] | None:
    """The end of a metric, and, where that is empty, group and item whose class only the headings give."""
    match = _CODE_BEHIND.search(subject) or _CODE_BEFORE.search(subject)
    if match:
        return _by_code(match[1]), ""
    if _LEVEL_MARK.search(subject):
        return _by_levels(subject)
    match = _class_name().search(subject)
    if match:
        return f"class.{match['name']}", ""
    match = _DASHED.search(subject)
    return (f"item.{'/'.join(match.groups())}", "") if match else None


def _by_code(code: str) -> str:
    if code[0] == "2":
        return f"{'class' if len(code) == 3 else 'item'}.{code}"
    return f"economic.{code}"


def _by_levels(subject: str) -> tuple[str, str] | None:
    match = _LEVELS.search(subject)
    if match is None:
        return None
    if match["class_code"] and match["group_code"] and match["item_code"]:
        return f"item.{match['class_code']}{match['group_code']}{match['item_code']}", ""
    name = FRONT.sub("", match["class"]) if match["class"] else ""
    lower = "/".join(FRONT.sub("", part) for part in (match["group"], match["item"]) if part)
    if not lower:
        return (f"class.{name}", "") if name else None
    return (f"item.{name}/{lower}", "") if name else ("", lower)


def _class_in(path: tuple[str, ...]) -> str:
    """The class that the headings name: 公共安全支出（类）."""
    for title in reversed(path):
        words = _NUMBERING.sub("", unquoted(normal(title))).removesuffix("(类)")
        if _class_name().search(words):
            return words
    return ""
