"""Catalogues of services that may be bought: what they list, for whom, and what is wrong with them."""

from __future__ import annotations

import pandas as pd

from budgetlib.display import format as fmt
from budgetlib.display.charts import heat_map
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.stories import addresses, prose
from budgetlib.stories.answers import names_of
from budgetlib.stories.collection import Collection
from budgetlib.stories.long_tables import long_table
from budgetlib.stories.prose import Output
from budgetlib.stories.tiers import CATALOGUE

EVERY_DEPARTMENT = "各部门通用"
_CATEGORY_LEVEL = 2
_MOST_ENTRIES = 2000
"""So many rows make a page that still opens quickly on a phone."""


def extent(collection: Collection) -> str:
    """How many services the catalogues list, and for how many departments; empty without a catalogue."""
    entries = collection.table("catalogue_entries")
    if entries.empty:
        return ""
    departments = entries[entries["department"] != ""]["department"].nunique()
    services = fmt.number(len(_services(entries)))
    of = (
        f"{departments} 个部门和各部门通用的"
        if (entries["department"] == "").any()
        else f"{departments} 个部门的"
    )
    return f"收录的购买服务指导性目录列了{of}服务，共 {services} 项。"


def coverage_map(collection: Collection) -> Output:
    """Departments by categories: where the catalogue has entries."""
    entries = collection.table("catalogue_entries")
    items = _services(entries)
    items = items[items["level"] > _CATEGORY_LEVEL]
    if items.empty:
        return prose.absent(_none(collection))
    names = _categories(entries)
    category = [
        names.get((which, code[:3]), code[:3])
        for which, code in zip(items["catalogue"], items["code"], strict=True)
    ]
    counted = items.assign(category=category, department=items["department"].replace("", EVERY_DEPARTMENT))
    counted = counted[counted["catalogue"] == _main_catalogue(entries)]
    matrix = counted.groupby(["department", "category"], sort=False).size().unstack(fill_value=0)
    departments = counted.groupby("department").size().sort_values(ascending=False, kind="stable")
    columns = counted.groupby("category").size().sort_values(ascending=False).index
    most = departments.iloc[0]
    names_of_most = list(departments[departments == most].index)
    return heat_map(
        matrix.loc[departments.index, columns],
        what="项",
        title=f"{len(departments)} 个部门中，{names_of(names_of_most)}部门可以购买的服务最多，"
        f"{'各 ' if len(names_of_most) > 1 else ''}{most} 项",
        subtitle="目录所列服务的项数（只数最末一级），部门 × 类别（二级目录）",
        source="各文件所附购买服务指导性目录",
    )


def entries(collection: Collection) -> HtmlOutput:
    """Every entry once, to browse by department and level and to search."""
    every = collection.table("catalogue_entries")
    if every.empty:
        return prose.absent(_none(collection))
    once = every.drop_duplicates(["issued_as", "catalogue", "department", "code", "name"])
    rows = once.assign(
        department=once["department"].replace("", EVERY_DEPARTMENT),
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
    words = (
        f"目录{f'（{issued}）' if issued else ''}共 {fmt.number(len(once))} 条，"
        f"其中最末一级的服务 {fmt.number(len(_services(once)))} 项。"
        "选部门、级次，或输入编码、名称的一部分来找；点名称看原文的那一行。"
    )
    table = long_table(
        rows,
        columns,
        caption="购买服务指导性目录",
        more="catalogue_entries",
        most=_MOST_ENTRIES,
        row_header="name",
        anchor="catalogue",
    )
    return show_html(prose.lead(words), table)


def defects(collection: Collection) -> HtmlOutput:
    """What is wrong with the catalogues themselves."""
    findings = collection.table("findings")
    found = findings[(findings["family"] == CATALOGUE) & (findings["outcome"] == "fail")]
    if found.empty:
        return prose.absent(
            "没有发现目录本身的差错。" if len(collection.table("catalogue_entries")) else _none(collection)
        )
    repaired = int(collection.table("catalogue_entries")["repaired"].sum())
    rows = found.assign(
        department=_departments_of(found, collection.table("catalogue_entries")),
        href=[addresses.evidence(row["disclosure_id"], row) for row in found.to_dict("records")],
    )
    columns = [Column("message", "差错"), Column("department", "部门", filtered=True)]
    words = f"目录里有 {len(found)} 处差错；能确定的已在数据里更正，涉及 {repaired} 条，原来的编码和名称都保留着。"
    table = long_table(
        rows, columns, caption="目录本身的差错", more="findings", evidence="href", anchor="defects"
    )
    return show_html(prose.paragraph(words), table)


def _none(collection: Collection) -> str:
    return f"{collection.none_of_them}政府购买服务指导性目录。"


def _services(entries: pd.DataFrame) -> pd.DataFrame:
    """The entries that name a service: those with none below them. The others are headings."""
    place = ["disclosure_id", "catalogue", "department"]
    headings = entries[[*place, "parent_code"]].drop_duplicates()
    found = entries.merge(
        headings, how="left", left_on=[*place, "code"], right_on=[*place, "parent_code"], indicator=True
    )
    return entries[(found["_merge"] == "left_only").to_numpy()]


def _departments_of(found: pd.DataFrame, entries: pd.DataFrame) -> list[str]:
    """The department in whose part of the catalogue each finding stands."""
    place = ["disclosure_id", "table", "row"]
    known = entries.drop_duplicates(place)[[*place, "department"]]
    names = found[place].merge(known, how="left", on=place)["department"]
    return list(names.replace("", EVERY_DEPARTMENT).fillna(""))


def _categories(entries: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(Catalogue, code) of each category -> the name that most departments print."""
    categories = entries[(entries["level"] == _CATEGORY_LEVEL) & (entries["name"] != "")]
    counted = categories.groupby(["catalogue", "code", "name"]).size().reset_index(name="count")
    most = counted.sort_values("count", ascending=False).drop_duplicates(["catalogue", "code"])
    return dict(zip(zip(most["catalogue"], most["code"], strict=True), most["name"], strict=True))


def _main_catalogue(entries: pd.DataFrame) -> str:
    """The catalogue with the most departments."""
    return str(entries.groupby("catalogue")["department"].nunique().idxmax())
