"""Which cells of a target table are labels, and what they are the labels of.

The words are data: `layouts/targets.toml`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from budgetlib.layouts import load, vocabulary
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import one_line, remembered, squash, without_numbering

_LABELS = vocabulary("targets", "labels")
_LEVEL1 = vocabulary("targets", "level1")
_LEVEL2 = vocabulary("targets", "level2")
_LEVELS_IN_FRONT = re.compile(
    rf"({'|'.join(load('targets')['level1']['patterns'])})({'|'.join(load('targets')['level2']['patterns'])})(.+)"
)
_TITLE = load("targets")["title"]
_FORM_TITLE = re.compile("|".join(_TITLE["form"]))
_CALLED = re.compile(_TITLE["called"])
_FORMAL = re.compile("|".join(_TITLE["formal"]))
_NO_NAMES = frozenset(_TITLE["no_names"])
_GENERIC = re.compile("|".join(_TITLE["generic"]))
_SCOPES = {
    scope: (
        re.compile("|".join(words["title"])),
        re.compile("|".join(words["label"])) if words["label"] else None,
    )
    for scope, words in load("targets")["scopes"].items()
}
_EVALUATION = load("targets")["evaluation"]
_EVALUATION_TITLE = re.compile("|".join(_EVALUATION["title"]))
_EVALUATION_LABEL = re.compile("|".join(_EVALUATION["label"]))

_WITHHELD = vocabulary("targets", "withheld")

_LONGEST_LABEL = 28
_SHORTEST_NAME, _LONGEST_NAME = 3, 40
_UNITS = "|".join(UNIT_FACTORS)
_UNIT_OF_MONEY = re.compile(rf"[(:]({_UNITS})\)?")
_MONEY_IN_BRACKETS = re.compile(r"\((?:单位:?)?(?:千|百)?万?亿?元\)")
_MONEY_STATED = re.compile(rf"单位:({_UNITS})")
_CAPTION_WITH_AMOUNT = re.compile(r"([\u4e00-\u9fff]+)\d[\d,.]*")
_OF_WHICH = re.compile(r"^(?:其中|小计)[:,、]?(?=.)")
_TERM = re.compile(r"实施期|中长期|周期|长期目标")
_ONLY_YEAR = re.compile(r"\(?\d{4}年度?\)?")
_YEAR = re.compile(r"年度|当年|本年|\d{4}年")


class Label(NamedTuple):
    """A cell that names what stands beside or below it."""

    kind: str
    """`field`, `list`, `goal`, `money`, `funds`, `fund`, `column`, `indicators` or `left_out`: the parts of
    `layouts/targets.toml`."""
    name: str
    """A field of `PerformanceTarget`, a source of funds, or the role of a column of indicators."""
    period: str
    """`term`, `year`, or empty where the label does not say."""
    unit: str
    """Unit of money that the label states, empty when none."""
    value: str
    """The value where it stands in the same cell after a colon, else empty."""


@lru_cache(maxsize=65536)
def label_of(cell: str) -> Label | None:
    """The label that a cell is, or None for a cell that holds a value."""
    if len(cell) > _LONGEST_LABEL and ":" not in cell[:_LONGEST_LABEL] and "：" not in cell[:_LONGEST_LABEL]:
        return None
    text = squash(cell)
    label = _known(text, "") if len(text) <= _LONGEST_LABEL else None
    if label is None and ":" in text[1:_LONGEST_LABEL]:
        head, _, _ = text.partition(":")
        value = re.split("[:：]", cell, maxsplit=1)[1].strip()
        label = _known(head, value)
    return label


def _known(text: str, value: str) -> Label | None:
    """The label for a squashed text without its value."""
    plain = _OF_WHICH.sub("", _MONEY_IN_BRACKETS.sub("", text).rstrip(":*"))
    key = _LABELS(plain) if (plain and not plain[0].isdigit()) or "年" in plain[:5] else None
    if key is None and _is_caption_with_amount(plain):
        key = "funds.caption"
    if key is None:
        return None
    kind, _, name = key.partition(".")
    stated = _UNIT_OF_MONEY.search(text)
    return Label(kind, name, period_in(text), stated[1] if stated else "", value)


def _is_caption_with_amount(plain: str) -> bool:
    """Whether a text is the caption of funds with the amount in it: 资金金额1620.98（万元）."""
    match = _CAPTION_WITH_AMOUNT.fullmatch(plain)
    return match is not None and (_LABELS(match[1]) or "").startswith("fund")


def period_in(text: str) -> str:
    """`term` or `year` where a text speaks of the whole period or of one year, else empty."""
    if _TERM.search(text):
        return "term"
    return "year" if _YEAR.search(text) else ""


@remembered
def is_level1(cell: str) -> bool:
    """Whether a cell holds a first-level indicator word: 产出指标."""
    return bool(cell) and len(cell) < 16 and _LEVEL1(squash(cell)) is not None


@remembered
def is_level2(cell: str) -> bool:
    """Whether a cell holds a second-level indicator word: 数量指标."""
    return bool(cell) and len(cell) < 20 and _LEVEL2(squash(cell)) is not None


def levels_in_front(cell: str) -> tuple[str, str, str] | None:
    """First level, second level and name in a cell that prints all three (产出指标数量指标审计项目数), else None."""
    match = _LEVELS_IN_FRONT.fullmatch(one_line(cell).strip())
    return (match[1], match[2], match[3]) if match else None


def money_unit_in(text: str) -> str:
    """The unit of money that a line above a table states (单位：万元), empty when none."""
    found = _MONEY_STATED.search(squash(text))
    return found[1] if found else ""


def is_title(text: str) -> bool:
    """Whether a text is the title of a target form or list."""
    return "绩效" in text and len(text) < 80 and _FORM_TITLE.fullmatch(squash(text)) is not None


def is_continued(title: str) -> bool:
    """Whether a title says that it stands above the next part of a table: （续）."""
    return "续" in title


def is_year(text: str) -> bool:
    """Whether a text says nothing but the year: (2024年度)."""
    return len(text) < 12 and _ONLY_YEAR.fullmatch(squash(text)) is not None


def is_title_row(cells: tuple[str, ...]) -> bool:
    """Whether a row of a table holds nothing but a title or the year."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and (is_title(filled[0]) or is_year(filled[0]))


def name_in_title(text: str) -> str:
    """The project that the title of a form without 项目名称 names, which may be called like a form: 专项业务经费."""
    found = project_in_title(text)
    if found or _FORM_TITLE.fullmatch(squash(text)) is None:
        return found
    name = _before_target(text)
    rest = _FORMAL.sub("", squash(name))
    return name if len(rest) >= _SHORTEST_NAME and rest not in _NO_NAMES else ""


def name_in_heading(text: str) -> str:
    """The project that a short heading above a form is (（1）业务经费), empty where it is none by its last word."""
    name = without_numbering(text)
    return name if len(name) <= _LONGEST_NAME and _CALLED.fullmatch(squash(name)) else ""


def project_in_title(text: str) -> str:
    """The project that a title names (`“X”运营资金项目绩效目标表` → `“X”运营资金`), empty when it names none."""
    line = text.strip()
    match = _FORM_TITLE.fullmatch(squash(line))
    if match is None or len(_GENERIC.sub("", match["name"] or "")) < _SHORTEST_NAME:
        return ""
    return _before_target(line)


def _before_target(line: str) -> str:
    """What a title says before 项目支出绩效目标表."""
    line = line.strip()
    end = line.rfind("绩效")
    for word in ("预算", "支出", "项目"):
        end -= len(word) * line[:end].rstrip().endswith(word)
    return line[:end].strip()


def is_withheld(goal: str) -> bool:
    """Whether what stands in the place of a goal says that it is kept back (该项目为保密项目，不需要填报)."""
    return _WITHHELD(squash(goal)) is not None


def scope_titled(text: str) -> str:
    """What the target under a title is of (a key of `scopes` in `layouts/targets.toml`), empty where it doesn't say."""
    plain = squash(text)
    return next((scope for scope, (title, _) in _SCOPES.items() if title.search(plain)), "")


@remembered
def scope_labelled(cell: str) -> str:
    """What a target is of that has such a label, empty where the label doesn't say."""
    if len(cell) > _LONGEST_LABEL:
        return ""
    plain = squash(cell).rstrip(":")
    return next((scope for scope, (_, label) in _SCOPES.items() if label and label.fullmatch(plain)), "")


def is_evaluation_titled(text: str) -> bool:
    """Whether a title names the evaluation of targets that were set before."""
    return _EVALUATION_TITLE.search(squash(text)) is not None


@remembered
def is_evaluation_labelled(cell: str) -> bool:
    """Whether a label belongs to the evaluation of targets: 得分, 实际完成值."""
    return len(cell) <= _LONGEST_LABEL and _EVALUATION_LABEL.fullmatch(squash(cell).rstrip(":")) is not None
