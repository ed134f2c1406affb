"""Made-up documents for stories, and what a page would show of a story, in words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import pandas as pd
from lxml import html

from budgetlib.dataset import DocumentResult, package_schema
from budgetlib.display.charts import Chart
from budgetlib.display.output import HtmlOutput
from budgetlib.stories import UnitYear

_EMPTY: dict[str, object] = {"text": "", "integer": None, "decimal": None, "float": None, "boolean": False}


def frame(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    """Rows of a table of the package; fields that are not given are as empty as they come."""
    fields = package_schema()[table].fields
    full = [{item.name: _EMPTY[item.type] for item in fields} | row for row in rows]
    made = pd.DataFrame(full, columns=[item.name for item in fields])
    return made.astype({item.name: "Int64" for item in fields if item.type == "integer"})


def unit_year(*, info: dict[str, object] | None = None, **tables: list[dict[str, object]]) -> UnitYear:
    """A document with the given rows and nothing else."""
    identity = {
        "disclosure_id": "ux-2024-budget", "unit_name": "某局", "year": 2024, "stage": "budget", "region": "",
        "scope": "unit", "source_file": "x.md", "sha256": "0" * 64, "format": "markdown", "synthetic": True,
        "recognised_pages": "",
    }  # fmt: skip
    return UnitYear(identity | (info or {}), lambda name: frame(name, *tables.get(name, [])))


def fact(key: str, yuan: int | None, state: str = "", **more: object) -> dict[str, object]:
    """A headline figure in 元; without an amount a blank cell."""
    found = state or ("blank" if yuan is None else "number" if yuan else "zero")
    return {
        "key": key,
        "value": yuan,
        "value_yuan": yuan,
        "unit": "元",
        "state": found,
        "origin": "table",
        "confirmed": None,
        **more,
    }


def renamed(result: DocumentResult, identifier: str, unit: str, year: int, stage: str) -> DocumentResult:
    """The same document under another name: units that tie, years that follow, a budget and its final account."""
    identity = replace(result.disclosure.identity, unit_name=unit, year=year, stage=stage)
    return replace(result, disclosure=replace(result.disclosure, disclosure_id=identifier, identity=identity))


def markup(shown: Chart | HtmlOutput) -> str:
    """The HTML that a story gives to a page."""
    return str(shown.html() if isinstance(shown, Chart) else shown.html)


def words(shown: Chart | HtmlOutput) -> str:
    """The words that a reader sees, without the definitions that open on hover."""
    content = html.fromstring(f"<div>{markup(shown)}</div>")
    for definition in content.xpath("//*[@role='tooltip']"):
        definition.drop_tree()
    return " ".join(content.text_content().split())


def stories(package: ModuleType, *parameters: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every story of `unit` or `across` that takes just these: name -> function."""
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and tuple(inspect.signature(function).parameters) == parameters:
                yield f"{found.name}.{name}", function
