"""Reading a package with pandas."""

from __future__ import annotations

import json
import math
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from budgetlib.dataset import Package, load_package, package_schema, write_package
from budgetlib.errors import DataPackageError


def test_a_package_is_a_mapping_of_its_tables(sample_package: Package, sample_folder: Path) -> None:
    assert tuple(sample_package) == package_schema().table_names
    assert len(sample_package["disclosures"]) == 2
    assert "budget_lines: 58 rows" in repr(sample_package)
    assert list(load_package(sample_folder / "datapackage.json")) == list(sample_package)
    with pytest.raises(KeyError):
        sample_package["no_such_table"]


def test_frames_are_convenient(sample_package: Package) -> None:
    lines = sample_package["budget_lines"]
    assert lines.amount_yuan.dtype == "float64"
    assert lines.blank.dtype == "bool"
    assert lines.line.dtype == "Int64"
    assert lines.page.isna().all()
    assert lines.code.eq("").any(), "texts are never NaN, so that groupby drops no row"
    assert lines.groupby(["statement", "side"]).size().sum() == len(lines)
    amounts = lines.set_index("name").amount_yuan
    assert amounts["零"].tolist() == [0, 0]
    assert all(map(math.isnan, amounts["空白"]))


def test_exact_decimals_on_request(sample_package: Package) -> None:
    lines = sample_package.table("budget_lines", exact=True).set_index("name")
    assert lines.amount_yuan["元六位"].tolist() == [Decimal("9007199254740993.123456")] * 2
    assert lines.amount_yuan["空白"].tolist() == [None, None]


def test_one_document_and_some_columns(sample_package: Package) -> None:
    findings = sample_package.table(
        "findings", disclosure_id="b-2024-budget", columns=["finding", "expected"]
    )
    assert findings.to_dict("list")["finding"] == [1, 2]
    assert findings.expected[0] == 16025300
    assert list(findings) == ["finding", "expected"]


def test_changing_a_frame_changes_nothing_else(sample_package: Package) -> None:
    projects = sample_package["projects"]
    projects["total_yuan"] = 0.0
    assert sample_package["projects"].total_yuan.tolist() == [1420000, 1420000]


def test_tables_say_what_their_fields_mean(sample_package: Package) -> None:
    fields = sample_package.fields("key_facts").set_index("name")
    assert fields.loc["value_yuan", "unit"] == "元"
    assert dict(fields.loc["state", "values"])["blank"] == "空白, a blank cell"
    assert set(sample_package.fields().table) == set(sample_package)


def test_empty_tables_keep_their_types(tmp_path: Path) -> None:
    write_package([], tmp_path)
    lines = load_package(tmp_path)["budget_lines"]
    assert lines.empty
    assert lines.amount_yuan.dtype == "float64"
    assert isinstance(lines.page.dtype, pd.Int64Dtype)


def test_a_missing_package_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DataPackageError, match=r"there is no data package here .*budgetlib build"):
        load_package(tmp_path)
    with pytest.raises(DataPackageError, match="there is no data package here"):
        load_package(tmp_path / "nowhere")


@pytest.fixture
def copy(sample_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path / "copy"))


def test_a_package_without_one_of_its_files_is_refused(copy: Path) -> None:
    (copy / "scores.parquet").unlink()
    with pytest.raises(DataPackageError, match=r"scores\.parquet: is missing .*budgetlib build"):
        load_package(copy)


def test_a_file_cut_short_is_refused(copy: Path) -> None:
    content = (copy / "scores.parquet").read_bytes()
    (copy / "scores.parquet").write_bytes(content[:-10])
    with pytest.raises(DataPackageError, match=r"scores\.parquet: is not the file"):
        load_package(copy)


def test_a_package_of_another_version_is_refused(copy: Path) -> None:
    description = copy / "datapackage.json"
    content = json.loads(description.read_text("utf-8"))
    content["budgetlib"]["schema"] = "0"
    description.write_text(json.dumps(content), "utf-8")
    with pytest.raises(DataPackageError, match="version 0 of the tables, this library reads version 1"):
        load_package(copy)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"resources": []}', '{"budgetlib": 1}', "\x00"])
def test_what_is_no_package_of_ours_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "datapackage.json").write_text(content, "utf-8")
    with pytest.raises(
        DataPackageError, match=r"datapackage\.json: (can't be read|is not a data package)"
    ) as caught:
        load_package(tmp_path)
    assert "\n" not in str(caught.value)
