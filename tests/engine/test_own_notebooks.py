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


def test_a_crash_is_named_on_its_page(tmp_path: Path) -> None:
    source, executed = tmp_path / "page.qmd", tmp_path / "page.ipynb"
    source.write_text(
        "```{python}\nprint('before')\n```\n\n```{python}\nimport os; os.abort()\n```\n", "utf-8"
    )
    with pytest.raises(Exception, match=r"page\.qmd: the kernel died, from a crash in native code"):
        execute(source, executed, {}, engine="budgetlib-warm")
    assert "before" in executed.read_text("utf-8")
    assert "本页没有全部生成" in executed.read_text("utf-8")
