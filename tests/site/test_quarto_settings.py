"""What the project says to Quarto is what Quarto knows: a wrong key is an error there, or silently nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from budgetlib.batch.notebook import read_source
from budgetlib.site import stage_site
from budgetlib.site.project import PROJECT_FILE, Settings, read_settings
from budgetlib.site.sources import read_front_matter
from budgetlib.stories import source_page

jsonschema = pytest.importorskip("jsonschema")

KNOWN = yaml.safe_load(Path(__file__).with_name("quarto_settings.yml").read_text(encoding="utf-8"))


def problems(settings: Settings, kind: str) -> list[str]:
    checker = jsonschema.Draft202012Validator({**KNOWN, "$ref": f"#/$defs/{kind}"})
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(settings)]


def test_the_project_file_as_written_and_as_staged(root: Path, tmp_path: Path) -> None:
    reports = root / "reports"
    assert problems(read_settings(reports / PROJECT_FILE), "project") == []
    shutil.copy(reports / PROJECT_FILE, tmp_path)
    data = {"data": root / "data" / "raw", "more/sources.csv": root / "data" / "raw" / "sources.csv"}
    staged = read_settings(stage_site(tmp_path, {}, resources=data).build_dir / PROJECT_FILE)
    assert problems(staged, "project") == []
    assert staged["project"]["resources"] == ["/assets", "/data", "/originals", "/more/sources.csv"]


def test_front_matter(root: Path) -> None:
    pages = sorted((root / "reports").glob("*.qmd"))
    assert len(pages) > 5
    assert {
        page.name: found for page in pages if (found := problems(read_front_matter(page), "front_matter"))
    } == {}
    made = yaml.safe_load(source_page._FRONT_MATTER.strip("-"))
    assert problems({**made, "title": "一份文件"}, "front_matter") == []


def test_options_of_cells(root: Path) -> None:
    sources = [*(root / "reports").glob("*.qmd"), root / "notebooks" / "unit_year.ipynb"]
    found = {
        f"{source.name}, cell {number}": wrong
        for source in sources
        for number, cell in enumerate(read_source(source).cells, 1)
        if (wrong := problems(options_of(cell.source), "cell"))
    }
    assert found == {}


def options_of(code: str) -> Settings:
    lines = [line[2:] for line in code.splitlines() if line.startswith("#|")]
    options: Any = yaml.safe_load("\n".join(lines)) or {}
    assert isinstance(options, dict)
    return options


def test_the_check_finds_what_quarto_would_not_know() -> None:
    assert problems({"title": "x", "page-lay-out": "full"}, "front_matter") != []
    assert problems({"toc": "no"}, "front_matter") == ["$.toc: 'no' is not of type 'boolean'"]


def test_no_cell_has_an_id_that_quarto_would_number(root: Path) -> None:
    """An id such as `tbl-income` makes a numbered table of a cell (src/resources/filters/common/refs.lua)."""
    kinds = (
        "fig-",
        "tbl-",
        "lst-",
        "eq-",
        "sec-",
        "thm-",
        "lem-",
        "cor-",
        "prp-",
        "cnj-",
        "def-",
        "exm-",
        "exr-",
    )
    callouts = ("nte-", "tip-", "wrn-", "imp-", "cau-")
    cells = read_source(root / "notebooks" / "unit_year.ipynb").cells
    assert len(cells) > 20
    assert [cell.id for cell in cells if cell.id.startswith(kinds + callouts)] == []
