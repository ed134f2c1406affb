"""A new kind of statement is a member with its entry in accounts and its patterns in layouts, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_MEMBER = '    SOCIAL_INSURANCE = "social_insurance"\n'
_ENTRY = """
[social_insurance]
title = "社会保险基金支出表"
english = "expenditure of social insurance funds by function"
classified = "functional"
levels = true
"""
_PATTERNS = """[[statement]]
kind = "social_insurance"
title = ['社会保险基金.*支出']

"""
_DOCUMENT = """某某县财政局

2024年度单位预算公开

收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 财政拨款收入 | 5.00 | 教育支出 | 5.00 |
| 收入总计 | 5.00 | 支出总计 | 5.00 |

支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 5.00 | 2.00 | 3.00 |
| 205 | 教育支出 | 5.00 | 2.00 | 3.00 |

收入总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 一般公共预算 |
|---|---|---|---|
| | 合计 | 5.00 | 5.00 |
| 205 | 教育支出 | 5.00 | 5.00 |

社会保险基金预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 99.00 | 30.00 | 69.00 |
| 209 | 社会保险基金支出 | 90.00 | 20.00 | 70.00 |
| 20901 | 企业职工基本养老保险基金支出 | 90.00 | 20.00 | 70.00 |
"""
_LOOK = """
import json, sys
from pathlib import Path
from budgetlib.batch.document import process_document
from budgetlib.dataset import field_rows, write_package
from budgetlib.stories import open_unit_year
from budgetlib.stories.unit.completeness import statements

path, folder = map(Path, sys.argv[1:])
result = process_document(path)
write_package([result], folder)
(described,) = [dict(row.values) for row in field_rows("statements") if row.name == "statement"]
print(json.dumps({
    "kinds": [statement.kind for statement in result.disclosure.statements],
    "levels": [line.level for line in result.disclosure.lines if line.statement == "social_insurance" and line.measure == "total"],
    "found": [finding.message for finding in result.findings if finding.rule_id == "inside.total" and finding.outcome == "fail"],
    "described": described["social_insurance"],
    "shown": statements(open_unit_year(str(folder))).html,
}))
"""


@pytest.fixture(scope="module")
def library(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library that knows one more kind."""
    copy = tmp_path_factory.mktemp("library")
    shutil.copytree(root / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    package = copy / "src" / "budgetlib"
    _edit(package / "accounts" / "kinds.py", "    PROJECTS =", _MEMBER)
    _edit(package / "accounts" / "kinds.toml", "[projects]", _ENTRY.strip() + "\n\n")
    _edit(package / "layouts" / "statements.toml", "[[statement]]", _PATTERNS)
    return copy


def _edit(path: Path, before: str, more: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, more + before, 1), "utf-8")


def test_it_is_read_summed_titled_described_and_shown(library: Path, tmp_path: Path) -> None:
    document = tmp_path / "made-up.md"
    document.write_text(_DOCUMENT, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, str(document), str(tmp_path / "package")],
        env={**os.environ, "PYTHONPATH": str(library / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert told["kinds"] == ["summary", "expenditure", "income", "social_insurance"]
    assert told["levels"] == [0, 1, 2]
    (found,) = told["found"]
    for column, difference in (("合计", "9.00"), ("基本支出", "10.00"), ("项目支出", "1.00")):
        assert f"社会保险基金支出表合计（{column}）" in found
        assert f"相差{difference}万元" in found
    assert told["described"] == "社会保险基金支出表, expenditure of social insurance funds by function"
    assert "社会保险基金支出表" in told["shown"]


def test_a_member_without_an_entry_is_named(library: Path, tmp_path: Path) -> None:
    package = tmp_path / "src" / "budgetlib"
    shutil.copytree(library / "src" / "budgetlib", package)
    _edit(package / "accounts" / "kinds.py", "    PROJECTS =", '    FORGOTTEN = "forgotten"\n')
    done = subprocess.run(
        [sys.executable, "-c", "import budgetlib.accounts"],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "kinds.toml: no entry for forgotten" in done.stderr
