"""What a step depends on is found from import statements, as Python itself would follow them."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import grimp
import pytest

from budgetlib.batch import fingerprints
from budgetlib.batch.fingerprints import code_digest, reached_modules, value_digest, versions


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("budgetlib")


@pytest.mark.parametrize("module", ["budgetlib.batch.document", "budgetlib.display.charts", "budgetlib.site"])
def test_reached_modules_are_those_of_the_import_graph(module: str, graph: grimp.ImportGraph) -> None:
    """And those of packages that `from package import module` names, which the graph leaves out."""
    reached = reached_modules(f"import {module}")
    expected = reached_in(graph, module)
    assert expected <= reached
    packages = {name.rpartition(".")[0] for name in expected} - {"budgetlib"}
    assert reached <= expected.union(*(reached_in(graph, package) for package in packages))


def reached_in(graph: grimp.ImportGraph, module: str) -> set[str]:
    found, waiting = set(), [module]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting.extend(graph.find_modules_directly_imported_by(at) - {"budgetlib"})
    return found


def test_parsing_does_not_depend_on_display_site_or_cli() -> None:
    reached = reached_modules("from budgetlib.batch.document import process_document")
    assert "budgetlib.readers.markdown" in reached
    assert "budgetlib.statements.rows" in reached
    assert not {
        name for name in reached if name.startswith(("budgetlib.display", "budgetlib.site", "budgetlib.cli"))
    }
    assert "budgetlib.dataset.writer" not in reached, "how packages are written is no reason to parse again"


def test_data_files_of_a_package_belong_to_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest("from budgetlib.layouts import x")
    assert before == code_digest("from budgetlib.layouts import x")
    real = fingerprints._digest_once
    monkeypatch.setattr(
        fingerprints,
        "_digest_once",
        lambda path: "changed" if path.name == "columns.toml" else real(path),
    )
    assert code_digest("from budgetlib.layouts import x") != before
    assert code_digest("from budgetlib.money import parse_number") == value_of_money_code(real)


def value_of_money_code(real) -> str:
    import hashlib

    path = Path(fingerprints.__file__).parents[1] / "money.py"
    return "sha256:" + hashlib.sha256(f"money.py\0{real(path)}\0".encode()).hexdigest()


def test_names_in_brackets_over_several_lines_are_read() -> None:
    source = "from budgetlib.batch import (\n    pool,\n    document,\n)\n"
    assert {"budgetlib.batch.pool", "budgetlib.batch.document"} <= reached_modules(source)


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("if True:\n    from budgetlib.batch import pool", "budgetlib.batch.pool"),
        ("import os, budgetlib.money as m", "budgetlib.money"),
        ("x = 1; from budgetlib.money import parse_number", "budgetlib.money"),
        ("from budgetlib.batch \\\n    import pool", "budgetlib.batch.pool"),
        ("from budgetlib import load_package", "budgetlib.dataset"),
        ("import budgetlib\nbudgetlib.check(1)", "budgetlib.checks"),
        ("%matplotlib inline\n!ls\nfrom budgetlib.money import parse_number", "budgetlib.money"),
    ],
)
def test_an_import_is_found_however_it_is_written(source: str, module: str) -> None:
    assert module in reached_modules(source)


def test_words_in_texts_are_no_imports() -> None:
    assert reached_modules('"""\nfrom budgetlib.money import parse_number\n"""') == set()


def test_relative_imports_are_followed() -> None:
    assert set(fingerprints._imported("from . import pool", "budgetlib.batch")) == {
        "budgetlib.batch",
        "budgetlib.batch.pool",
    }
    assert "budgetlib.money" in set(fingerprints._imported("from ..money import x", "budgetlib.batch"))


def test_what_is_no_python_may_use_everything() -> None:
    assert {"budgetlib.money", "budgetlib.site.project"} <= reached_modules("def broken(:")


def test_versions_of_packages_that_are_not_installed_are_left_out() -> None:
    found = versions(["click", "no-such-package"])
    assert found["click"] == version("click")
    assert "no-such-package" not in found
    assert "Python" in found


def test_values_have_the_same_digest_in_any_order() -> None:
    assert value_digest({"a": 1, "b": "二"}) == value_digest({"b": "二", "a": 1}) != value_digest({"a": 1})
