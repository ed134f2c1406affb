"""The description of tables and fields, against the model that fills them and the layouts that name values."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sample_results import full_result

from budgetlib.accounts import Item, Key, Kind, Measure
from budgetlib.dataset import DocumentResult, field_rows, package_schema
from budgetlib.dataset.columns import arrow_schema
from budgetlib.dataset.rows import shared_rows, table_rows
from budgetlib.disclosure import (
    Announced,
    BudgetLine,
    CatalogueEntry,
    Claim,
    Fact,
    Fund,
    PerformanceIndicator,
    Project,
    Term,
)
from budgetlib.findings import CatalogueMatch, Finding, Score

CONTRACT = {
    "disclosures": {"disclosure_id", "unit_name", "region", "year", "stage", "scope", "source_file", "sha256",
                    "format", "money_unit", "synthetic"},
    "budget_lines": {"statement", "side", "code", "name", "level", "measure", "period", "amount_yuan", "printed",
                     "blank"},
    "key_facts": {"key", "value", "unit", "state"},
    "projects": {"name", "funding", "performance_target_disclosed"},
    "performance_targets": {"project"},
    "performance_indicators": {"level1", "level2", "level3", "operator", "number", "unit"},
    "claims": {"section", "metric", "value", "comparison", "change", "reason"},
    "catalogue_entries": {"catalogue", "issued_as", "department", "code", "level", "name", "parent_code",
                          "repaired"},
    "catalogue_matches": {"project", "entry_code", "method", "score", "status"},
    "findings": {"rule_id", "outcome", "severity", "expected", "actual", "difference", "tolerance", "message"},
    "scores": {"criterion", "dimension", "state", "points", "max_points", "authority"},
    "glossary": {"term", "definition"},
}  # fmt: skip
"""Tables and columns that users were promised."""

MODEL = {
    "budget_lines": BudgetLine,
    "key_facts": Fact,
    "projects": Project,
    "performance_funds": Fund,
    "performance_indicators": PerformanceIndicator,
    "claims": Claim,
    "glossary": Term,
    "announced_contents": Announced,
    "catalogue_entries": CatalogueEntry,
    "catalogue_matches": CatalogueMatch,
    "findings": Finding,
    "scores": Score,
}


@pytest.mark.parametrize("table", CONTRACT)
def test_every_promised_column_is_there(table: str) -> None:
    assert CONTRACT[table] <= set(package_schema()[table].field_names)


@pytest.mark.parametrize("table", MODEL)
def test_every_attribute_of_the_model_is_a_described_column(table: str) -> None:
    elsewhere = {"place", "evidence", "tried"}  # four columns, and tables of their own
    assert set(MODEL[table]._fields) - elsewhere <= set(package_schema()[table].field_names)


@pytest.mark.parametrize("table", package_schema().table_names)
def test_rows_have_a_value_for_every_column_and_keys_tell_them_apart(table: str) -> None:
    described = package_schema()[table]
    rows = shared_rows(table) if described.shared else table_rows(full_result())[table]
    assert rows, "the sample fills every table"
    assert {len(row) for row in rows} == {len(described.fields)}
    keys = [tuple(row[described.field_names.index(name)] for name in described.key) for row in rows]
    assert len(set(keys)) == len(keys)


def test_references_lead_to_the_key_of_a_table() -> None:
    schema = package_schema()
    for table in schema.tables:
        for reference in table.references:
            assert reference.fields == schema[reference.table].key
            assert set(reference.fields) <= set(table.field_names)


def test_every_field_is_explained_in_english_and_named_in_chinese() -> None:
    for row in field_rows():
        assert row.description.endswith("."), f"{row.table}.{row.name}"
        assert any("\u4e00" <= char <= "\u9fff" for char in row.title), f"{row.table}.{row.name}"
        assert row.unit == ("元" if row.name.endswith("_yuan") else row.unit)


def test_field_rows_of_one_table() -> None:
    rows = {row.name: row for row in field_rows("budget_lines")}
    assert rows["side"].values == (("income", "收入, income"), ("expenditure", "支出, expenditure"))
    assert not rows["side"].open
    assert rows["side"].nullable
    assert rows["seq"].key
    assert not rows["amount_yuan"].key
    with pytest.raises(KeyError):
        next(field_rows("no_such_table"))


def _layout(root: Path, name: str) -> dict:
    return tomllib.loads((root / "src" / "budgetlib" / "layouts" / f"{name}.toml").read_text("utf-8"))


def _described(table: str, field: str) -> set[str]:
    (row,) = (row for row in field_rows(table) if row.name == field)
    return {value for value, _ in row.values if "<" not in value}


def test_values_that_are_words_of_public_accounts_are_described_there() -> None:
    (kinds,) = (dict(row.values) for row in field_rows("statements") if row.name == "statement")
    assert kinds["fiscal_summary"] == "财政拨款收支总表, income and expenditure of fiscal appropriations"
    assert set(Kind) == _described("statements", "statement")
    assert set(Measure) == _described("budget_lines", "measure")
    assert set(Item) - {""} == _described("budget_lines", "item")
    assert set(Key) == _described("key_facts", "key")


def test_every_source_of_funds_that_layouts_know_is_explained(root: Path) -> None:
    labels = _layout(root, "targets")["labels"]
    sources = {label.removeprefix("fund.") for label in labels if label.startswith("fund.")}
    assert sources == _described("performance_funds", "source")


def test_parquet_carries_titles_units_and_types(sample_folder: Path) -> None:
    for table in package_schema().tables:
        assert pq.read_schema(sample_folder / f"{table.name}.parquet").equals(
            arrow_schema(table), check_metadata=True
        )
    amount = pq.read_schema(sample_folder / "budget_lines.parquet").field("amount_yuan")
    assert str(amount.type) == "decimal128(38, 10)"
    assert amount.metadata[b"unit"].decode() == "元"


def _pattern(value: str) -> str:
    """`expenditure.class.<code>` explains every key that begins so."""
    return ".+".join(re.escape(part) for part in re.split(r"<\w+>", value))


def test_no_value_of_a_real_document_is_unexplained(seed_result: DocumentResult) -> None:
    rows = table_rows(seed_result) | {table: shared_rows(table) for table in ("classification", "vocabulary")}
    looked_at = set()
    for field in field_rows():
        if field.values:
            explained = re.compile("|".join(_pattern(value) for value, _ in field.values))
            at = package_schema()[field.table].field_names.index(field.name)
            for value in {row[at] for row in rows[field.table] if row[at]}:
                assert explained.fullmatch(value), f"{field.table}.{field.name}: {value}"
                looked_at.add((field.table, field.name))
    assert {("budget_lines", "measure"), ("key_facts", "key"), ("projects", "funding")} <= looked_at
