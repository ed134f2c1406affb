"""`budgetlib synthesize`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from budgetlib.cli.app import app


def test_documents_are_written_and_their_errors_are_printed(tmp_path: Path) -> None:
    words = ["synthesize", "-n", "4", "--years", "2023-2024", "--errors", "0.5", "-o", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0
    assert len(list(tmp_path.iterdir())) == 16
    heading, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert heading == ["file", "rules", "error"]
    assert all((tmp_path / file).exists() and rules and error for file, rules, error in rows)
    assert "16 made-up documents" in result.stderr


@pytest.mark.parametrize("years", ["24", "2024-2023", "2024,2025", "1900-2024"])
def test_years_that_are_none_are_an_error(tmp_path: Path, years: str) -> None:
    result = CliRunner().invoke(app, ["synthesize", "--years", years, "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert "write 2024 or 2022-2024" in result.stderr
