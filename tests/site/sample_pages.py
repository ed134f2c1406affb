"""Executed pages as the reports make them, for trying the renderer and for looking at the style sheet."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from budgetlib.display import components as show
from budgetlib.display.charts import ranked_bars
from budgetlib.display.markup import join
from budgetlib.display.output import raw_block
from budgetlib.display.tables import Column, html_table

Cell = dict[str, Any]

ONE_PIXEL_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def raw(text: str) -> Cell:
    return {"cell_type": "raw", "id": "raw", "metadata": {}, "source": text}


def markdown(text: str) -> Cell:
    return {"cell_type": "markdown", "id": "text", "metadata": {}, "source": text}


def code(source: str, *outputs: Cell, tags: list[str] | None = None) -> Cell:
    return {
        "cell_type": "code",
        "id": "code",
        "metadata": {"tags": tags} if tags else {},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }


def shown(**data: str) -> Cell:
    """A displayed output; `text_markdown="…"` is the MIME type `text/markdown`."""
    named = {name.replace("_", "/", 1).replace("svg", "svg+xml"): text for name, text in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": named}


def html(markup: str) -> Cell:
    """HTML as the notebooks show it: a raw block in Markdown."""
    return shown(text_markdown=raw_block(markup))


def stream(text: str, name: str = "stdout") -> Cell:
    return {"output_type": "stream", "name": name, "text": text}


def notebook(*cells: Cell) -> bytes:
    body = {
        "cells": list(cells),
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(body, ensure_ascii=False).encode()


BARS = (
    ("一般公共服务支出", 1083.56, "#2f6f8f"),
    ("社会保障和就业支出", 96.41, "#2f6f8f"),
    ("卫生健康支出", 34.27, "#2f6f8f"),
    ("住房保障支出", 51.72, "#2f6f8f"),
)


def bar_chart() -> str:
    """A plain bar chart as SVG, as matplotlib would make it."""
    bars = []
    for number, (name, value, colour) in enumerate(BARS):
        top = 16 + number * 44
        width = value / 1083.56 * 460
        bars.append(
            f'<text x="180" y="{top + 19}" text-anchor="end" font-size="15" fill="#222">{name}</text>'
            f'<rect x="190" y="{top}" width="{width:.1f}" height="28" fill="{colour}"/>'
            f'<text x="{198 + width:.1f}" y="{top + 19}" font-size="15" fill="#222">{value:,.2f}</text>'
        )
    return (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 200" width="760" height="200" '
        f'font-family="Noto Sans CJK SC, sans-serif">{"".join(bars)}</svg>'
    )


def spending_table(rows: int = 26, caption: str = "按功能分类的支出") -> str:
    """A long table by function, with levels, a blank, a zero and a figure that was not published."""
    names = [
        "一般公共服务支出",
        "组织事务",
        "行政运行",
        "一般行政管理事务",
        "其他组织事务支出",
        "党建引领基层治理专项工作经费",
    ]
    frame = pd.DataFrame(
        {
            "name": [names[i % len(names)] for i in range(rows)],
            "code": [f"2013{i:02d}" for i in range(rows)],
            "level": [1 + i % 3 for i in range(rows)],
            "current": [1234567.89 * (rows - i) for i in range(rows)],
            "prior": [None if i == 3 else 0 if i == 4 else 1200000.5 * (rows - i) for i in range(rows)],
            "state": ["blank" if i == 3 else "zero" if i == 4 else "number" for i in range(rows)],
            "share": [round(100 / (i + 1.7), 2) for i in range(rows)],
            "role": ["total" if i == 0 else "" for i in range(rows)],
            "place": [f"../../sources/00.html#row-{i}" for i in range(rows)],
            "anchor": [f"row-{i}" for i in range(rows)],
        }
    )
    return html_table(
        frame,
        [
            Column("name", "科目", filtered=True),
            Column("code", "编码"),
            Column("current", "2024 年预算", "amount", group="一般公共预算"),
            Column("prior", "2023 年预算", "amount", group="一般公共预算", state="state"),
            Column("share", "占比", "percent"),
        ],
        caption=caption,
        anchor="spending",
        total="role",
        level="level",
        row_anchor="anchor",
        evidence="place",
        sortable=True,
    )


def unit_page() -> bytes:
    """A unit page with everything that the reports use."""
    term = show.term(
        "机关运行经费", "为保障行政单位运行用于购买货物和服务的各项资金，包括办公及印刷费、邮电费、差旅费等。"
    )
    tiles = show.tiles(
        [
            show.amount_tile("支出总计", "12659613.5", prior_yuan="11873400", href="#spending"),
            show.amount_tile("三公经费", "66000", prior_yuan="70000"),
            show.amount_tile("公务接待费", None, state="blank"),
            show.amount_tile("因公出国（境）费", "0", state="zero"),
            show.tile("公开得分", "82", unit="/ 100", note="11 项要求中 9 项已公开"),
        ]
    )
    findings = join(
        [
            show.finding_card(
                "收入总表与收支总表不符",
                "收入总表把上年结转 1,204,500.00 元列在“单位资金”一栏，与收支总表相差 1,204,500.00 元。",
                severity="error",
                authority="《预算法》第三十二条",
                rule="income.carryover",
                evidence=[show.evidence_link("../../sources/00.html#t2-r5", "第 3 页表格第 5 行")],
                anchor="finding-1",
            ),
            show.finding_card("未公开三公经费增减原因", "公开文本没有说明三公经费比上年减少的原因。", severity="warning",
                              authority="财预〔2016〕143 号", rule="three-public.reason"),
            show.finding_card("项目支出集中", "前三个项目占项目支出的 81%。", severity="notice"),
        ]
    )  # fmt: skip
    ranked = ranked_bars(
        pd.DataFrame([{"name": name, "amount_yuan": Decimal(str(value)) * 10000} for name, value, _ in BARS]),
        subtitle="2024 年部门预算", source="2024 年部门预算公开说明，表 5",
    )  # fmt: skip
    chart = code(
        "#| label: fig-function\n#| fig-cap: 八成以上的钱用在组织事务上（万元，2024 年预算）\n"
        "#| fig-alt: 条形图：一般公共服务支出 1,083.56 万元，远多于其余三类。\nchart()",
        shown(image_svg=bar_chart(), text_plain="<Figure>"),
    )
    return notebook(
        raw("---\ntitle: 中国共产党山阴县委员会组织部\nsubtitle: 2024 年部门预算\n"
            "description: 支出 1,265.96 万元，比上年多 6.6%；收入总表有一处数字矛盾。\ndate: 2024-03-01\n---"),
        code("unit = 'x'", stream("hidden"), tags=["remove-cell"]),
        markdown("支出总计比上年增加 78.62 万元，增幅主要来自 **党建引领基层治理** 专项（见 @fig-function 和 @tbl-spending）。"
                 "公开文本共 23 页，13 张表都能读出。\n\n这是一段用来看行长和行距的正文：预算公开是法定义务，"
                 "单位应当在财政部门批复后二十日内公开本单位预算，并对机关运行经费的安排、政府采购情况等作出说明；"
                 "涉及国家秘密的除外。[方法与数据](../../methods.ipynb)说明每个数字怎么来。"),
        code("tiles()", html(tiles)),
        code("show.badges()", html(f'<p>{show.badge("预算")} {show.badge("已公开", "met")} {show.badge("未公开", "missing")} '
                                   f'{show.badge("数字矛盾", "error")} 什么是{term}？</p>')),
        markdown("## 发现的问题"),
        code("findings()", html(f'<div class="findings">{findings}</div>')),
        markdown("## 钱花在哪里"),
        code("ranked_bars()", html(ranked.html(anchor="ranked", downloads={"SVG": "#", "PNG": "#"}))),
        chart,
        code("source()", html(show.source_note("2024 年部门预算公开说明，表 5") + show.download_row(
            {"CSV": "../../data/budget_lines.csv", "SVG": "2024-budget_files/figure-html/fig-function-output-1.svg"}))),
        code("#| label: tbl-spending\n#| tbl-cap: 一般公共预算支出，按功能分类\ntable()", html(spending_table())),
        markdown("### 两种分类\n\n::: {.panel-tabset}\n\n## 按功能分类"),
        code("table()", html(spending_table(4, "前四行").replace("row-", "short-row-").replace('id="spending"', ""))),
        markdown("## 按经济分类\n\n人员经费 612.40 万元，公用经费 88.16 万元。\n\n## 说明\n\n两种分类合计相同。\n\n:::"),
        markdown("## 读表须知\n\n"
                 "::: {.callout-note}\n单元格空白不等于零：空白写作 —，零写作 0。\n:::\n\n"
                 '::: {.callout-tip title="怎样核对"}\n点“原文”可跳到公开文件的那一行。\n:::\n\n'
                 "::: {.callout-warning collapse=\"true\"}\n## 收入总表已按其他表更正\n\n"
                 "更正前后的数字都保留，见 [方法](../../methods.ipynb#repairs)。\n:::\n\n"
                 "::: {.callout-important}\n金额单位在每张表的标题里说明。\n:::\n\n"
                 "::: {.callout-caution}\n“比上年”用的是单位自己公布的数。\n:::"),
        markdown("## 并排与旁注\n\n:::: {.grid}\n\n::: {.g-col-6}\n**左栏** 收入。\n:::\n\n::: {.g-col-6}\n**右栏** 支出。\n:::\n\n::::\n\n"
                 "::: {.column-margin}\n旁注：金额为元，保留两位小数。\n:::\n\n"
                 "| 项目 | 金额（万元） |\n|---|---:|\n| 人员经费 | 612.40 |\n| 公用经费 | 88.16 |\n\n"
                 ": 基本支出的两部分 {#tbl-basic}\n\n"
                 "脚注也能用。[^1] 单价 $5 到 $7 不是公式。`{{< meta title >}}` 只是文字。\n\n"
                 "[^1]: 依据《预算法》第十四条。\n\n> 引用：预算公开应当以公开为常态、不公开为例外。\n"),
    )  # fmt: skip


def home_page() -> bytes:
    return notebook(
        raw("---\ntitle: 政府预算公开观察\nsubtitle: 每个单位花多少钱、花在哪里、公开得怎样\ntoc: false\npage-layout: full\n---"),
        markdown("收录 **1** 份公开文件，来自 1 个单位、1 个年度。数据截至 2024 年 3 月 1 日。\n\n[看第一个单位](units/zzb/2024-budget.qmd)"),
        code("table()", html(spending_table(130).replace("../../", ""))),
    )  # fmt: skip


def methods_page() -> bytes:
    return notebook(
        raw("---\ntitle: 方法与数据\ntoc-depth: 2\n---"),
        markdown("## 更正 {#repairs}\n\n只更正别的数字能证实的地方。\n\n## 一页文字\n\n" + "预算公开是法定义务。" * 60),
        code("print(1)\n", stream("一行输出\n"), stream("注意\n", "stderr")),
        code("#| echo: true\n#| code-fold: true\n1/0", {
            "output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero",
            "traceback": ["\x1b[31mZeroDivisionError\x1b[0m: division by zero"],
        }),
        code("1", shown(text_plain="1")),
        code("i", shown(image_png=base64.b64encode(ONE_PIXEL_PNG).decode())),
    )  # fmt: skip


def write_pages(folder: Path) -> dict[str, Path]:
    """Executed notebooks in a folder, by the URL each page will have."""
    pages = {
        "index.html": home_page(),
        "methods.html": methods_page(),
        "units/zzb/2024-budget.html": unit_page(),
    }
    written = {}
    for number, (url, content) in enumerate(pages.items()):
        written[url] = folder / f"executed-{number}.ipynb"
        written[url].write_bytes(content)
    return written
