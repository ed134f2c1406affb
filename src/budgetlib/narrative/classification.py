"""The functional and economic classification in running text: classes (类), groups (款) and items (项)."""

from __future__ import annotations

import re
from functools import cache

from budgetlib.layouts import load
from budgetlib.narrative.metrics import FRONT, metrics
from budgetlib.narrative.normal import normal, unquoted

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


def classified(subject: str, topic: str, path: tuple[str, ...]) -> str | None:
    """The metric of spending by class, group or item of the classification, None where the subject names none.

    `<family>.class.<name>` for a class, `<family>.item.<code>` or `<family>.item.<class>/<group>/<item>` for an
    item, `<family>.class.<code>` and `<family>.economic.<code>` where a code of three or five digits is printed.
    """
    family = metrics().families.get(topic)
    if family is None:
        return None
    match = _CODE_BEHIND.search(subject) or _CODE_BEFORE.search(subject)
    if match:
        return _by_code(family, match[1])
    if _LEVEL_MARK.search(subject):
        return _by_levels(family, subject, path)
    match = _class_name().search(subject)
    if match:
        return f"{family}.class.{match['name']}"
    match = _DASHED.search(subject)
    if match:
        return f"{family}.item.{'/'.join(match.groups())}"
    return None


def _by_code(family: str, code: str) -> str:
    if code[0] == "2":
        return f"{family}.{'class' if len(code) == 3 else 'item'}.{code}"
    return f"{family}.economic.{code}"


def _by_levels(family: str, subject: str, path: tuple[str, ...]) -> str | None:
    match = _LEVELS.search(subject)
    if match is None:
        return None
    name = FRONT.sub("", match["class"]) if match["class"] else ""
    if match["class_code"] and match["group_code"] and match["item_code"]:
        return f"{family}.item.{match['class_code']}{match['group_code']}{match['item_code']}"
    if not match["group"] and not match["item"]:
        return f"{family}.class.{name}" if name else None
    name = name or _class_in(path)
    parts = [name, match["group"] or "", match["item"] or ""]
    parts = [FRONT.sub("", part) for part in parts]
    return f"{family}.item.{'/'.join(part for part in parts if part)}"


def _class_in(path: tuple[str, ...]) -> str:
    """The class that the headings name: 公共安全支出（类）."""
    for title in reversed(path):
        words = _NUMBERING.sub("", unquoted(normal(title))).removesuffix("(类)")
        if _class_name().search(words):
            return words
    return ""
