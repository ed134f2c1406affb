"""A small project: three made-up disclosures, a notebook of one line and a report."""

from __future__ import annotations

import json
from pathlib import Path

from budgetlib.batch.folders import Folders

_DISCLOSURE = """\
# {unit}{year}年部门预算

## 第一部分 概况

## 第二部分 {year}年部门预算表

部门收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | {amount}.00 | 一、一般公共服务支出 | {amount}.00 |
| 本年收入合计 | {amount}.00 | 本年支出合计 | {amount}.00 |
| 上年结转结余 | | 年终结转结余 | |
| 收入总计 | {amount}.00 | 支出总计 | {amount}.00 |

财政拨款收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 合计 |
| 一、本年收入 | {amount}.00 | 一、本年支出 | {amount}.00 |
| （一）一般公共预算拨款 | {amount}.00 | （一）一般公共服务支出 | {amount}.00 |
| 收入总计 | {amount}.00 | 支出总计 | {amount}.00 |
"""

_NOTEBOOK_CELLS = [
    ("parameters", 'unit: str = ""\nyear: int = 0\ndata = "../data/processed"'),
    (
        "",
        "from budgetlib.dataset import load_package\n"
        'rows = load_package(data).table("key_facts")\n'
        'documents = load_package(data).table("disclosures")\n'
        "mine = documents[(documents.unit_name == unit) & (documents.year == year)]\n"
        "print(unit, year, len(mine))",
    ),
]

_PROJECT = """\
project:
  type: website
lang: zh
website:
  title: 试验
  navbar:
    left:
      - href: index.qmd
execute:
  echo: false
format: html
"""

_REPORT = """\
---
title: 总览
---

```{python}
#| tags: [parameters]
data = "../data/processed"
years: list[int] = []
```

```{python}
from budgetlib.dataset import load_package
print(len(load_package(data)["disclosures"]), "disclosures", years)
```
"""


def disclosure(unit: str, year: int, amount: int) -> str:
    """A made-up budget with two statements."""
    return _DISCLOSURE.format(unit=unit, year=year, amount=amount)


def web_page(unit: str, year: int, amount: int) -> str:
    """The same as a web page."""
    body = ""
    for block in disclosure(unit, year, amount).strip().split("\n\n"):
        if block.startswith("|"):
            lines = [line for line in block.splitlines() if not line.startswith("|---")]
            rows = ["".join(f"<td>{cell}</td>" for cell in line[1:-1].split("|")) for line in lines]
            body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"
        else:
            tag = {"# ": "h1", "##": "h2"}.get(block[:2], "p")
            body += f"<{tag}>{block.lstrip('# ')}</{tag}>\n"
    return f"<html><head><meta charset='utf-8'><title>{unit}</title></head><body>{body}</body></html>"


def notebook(cells: list[tuple[str, str]]) -> str:
    """A notebook of code cells, each with a tag or none."""
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"c{number}",
                    "metadata": {"tags": [tag] if tag else []},
                    "execution_count": None,
                    "outputs": [],
                    "source": source,
                }
                for number, (tag, source) in enumerate(cells)
            ],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def make_project(root: Path) -> Folders:
    """The project in a folder."""
    folders = Folders(root)
    folders.raw.mkdir(parents=True)
    (folders.raw / "a.md").write_text(disclosure("甲县财政局", 2024, 100), "utf-8")
    (folders.raw / "b.md").write_text(disclosure("甲县财政局", 2023, 90), "utf-8")
    (folders.raw / "c.md").write_text(disclosure("乙县教育局", 2024, 300), "utf-8")
    folders.notebook.parent.mkdir()
    folders.notebook.write_text(notebook(_NOTEBOOK_CELLS), "utf-8")
    folders.reports.mkdir()
    (folders.reports / "_quarto.yml").write_text(_PROJECT, "utf-8")
    (folders.reports / "index.qmd").write_text(_REPORT, "utf-8")
    return folders
