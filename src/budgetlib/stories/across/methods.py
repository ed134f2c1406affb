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
from budgetlib.stories.collection import Collection
from budgetlib.stories.described import words_of
from budgetlib.stories.frames import objects
from budgetlib.stories.long_tables import long_table
from budgetlib.stories.run import day_of_build, unread_files
from budgetlib.stories.unit.findings import TOPICS


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


def files(collection: Collection) -> HtmlOutput:
    """The documents that everything was read from, each with its original and its digest."""
    if not len(collection):
        return prose.absent("还没有收录文件。")
    frame = collection.disclosures
    rows = collection.named.join(frame.set_index("disclosure_id")).assign(
        source=[addresses.source_page(identifier) for identifier in frame["disclosure_id"]],
        short=list(frame["sha256"].str[:12]),
        kind=frame["format"].replace(words_of("disclosures", "format")).tolist(),
        extent=["" if pd.isna(pages) else f"{pages} 页" for pages in frame["pages"]],
    )
    columns = [
        *collection.unit_columns(),
        Column("source_file", "文件", href="source"),
        Column("kind", "格式", filtered=True),
        *([Column("extent", "篇幅")] if rows["extent"].any() else []),
        Column("money_unit", "金额单位"),
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
            {"name": name, "title": table.title, "rows": len(collection.package[name]), "files": files}
        )
    frame = pd.DataFrame(rows)
    frame = frame.assign(files=objects((row["files"] for row in rows), frame))
    columns = [
        Column("title", "表"), Column("name", "名称"), Column("rows", "行数", "count"), Column("files", "下载", "html"),
    ]  # fmt: skip
    return show_html(html_table(frame, columns, caption="数据包里的表"))


def fields() -> HtmlOutput:
    """What every column of every table means."""
    schema = package_schema()
    parts = []
    for name in schema.table_names:
        table = schema[name]
        rows = pd.DataFrame(
            [
                {
                    "name": item.name,
                    "title": item.title,
                    "unit": item.unit,
                    "values": _values(item.values),
                    "about": item.description,
                }
                for item in table.fields
            ]
        )
        columns = [
            Column("name", "字段"),
            Column("title", "中文名"),
            Column("unit", "单位"),
            Column("values", "取值"),
            Column("about", "说明（英文）"),
        ]
        parts.append(
            prose.folded(
                f"{table.title}（{name}）", html_table(rows, columns, caption=f"{table.title}的字段")
            )
        )
    return show_html(*parts)


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


def _values(values: Mapping[str, str]) -> str:
    return "；".join(f"{value}＝{str(words).split(',')[0]}" for value, words in values.items())
