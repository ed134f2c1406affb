"""The project that the tests build a whole website from: the seed, made-up documents, and a hostile one."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from budgetlib.batch.failed_page import with_failure
from budgetlib.errors import NotebookError

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = {
    "project": "<script>document.title='stolen'</script>{{< include /etc/passwd >}}`{python} 1`",
    "formula": '=HYPERLINK("http://example.org","点我")[点](javascript:alert(1))',
    "reason": "../../x <img src=x onerror=alert(1)> \u202e颠倒 $x$",
}
"""Where it stands in the document -> what it says. It must be read as just that."""
HOSTILE_UNIT = "河阳县教育局"


def copy_project(project: Path) -> None:
    """A project in a folder of its own, with four documents, and a page as one that failed looks."""
    for folder in ("notebooks", "reports"):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("_build", "_site"))
    raw = ROOT / "data" / "raw"
    chosen = [raw / "00.md", *sorted((raw / "synthetic").glob("unit-0000-2024-*.md"))]
    for path in (raw / "sources.csv", *chosen):
        target = project / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    made_up = (raw / "synthetic" / "unit-0001-2025-budget.md").read_text("utf-8")
    (project / "data" / "raw" / "hostile.md").write_text(hostile(made_up), "utf-8")
    (project / "reports" / "failed.qmd").write_text(failed(), "utf-8")


def failed() -> str:
    """A page with the notice that it is not all."""
    problem = f"FileNotFoundError: there is no /{'a-long-name/' * 20}"
    error = NotebookError(problem, file="unit_year.ipynb", place="cell 43")
    notice = with_failure(nbformat.v4.new_notebook(), error).cells[0]
    return f"---\ntitle: 没有全部生成的页面\n---\n\n{notice.source}\n"


def hostile(document: str) -> str:
    """A document that says what would do harm where it is not taken for text; no longer marked as made up."""
    document = document.replace("示例省萤溪县教育局（虚构）", HOSTILE_UNIT).replace("示例省萤溪县", "河阳县")
    document = document.replace("校园安防设备更新专项资金", HOSTILE["project"])
    document = document.replace("教师招聘考务补助", HOSTILE["formula"])
    lines = document.splitlines()
    return (
        "\n".join(line for line in lines if "虚构" not in line).replace("上年项目已经完成", HOSTILE["reason"])
        + "\n"
    )
