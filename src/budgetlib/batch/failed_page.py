"""The page of a notebook that failed: what there was until then, and in plain words that it is not all."""

from __future__ import annotations

from html import escape

import nbformat
from nbformat import NotebookNode

from budgetlib.display.output import raw_block
from budgetlib.errors import BudgetlibError

_MARKER = "papermill-error-cell-tag"
_NOTICE = """\
::: {{.callout-important title="本页没有全部生成"}}
下面只有出错之前的内容，数字仍以公开文件为准。重新运行 `budgetlib build` 会再试一次。

{details}:::"""


def with_failure(notebook: NotebookNode, failure: BudgetlibError) -> NotebookNode:
    """A partly executed notebook with a notice on top, without tracebacks and without papermill's own marks."""
    notebook.cells = [cell for cell in notebook.cells if _MARKER not in cell.metadata.get("tags", ())]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
    place = " ".join(part for part in (failure.file, failure.place) if part)
    notice = nbformat.v4.new_markdown_cell(
        _NOTICE.format(
            details=raw_block(f"<p>出错位置：{escape(place)}</p>\n<pre>{escape(failure.problem)}</pre>")
        ),
        id="failure",
    )
    has_front_matter = bool(notebook.cells) and notebook.cells[0].cell_type == "raw"
    notebook.cells.insert(1 if has_front_matter else 0, notice)
    return notebook
