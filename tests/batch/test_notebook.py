"""Executing a notebook: what goes in, what comes out, and what is left out because it differs between runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up_project import notebook

from budgetlib.batch.notebook import code_of, execute, read_source
from budgetlib.errors import NotebookError

PAGE = """\
---
title: 一页
---

# 开头

```{python}
#| tags: [parameters]
year: int = 0; unit: str = "无"
```

```{python}
#| label: fig-x
#| tags:
#|   - remove-cell
import os
import matplotlib.pyplot as plt
print(year, repr(unit), os.environ["BUDGETLIB_RENDER"], os.path.basename(os.getcwd()))
plt.plot([1, 2]);
```
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "pages" / "page.qmd"
    path.parent.mkdir()
    path.write_text(PAGE, "utf-8")
    return path


def test_tags_in_comments_are_lifted_to_where_papermill_looks(page: Path) -> None:
    cells = read_source(page).cells
    assert [cell.cell_type for cell in cells] == ["raw", "markdown", "code", "code"]
    assert cells[2].metadata.tags == ["parameters"]
    assert cells[3].metadata.tags == ["remove-cell"]
    assert cells[3].source.startswith("#| label: fig-x"), "Quarto's options stay in the source"


def test_outputs_parameters_environment_and_folder(page: Path, tmp_path: Path) -> None:
    executed = tmp_path / "out" / "page.ipynb"
    execute(page, executed, {"year": 2024, "unit": "007"})
    cells = json.loads(executed.read_text("utf-8"))["cells"]
    injected = cells[3]
    assert {"injected-parameters", "remove-cell"} <= set(injected["metadata"]["tags"])
    printed, *_ = cells[4]["outputs"]
    assert "".join(printed["text"]) == "2024 '007' 1 pages\n"
    assert [sorted(output.get("data", {})) for output in cells[4]["outputs"][1:]] == [
        ["image/png", "text/plain"]
    ]


def test_equal_runs_give_equal_bytes(page: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        execute(page, tmp_path / name / "page.ipynb", {"year": 2024})
    assert (tmp_path / "one/page.ipynb").read_bytes() == (tmp_path / "two/page.ipynb").read_bytes()


def test_a_page_without_code_is_not_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "words.qmd"
    source.write_text("---\ntitle: 说明\n---\n\n只有文字。\n", "utf-8")
    monkeypatch.setattr("papermill.execute_notebook", None)
    execute(source, tmp_path / "words.ipynb", {})
    assert [cell.source for cell in read_source(tmp_path / "words.ipynb").cells][1] == "只有文字。"


def test_wrong_parameters_stop_before_anything_runs_and_leave_a_page(page: Path, tmp_path: Path) -> None:
    executed = tmp_path / "page.ipynb"
    with pytest.raises(NotebookError, match="has no parameter 'yeer'"):
        execute(page, executed, {"yeer": 2024})
    assert "本页没有全部生成" in executed.read_text("utf-8")


def test_a_failing_cell_is_named_and_what_came_before_is_kept(tmp_path: Path) -> None:
    source, executed = tmp_path / "fails.ipynb", tmp_path / "out.ipynb"
    cells = [("", "print('before')"), ("", "{}['三公']"), ("", "print('after')")]
    source.write_text(notebook(cells), "utf-8")
    with pytest.raises(NotebookError) as caught:
        execute(source, executed, {})
    assert (caught.value.place, caught.value.problem) == ("cell 2", "KeyError: '三公'")
    left = read_source(executed)
    assert "before" in str(left.cells[1].outputs)
    assert left.cells[2].outputs == []
    assert "出错之后的内容没有生成" in left.cells[-1].source
    written = executed.read_text("utf-8")
    assert "fails.ipynb，第 2 格" in written
    assert "after" not in written, "what was not executed heads and shows nothing"
    assert "Traceback" not in written


def test_an_error_that_time_magic_hides_is_still_a_failure(tmp_path: Path) -> None:
    source = tmp_path / "hides.ipynb"
    source.write_text(notebook([("", "%%time\n1 / 0")]), "utf-8")
    with pytest.raises(NotebookError, match="ZeroDivisionError"):
        execute(source, tmp_path / "out.ipynb", {})


@pytest.mark.parametrize("content", ["", "{}", '{"cells": 3}', "no notebook"])
def test_a_file_that_is_no_notebook_is_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text(content, "utf-8")
    with pytest.raises(NotebookError, match=r"x\.ipynb: can't be read") as caught:
        read_source(path)
    assert "\n" not in str(caught.value)


def test_the_project_s_own_notebook_declares_its_parameters(root: Path) -> None:
    from budgetlib.batch.parameters import declared_parameters

    declared = declared_parameters(read_source(root / "notebooks" / "unit_year.ipynb"), "unit_year.ipynb")
    assert {"unit", "year", "data"} <= set(declared)
    assert "open_unit_year" in code_of(read_source(root / "notebooks" / "unit_year.ipynb"))
