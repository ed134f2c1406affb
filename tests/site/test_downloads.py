"""What a reader takes away from a page, saved by a browser: CSV, Excel, SVG and PNG."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from lxml import etree
from sample_pages import code, html, notebook, raw

from budgetlib.display.charts import ranked_bars
from budgetlib.display.tables import Column, html_table
from budgetlib.site import render_site, stage_site
from budgetlib.stories.long_tables import long_table

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")

FRAME = pd.DataFrame(
    {
        "name": ["=HYPERLINK(1)", "教育支出", "农林水支出", "其他支出"],
        "amount_yuan": [12345600, 0, None, None],
        "state": ["number", "zero", "blank", "missing"],
        "share": [37.42, -1.5, None, None],
    }
)
MADE_UP = "units/made-up/2024-budget.html"
TITLE = "变化最大的是某省人大常委会办公厅的社会保障和就业支出：2017 年占 12%，2018 年占 7%"
SOURCE = "某局2024年预算公开文件《2024年预算支出总表》"
COLUMNS = [
    Column("name", "科目"),
    Column("amount_yuan", "金额", "amount", state="state"),
    Column("share", "占比", "percent", absent="无法计算"),
]


@pytest.fixture(scope="module")
def page(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page with a table that sorts and a chart, opened from disk."""
    folder = tmp_path_factory.mktemp("downloads")
    table = html_table(FRAME, COLUMNS, caption="支出", sortable=True)
    chart = ranked_bars(FRAME.head(2), title=TITLE, subtitle="支出", source=SOURCE).html()
    (folder / "index.ipynb").write_bytes(notebook(code("x", html(table)), code("y", html(chart))))
    short = long_table(FRAME, COLUMNS, caption="支出", more="claims", most=2)
    made_up = raw("---\ntitle: 甲局（虚构）\n---")
    (folder / "made-up.ipynb").write_bytes(notebook(made_up, code("x", html(short))))
    pages = {"index.html": folder / "index.ipynb", MADE_UP: folder / "made-up.ipynb"}
    staged = stage_site(root / "reports", pages, folder / "build")
    index = render_site(staged.build_dir, renderer="embedded").index
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(index.as_uri())
        opened.wait_for_selector(".table-tools", state="attached")
        yield opened
        browser.close()


@pytest.fixture
def saved(page: Any) -> Callable[[str], tuple[str, bytes]]:
    def save(label: str) -> tuple[str, bytes]:
        with page.expect_download() as download:
            page.get_by_role("button", name=label, exact=True).click()
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    return save


def test_csv_has_numbers_states_and_the_source(saved: Callable[[str], tuple[str, bytes]]) -> None:
    name, content = saved("CSV")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert name == "支出.csv"
    assert rows[:5] == [
        ["科目", "金额", "占比（%）"],
        ["'=HYPERLINK(1)", "1234.56", "37.42"],
        ["教育支出", "0", "-1.5"],
        ["农林水支出", "空白", "无法计算"],
        ["其他支出", "未见", "无法计算"],
    ]
    assert ["单位：万元"] in rows
    assert any(row and row[0].startswith("来源：") and "file:" not in row[0] for row in rows)


def test_excel_has_numbers_and_formats_and_no_formula(saved: Callable[[str], tuple[str, bytes]]) -> None:
    name, content = saved("Excel")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["数据"]
    assert name == "支出.xlsx"
    assert [cell.value for cell in sheet[2]] == ["=HYPERLINK(1)", 1234.56, 0.3742]
    assert sheet["A2"].data_type == "s"
    assert (sheet["B2"].number_format, sheet["C2"].number_format) == ("#,##0.00", "0.00%")
    assert [row[0].value for row in book["说明"].iter_rows()][:2] == ["支出", "单位：万元"]


def test_svg_stands_alone(saved: Callable[[str], tuple[str, bytes]]) -> None:
    name, content = saved("SVG")
    text = content.decode("utf-8")
    assert name == f"{TITLE}.svg"
    assert "var(" not in text
    words = " ".join(etree.fromstring(content).itertext())
    assert "2018 年占 7%" in [line.strip() for line in etree.fromstring(content).itertext()], (
        "breaks at a comma"
    )
    assert SOURCE in words, "whole, though the page keeps its numbers on one line"


def test_png_is_a_picture_of_twice_the_size(saved: Callable[[str], tuple[str, bytes]]) -> None:
    name, content = saved("PNG")
    assert name == f"{TITLE}.png"
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 2 * (680 + 32)


def test_what_is_no_figure_stays_behind_the_figures_whichever_way_they_are_sorted(
    page: Any, saved: Callable[[str], tuple[str, bytes]]
) -> None:
    """From disk and in the file that is saved: least and greatest stand where a reader looks for them."""
    first = {}
    for order in ("ascending", "descending"):
        page.get_by_role("button", name="金额").press("Enter")
        page.wait_for_selector(f"th[aria-sort={order}]")
        rows = list(csv.reader(io.StringIO(saved("CSV")[1].decode("utf-8-sig"))))
        first[order] = [row[1] for row in rows[1:5]]
        assert set(first[order][2:]) == {"空白", "未见"}
    assert first["ascending"][:2] == ["0", "1234.56"]
    assert first["descending"][:2] == ["1234.56", "0"]


def test_a_file_says_where_it_is_cut_off_and_what_is_made_up(
    page: Any, saved: Callable[[str], tuple[str, bytes]]
) -> None:
    page.goto(page.url.replace("index.html", MADE_UP))
    page.wait_for_selector(".table-tools", state="attached")
    notes = saved("CSV")[1].decode("utf-8-sig")
    assert "这里是前 2 行，共 4 行；其余在数据包的 claims 表里。" in notes
    assert "虚构的示例数据" in notes
    assert "依法公开" not in notes
