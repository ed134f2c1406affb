"""Budgets side by side: how much, from where, for what, how it changed, and the largest projects of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from budgetlib.classes import FUNCTIONAL_CLASSES
from budgetlib.display import format as fmt
from budgetlib.display.charts import dumbbell, grouped_bars, heat_map, ranked_bars, share_bars
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.stories import addresses, prose
from budgetlib.stories.answers import highest
from budgetlib.stories.changes import change_of
from budgetlib.stories.collection import Collection
from budgetlib.stories.document import EXPENDITURE, INCOME, Document
from budgetlib.stories.frames import total
from budgetlib.stories.long_tables import MOST_ROWS, long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.income import SOURCES, income_sources
from budgetlib.stories.unit.spending import function_classes

_ALMOST_ALL = 95
_NOTHING = "还没有可以比较的预算或决算。"


def lead(collection: Collection) -> HtmlOutput:
    """How much all the units of the main period spend together, and how many changed which way."""
    documents = collection.main_period
    if not documents:
        return prose.absent(_NOTHING)
    known = [amount for document in documents if (amount := document.figure(*EXPENDITURE).yuan) is not None]
    if len(documents) == 1:
        return show_html(
            prose.lead(f"{documents[0].unit_name}{documents[0].period}支出总计 {fmt.amount(total(known))}。")
        )
    changes = [change for document in documents if (change := change_of(document, *EXPENDITURE, *INCOME))]
    up = sum((change.difference_yuan or change.percent or 0) > 0 for change in changes)
    down = sum((change.difference_yuan or change.percent or 0) < 0 for change in changes)
    words = f"{documents[0].period}里，{len(known)} 个单位的支出总计从 {fmt.amount(min(known))}到 {fmt.amount(max(known))}不等。"
    moved = f"说明了增减的 {len(changes)} 个单位中，{up} 个比上年增加，{down} 个减少。" if changes else ""
    return show_html(prose.lead(words, moved))


def totals(collection: Collection) -> Output:
    """Who spends how much, in the main period."""
    documents = collection.main_period
    if not documents:
        return prose.absent(_NOTHING)
    frame = _figures(documents, *EXPENDITURE)
    return ranked_bars(
        frame, state="state", limit=25, whole_yuan=Decimal(0), title=highest(frame, "支出总计"),
        subtitle=f"支出总计，{collection.main_period_words}", source=collection.source(),
    )  # fmt: skip


def over_time(collection: Collection) -> Output:
    """Units with several years: how their expenditure developed."""
    budgets = [document for document in collection.documents if not document.is_final and document.year]
    years = Counter(document.unit_name for document in budgets)
    several = [document for document in budgets if years[document.unit_name] > 1]
    frame = _figures(sorted(several, key=lambda each: (each.unit_name, each.year or 0)), *EXPENDITURE)
    frame = frame.drop_duplicates(["unit_name", "year"])
    if frame.empty:
        return prose.absent("收录的单位都只有一个年度的预算，还看不出多年变化。")
    return grouped_bars(
        frame, state="state", title=_trend(frame), subtitle="历年预算支出总计", source=collection.source()
    )


def execution(collection: Collection) -> Output:
    """Units whose budget and final account of a year are both here: what was planned, what was spent."""
    found: dict[tuple[str, int | None], dict[str, Document]] = {}
    for document in collection.documents:
        found.setdefault((document.unit_name, document.year), {})[document.stage] = document
    pairs = {key: both for key, both in found.items() if {"budget", "final"} <= both.keys()}
    if not pairs:
        return prose.absent("还没有哪个单位同一年度的预算和决算都收录了，无法比较执行情况。")
    rows = [
        {
            "name": f"{unit}{f'（{year}年）' if year else ''}",
            "budget_yuan": both["budget"].figure(*EXPENDITURE).yuan,
            "final_yuan": both["final"].figure(*EXPENDITURE).yuan,
        }
        for (unit, year), both in pairs.items()
    ]
    return dumbbell(pd.DataFrame(rows), subtitle="支出总计，预算与决算", source=collection.source())


def changes(collection: Collection) -> HtmlOutput:
    """How each document says it changed, and why."""
    rows = [row for document in collection.documents if (row := _change_row(collection, document))]
    silent = len(collection) - len(rows)
    if not rows:
        return prose.absent("收录的文件都没有说明与上年相比的增减。")
    columns = [
        *collection.unit_columns(),
        Column("amount_yuan", "支出总计", "amount"),
        Column("difference_yuan", "增减", "amount", absent="没有写"),
        Column("percent", "增减幅度", "percent", absent="无法计算"),
        Column("base", "与什么比"),
        Column("reason", "文件给出的原因"),
    ]
    table = long_table(
        pd.DataFrame(rows),
        columns,
        caption="支出总计的增减",
        more="claims",
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    note = f"另有 {silent} 份文件没有说明总额的增减。" if silent else ""
    return show_html(table, prose.remark(f"增减额是文件自己的说法；没有写幅度的，按增减额算出。{note}"))


def structure(collection: Collection) -> Output:
    """What share of expenditure goes to projects."""
    documents = collection.compared
    rows = [
        {
            "name": document.unit_name,
            "part_yuan": document.figure("expenditure.project").yuan,
            "whole_yuan": document.figure("expenditure.total").yuan,
            "state": document.figure("expenditure.project").state,
        }
        for document in documents
    ]
    if not any(row["part_yuan"] is not None for row in rows):
        return prose.absent("收录的文件没有分列基本支出和项目支出。")
    return share_bars(
        pd.DataFrame(rows), part_state="state", subtitle=f"项目支出占支出合计的比例，{collection.compared_words}",
        source=collection.source("支出总表"),
    )  # fmt: skip


def functions(collection: Collection) -> Output:
    """Which functional classes take which share of each unit's expenditure."""
    documents = collection.compared
    shares: dict[str, dict[str, int]] = {}
    first: Counter[str] = Counter()
    for document in documents:
        classes = function_classes(document)
        whole = total(classes["amount_yuan"])
        if whole <= 0:
            continue
        named = dict(zip(classes["code"], classes["amount_yuan"], strict=True))
        shares[document.unit_name] = {
            code: int(fmt.rounded(amount * 100 / whole, 0)) for code, amount in named.items() if amount
        }
        first[max(named, key=lambda code: named[code])] += 1
    if not shares:
        return prose.absent("收录的文件没有按功能科目列出支出。")
    matrix = pd.DataFrame.from_dict(shares, orient="index")
    matrix = matrix[sorted(matrix.columns)].rename(columns=FUNCTIONAL_CLASSES)
    return heat_map(
        matrix, what="%", title=_functions_answer(first, len(shares)),
        subtitle=f"各类支出占比（%，四舍五入到整数；占比不足 0.5% 的不显示），{collection.compared_words}", source=collection.source("支出总表"),
    )  # fmt: skip


def income(collection: Collection) -> HtmlOutput:
    """Where each unit's money comes from, as shares."""
    rows: list[dict[str, object]] = []
    seen: set[str] = set()
    almost_all = 0
    for document in collection.documents:
        sources = income_sources(document)
        named = {row["item"]: row["amount_yuan"] for row in sources.to_dict("records") if row["amount_yuan"]}
        whole = total(named.values())
        if whole <= 0:
            continue
        seen |= named.keys()
        shares = {item: fmt.ratio(named.get(item, Decimal(0)), whole) for item in SOURCES}
        almost_all += max(shares["general_public"] or 0, shares["fiscal"] or 0) >= _ALMOST_ALL
        rows.append({**collection.naming(document), "whole": whole, **shares})
    if not rows:
        return prose.absent("收录的文件没有按来源列出收入。")
    columns = [*collection.unit_columns(), Column("whole", "收入总计", "amount")]
    columns += [Column(item, name, "percent", decimals=1) for item, name in SOURCES.items() if item in seen]
    table = long_table(
        pd.DataFrame(rows), columns, caption="收入来源占比", more="budget_lines", unit=fmt.WAN_YUAN
    )
    words = f"{len(rows)} 份文件里，{almost_all} 份的收入有 {_ALMOST_ALL}% 以上来自一般公共预算拨款。"
    note = "占比为 0 表示表中没有这项金额（空白或 0）。收入总计含上年结转。"
    return show_html(prose.paragraph(words), table, prose.remark(note))


def largest_projects(collection: Collection) -> HtmlOutput:
    """The largest projects of all units, whether or not a target of them is published."""
    projects = collection.table("projects")
    projects = projects[projects["total_yuan"].notna()].sort_values("total_yuan", ascending=False)
    if projects.empty:
        return prose.absent("收录的文件没有列出项目名称和金额。")
    shown = projects.head(MOST_ROWS)
    rows = projects.assign(
        href=pd.Series(
            [addresses.evidence(row["disclosure_id"], row) for row in shown.to_dict("records")], shown.index
        ),
        target=projects["performance_target_disclosed"].map({True: "已公开", False: "未找到"}).fillna(""),
    )
    columns = [
        Column("name", "项目"),
        *collection.detail_columns(),
        Column("total_yuan", "金额", "amount"),
        Column("target", "绩效目标", filtered=True),
    ]
    table = long_table(
        rows, columns, caption="项目，按金额从大到小", more="projects", unit=fmt.WAN_YUAN, evidence="href"
    )
    listed = projects["disclosure_id"].nunique()
    words = f"{len(collection)} 份文件里有 {listed} 份列出了项目，共 {len(projects)} 个。"
    return show_html(prose.paragraph(words), table)


def table(collection: Collection) -> HtmlOutput:
    """The headline figures of every document, to sort."""
    if not len(collection):
        return prose.absent(_NOTHING)
    keys = {
        "income": ("收入总计", INCOME),
        "carried": ("其中：上年结转", ("summary.carryover_in",)),
        "expenditure": ("支出总计", EXPENDITURE),
        "basic": ("基本支出", ("expenditure.basic",)),
        "project": ("项目支出", ("expenditure.project",)),
        "procured": ("政府采购", ("procurement.total",)),
    }
    rows = []
    for document in collection.documents:
        row = collection.naming(document)
        for name, (_, wanted) in keys.items():
            figure = document.figure(*wanted)
            row |= {name: figure.yuan, f"{name}_state": figure.state}
        rows.append(row)
    columns = collection.unit_columns()
    columns += [Column(name, words, "amount", state=f"{name}_state") for name, (words, _) in keys.items()]
    return show_html(
        long_table(pd.DataFrame(rows), columns, caption="主要数字", more="key_facts", unit=fmt.WAN_YUAN)
    )


def _figures(documents: Sequence[Document], *keys: str) -> pd.DataFrame:
    rows = []
    for document in documents:
        figure = document.figure(*keys)
        rows.append((document.unit_name, document.unit_name, document.year, figure.yuan, figure.state))
    return pd.DataFrame(rows, columns=["name", "unit_name", "year", "amount_yuan", "state"])


def _trend(frame: pd.DataFrame) -> str:
    """How the units' expenditure moved from their first to their last year."""
    known = frame[frame["amount_yuan"].notna()].sort_values("year")
    ends = known.groupby("unit_name").agg(
        before=("amount_yuan", "first"),
        after=("amount_yuan", "last"),
        first=("year", "first"),
        last=("year", "last"),
    )
    ends = ends[ends["first"] < ends["last"]]
    if len(ends) == 1:
        unit, one = str(ends.index[0]), ends.iloc[0]
        base = f" {one['first']} 年"
        return f"{unit} {one['last']} 年支出{fmt.change(one['after'], one['before'], base=base)}"
    more = int((ends["after"] > ends["before"]).sum())
    return f"{len(ends)} 个单位里，{more} 个最近一年的支出多于最早一年"


def _functions_answer(first: Counter[str], units: int) -> str:
    most = max(first.values())
    names = [FUNCTIONAL_CLASSES[code] for code, count in first.items() if count == most]
    if units == 1:
        return f"占比最高的是{names[0]}"
    if len(names) == 1:
        return f"{units} 个单位中，{most} 个以{names[0]}为第一大支出"
    return f"各单位的第一大支出不同：{fmt.joined(names[:4])}各为 {most} 个单位的第一大支出"


def _change_row(collection: Collection, document: Document) -> dict[str, object] | None:
    change = change_of(document, *EXPENDITURE, *INCOME)
    if change is None:
        return None
    return {
        **collection.naming(document),
        "amount_yuan": document.figure(*EXPENDITURE).yuan,
        "difference_yuan": change.difference_yuan,
        "percent": change.percent,
        "base": change.base,
        "reason": change.reason,
        "href": change.href,
    }
