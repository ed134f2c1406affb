"""The page of a notebook that failed: what there was until then, and in plain words that it is not all."""

from __future__ import annotations

import re
from html import escape

import nbformat
from nbformat import NotebookNode

from budgetlib.display.output import raw_block
from budgetlib.errors import BudgetlibError

_MARKER = "papermill-error-cell-tag"
_CELL = re.compile(r"^cell (\d+)")
_STOP = '<p class="absent">出错之后的内容没有生成。</p>'
_NOTICE = """\
::: {{.callout-important title="本页没有全部生成"}}
下面只有出错之前的内容，数字仍以公开文件为准。重新运行 `budgetlib build` 会再试一次。

{details}:::"""


def with_failure(notebook: NotebookNode, failure: BudgetlibError) -> NotebookNode:
    """A partly executed notebook with a notice on top, without tracebacks and without papermill's own marks."""
    notebook.cells = [cell for cell in notebook.cells if _MARKER not in cell.metadata.get("tags", ())]
    failed = next((number for number, cell in enumerate(notebook.cells) if _raised(cell)), None)
    if failed is not None:  # headings of what was not executed would head nothing
        stop = nbformat.v4.new_markdown_cell(raw_block(_STOP), id="failure-stop")
        notebook.cells = [*notebook.cells[: failed + 1], stop]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
    place = "，".join(part for part in (failure.file, _in_chinese(failure.place)) if part)
    notice = nbformat.v4.new_markdown_cell(
        _NOTICE.format(
            details=raw_block(f"<p>出错位置：{escape(place)}</p>\n<pre>{escape(failure.problem)}</pre>")
        ),
        id="failure",
    )
    has_front_matter = bool(notebook.cells) and notebook.cells[0].cell_type == "raw"
    notebook.cells.insert(1 if has_front_matter else 0, notice)
    return notebook


def _raised(cell: NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", ()))


def _in_chinese(place: str | None) -> str:
    """``第 34 格`` for ``cell 34``, which is what the error says on a terminal."""
    return _CELL.sub(r"第 \1 格", place or "")
