"""Made-up documents for stories, and what a page would show of a story, in words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from types import ModuleType
from typing import Any

import pandas as pd
from lxml import html

from budgetlib.accounts import Kind, Period, Role, Side, to_item, to_measure
from budgetlib.dataset import DocumentResult, package_schema
from budgetlib.disclosure import BudgetLine, Claim, Disclosure, Fact, Identity, Statement
from budgetlib.display.charts import Chart
from budgetlib.display.output import HtmlOutput
from budgetlib.document import Place
from budgetlib.figures import Figures, breakdowns, changes, marks
from budgetlib.stories import UnitYear

_EMPTY: dict[str, object] = {"text": "", "integer": None, "decimal": None, "float": None, "boolean": False}


def frame(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    """Rows of a table of the package; fields that are not given are as empty as they come."""
    fields = package_schema()[table].fields
    full = [{item.name: _EMPTY[item.type] for item in fields} | row for row in rows]
    made = pd.DataFrame(full, columns=[item.name for item in fields])
    return made.astype({item.name: "Int64" for item in fields if item.type == "integer"})


def unit_year(*, info: dict[str, object] | None = None, **tables: list[dict[str, object]]) -> UnitYear:
    """A document with the given rows, with what they say of how sums are made up and how figures changed, and nothing
    else."""
    identity = {
        "disclosure_id": "ux-2024-budget", "unit_name": "某局", "year": 2024, "stage": "budget", "region": "",
        "scope": "unit", "source_file": "x.md", "sha256": "0" * 64, "format": "markdown", "synthetic": True,
        "recognised_pages": "",
    } | (info or {})  # fmt: skip
    given = {**tables, **_worked_out(identity, tables)}
    return UnitYear(identity, lambda name: frame(name, *given.get(name, [])))


def _worked_out(
    identity: dict[str, object], tables: dict[str, list[dict[str, object]]]
) -> dict[str, list[dict[str, object]]]:
    """The rows of `breakdowns` and `changes`, as the data package would have them of a document with these figures."""
    who = Identity(
        str(identity["unit_name"]), identity["year"], str(identity["stage"]), str(identity["scope"]), "", Place(), Place()  # type: ignore[arg-type]
    )  # fmt: skip
    figures = Figures(
        Disclosure(
            str(identity["disclosure_id"]), "x.md", "0" * 64, "markdown", None, who, None,
            statements=tuple(_statement(row) for row in tables.get("statements", [])),
            lines=tuple(map(_line, tables.get("budget_lines", []))),
            claims=tuple(map(_claim, tables.get("claims", []))),
            facts=tuple(map(_fact, tables.get("key_facts", []))),
        )
    )  # fmt: skip
    lines = zip(tables.get("budget_lines", []), marks(figures), strict=True)
    return {
        "budget_lines": [{**row, **mark._asdict()} for row, mark in lines],
        "breakdowns": [row._asdict() for row in breakdowns(figures)],
        "changes": [row._asdict() for row in changes(figures)],
    }


def _line(row: dict[str, object]) -> BudgetLine:
    empty = dict.fromkeys(BudgetLine._fields, "") | dict.fromkeys(
        ("level", "amount_yuan", "page", "line", "table", "row", "column", "confirmed")
    )
    given = empty | {"unit": "元", "decimals": 2, "blank": False, "repaired": False, "read_by": "text"} | row
    given |= {
        "statement": Kind(str(given["statement"])), "side": Side(str(given["side"])), "role": Role(str(given["role"])),
        "measure": to_measure(str(given["measure"])), "item": to_item(str(given["item"])),
        "period": Period(str(given["period"])),
    }  # fmt: skip
    return BudgetLine(**{name: given[name] for name in BudgetLine._fields})  # type: ignore[arg-type]


def _claim(row: dict[str, object]) -> Claim:
    given: dict[str, Any] = {
        "section": "", "subject": "", "comparison": "", "base": "", "reason": "", "text": "", "decimals": 2,
        "change_percent": None, "page": None, "line": None, "period": Period.CURRENT,
        "value": row.get("value_yuan"), "value_unit": "元", "change": row.get("change_yuan"), "change_unit": "元",
    } | row  # fmt: skip
    of_claims = {name: given[name] for name in Claim._fields if name in given}
    for name in ("value", "change", "change_percent"):
        of_claims[name] = None if of_claims[name] is None else Decimal(str(of_claims[name]))
    return Claim(**of_claims)


def _fact(row: dict[str, object]) -> Fact:
    value = None if row["value"] is None else Decimal(str(row["value"]))
    place = {name: row.get(name) for name in ("page", "line", "table", "row")}
    return Fact(
        str(row["key"]), value, str(row["unit"]), str(row["state"]), 2, **place, origin=str(row["origin"])
    )  # type: ignore[arg-type]


def _statement(row: dict[str, object]) -> Statement:
    table = row.get("table")
    tables = (table,) if isinstance(table, int) else ()
    return Statement(
        Kind(str(row["statement"])), str(row["title"]), Place(), None, None, 1, False, False, tables
    )


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
