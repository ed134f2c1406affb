"""Damaged files of every format end in an answer or in an error that a reader raised on purpose."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from fuzz import failures, good_files, inputs
from handmade_pdf import line, pdf, text
from rewritten import docx, word_runs

NUMBER = 300
ROWS = (("科目编码", "科目名称", "合计"), ("201", "一般公共服务支出", "100.00"), ("", "合计", "100.00"))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, root: Path) -> list[Path]:
    """Small good files: of Markdown, a web page, a workbook, a Word file and a PDF."""
    folder = tmp_path_factory.mktemp("good")
    title = "甲县水利局2024年部门支出预算表"
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    page = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><table>{cells}</table></body></html>"
    )
    (folder / "a.html").write_text(page, "utf-8")
    workbook = openpyxl.Workbook()
    for row in ((title,), ("单位：万元",), *ROWS):
        workbook.active.append(row)
    workbook.save(folder / "a.xlsx")
    runs = "".join(f"<w:tc><w:p>{word_runs(cell)}</w:p></w:tc>" for cell in ROWS[1])
    body = f"<w:p>{word_runs(title)}</w:p><w:tbl><w:tr>{runs}</w:tr></w:tbl>"
    (folder / "a.docx").write_bytes(docx(body))
    ruled = "".join(line(50, 100 + 20 * at, 400, 100 + 20 * at) for at in range(4))
    (folder / "a.pdf").write_bytes(pdf(text(50, 80, "2024 budget") + ruled + text(60, 115, "201 100.00")))
    (folder / "a.md").write_bytes((root / "data" / "raw" / "00.md").read_bytes()[:20_000])
    return good_files([folder])


def test_damaged_files_end_in_words(seeds: list[Path], tmp_path: Path) -> None:
    found = list(failures(inputs(seeds, NUMBER, 1, tmp_path)))
    assert [f"{failed.file.name}: {failed.problem}" for failed in found] == []


def test_equal_seeds_give_equal_files(seeds: list[Path], tmp_path: Path) -> None:
    first = [path.read_bytes() for path in inputs(seeds, 20, 7, tmp_path)]
    assert [path.read_bytes() for path in inputs(seeds, 20, 7, tmp_path)] == first
    assert [path.read_bytes() for path in inputs(seeds, 20, 8, tmp_path)] != first
