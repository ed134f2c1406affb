"""The project's own notebook has the same outputs by either engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlib.batch.document import process_document
from budgetlib.batch.notebook import execute
from budgetlib.dataset import write_package


def test_the_page_of_a_unit_is_the_same_to_the_byte(root: Path, seed_path: Path, tmp_path: Path) -> None:
    write_package([process_document(seed_path)], tmp_path / "data")
    source = root / "notebooks" / "unit_year.ipynb"
    for engine in (None, "budgetlib-warm"):
        execute(source, tmp_path / f"{engine}.ipynb", {"data": str(tmp_path / "data")}, engine=engine)
    stock, warm = (tmp_path / f"{engine}.ipynb" for engine in (None, "budgetlib-warm"))
    assert warm.read_bytes() == stock.read_bytes()
    assert stock.read_text("utf-8").count("<svg") > 2


def test_a_failing_page_says_the_same(tmp_path: Path) -> None:
    source = tmp_path / "page.qmd"
    source.write_text(
        "# 一页\n\n```{python}\nprint('before')\n```\n\n```{python}\n{}['三公']\n```\n", "utf-8"
    )
    said = []
    for engine in (None, "budgetlib-warm"):
        with pytest.raises(Exception, match="三公") as caught:
            execute(source, tmp_path / f"{engine}.ipynb", {}, engine=engine)
        said.append((str(caught.value), (tmp_path / f"{engine}.ipynb").read_bytes()))
    assert said[0] == said[1]


@pytest.mark.parametrize("engine", [None, "budgetlib-warm"])
@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import os; os.abort()", "the kernel died, from a crash in native code or for want of memory"),
        ("import time; time.sleep(60)", "a cell took longer than 3 s"),
    ],
)
def test_a_kernel_that_died_or_took_too_long_leaves_what_came_before_and_names_the_cell(
    engine: str | None, code: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetlib.batch.notebook.CELL_SECONDS", 3)
    source, executed = tmp_path / "page.qmd", tmp_path / "page.ipynb"
    source.write_text(
        f"```{{python}}\nprint('be' + 'fore')\n```\n\n```{{python}}\n{code}\n```\n\n```{{python}}\n1\n```\n",
        "utf-8",
    )
    with pytest.raises(Exception, match=rf"page\.qmd, cell 2: {says}"):
        execute(source, executed, {}, engine=engine)
    assert "before" in executed.read_text("utf-8")
    assert "page.qmd，第 2 格" in executed.read_text("utf-8")
