"""What the money is for: by functional class, by economic class, basic against project spending."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from budgetlib.accounts.classes import (
    ECONOMIC_CLASSES,
    FUNCTIONAL_CLASSES,
    economic_class,
    functional_class,
    is_economic_class,
)
from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar, ranked_bars
from budgetlib.display.output import show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import addresses, prose
from budgetlib.stories.answers import largest_share
from budgetlib.stories.citing import cite
from budgetlib.stories.frames import ROUNDING, of_now, total
from budgetlib.stories.prose import Output
from budgetlib.stories.unit_year import Figure, UnitYear

_BY_FUNCTION = {
    "expenditure": "支出",
    "summary": "支出",
    "fiscal_expenditure": "财政拨款支出",
    "general_expenditure": "一般公共预算支出",
}
"""Statements by functional classification, the widest first, and what they are of."""
_BY_ECONOMY = ("general_basic", "fiscal_basic", "general_economic", "expenditure_economic")
"""Statements by economic classification; the last two have basic spending in a column of its own."""
_BASIC_ONLY = frozenset(_BY_ECONOMY[:2])
_SIDES = ("personnel", "public")
_WHOLE = ("total", "current_expenditure", "general_public", "fiscal")
_DIVIDED = {"expenditure": "支出", "general_expenditure": "一般公共预算支出"}
"""Whose figures tell basic from project spending, the widest first."""
_MAIN_PARTS = {"basic": "基本支出", "project": "项目支出"}
_SIDES_OF_BASIC = {"personnel": "基本支出中的人员经费", "public": "基本支出中的公用经费"}
_REST = "其余（不属于这两类）"
_PARTS = {
    "basic": "基本支出",
    "personnel": "其中：人员经费",
    "public": "其中：公用经费",
    "project": "项目支出",
    "operating_expenditure": "经营支出",
    "remitted_upward": "上缴上级支出",
    "subsidy_to_affiliates": "对附属单位补助支出",
    "reserve": "预留机动经费",
    "carryover_out": "结转下年",
}
_OTHER_PARTS = tuple(_PARTS)[4:]
"""What spending consists of beside basic and project spending."""


def by_function(unit_year: UnitYear) -> Output:
    """Which functional classes get the most."""
    statement, classes = _function_classes(unit_year)
    if classes.empty:
        return prose.absent("这份文件没有按功能科目列出支出，无法说明钱用在哪些方面。")
    scope = _BY_FUNCTION[statement]
    if not any(classes["amount_yuan"]):
        return prose.absent(f"{scope}按功能科目列了出来，但各项都是 0。")
    chart = ranked_bars(
        classes,
        title=largest_share(classes, scope),
        subtitle=f"{unit_year.period}{scope}，按功能分类“类”级科目",
    )
    return cite(chart, unit_year, statement)


def function_table(unit_year: UnitYear) -> Output:
    """Every item of the table by function, with its place in the source; rows of one item are added up."""
    tables = {
        statement: lines
        for statement in _BY_FUNCTION
        if statement != "summary" and _by_item(lines := _whole_lines(unit_year, statement))
    }
    if not tables:
        return show_html()
    statement, lines = next(iter(tables.items()))
    printed = _rows_with_parts(unit_year, lines)
    rows = _one_row_per_item(printed)
    columns = [
        Column("code", "科目编码"),
        Column("name", "科目"),
    ]
    if rows["counterpart_name"].any():  # an item has a row for each economic item
        columns.append(Column("counterpart_name", "政府预算经济科目"))
    columns.append(Column("amount_yuan", "合计", "amount", state="blank"))
    for measure, label in _PARTS.items():
        if measure in rows.columns and rows[measure].notna().any():
            columns.append(Column(measure, label, "amount", state=f"{measure}_blank"))
    added = "（同一科目的各行相加）" if len(rows) < len(printed) else ""
    table = html_table(
        rows, columns, caption=f"{unit_year.period}{_BY_FUNCTION[statement]}，按功能科目{added}", row_header="name", total="role", level="level",
        evidence="href", unit=fmt.WAN_YUAN,
    )  # fmt: skip
    return show_html(prose.folded(f"逐个科目看（{len(rows)} 行）", prose.with_gaps_explained(table)))


def _one_row_per_item(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of one item added up, where the table crosses two classifications and prints an item again and again."""
    item = ["code", "name"]
    if not rows["counterpart_name"].any() or not rows.duplicated(item).any():
        return rows
    measures = ["amount_yuan", *(measure for measure in _PARTS if measure in rows.columns)]
    found = []
    for _, group in rows.groupby(item, sort=False):
        row = group.iloc[0].to_dict()
        for measure in measures:
            known = group[measure].dropna()
            blank = "blank" if measure == "amount_yuan" else f"{measure}_blank"
            row |= {measure: total(known) if len(known) else None, blank: known.empty}
        found.append(row)
    return pd.DataFrame(found, columns=rows.columns)


def _by_item(lines: pd.DataFrame) -> bool:
    """Whether a table lists functional items, and not units of a department alone."""
    items = lines[lines["role"] == "item"]
    return any(functional_class(*row) for row in zip(items["code"], items["name"], strict=True))


def function_classes(unit_year: UnitYear) -> pd.DataFrame:
    """Expenditure by functional class: `code`, `name`, `amount_yuan`, `href`; in the order of the codes.

    From the rows of the classes where the document prints them, else added up from the items below them, else
    from the classes that 收支总表 names.
    """
    return _function_classes(unit_year)[1]


def _function_classes(unit_year: UnitYear) -> tuple[str, pd.DataFrame]:
    """The same with the statement that they come from."""
    for statement in _BY_FUNCTION:
        classes = _class_lines(unit_year, statement)
        classes = classes.assign(
            code=[
                functional_class(code, name)
                for code, name in zip(classes["code"], classes["name"], strict=True)
            ]
        )
        classes = classes[classes["code"] != ""]
        if len(classes):
            return statement, _added_up(unit_year, classes, FUNCTIONAL_CLASSES)
    return "", _added_up(unit_year, unit_year.lines().assign(code=""), {})


def _class_lines(unit_year: UnitYear, statement: str) -> pd.DataFrame:
    if statement == "summary":
        lines = unit_year.lines(statement)
        on_side = (lines["side"] == "expenditure") & (lines["measure"] == "total")
        return lines[on_side & lines["amount_yuan"].notna()]
    lines = _whole_lines(unit_year, statement)
    items = lines[(lines["role"] == "item") & lines["amount_yuan"].notna()]
    classes = items[items["level"].eq(1).fillna(False)]
    return classes if len(classes) else items[items["code"].str.len().eq(7)]


def by_economy(unit_year: UnitYear) -> Output:
    """Which economic items basic expenditure goes to."""
    items = economic_items(unit_year)
    if items.empty:
        return prose.absent("这份文件没有按经济科目列出基本支出，看不出工资、办公、差旅各花多少。")
    whole, added = unit_year.figure("general_basic.total").yuan, total(items["amount_yuan"])
    if whole and added > whole * (1 + ROUNDING):
        return prose.absent(
            f"各科目相加是 {fmt.amount(added)}，多于合计 {fmt.amount(whole)}：表里可能有小计没有认出来，这里不画图。"
        )
    items = items[[bool(amount) for amount in items["amount_yuan"]]]
    if items.empty:
        return prose.absent("基本支出各经济科目都是 0。")
    chart = ranked_bars(
        items,
        limit=12,
        title=largest_share(items, "基本支出"),
        subtitle=f"{unit_year.period}一般公共预算基本支出，按经济分类“款”级科目",
    )
    return cite(chart, unit_year, *_BY_ECONOMY)


def economic_table(unit_year: UnitYear) -> Output:
    """Basic expenditure by economic classification, as printed."""
    lines = _economic_lines(unit_year)
    if lines.empty:
        return show_html()
    rows = _rows_with_parts(unit_year, lines)
    columns = [Column("code", "编码")] if rows["code"].any() else []
    columns += [Column("name", "科目")]
    if rows["counterpart_name"].any():
        columns.append(Column("counterpart_name", "政府预算经济科目"))
    columns.append(Column("amount_yuan", "合计", "amount", state="blank"))
    for measure, label in (("personnel", "人员经费"), ("public", "公用经费")):
        if measure in rows.columns:
            columns.append(Column(measure, label, "amount", state=f"{measure}_blank"))
    table = html_table(
        rows, columns, caption=f"{unit_year.period}一般公共预算基本支出，按经济科目", row_header="name", total="role",
        level="level", evidence="href", unit=fmt.WAN_YUAN,
    )  # fmt: skip
    return show_html(prose.folded(f"逐个科目看（{len(rows)} 行）", prose.with_gaps_explained(table)))


def economic_items(unit_year: UnitYear) -> pd.DataFrame:
    """Basic expenditure by economic item (款): `name`, `amount_yuan`, `href`.

    A name that is printed several times, beside several items of the second classification, is added up.
    """
    lines = _economic_lines(unit_year)
    items = lines[(lines["role"] == "item") & lines["amount_yuan"].notna()]
    if items["level"].notna().any():
        items = items[_economic_leaves(items)]
    else:
        # without codes, the row of the unit itself heads the items as a sum of them
        items = items[items["name"] != unit_year.unit_name]
        named = [is_economic_class(*row) for row in zip(items["code"], items["name"], strict=True)]
        items = items[~pd.Series(named, index=items.index, dtype=bool)]
    return _added_up(unit_year, items.assign(code=items["name"]), {})


def economic_classes(unit_year: UnitYear) -> pd.DataFrame:
    """Basic expenditure by economic class (类): `code`, `name`, `amount_yuan`, `href`; in the order of the codes.

    From the rows of the classes where the document prints them, else added up from the items below them. Without
    any where they do not make up the basic expenditure that the document states.
    """
    lines = _economic_lines(unit_year)
    items = lines[(lines["role"] == "item") & lines["amount_yuan"].notna()]
    named = [is_economic_class(*row) for row in zip(items["code"], items["name"], strict=True)]
    classes = items[pd.Series(named, index=items.index, dtype=bool)]
    if classes.empty and len(items):
        classes = items[_economic_leaves(items)]
    codes = [economic_class(code, name) for code, name in zip(classes["code"], classes["name"], strict=True)]
    classes = classes.assign(code=codes)
    found = _added_up(unit_year, classes[classes["code"] != ""], ECONOMIC_CLASSES)
    whole, added = unit_year.figure("general_basic.total").yuan, total(found["amount_yuan"])
    if whole and abs(added - whole) > whole * ROUNDING:
        return found.iloc[:0]
    return found


def _economic_leaves(items: pd.DataFrame) -> pd.Series:
    """Items (款), and finer ones whose item is not printed: 3021101 where there is no 30211."""
    item = items["level"].eq(2).fillna(False)
    printed = set(items[item]["code"])
    finer = items["level"].gt(2).fillna(False) & ~items["code"].str[:5].isin(printed)
    return item | finer


class Division(NamedTuple):
    """Basic and project spending, and what they are parts of: all spending, or that of 一般公共预算 alone."""

    of: str
    whole: Figure
    basic: Figure
    project: Figure


def division(unit_year: UnitYear) -> Division:
    """How the document divides its spending; only what it takes from 一般公共预算 where it divides no more."""
    own, general = (
        Division(words, *(unit_year.figure(f"{key}.{part}") for part in ("total", "basic", "project")))
        for key, words in _DIVIDED.items()
    )
    divided = own.basic or own.project or _sides_of_basic(unit_year)
    return own if divided or not general.project.yuan else general


def basic_and_project(unit_year: UnitYear) -> Output:
    """How spending divides into basic and project spending, and whatever else the statement has columns for."""
    parts = _parts_of_spending(unit_year)
    if not any(figure.yuan is not None for figure in parts.values()):
        table = "的支出总表" if len(unit_year.lines("expenditure")) else ""
        return prose.absent(f"这份文件{table}没有分列基本支出和项目支出。")
    if not any(figure.yuan for figure in parts.values()):
        states = {label: fmt.STATE_EXPLANATIONS[figure.state] for label, figure in parts.items()}
        return prose.absent(f"{'，'.join(f'{label}{state}' for label, state in states.items())}。")
    frame = pd.DataFrame(
        [(label, figure.yuan, figure.state) for label, figure in parts.items()],
        columns=["name", "amount_yuan", "state"],
    )
    of = division(unit_year).of
    chart = composition_bar(frame, state="state", subtitle=f"{unit_year.period}{of}")
    statements = ("expenditure", "summary") if of == _DIVIDED["expenditure"] else ("general_expenditure",)
    return cite(chart, unit_year, *statements)


def _parts_of_spending(unit_year: UnitYear) -> dict[str, Figure]:
    """Basic and project spending and, where they do not make up the whole, the rest of it."""
    divided = division(unit_year)
    parts = {_MAIN_PARTS["basic"]: divided.basic, _MAIN_PARTS["project"]: divided.project}
    if not divided.basic:
        del parts[_MAIN_PARTS["basic"]]
        parts = {**_sides_of_basic(unit_year), **parts}
    whole = divided.whole.yuan
    known = total(figure.yuan for figure in parts.values())
    if whole is not None and known and whole - known > whole * ROUNDING:
        rest = whole - known
        others = _other_parts(unit_year)
        if abs(total(figure.yuan for figure in others.values()) - rest) <= whole * ROUNDING:
            return parts | others
        parts[_REST if len(parts) > 1 else "其余（文件没有分列）"] = Figure("", yuan=rest, state=fmt.NUMBER)
    return parts


def _other_parts(unit_year: UnitYear) -> dict[str, Figure]:
    """What else the document says that spending consists of: in columns of its table, else in its text."""
    lines = unit_year.lines("expenditure")
    lines = lines[(lines["role"] == "total") & of_now(lines) & lines["amount_yuan"].notna()]
    found = {}
    for measure in _OTHER_PARTS:
        printed = lines[lines["measure"] == measure].to_dict("records")
        said = [row for row in unit_year.claims.get(f"expenditure.{measure}", ()) if row["period"] != "prior"]
        amount = fmt.as_decimal(
            printed[0]["amount_yuan"] if printed else said[0]["value_yuan"] if said else None
        )
        if amount:
            found[_PARTS[measure]] = Figure("", yuan=amount, state=fmt.NUMBER)
    return found


def _sides_of_basic(unit_year: UnitYear) -> dict[str, Figure]:
    """Personnel and running cost, which some documents print in columns of their own instead of their sum."""
    lines = unit_year.lines("expenditure")
    lines = lines[(lines["role"] == "total") & of_now(lines)]
    sides = {}
    for measure, label in _SIDES_OF_BASIC.items():
        found = lines[(lines["measure"] == measure) & lines["amount_yuan"].notna()].to_dict("records")
        if found:
            amount = fmt.as_decimal(found[0]["amount_yuan"])
            sides[label] = Figure(
                "", yuan=amount, state=fmt.state_of(amount), href=unit_year.evidence(found[0])
            )
    return sides


def _whole_lines(unit_year: UnitYear, *statements: str) -> pd.DataFrame:
    """The lines of the first of some statements that the document has, the column of the whole only."""
    lines = unit_year.lines(*statements)
    own = of_now(lines)
    for measure in _WHOLE:
        found = own & (lines["measure"] == measure)
        if found.any():
            return lines[found]
    return lines.iloc[:0]


def _economic_lines(unit_year: UnitYear) -> pd.DataFrame:
    """Basic expenditure by economic classification, one line per item.

    Final accounts print personnel beside running cost without a column of the whole; there each item has one
    amount, in one of the two.
    """
    found = unit_year.table("budget_lines").iloc[:0]
    for statement in _BY_ECONOMY:
        lines = unit_year.lines(statement)
        lines = lines[of_now(lines)]
        if statement not in _BASIC_ONLY:
            found = lines[lines["measure"] == "basic"]
        else:
            found = _whole_lines(unit_year, statement)
            if found.empty:
                found = lines[lines["measure"].isin(_SIDES)]
        if len(found):
            break
    return found


def _rows_with_parts(unit_year: UnitYear, whole: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with the amounts of its other columns beside the whole."""
    every = unit_year.table("budget_lines")
    same = every[(every["statement"] == whole["statement"].iloc[0]) & of_now(every)]
    rows = unit_year.with_evidence(whole)
    if whole["measure"].isin(_SIDES).any():
        return rows
    for measure in _PARTS:
        part = same[same["measure"] == measure].drop_duplicates(["table", "row"])
        if len(part):
            part = part[["table", "row", "amount_yuan", "blank"]]
            part = part.rename(columns={"amount_yuan": measure, "blank": f"{measure}_blank"})
            rows = rows.merge(part, on=["table", "row"], how="left")
    return rows


def _added_up(unit_year: UnitYear, items: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Amounts added up by `code`, exactly, in the order of the first of each."""
    rows = [
        {
            "code": code,
            "name": names.get(str(code), group["name"].iloc[0]),
            "amount_yuan": total(group["amount_yuan"]),
            "href": unit_year.evidence(group.iloc[0].to_dict()),
        }
        for code, group in items[["code", "name", "amount_yuan", *addresses.PLACE]].groupby(
            "code", sort=bool(names)
        )
    ]
    return pd.DataFrame(rows, columns=["code", "name", "amount_yuan", "href"])
