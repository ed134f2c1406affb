"""Sentences and parts of documents that every layout has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetlib.accounts import classes
from budgetlib.synthetic.draft import Cell, Draft, Grid, percent, said
from budgetlib.synthetic.truth import PERSONNEL, Item, UnitYear, total

NOT_REAL = "示例数据，并非真实单位。本文件由程序编写，单位、金额和文字都是虚构的。"
"""Stands on the cover of every document."""
EMPTY = "注：本表无数据"

_NUMERALS = "一二三四五六七八九十"
_RISES = ("人员调资和项目增加", "新增项目安排", "业务量增加", "政策性支出增加")
_FALLS = ("压减一般性支出", "上年项目已经完成", "人员退休", "厉行节约")
_GLOSSARY = (
    "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "二、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    "三、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。",
    "四、机关运行经费：指使用财政拨款安排的基本支出中的公用经费支出。",
)


def comparison(
    now: int, before: int, *, since: str = "比上年", even: str = "与上年持平", name: str = ""
) -> tuple[str, dict[str, int | str]]:
    """How an amount has changed, as words with places for values, and the values.

    `name` goes in front of the values' names where a paragraph compares more than once.
    """
    if now == before:
        return even, {}
    rises = now > before
    values: dict[str, int | str] = {
        f"{name}more": "增加" if rises else "减少",
        f"{name}change": abs(now - before),
    }
    words = f"{since}{{{name}more}}{{{name}change}}"
    if before:
        values |= {
            f"{name}grows": "增长" if rises else "下降",
            f"{name}percent": percent(abs(now - before), before),
        }
        words += f"，{{{name}grows}}{{{name}percent}}"
    return words, values


def reason(now: int, before: int, of: str) -> str:
    """A reason for a change, the same for the same thing."""
    words = _RISES if now > before else _FALLS
    return words[sum(map(ord, of)) % len(words)]


def shares(parts: Iterable[tuple[str, int]], whole: int) -> str:
    """Parts with their shares: `基本支出422.04万元，占26.34%；项目支出…`."""
    return "；".join(f"{name}{said(amount)}，占{percent(amount, whole)}" for name, amount in parts)


def class_amounts(truth: UnitYear, what: str, names: dict[str, str]) -> list[tuple[str, int]]:
    """Name and amount of every 类 that has any, in the order of codes."""
    found = [(names[code], total(items, what)) for code, items in truth.classes.items()]
    return [(name, amount) for name, amount in found if amount]


def amounts(items: Sequence[Item], *whats: str, blank: Cell = None) -> list[Cell]:
    """Sums of amounts over items; `blank` instead of a zero."""
    return [total(items, what) or blank for what in whats]


def economic_rows(truth: UnitYear, names: dict[str, str]) -> list[tuple[str, str, int, int]]:
    """Rows by 类 and 款 of the economic classification: code, name, 人员经费, 公用经费."""
    rows = []
    for code, name in names.items():
        costs = [cost for cost in truth.costs if cost.code.startswith(code)]
        if not costs:
            continue
        listed = [(code, name, costs), *((cost.code, cost.name, [cost]) for cost in costs)]
        for row_code, row_name, of_row in listed:
            personnel = sum(cost.amount for cost in of_row if cost.kind == PERSONNEL)
            rows.append((row_code, row_name, personnel, sum(cost.amount for cost in of_row) - personnel))
    return rows


ECONOMIC_CLASSES = {code: classes.ECONOMIC_CLASSES[code] for code in ("301", "302", "303")}
"""类 of the economic classification that made-up units spend on."""


def add_contents(draft: Draft, tables_part: str, tables: Iterable[str], text_part: str) -> None:
    """Writes the table of contents: the four parts, and the tables below the second one."""
    grid = draft.add(Grid("contents", "", [], [("", "")], ("", "page")))
    entries = [
        "第一部分 概况",
        f"第二部分 {tables_part}",
        *tables,
        f"第三部分 {text_part}",
        "第四部分 名词解释",
    ]
    for page, title in enumerate(entries, 1):
        grid.add(title, [title, str(page)])


def numbered(at: int) -> str:
    """一、 二、 … 二十一、 for positions from 0, up to 99."""
    tens, ones = divmod(at + 1, 10)
    first = "" if not tens else ("十" if tens == 1 else f"{_NUMERALS[tens - 1]}十")
    return f"{first}{_NUMERALS[ones - 1] if ones else ''}、"


def glossary(draft: Draft, heading: str) -> None:
    """名词解释."""
    draft.say(heading)
    draft.say_all(_GLOSSARY)


def vehicles(truth: UnitYear, day: str) -> str:
    """国有资产占有使用情况 in one sentence."""
    return (
        f"截至{day}，本单位共有车辆{truth.unit.cars}辆，单价50万元以上通用设备0台（套），"
        "单价100万元以上专用设备0台（套）。"
    )
