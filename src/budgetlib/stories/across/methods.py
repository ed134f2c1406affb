"""How the numbers are made: rules with their authority, what the columns mean, which documents, what to take away."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from budgetlib import __version__
from budgetlib.dataset import package_schema
from budgetlib.display.markup import element, join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column, html_table
from budgetlib.stories import addresses, prose
from budgetlib.stories.across.transparency import KINDS
from budgetlib.stories.collection import Collection
from budgetlib.stories.described import in_chinese, words_of
from budgetlib.stories.frames import objects
from budgetlib.stories.long_tables import long_table
from budgetlib.stories.run import day_of_build, unread_files
from budgetlib.stories.tiers import TOPICS
from budgetlib.transparency import rubric

_SEVERAL_UNITS = "各表不一"


def rules(collection: Collection) -> HtmlOutput:
    """Every rule that was applied: what it asks for, and by which authority."""
    findings = collection.table("findings")
    if findings.empty:
        return prose.absent("收录的文件没有经过核对，这里还列不出规则。")
    first = findings.drop_duplicates("rule_id").sort_values(["family", "rule_id"])
    rows = first.assign(
        anchor=[addresses.rule_anchor(rule) for rule in first["rule_id"]],
        topic=first["family"].map(TOPICS).fillna(first["family"]),
    )
    columns = [
        Column("title", "规则"),
        Column("says", "怎么核对"),
        Column("topic", "主题", filtered=True),
        Column("authority", "依据"),
        Column("rule_id", "编号"),
    ]
    return show_html(html_table(rows, columns, caption="核对规则", row_anchor="anchor", sortable=True))


def criteria(collection: Collection) -> HtmlOutput:
    """Every criterion of the rubric: what is looked at, what it is worth, and by which authority."""
    used = rubric()
    if set(collection.table("scores")["rubric_version"]) - {used.version}:
        return prose.absent("这些评分出自另一版标准，这里还列不出它看什么。")
    rows = pd.DataFrame(
        [
            {
                "title": each.title,
                "looks_at": each.looks_at,
                "kind": KINDS[each.kind],
                "points": each.points,
                "authority": each.authority,
                "anchor": addresses.criterion_anchor(each.id),
            }
            for each in used.criteria
        ]
    )
    columns = [
        Column("title", "标准"),
        Column("looks_at", "看什么"),
        Column("kind", "性质", filtered=True),
        Column("points", "满分", "number", decimals=1),
        Column("authority", "依据"),
    ]
    caption = f"评分标准（第 {used.version} 版）"
    return show_html(html_table(rows, columns, caption=caption, row_anchor="anchor", sortable=True))


def files(collection: Collection) -> HtmlOutput:
    """The documents that everything was read from, each with its original and its digest."""
    if not len(collection):
        return prose.absent("还没有收录文件。")
    frame = collection.disclosures
    units = collection.table("statements").groupby("disclosure_id")["money_unit"].nunique()
    rows = collection.named.join(frame.set_index("disclosure_id")).assign(
        source=[addresses.source_page(identifier) for identifier in frame["disclosure_id"]],
        short=list(frame["sha256"].str[:12]),
        kind=frame["format"].replace(words_of("disclosures", "format")).tolist(),
        extent=["" if pd.isna(pages) else f"{pages} 页" for pages in frame["pages"]],
        files=[_files(row["source_file"], row["extra_sources"]) for row in frame.to_dict("records")],
        money=[
            unit if not pd.isna(unit) else _SEVERAL_UNITS if units.get(identifier, 0) > 1 else ""
            for identifier, unit in zip(frame["disclosure_id"], frame["money_unit"], strict=True)
        ],
    )
    columns = [
        *collection.unit_columns(),
        Column("files", "文件", href="source"),
        Column("kind", "格式", filtered=True),
        *([Column("extent", "篇幅")] if rows["extent"].any() else []),
        Column("money", "金额单位"),
        Column("short", "SHA-256（前 12 位）"),
    ]
    return show_html(long_table(rows, columns, caption="收录的文件", more="disclosures"))


def unread(collection: Collection) -> HtmlOutput:
    """The files that gave no document, so that nobody takes silence for completeness."""
    files = unread_files(collection.package.path)
    if not files:
        return show_html()
    reasons: dict[str, list[Markup]] = {}
    for each in files:
        reasons.setdefault(each.why, []).append(element("code", each.file))
    items = [Markup("{}：{}").format(why, join(names, "、")) for why, names in reasons.items()]
    return show_html(
        prose.paragraph(f"还有 {len(files)} 个文件没有读成预决算公开，不在任何数字里："), prose.bullets(items)
    )


def tables(collection: Collection) -> HtmlOutput:
    """The tables of the data package: what a row is, how many there are, and the files to download."""
    schema = package_schema()
    rows = []
    for name in collection.package:
        table = schema[name]
        files = join(
            [
                element("a", kind, href=f"/data/{name}.{suffix}", download=True)
                for kind, suffix in (("CSV", "csv"), ("Parquet", "parquet"))
            ],
            " · ",
        )
        rows.append(
            {
                "name": name,
                "title": table.title,
                "rows": len(collection.package[name]),
                "files": element("span", files, class_="nobr"),
            }
        )
    frame = pd.DataFrame(rows)
    frame = frame.assign(files=objects((row["files"] for row in rows), frame))
    columns = [
        Column("title", "表"), Column("name", "名称"), Column("rows", "行数", "count"), Column("files", "下载", "html"),
    ]  # fmt: skip
    return show_html(html_table(frame, columns, caption="数据包里的表"))


def fields() -> HtmlOutput:
    """What every column of every table means: lists, which a narrow screen shows as well as a wide one."""
    schema = package_schema()
    parts = []
    for name in schema.table_names:
        table = schema[name]
        terms = [
            _field(item.name, item.title, item.unit, item.description, item.values) for item in table.fields
        ]
        parts.append(
            prose.folded(f"{table.title}（{name}）", element("dl", join(terms, "\n"), class_="fields"))
        )
    return show_html(*parts)


def _field(name: str, title: str, unit: str, about: str, values: Mapping[str, str]) -> Markup:
    called = join([element("code", name), Markup(" {}").format(title)])
    stated = element("span", f"单位：{unit}", class_="unit") if unit else Markup("")
    items = [
        element("li", join([element("code", value), Markup(" {}").format(words)]))
        for value, words in in_chinese(values).items()
    ]
    meant = [element("p", about, lang="en"), element("ul", join(items)) if items else Markup("")]
    return join([element("dt", join([called, stated], " ")), element("dd", join(meant))])


def citation(collection: Collection) -> HtmlOutput:
    """How to cite, and what the data may be used for."""
    day = day_of_build(collection.package.path, collection.package.created)
    when = f"，{day}读取" if day else ""
    items = [
        Markup(
            "引用数字时，请写明单位、年度、预算或决算，以及报表名称；每个数字旁的“原文”链接就是它的出处。"
        ),
        f"引用本站：政府预算公开观察，{len(collection)} 份公开文件{when}，budgetlib {__version__}。",
        "公开文件由各单位依法公开，著作权归原单位；从中读出的数据可以自由使用，代码按 MIT 许可。",
    ]
    return show_html(prose.bullets(items))


def _files(first: str, extra: object) -> str:
    """The file, and how many there are where a disclosure was published in several."""
    others = len([name for name in str(extra).split(";") if name]) if isinstance(extra, str) else 0
    return f"{first} 等 {others + 1} 个文件" if others else first
