"""What the money is for: by functional class, by economic class, basic against project spending."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from budgetlib.accounts import to_measure
from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar, ranked_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.figures import REST, Breakdown
from budgetlib.stories import prose
from budgetlib.stories.answers import largest_share
from budgetlib.stories.citing import cite
from budgetlib.stories.frames import of_now, total
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import Division, UnitYear

_CLASS, _ITEM = 1, 2
"""Levels of a classification: 类 and 款."""
_MOST_ITEMS = 12
_UNDIVIDED = "其余（文件没有分列）"
_WHOLE = "whole_yuan"
_ROW = ["table", "row"]
_OF_A_ROW = ["code", "name", "counterpart_name", "level", "role"]


def by_function(unit_year: UnitYear) -> Output:
    """Which functional classes get the most."""
    spending = unit_year.division(Breakdown.FUNCTION)
    if not spending:
        return prose.absent("没有读到按功能科目列出的支出，无法说明钱用在哪些方面。")
    if not any(spending.parts()["amount_yuan"]):
        return prose.absent(f"{spending.of}按功能科目列了出来，但各项都是 0。")
    return _ranked(unit_year, spending, _CLASS, "按功能分类“类”级科目")


def by_economy(unit_year: UnitYear) -> Output:
    """Which economic items basic expenditure goes to."""
    basic = unit_year.division(Breakdown.ECONOMIC)
    if not basic:
        return prose.absent("没有读到按经济科目列出的基本支出，看不出工资、办公、差旅各花多少。")
    level = _ITEM if len(basic.parts(_ITEM)) else _CLASS
    if not any(basic.parts(level)["amount_yuan"]):
        return prose.absent(f"{basic.of}各经济科目都是 0。")
    which = "款" if level == _ITEM else "类"
    return _ranked(unit_year, basic, level, f"按经济分类“{which}”级科目")


def _ranked(unit_year: UnitYear, division: Division, level: int, by: str) -> Output:
    """The parts of a level that hold money, ranked, with their shares of the whole."""
    parts = division.parts(level)
    parts = _named(parts[[bool(amount) for amount in parts["amount_yuan"]]])
    whole = division.whole_yuan or total(parts["amount_yuan"])
    chart = ranked_bars(
        parts,
        limit=_MOST_ITEMS if level == _ITEM else len(parts),
        whole_yuan=whole,
        title=largest_share(parts[parts["part"] != REST], division.of, whole),
        subtitle=f"{unit_year.period}{division.of}，{by}",
    )
    return cite(chart, unit_year, division.statement)


def basic_and_project(unit_year: UnitYear) -> Output:
    """How spending divides into basic and project spending, and whatever else the document says of it."""
    spending = unit_year.division(Breakdown.USE)
    if not spending:
        return prose.absent("没有读到分列的基本支出和项目支出。")
    parts = _named(spending.parts())
    if not any(parts["amount_yuan"].notna()) or not any(bool(amount) for amount in parts["amount_yuan"]):
        states = (
            f"{name}{fmt.STATE_EXPLANATIONS[state]}"
            for name, state in zip(parts["name"], parts["state"], strict=True)
        )
        return prose.absent(f"{'，'.join(states)}。")
    chart = composition_bar(parts, state="state", subtitle=f"{unit_year.period}{spending.of}")
    return cite(chart, unit_year, spending.statement)


def _named(parts: pd.DataFrame) -> pd.DataFrame:
    """Parts with words for what the document leaves undivided."""
    return parts.assign(name=parts["name"].mask(parts["part"] == REST, _UNDIVIDED))


def function_table(unit_year: UnitYear) -> HtmlOutput:
    """Every row of the table by function with its columns, each with its place in the source."""
    return _table(unit_year, unit_year.division(Breakdown.FUNCTION), "按功能科目")


def economic_table(unit_year: UnitYear) -> HtmlOutput:
    """The same by economic classification."""
    return _table(unit_year, unit_year.division(Breakdown.ECONOMIC), "按经济科目")


def _table(unit_year: UnitYear, division: Division, by: str) -> HtmlOutput:
    """The statement that a division comes from, as printed: a row of it a row, the whole first, then its columns."""
    printed, measures = _as_printed(unit_year, division.statement)
    if printed.empty:
        return show_html()
    rows = _one_row_per_item(printed, measures)
    columns = [Column("code", "科目编码")] if rows["code"].any() else []
    columns.append(Column("name", "科目"))
    if rows["counterpart_name"].any():  # an item has a row for each item of the other classification
        columns.append(Column("counterpart_name", "政府预算经济科目"))
    columns += [Column(name, words, "amount", state=f"{name}_blank") for name, words in measures.items()]
    added = "（同一科目的各行相加）" if len(rows) < len(printed) else ""
    table = html_table(
        rows, columns, caption=f"{unit_year.period}{division.of}，{by}{added}", row_header="name", total="role", level="level",
        evidence="href", unit=fmt.WAN_YUAN,
    )  # fmt: skip
    return show_html(prose.folded(f"逐个科目看（{len(rows)} 行）", prose.with_gaps_explained(table)))


def _as_printed(unit_year: UnitYear, statement: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The rows of a statement by classification, and the columns that it prints: the column of the frame -> its words.

    The whole comes first; some final accounts print personnel beside running cost without it.
    """
    lines = unit_year.table("budget_lines")
    lines = lines[(lines["statement"] == statement) & of_now(lines) & (lines["side"] == "")]
    measure = lines["measure"].mask(lines["whole"].astype(bool), _WHOLE)
    rows = unit_year.with_evidence(lines.drop_duplicates(_ROW))[[*_ROW, *_OF_A_ROW, "href"]]
    columns = {}
    for name in sorted(dict.fromkeys(measure[lines["amount_yuan"].notna()]), key=lambda name: name != _WHOLE):
        part = lines[measure == name].drop_duplicates(_ROW)[[*_ROW, "amount_yuan", "blank"]]
        part = part.rename(columns={"amount_yuan": name, "blank": f"{name}_blank"})
        rows = rows.merge(part, on=_ROW, how="left")
        columns[name] = "合计" if name == _WHOLE else to_measure(name).about.title
    return rows, columns


def _one_row_per_item(rows: pd.DataFrame, measures: Iterable[str]) -> pd.DataFrame:
    """Rows of one item added up, where the table crosses two classifications and prints an item again and again."""
    item = ["code", "name"]
    if not rows["counterpart_name"].any() or not rows.duplicated(item).any():
        return rows
    amounts = dict.fromkeys(measures, _sum)
    blanks = dict.fromkeys((f"{measure}_blank" for measure in measures), "all")
    first = {name: "first" for name in rows.columns if name not in {*item, *amounts, *blanks}}
    return rows.groupby(item, sort=False, as_index=False).agg({**first, **amounts, **blanks})


def _sum(amounts: pd.Series) -> Decimal | None:
    """The exact sum of what has a value; None where nothing has."""
    return total(amounts) if amounts.notna().any() else None
