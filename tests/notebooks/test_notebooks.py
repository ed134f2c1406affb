"""Notebooks and reports run on the seed's package, show what they should, and stay short."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest

from budgetlib.batch.document import process_document
from budgetlib.batch.notebook import execute
from budgetlib.dataset import write_package
from budgetlib.display import fonts

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REPORTS = sorted((ROOT / "reports").glob("*.qmd"))
_LONGEST_CELL = 10


@pytest.fixture(scope="module")
def data(seed_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("package")
    write_package([process_document(seed_path)], folder)
    return str(folder)


def outputs(executed: Path) -> list[dict[str, Any]]:
    cells = json.loads(executed.read_text("utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", ())]


def page_text(executed: Path) -> str:
    """The HTML and Markdown that the outputs give to the page."""
    texts = [output.get("data", {}).get("text/markdown", "") for output in outputs(executed)]
    return "\n".join("".join(text) for text in texts)


@pytest.fixture(scope="module")
def unit_page(data: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    executed = tmp_path_factory.mktemp("executed") / "unit.ipynb"
    parameters = {"unit": "中国共产党山阴县委员会组织部", "year": 2024, "stage": "budget", "data": data}
    execute(ROOT / "notebooks" / "unit_year.ipynb", executed, parameters)
    return executed


def test_the_unit_page_shows_the_headline_figures(unit_page: Path) -> None:
    page = page_text(unit_page)
    for figure in ("1,602.53", "958.24 万元，下降 37.42%", "422.04", "1,180.49", "78.84", "527.40"):
        assert figure in page, figure


def test_the_unit_page_has_its_charts_and_no_error(unit_page: Path) -> None:
    page = page_text(unit_page)
    assert page.count('<figure class="chart">') == 6
    assert page.count("<svg") == 12, "each chart once for a desk and once for a phone"
    assert all('aria-label="' in svg for svg in re.findall(r"<svg[^>]*>", page))
    assert not [output for output in outputs(unit_page) if output["output_type"] in {"error", "stream"}]
    assert not any("text/html" in output.get("data", {}) for output in outputs(unit_page))


def test_no_character_is_missing_from_the_charts(unit_page: Path) -> None:
    drawn = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", page_text(unit_page)))
    assert drawn
    assert not fonts.missing(drawn)
    assert fonts.REPLACEMENT not in drawn


def test_in_jupyterlab_the_same_notebook_shows_html_and_pictures(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import papermill

    for name in ("BUDGETLIB_RENDER", "QUARTO_PROJECT_ROOT", "QUARTO_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    executed = tmp_path / "unit.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / "unit_year.ipynb", executed, {"data": data}, progress_bar=False
    )
    kinds = [set(output.get("data", {})) for output in outputs(executed)]
    assert sum("image/png" in kind for kind in kinds) == 6
    assert any("text/html" in kind for kind in kinds)


def test_the_notebook_for_researchers_runs(data: str, tmp_path: Path) -> None:
    executed = tmp_path / "explore.ipynb"
    execute(ROOT / "notebooks" / "explore.ipynb", executed, {"data": data})
    assert any("image/png" in output.get("data", {}) for output in outputs(executed))


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_reports_run_on_a_single_document(report: Path, data: str, tmp_path: Path) -> None:
    executed = tmp_path / "report.ipynb"
    execute(report, executed, {"data": data})
    assert not [output for output in outputs(executed) if output["output_type"] in {"error", "stream"}]
    assert "raw" not in page_text(executed)[:200] or "{=html}" in page_text(executed)


def authored(path: Path) -> nbformat.NotebookNode:
    if path.suffix == ".ipynb":
        return nbformat.read(path, as_version=4)
    return jupytext.reads(path.read_text("utf-8"), fmt="Rmd")


@pytest.mark.parametrize("path", [*NOTEBOOKS, *REPORTS], ids=lambda path: path.stem)
def test_cells_are_short_and_notebooks_hold_no_outputs(path: Path) -> None:
    for cell in authored(path).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= _LONGEST_CELL, cell.source
            assert not cell.get("outputs"), "commit notebooks without outputs"


def test_the_reports_of_the_site_are_all_here() -> None:
    assert {path.stem for path in REPORTS} >= {
        "index", "budget", "three-public", "procurement", "findings", "transparency", "methods",
    }  # fmt: skip
