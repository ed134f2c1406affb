"""What the money is for, side by side: functional and economic classes and project spending, as shares and amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart, heat_map, share_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.figures import REST, Breakdown
from budgetlib.stories import prose
from budgetlib.stories.collection import Collection
from budgetlib.stories.frames import objects
from budgetlib.stories.long_tables import MOST_ROWS_OF_MANY, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit import spending
from budgetlib.stories.unit_year import UnitYear

TOO_LITTLE = "没有或不足 0.5%"
_NOTHING = "还没有可以比较的文件。"


def functions(collection: Collection) -> Output:
    """Which functional classes take which share of each unit's expenditure."""
    return _shares(
        collection,
        spending.by_function,
        Breakdown.FUNCTION,
        what="支出",
        statement="支出总表",
        absent="没有读到按功能科目列出的支出。",
    )


def economy(collection: Collection) -> Output:
    """Which economic classes take which share of each unit's basic expenditure."""
    return _shares(
        collection,
        spending.by_economy,
        Breakdown.ECONOMIC,
        what="基本支出",
        statement="基本支出表",
        absent="没有读到按经济科目列出的基本支出。",
    )


def _shares(
    collection: Collection,
    of_one: Callable[[UnitYear], Output],
    breakdown: Breakdown,
    *,
    what: str,
    statement: str,
    absent: str,
) -> Output:
    """The classes of every document compared as shares; of a single one as its own page shows them."""
    unit_years = collection.compared
    if len(unit_years) == 1:
        return _of_one(unit_years[0], of_one(unit_years[0]))
    if not unit_years:
        return prose.absent(_NOTHING)
    shares = shares_of(collection, {collection.label(each): each for each in unit_years}, breakdown)
    if shares.empty:
        return prose.absent(absent)
    first = shares.idxmax(axis="columns")
    ranked = pd.DataFrame({"first": first, "share": -shares.max(axis="columns")})
    silent = len(unit_years) - len(shares)
    wholes = collection.divisions(breakdown)
    wholes = wholes[wholes["level"].eq(0) & wholes["disclosure_id"].isin([each.id for each in unit_years])]
    of = Counter(wholes["name"]).most_common()
    others = f"；{'、'.join(f'{count} 个是{name}' for name, count in of[1:])}" if len(of) > 1 else ""
    return share_map(
        shares.loc[ranked.sort_values(["first", "share"], kind="stable").index],
        title=_answer(Counter(first), len(shares), what),
        subtitle=f"{collection.compared_words}，各类占{of[0][0]}的比例{others}"
        f"{f'；{silent} 个单位没有读到按类列出的金额' if silent else ''}",
        source=collection.source(statement),
    )


def function_amounts(collection: Collection) -> HtmlOutput:
    """Every document's expenditure by functional class, as amounts and shares, to sort and filter."""
    return _amounts(collection, Breakdown.FUNCTION, "支出按功能分类")


def economy_amounts(collection: Collection) -> HtmlOutput:
    """The same for basic expenditure by economic class."""
    return _amounts(collection, Breakdown.ECONOMIC, "基本支出按经济分类")


def structure(collection: Collection) -> Output:
    """What share of expenditure goes to projects."""
    unit_years = collection.compared
    if len(unit_years) == 1:
        return _of_one(unit_years[0], spending.basic_and_project(unit_years[0]))
    rows = [
        {
            "name": collection.label(unit_year),
            "part_yuan": unit_year.figure(Key.EXPENDITURE_PROJECT).yuan,
            "whole_yuan": unit_year.figure(Key.EXPENDITURE_TOTAL).yuan,
            "state": unit_year.figure(Key.EXPENDITURE_PROJECT).state,
        }
        for unit_year in unit_years
    ]
    if not any(row["part_yuan"] is not None for row in rows):
        return prose.absent("没有读到分列的基本支出和项目支出。")
    return share_bars(
        pd.DataFrame(rows), part_state="state", what="项目支出占比",
        subtitle=f"{collection.compared_words}，项目支出占支出合计的比例", source=collection.source("支出总表"),
    )  # fmt: skip


def _of_one(unit_year: UnitYear, shown: Output) -> Output:
    """What is shown of the only document of its period, with the unit's name: it stands on a page about many."""
    return (
        replace(shown, subtitle=f"{unit_year.unit_name}{shown.subtitle}")
        if isinstance(shown, Chart)
        else shown
    )


def shares_of(
    collection: Collection, unit_years: Mapping[str, UnitYear], breakdown: Breakdown
) -> pd.DataFrame:
    """Documents by their labels, in the order given, × the names of classes, in the order of their codes: the share of
    each in percent of its whole. Without documents that divide nothing, and without what they leave undivided."""
    labels = {unit_year.id: label for label, unit_year in unit_years.items()}
    rows = collection.divisions(breakdown)
    rows = rows[rows["level"].eq(1) & (rows["part"] != REST) & rows["disclosure_id"].isin(labels)]
    known = rows.drop_duplicates("part")
    codes = known["part"].where(
        known["part"].str.isdecimal(), ""
    )  # what has no code keeps the order of the statement
    names = known.loc[codes.sort_values(kind="stable").index, "name"].drop_duplicates()
    percent = rows["amount_yuan"].astype(float) * 100 / rows["whole_yuan"].astype(float)
    rows = rows.assign(label=rows["disclosure_id"].map(labels), percent=percent)[percent > 0]
    shares = rows.groupby(["label", "name"])["percent"].sum().unstack()
    return shares.reindex(
        index=[each for each in unit_years if each in shares.index],
        columns=[name for name in names if name in shares.columns],
    )


def share_map(shares: pd.DataFrame, *, title: str, subtitle: str, source: str) -> Chart:
    """Shares in percent as a heat map in whole percent."""
    matrix = shares.map(lambda share: None if pd.isna(share) else int(fmt.rounded(fmt.as_decimal(share), 0)))
    words = f"{subtitle}（%，四舍五入到整数）"
    return heat_map(matrix, what="%", empty=TOO_LITTLE, title=title, subtitle=words, source=source)


def _answer(first: Counter[str], units: int, what: str) -> str:
    most = max(first.values())
    leading = [name for name, count in first.items() if count == most]
    if units == most:
        who = f"{units} 个单位的" if units > 1 else ""
        return f"{who}{what}{'都' if units > 1 else ''}以{leading[0]}最多"
    if len(leading) == 1:
        return f"{units} 个单位中，{most} 个的{what}以{leading[0]}最多"
    if most == 1:
        return f"{units} 个单位{what}最多的一类各不相同"
    return f"各单位{what}最多的一类不同：{fmt.joined(leading[:4])}各有 {most} 个单位"


def _amounts(collection: Collection, breakdown: Breakdown, caption: str) -> HtmlOutput:
    rows = collection.divisions(breakdown)
    of = rows[rows["level"] == 0].set_index("disclosure_id")["name"]
    rows = rows[(rows["level"] == 1) & rows["amount_yuan"].notna()]
    if rows.empty:
        return show_html()
    shares = (
        fmt.ratio(amount, whole) if pd.notna(whole) else None
        for amount, whole in zip(rows["amount_yuan"], rows["whole_yuan"], strict=True)
    )
    columns = [
        *collection.unit_columns(),
        Column("name", "类", filtered=True),
        Column("amount_yuan", "金额", "amount"),
        Column("share", "占整体", "percent", absent="无法计算"),
        Column("of", "整体", filtered=True),
    ]
    table = long_table(
        rows.assign(share=objects(shares, rows), of=rows["disclosure_id"].map(of)),
        columns,
        caption=caption,
        more="breakdowns",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    whose = "每份文件、" if len(collection) > 1 else ""
    return show_html(prose.folded(f"看{whose}每一类的金额（{len(rows)} 行）", table))
