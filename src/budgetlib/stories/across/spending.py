"""What the money is for, side by side: functional and economic classes and project spending, as shares and amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from budgetlib.accounts.classes import ECONOMIC_CLASSES, FUNCTIONAL_CLASSES
from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart, heat_map, share_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.stories import prose
from budgetlib.stories.collection import Collection
from budgetlib.stories.frames import total
from budgetlib.stories.long_tables import MOST_ROWS_OF_MANY, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit import spending
from budgetlib.stories.unit_year import UnitYear

TOO_LITTLE = "没有或不足 0.5%"
_NOTHING = "还没有可以比较的文件。"
_Classes = Callable[[UnitYear], pd.DataFrame]


def functions(collection: Collection) -> Output:
    """Which functional classes take which share of each unit's expenditure."""
    return _shares(
        collection,
        spending.by_function,
        spending.function_classes,
        FUNCTIONAL_CLASSES,
        what="支出",
        whole="支出合计",
        statement="支出总表",
        absent="收录的文件没有按功能科目列出支出。",
    )


def economy(collection: Collection) -> Output:
    """Which economic classes take which share of each unit's basic expenditure."""
    return _shares(
        collection,
        spending.by_economy,
        spending.economic_classes,
        ECONOMIC_CLASSES,
        what="基本支出",
        whole="一般公共预算基本支出",
        statement="基本支出表",
        absent="收录的文件没有按经济科目列出基本支出。",
    )


def _shares(
    collection: Collection,
    of_one: Callable[[UnitYear], Output],
    classes: _Classes,
    names: Mapping[str, str],
    *,
    what: str,
    whole: str,
    statement: str,
    absent: str,
) -> Output:
    """The classes of every document compared as shares; of a single one as its own page shows them."""
    unit_years = collection.compared
    if len(unit_years) == 1:
        return _of_one(unit_years[0], of_one(unit_years[0]))
    if not unit_years:
        return prose.absent(_NOTHING)
    chart = class_shares(
        {collection.label(unit_year): unit_year for unit_year in unit_years},
        classes,
        names,
        what=what,
        subtitle=f"{collection.compared_words}，各类占{whole}的比例",
        source=collection.source(statement),
    )
    return chart or prose.absent(absent)


def function_amounts(collection: Collection) -> HtmlOutput:
    """Every document's expenditure by functional class, as amounts and shares, to sort and filter."""
    return _amounts(collection, spending.function_classes, "支出按功能分类", "占支出")


def economy_amounts(collection: Collection) -> HtmlOutput:
    """The same for basic expenditure by economic class."""
    return _amounts(collection, spending.economic_classes, "基本支出按经济分类", "占基本支出")


def structure(collection: Collection) -> Output:
    """What share of expenditure goes to projects."""
    unit_years = collection.compared
    if len(unit_years) == 1:
        return _of_one(unit_years[0], spending.basic_and_project(unit_years[0]))
    rows = [
        {
            "name": collection.label(unit_year),
            "part_yuan": unit_year.figure("expenditure.project").yuan,
            "whole_yuan": unit_year.figure("expenditure.total").yuan,
            "state": unit_year.figure("expenditure.project").state,
        }
        for unit_year in unit_years
    ]
    if not any(row["part_yuan"] is not None for row in rows):
        return prose.absent("收录的文件没有分列基本支出和项目支出。")
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


def class_shares(
    unit_years: Mapping[str, UnitYear],
    classes_of: _Classes,
    names: Mapping[str, str],
    *,
    what: str,
    subtitle: str,
    source: str,
) -> Chart | None:
    """Documents by classes: the share of each class in whole percent; None where no document gives any.

    Those with the same largest class stand together. `what` is the whole, in the words of the title.
    """
    shares = shares_of(unit_years, classes_of)
    if not shares:
        return None
    largest = {label: max(parts, key=lambda code: parts[code]) for label, parts in shares.items()}
    order = sorted(shares, key=lambda label: (largest[label], -shares[label][largest[label]]))
    silent = len(unit_years) - len(shares)
    return share_map(
        {label: shares[label] for label in order},
        names,
        title=_answer(Counter(largest.values()), len(shares), names, what),
        subtitle=f"{subtitle}{f'；{silent} 个单位没有按类列出' if silent else ''}",
        source=source,
    )


def shares_of(unit_years: Mapping[str, UnitYear], classes_of: _Classes) -> dict[str, dict[str, Decimal]]:
    """Label of a document -> code of a class -> its share in percent; without those that give no classes."""
    shares: dict[str, dict[str, Decimal]] = {}
    for label, unit_year in unit_years.items():
        classes = classes_of(unit_year)
        whole = total(classes["amount_yuan"])
        if whole <= 0:
            continue
        named = zip(classes["code"], classes["amount_yuan"], strict=True)
        shares[label] = {code: amount * 100 / whole for code, amount in named if amount}
    return shares


def share_map(
    shares: Mapping[str, Mapping[str, Decimal]],
    names: Mapping[str, str],
    *,
    title: str,
    subtitle: str,
    source: str,
) -> Chart:
    """The shares as a heat map in whole percent, rows in the order given, columns in that of the codes."""
    rounded = {
        label: {code: int(fmt.rounded(share, 0)) for code, share in parts.items()}
        for label, parts in shares.items()
    }
    matrix = pd.DataFrame.from_dict(rounded, orient="index")
    matrix = matrix[sorted(matrix.columns)].rename(columns=names)
    words = f"{subtitle}（%，四舍五入到整数）"
    return heat_map(matrix, what="%", empty=TOO_LITTLE, title=title, subtitle=words, source=source)


def _answer(first: Counter[str], units: int, names: Mapping[str, str], what: str) -> str:
    most = max(first.values())
    leading = [names[code] for code, count in first.items() if count == most]
    if units == most:
        who = f"{units} 个单位的" if units > 1 else ""
        return f"{who}{what}{'都' if units > 1 else ''}以{leading[0]}最多"
    if len(leading) == 1:
        return f"{units} 个单位中，{most} 个的{what}以{leading[0]}最多"
    if most == 1:
        return f"{units} 个单位{what}最多的一类各不相同"
    return f"各单位{what}最多的一类不同：{fmt.joined(leading[:4])}各有 {most} 个单位"


def _amounts(collection: Collection, classes_of: _Classes, caption: str, share: str) -> HtmlOutput:
    rows: list[dict[str, object]] = []
    for unit_year in collection.unit_years:
        rows += _rows(collection, unit_year, classes_of(unit_year))
    if not rows:
        return show_html()
    columns: Sequence[Column] = [
        *collection.unit_columns(),
        Column("name", "类", filtered=True),
        Column("amount_yuan", "金额", "amount"),
        Column("share", share, "percent", absent="无法计算"),
    ]
    table = long_table(
        pd.DataFrame(rows),
        columns,
        caption=caption,
        more="budget_lines",
        most=MOST_ROWS_OF_MANY,
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    whose = "每份文件、" if len(collection) > 1 else ""
    return show_html(prose.folded(f"看{whose}每一类的金额（{len(rows)} 行）", table))


def _rows(collection: Collection, unit_year: UnitYear, classes: pd.DataFrame) -> list[dict[str, object]]:
    whole: Decimal = total(classes["amount_yuan"])
    naming = collection.naming(unit_year)
    return [
        {
            **naming,
            "name": row["name"],
            "amount_yuan": row["amount_yuan"],
            "share": fmt.ratio(row["amount_yuan"], whole),
            "href": row["href"],
        }
        for row in classes.to_dict("records")
    ]
