"""Procurement and the catalogues of services that may be bought: what is listed, what is wrong, what falls under it."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.charts import heat_map
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import addresses, prose
from budgetlib.stories.collection import Collection
from budgetlib.stories.frames import total
from budgetlib.stories.prose import Output

_PARTS = {"total": "合计", "goods": "货物", "works": "工程", "services": "服务"}
_STATUS = {"confirmed": "已确认", "suggested": "建议（未经确认）", "rejected": "已否定"}
_NO_CATALOGUE = "收录的文件都没有附政府购买服务指导性目录。"
_EVERY_DEPARTMENT = "各部门通用"
_CATEGORY_LEVEL = 2


def lead(collection: Collection) -> HtmlOutput:
    """How many documents publish procurement, and what the catalogues hold."""
    figures = [document.figure("procurement.total") for document in collection.documents]
    published = sum(figure.yuan is not None for figure in figures)
    entries = collection.table("catalogue_entries")
    every = "都" if published == len(collection) else f"中有 {published} 份"
    words = f"{len(collection)} 份文件{every}公开了政府采购金额。" if len(collection) else "还没有收录文件。"
    if len(entries):
        departments = entries[entries["department"] != ""]["department"].nunique()
        words += f"收录的购买服务指导性目录有 {len(entries)} 条，分属 {departments} 个部门。"
    return show_html(prose.lead(words))


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
    table = html_table(
        pd.DataFrame(rows), columns, caption="政府采购", unit=fmt.WAN_YUAN, evidence="href", sortable=True
    )
    silent = len(collection) - len(rows)
    return show_html(
        table, prose.remark(f"另有 {silent} 份文件没有公开政府采购金额。") if silent else Markup("")
    )


def matches(collection: Collection) -> HtmlOutput:
    """Which projects and purchases fall under a catalogue: confirmed and suggested apart, with the money."""
    found = collection.table("catalogue_matches")
    if found.empty:
        return prose.absent("还没有把单位的项目与目录对应起来的结果。")
    sentences = []
    for status, words in _STATUS.items():
        of = found[found["status"] == status].drop_duplicates(["disclosure_id", "project"])
        if len(of):
            sentences.append(f"{words}的项目 {len(of)} 个，金额 {fmt.amount(total(of['amount_yuan']))}。")
    rows = found.assign(
        status=found["status"].map(_STATUS),
        entry=[f"{code} {name}" for code, name in zip(found["entry_code"], found["entry_name"], strict=True)],
        href=[addresses.evidence(row["disclosure_id"], row) for row in found.to_dict("records")],
    ).sort_values(["amount_yuan", "score"], ascending=False)
    columns = [
        Column("project", "项目或采购"),
        *collection.unit_columns(),
        Column("amount_yuan", "金额", "amount"),
        Column("entry", "目录条目"),
        Column("department", "目录部门"),
        Column("status", "状态", filtered=True),
        Column("score", "相似度", "number"),
    ]
    table = html_table(
        rows, columns, caption="项目与目录的对应", unit=fmt.WAN_YUAN, evidence="href", sortable=True
    )
    return show_html(prose.paragraph(*sentences, _outside(collection, found)), table)


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
    """Every entry, to browse by department and level and to search."""
    entries = collection.table("catalogue_entries")
    if entries.empty:
        return prose.absent(_NO_CATALOGUE)
    rows = entries.assign(
        department=entries["department"].replace("", _EVERY_DEPARTMENT),
        depth=[f"{level} 级" for level in entries["level"]],
        href=[addresses.evidence(row["disclosure_id"], row) for row in entries.to_dict("records")],
    )
    columns = [
        Column("code", "编码"),
        Column("name", "名称", href="href"),
        Column("department", "部门", filtered=True),
        Column("depth", "级次", filtered=True),
    ]
    issued = [number for number in dict.fromkeys(entries["issued_as"]) if number]
    words = f"文号：{fmt.joined(issued)}。" if issued else ""
    table = html_table(
        rows, columns, caption="购买服务指导性目录", row_header="name", sortable=True, anchor="catalogue"
    )
    return show_html(prose.paragraph(words) if words else Markup(""), table)


def defects(collection: Collection) -> HtmlOutput:
    """What is wrong with the catalogues themselves."""
    findings = collection.table("findings")
    found = findings[(findings["family"] == "catalogue") & (findings["outcome"] == "fail")]
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
    table = html_table(
        rows, columns, caption="目录本身的差错", evidence="href", sortable=True, anchor="defects"
    )
    return show_html(prose.paragraph(words), table)


def _outside(collection: Collection, found: pd.DataFrame) -> str:
    """How much project money no match touches, in the documents that have matches."""
    projects = collection.table("projects")
    projects = projects[projects["disclosure_id"].isin(found["disclosure_id"])]
    if projects.empty:
        return ""
    kept = found[found["status"] != "rejected"]
    touched = set(zip(kept["disclosure_id"], kept["project"], strict=True))
    pairs = zip(projects["disclosure_id"], projects["name"], strict=True)
    outside = projects[pd.Series([pair not in touched for pair in pairs], index=projects.index, dtype=bool)]
    amount, whole = total(outside["total_yuan"]), total(projects["total_yuan"])
    return f"其余 {len(outside)} 个项目、{fmt.amount(amount)}（占 {fmt.share(amount, whole)}）没有找到对应的目录条目。"


def _categories(entries: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(Catalogue, code) of each category -> the name that most departments print."""
    categories = entries[(entries["level"] == _CATEGORY_LEVEL) & (entries["name"] != "")]
    counted = categories.groupby(["catalogue", "code", "name"]).size().reset_index(name="count")
    most = counted.sort_values("count", ascending=False).drop_duplicates(["catalogue", "code"])
    return dict(zip(zip(most["catalogue"], most["code"], strict=True), most["name"], strict=True))


def _main_catalogue(entries: pd.DataFrame) -> str:
    """The catalogue with the most departments."""
    return str(entries.groupby("catalogue")["department"].nunique().idxmax())
