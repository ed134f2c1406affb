"""What stands in the files of a package: valid, exact, the same in every format, and harmless."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest
from sample_results import FORMULA, HOSTILE_TEXTS, disclosure, full_result, line

from budgetlib.dataset import DocumentResult, package_schema, unguard, write_package
from budgetlib.dataset.csv_text import guard, plain_decimal
from budgetlib.errors import DataPackageError

TABLES = package_schema().table_names


def _csv_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(folder: Path, *results: DocumentResult) -> Path:
    write_package(list(results), folder)
    return folder


def _problems(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert len(report.tasks) == len(TABLES) or report.errors
    return [error.message for part in (report, *report.tasks) for error in part.errors]


def test_frictionless_finds_nothing_wrong(sample_folder: Path) -> None:
    assert _problems(sample_folder) == []


def test_frictionless_finds_nothing_wrong_with_the_seed(seed_folder: Path) -> None:
    assert _problems(seed_folder) == []


def test_frictionless_finds_nothing_wrong_with_a_package_of_no_documents(tmp_path: Path) -> None:
    assert _problems(_write(tmp_path)) == []


def test_frictionless_sees_a_changed_value_and_a_row_without_its_document(
    sample_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "changed"
    shutil.copytree(sample_folder, folder)
    file = folder / "projects.csv"
    file.write_text(file.read_text("utf-8").replace("a-2024-budget", "c-2024-budget"), "utf-8")
    problems = " ".join(_problems(folder))
    assert "hash" in problems
    assert "foreign key" in problems.lower()


def test_csv_is_utf8_with_a_mark_that_excel_needs(sample_folder: Path) -> None:
    for table in package_schema().tables:
        start = f"\ufeff{table.field_names[0]},".encode()
        assert (sample_folder / f"{table.name}.csv").read_bytes().startswith(start)


def test_no_text_in_csv_can_become_a_formula(sample_folder: Path) -> None:
    looked_at = 0
    for table in package_schema().tables:
        texts = [field.name for field in table.fields if field.type == "text"]
        for row in _csv_rows(sample_folder / f"{table.name}.csv"):
            for name in texts:
                assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")), row
                looked_at += 1
    assert looked_at > 1000


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "", "'", "''", "平常文字"])
def test_the_guard_of_csv_texts_can_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text


def test_csv_keeps_texts_as_printed(sample_folder: Path) -> None:
    rows = _csv_rows(sample_folder / "budget_lines.csv")
    names = [unguard(row["name"]) for row in rows if row["disclosure_id"] == "a-2024-budget"]
    assert names[: len(HOSTILE_TEXTS)] == list(HOSTILE_TEXTS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("15767400.0000000000", "15767400"),
        ("0E-10", "0"),
        ("1E+3", "1000"),
        ("0.0000001000", "0.0000001"),
        ("-500.00", "-500"),
    ],
)
def test_decimals_in_csv_are_plain(value: str, text: str) -> None:
    assert plain_decimal(Decimal(value)) == text


AMOUNTS = {
    "空白": None,
    "横线": None,
    "零": Decimal(0),
    "六位小数": Decimal("1234567.89"),
    "亿元": Decimal("123456789012345600"),
    "元六位": Decimal("9007199254740993.123456"),
    "负数": Decimal(-500),
}
"""Row of the sample -> its amount; a float would lose the last but one."""


def test_amounts_are_exact_and_blank_is_not_zero_in_csv(sample_folder: Path) -> None:
    rows = {row["name"]: row for row in _csv_rows(sample_folder / "budget_lines.csv")}
    for name, amount in AMOUNTS.items():
        printed = rows[name]["amount_yuan"]
        assert (Decimal(printed) if printed else None) == amount
        assert rows[name]["blank"] == ("true" if amount is None else "false")


def test_amounts_are_exact_and_blank_is_not_zero_in_parquet(sample_folder: Path) -> None:
    rows = {row["name"]: row for row in pq.read_table(sample_folder / "budget_lines.parquet").to_pylist()}
    for name, amount in AMOUNTS.items():
        assert rows[name]["amount_yuan"] == amount
        assert rows[name]["blank"] is (amount is None)


def test_csv_and_parquet_hold_the_same(sample_folder: Path) -> None:
    for table in package_schema().tables:
        in_parquet = pq.read_table(sample_folder / f"{table.name}.parquet").to_pylist()
        in_csv = _csv_rows(sample_folder / f"{table.name}.csv")
        for one, other in zip(in_parquet, in_csv, strict=True):
            for field in table.fields:
                if field.type == "text":
                    assert (one[field.name] or "") == unguard(other[field.name])
                elif one[field.name] is None:
                    assert other[field.name] == ""
                elif field.type != "boolean":
                    assert one[field.name] == Decimal(other[field.name])


def test_other_readers_skip_the_mark_and_see_the_numbers(sample_folder: Path) -> None:
    frame = pd.read_csv(sample_folder / "budget_lines.csv")
    assert frame.columns[0] == "disclosure_id"
    assert frame.set_index("name").loc["负数", "amount_yuan"].tolist() == [-500, -500]


def test_duckdb_reads_both_formats(sample_folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    total = f"select sum(amount_yuan) from '{sample_folder}/budget_lines.parquet' where name = '负数'"
    assert duckdb.sql(total).fetchall() == [(Decimal(-1000),)]
    count = f"select count(disclosure_id) from '{sample_folder}/projects.csv'"
    assert duckdb.sql(count).fetchall() == [(2,)]


def test_an_amount_too_large_for_money_stays_missing_and_its_text_is_kept(tmp_path: Path) -> None:
    huge, fine = "6" * 40, "1.123456789012"
    lines = (line("大", amount=huge, printed=huge), line("细", amount=fine, printed=fine))
    _write(tmp_path, DocumentResult(disclosure(lines=lines)))
    large, long = pq.read_table(tmp_path / "budget_lines.parquet").to_pylist()
    assert (large["amount_yuan"], large["printed"]) == (None, huge)
    assert (long["amount_yuan"], long["printed"]) == (Decimal("1.1234567890"), fine)


def test_percentages_do_not_stand_among_amounts(tmp_path: Path) -> None:
    share = line("增减", amount="3.25", printed="3.25%", unit="%")._replace(period="change_percent")
    _write(tmp_path, DocumentResult(disclosure(lines=(share, line()))))
    first, second = pq.read_table(tmp_path / "budget_lines.parquet").to_pylist()
    assert (first["amount_yuan"], first["percent"]) == (None, Decimal("3.25"))
    assert (second["amount_yuan"], second["percent"]) == (Decimal("15767400"), None)


def test_money_is_given_in_yuan_beside_the_printed_unit(sample_folder: Path) -> None:
    facts = {row["key"]: row for row in pq.read_table(sample_folder / "key_facts.parquet").to_pylist()}
    assert facts["expenditure.total"]["value_yuan"] == Decimal("16025300")
    assert facts["assets.vehicles"]["value_yuan"] is None
    assert facts["year"]["value_text"] == "2024"
    assert facts["three_public.vehicle"]["state"] == "blank"
    (claim, _) = pq.read_table(sample_folder / "claims.parquet").to_pylist()
    assert (claim["value_yuan"], claim["change_yuan"]) == (Decimal(1420000), Decimal(25000))


def test_totals_of_a_target_stand_beside_it(sample_folder: Path) -> None:
    (target, _) = pq.read_table(sample_folder / "performance_targets.parquet").to_pylist()
    assert (target["term_total_yuan"], target["year_total_yuan"]) == (Decimal(1420000), None)
    assert target["overview"] == FORMULA


def test_seed_amounts_reach_the_package(seed_folder: Path) -> None:
    lines = pq.read_table(seed_folder / "budget_lines.parquet").to_pylist()
    totals = {
        line["measure"]: line["amount_yuan"]
        for line in lines
        if line["statement"] == "expenditure" and line["role"] == "total"
    }
    assert totals["total"] == Decimal("16025300")
    assert totals["basic"] == Decimal("4220400")
    assert totals["project"] == Decimal("11804900")
    three_public = [line for line in lines if line["statement"] == "three_public"]
    assert three_public, "an empty table has rows"
    assert all(line["blank"] and line["amount_yuan"] is None for line in three_public)
    assert pq.read_table(seed_folder / "projects.parquet").num_rows == 32


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_equal_documents_make_equal_bytes_in_any_order(sample_folder: Path, tmp_path: Path) -> None:
    written = _bytes(_write(tmp_path, full_result("a-2024-budget"), full_result("b-2024-budget")))
    assert set(written) == {f"{table}.{kind}" for table in TABLES for kind in ("csv", "parquet")} | {
        "datapackage.json",
        "budgetlib.xlsx",
        "budgetlib.db",
    }
    assert written == _bytes(sample_folder)


def test_the_date_of_making_is_the_callers(tmp_path: Path) -> None:
    write_package([full_result()], tmp_path, created=datetime(2026, 3, 1, 8, 30, tzinfo=UTC))
    assert json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["created"] == (
        "2026-03-01T08:30:00+00:00"
    )
    assert _problems(tmp_path) == []


def test_rows_written_in_several_batches_are_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetlib.dataset.parquet.ROW_GROUP", 10)
    write_package((full_result(f"{number:02}") for number in range(5)), tmp_path)
    parquet = pq.ParquetFile(tmp_path / "budget_lines.parquet")
    assert parquet.num_row_groups == 5
    assert parquet.metadata.num_rows == 5 * len(full_result().disclosure.lines)
    assert _problems(tmp_path) == []


def test_two_documents_with_one_identifier_are_refused(tmp_path: Path) -> None:
    one = DocumentResult(disclosure("a"))
    other = DocumentResult(replace(disclosure("a"), source="data/raw/other.md"))
    with pytest.raises(DataPackageError, match=r"other\.md: has the same identifier as data/raw/a\.md: a"):
        write_package([one, other], tmp_path)


def test_an_iterator_out_of_order_is_refused(tmp_path: Path) -> None:
    results = (DocumentResult(disclosure(name)) for name in "ba")
    with pytest.raises(DataPackageError, match="document a comes after b"):
        write_package(results, tmp_path)
