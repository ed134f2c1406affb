"""Procurement and the catalogues of services that may be bought: what is listed, what is wrong, what falls under it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

import pandas as pd
from markupsafe import Markup

from budgetlib.coverage.measures import money_by_status
from budgetlib.disclosure import Project
from budgetlib.display import format as fmt
from budgetlib.display.charts import composition_bar, heat_map
from budgetlib.display.markup import join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.findings import CatalogueMatch
from budgetlib.stories import addresses, prose
from budgetlib.stories.citing import cite
from budgetlib.stories.collection import Collection
from budgetlib.stories.document import Document
from budgetlib.stories.long_tables import long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.unit.findings import CATALOGUE

_PARTS = {"total": "合计", "goods": "货物", "works": "工程", "services": "服务"}
_STATUS = {"confirmed": "已确认", "suggested": "建议", "rejected": "已否定"}
_COVERED = {"confirmed": "人工确认在目录里", "suggested": "建议，未经确认", "none": "没有对应条目"}
_NO_CATALOGUE = "收录的文件都没有附政府购买服务指导性目录。"
_EVERY_DEPARTMENT = "各部门通用"
_CATEGORY_LEVEL = 2
_MOST_ENTRIES = 2000
"""So many rows make a page that still opens quickly on a phone."""


def lead(collection: Collection) -> HtmlOutput:
    """How many documents publish procurement, and what the catalogues hold."""
    if not len(collection):
        return prose.absent("还没有收录文件。")
    entries = collection.table("catalogue_entries")
    words = _one_purchase(collection.documents[0]) if len(collection) == 1 else _all_purchases(collection)
    if len(entries):
        departments = entries[entries["department"] != ""]["department"].nunique()
        last = int((entries["level"] == entries["level"].max()).sum())
        words += (
            f"收录的购买服务指导性目录有 {fmt.number(len(entries))} 条，分属 {departments} 个部门，"
            f"其中最末一级 {fmt.number(last)} 条。"
        )
    return show_html(prose.lead(words))


def _one_purchase(document: Document) -> str:
    total, whole = document.figure("procurement.total"), document.figure("expenditure.total")
    if total.yuan is None:
        return "这份文件里没有找到政府采购金额。"
    share = f"，相当于支出合计的 {fmt.share(total.yuan, whole.yuan)}" if whole.yuan else ""
    return f"{document.unit_name}{document.period}政府采购 {fmt.amount(total.yuan)}{share}。"


def _all_purchases(collection: Collection) -> str:
    """In how many documents procurement was found, and between which shares of spending it lies."""
    published = sum(
        document.figure("procurement.total").yuan is not None for document in collection.documents
    )
    every = "都" if published == len(collection) else f"中有 {published} 份"
    words = f"{len(collection)} 份文件{every}公开了政府采购金额。"
    shares = [
        fmt.ratio(bought.yuan, whole.yuan) or Decimal(0)
        for document in collection.main_period
        if (bought := document.figure("procurement.total")).yuan is not None
        and (whole := document.figure("expenditure.total")).yuan
    ]
    if len(shares) > 1:
        period = collection.main_period[0].period
        words += f"{period}里，采购额相当于支出的 {fmt.percent(min(shares))}到 {fmt.percent(max(shares))}。"
    return words


def purchases(collection: Collection) -> HtmlOutput:
    """Procurement of each document: goods, works, services, and its share of expenditure."""
    rows = []
    for document in collection.documents:
        figures = {part: document.figure(f"procurement.{part}") for part in _PARTS}
        if not any(figures.values()):
            continue
        row = collection.naming(document)
        for part, figure in figures.items():
            row |= {part: figure.yuan, f"{part}_state": figure.state}
        whole, spent = figures["total"].yuan, document.figure("expenditure.total").yuan
        row["share"] = fmt.ratio(whole, spent) if whole is not None and spent else None
        row["href"] = next(figure.href for figure in figures.values() if figure)
        rows.append(row)
    if not rows:
        return prose.absent("收录的文件都没有公开政府采购金额。")
    columns = collection.unit_columns()
    columns += [Column(part, words, "amount", state=f"{part}_state") for part, words in _PARTS.items()]
    columns.append(Column("share", "占支出合计", "percent", absent="无法计算"))
    table = long_table(
        pd.DataFrame(rows), columns, caption="政府采购", more="key_facts", unit=fmt.WAN_YUAN, evidence="href"
    )
    silent = len(collection) - len(rows)
    return show_html(
        table, prose.remark(f"另有 {silent} 份文件没有公开政府采购金额。") if silent else Markup("")
    )


def money(collection: Collection) -> Output:
    """How much project money falls under a catalogue: confirmed, suggested, and under no item."""
    rows = []
    for document in collection.documents:
        projects, found = document.table("projects"), document.table("catalogue_matches")
        if projects.empty or found.empty:
            continue
        of_status = money_by_status(
            cast(Iterable[Project], projects.itertuples()), cast(Iterable[CatalogueMatch], found.itertuples())
        )
        rows.append((document, {row.status: row for row in of_status}))
    if not rows:
        return prose.absent("还没有项目与目录对应的结果：要么没有收录目录，要么没有列出项目。")
    if len(rows) == 1:
        document, statuses = rows[0]
        frame = pd.DataFrame(
            [
                (f"{words}（{statuses[status].projects} 个）", statuses[status].amount_yuan)
                for status, words in _COVERED.items()
            ],
            columns=["name", "amount_yuan"],
        )
        outside = statuses["none"]
        share = fmt.percent((outside.share or Decimal(0)) * 100)
        chart = composition_bar(
            frame,
            title=f"{outside.projects} 个项目、{share} 的项目资金没有对应的目录条目",
            subtitle=f"{document.unit_name}{document.period}项目支出，按是否落在目录里",
        )
        return cite(chart, document, "projects")
    shown = [
        {
            **collection.naming(document),
            **{status: row.amount_yuan for status, row in statuses.items()},
            "outside": None if statuses["none"].share is None else statuses["none"].share * 100,
        }
        for document, statuses in rows
    ]
    columns = collection.unit_columns()
    columns += [Column(status, words, "amount") for status, words in _COVERED.items()]
    columns.append(Column("outside", "目录外占比", "percent", absent="无法计算"))
    return show_html(
        long_table(
            pd.DataFrame(shown),
            columns,
            caption="项目支出，按是否落在目录里",
            more="catalogue_matches",
            unit=fmt.WAN_YUAN,
        )
    )


def matches(collection: Collection) -> HtmlOutput:
    """Which projects and purchases fall under which item, the surest first; confirmed and suggested apart."""
    found = collection.table("catalogue_matches")
    if found.empty:
        return show_html()
    ordered = found.assign(order=found["status"].map(list(_STATUS).index)).sort_values(
        ["order", "score", "amount_yuan"], ascending=[True, False, False]
    )
    rows = ordered.assign(
        status=ordered["status"].map(_STATUS),
        entry=[
            f"{code} {name}" for code, name in zip(ordered["entry_code"], ordered["entry_name"], strict=True)
        ],
        department=ordered["department"].replace("", _EVERY_DEPARTMENT),
        href=[addresses.evidence(row["disclosure_id"], row) for row in ordered.to_dict("records")],
    )
    columns = [
        Column("project", "项目或采购"),
        *collection.detail_columns(),
        Column("amount_yuan", "金额", "amount"),
        Column("entry", "目录条目"),
        Column("department", "目录部门"),
        Column("status", "状态", filtered=True),
        Column("score", "把握", "number"),
    ]
    table = long_table(
        rows,
        columns,
        caption="项目与目录条目的对应",
        more="catalogue_matches",
        unit=fmt.WAN_YUAN,
        evidence="href",
    )
    note = "“把握”从 0 到 1：1 表示项目名称和目录条目说的是同一种服务，数字越小越需要人来判断。一个项目可能有几条建议。"
    return show_html(prose.folded(f"看全部 {len(rows)} 条对应", join([table, prose.remark(note)])))


def coverage_map(collection: Collection) -> Output:
    """Departments by categories: where the catalogue has entries."""
    entries = collection.table("catalogue_entries")
    items = entries[entries["level"] > _CATEGORY_LEVEL]
    if items.empty:
        return prose.absent(_NO_CATALOGUE)
    names = _categories(entries)
    category = [
        names.get((which, code[:3]), code[:3])
        for which, code in zip(items["catalogue"], items["code"], strict=True)
    ]
    counted = items.assign(category=category, department=items["department"].replace("", _EVERY_DEPARTMENT))
    counted = counted[counted["catalogue"] == _main_catalogue(entries)]
    matrix = counted.groupby(["department", "category"], sort=False).size().unstack(fill_value=0)
    order = counted.groupby("department").size().sort_values(ascending=False).index
    columns = counted.groupby("category").size().sort_values(ascending=False).index
    return heat_map(
        matrix.loc[order, columns],
        what="条",
        subtitle="目录条目数，部门 × 类别（二级目录）",
        source="各文件所附购买服务指导性目录",
    )


def catalogue(collection: Collection) -> HtmlOutput:
    """Every entry once, to browse by department and level and to search."""
    entries = collection.table("catalogue_entries")
    if entries.empty:
        return prose.absent(_NO_CATALOGUE)
    once = entries.drop_duplicates(["issued_as", "catalogue", "department", "code", "name"])
    rows = once.assign(
        department=once["department"].replace("", _EVERY_DEPARTMENT),
        depth=[f"{level} 级" for level in once["level"]],
        href=[addresses.evidence(row["disclosure_id"], row) for row in once.to_dict("records")],
    )
    columns = [
        Column("code", "编码"),
        Column("name", "名称", href="href"),
        Column("department", "部门", filtered=True),
        Column("depth", "级次", filtered=True),
    ]
    issued = fmt.joined(number for number in dict.fromkeys(once["issued_as"]) if number)
    words = f"共 {fmt.number(len(once))} 条{f'，文号{issued}' if issued else ''}。名称链接到原文的那一行。"
    table = long_table(
        rows,
        columns,
        caption="购买服务指导性目录",
        more="catalogue_entries",
        most=_MOST_ENTRIES,
        row_header="name",
        anchor="catalogue",
    )
    return show_html(prose.paragraph(words), table)


def defects(collection: Collection) -> HtmlOutput:
    """What is wrong with the catalogues themselves."""
    findings = collection.table("findings")
    found = findings[(findings["family"] == CATALOGUE) & (findings["outcome"] == "fail")]
    if found.empty:
        return prose.absent(
            "没有发现目录本身的差错。" if len(collection.table("catalogue_entries")) else _NO_CATALOGUE
        )
    repaired = int(collection.table("catalogue_entries")["repaired"].sum())
    rows = found.assign(
        href=[addresses.evidence(row["disclosure_id"], row) for row in found.to_dict("records")],
    )
    columns = [Column("message", "差错")]
    words = (
        f"目录里有 {len(found)} 处差错；其中能确定的已在数据里更正（{repaired} 条），原文编码和名称都保留着。"
    )
    table = long_table(
        rows, columns, caption="目录本身的差错", more="findings", evidence="href", anchor="defects"
    )
    return show_html(prose.paragraph(words), table)


def _categories(entries: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(Catalogue, code) of each category -> the name that most departments print."""
    categories = entries[(entries["level"] == _CATEGORY_LEVEL) & (entries["name"] != "")]
    counted = categories.groupby(["catalogue", "code", "name"]).size().reset_index(name="count")
    most = counted.sort_values("count", ascending=False).drop_duplicates(["catalogue", "code"])
    return dict(zip(zip(most["catalogue"], most["code"], strict=True), most["name"], strict=True))


def _main_catalogue(entries: pd.DataFrame) -> str:
    """The catalogue with the most departments."""
    return str(entries.groupby(CATALOGUE)["department"].nunique().idxmax())
