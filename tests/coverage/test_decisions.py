"""A person's decisions: the file, its errors, and how confirmed and suggested stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_units import unit

from budgetlib.coverage import apply_decisions, read_decisions, suggest
from budgetlib.disclosure import Disclosure

HEADER = "disclosure_id,project,catalogue,entry_code,decision,who,when,note\n"


@pytest.fixture
def school() -> Disclosure:
    return unit("山阴县教育局", ("档案整理", "100"), ("法律咨询费", "200"), ("综合业务费", "300"))


def decisions_file(folder: Path, *lines: str) -> Path:
    path = folder / "catalogue_decisions.csv"
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")
    return path


def test_decisions_set_the_status_and_add_what_was_not_suggested(tmp_path: Path, school: Disclosure) -> None:
    path = decisions_file(
        tmp_path,
        "x-2024-budget,档案 整理,B,B1202,confirmed,王,2024-03-01,看过合同",
        "x-2024-budget,法律咨询费,B,B0102,rejected,王,2024-03-01,",
        "x-2024-budget,综合业务费,B,B0801,confirmed,王,2024-03-01,",
        "other-2024-budget,档案整理,B,B1202,rejected,王,2024-03-01,",
    )
    applied = apply_decisions(suggest(school), read_decisions(path), school)
    assert [(match.project, match.entry_code, match.status, match.method) for match in applied.matches] == [
        ("档案整理", "B1202", "confirmed", "words"),
        ("法律咨询费", "B0102", "rejected", "words"),
        ("综合业务费", "B0801", "confirmed", "person"),
    ]
    assert applied.unused == ()


def test_decisions_that_fit_nothing_come_back(tmp_path: Path, school: Disclosure) -> None:
    path = decisions_file(
        tmp_path,
        "x-2024-budget,去年的项目,B,B1202,confirmed,王,2024-03-01,",
        "x-2024-budget,档案整理,B,B9999,confirmed,王,2024-03-01,",
        "x-2024-budget,档案整理,A,A150201,confirmed,王,2024-03-01,",  # of another department
    )
    applied = apply_decisions(suggest(school), read_decisions(path), school)
    assert {match.status for match in applied.matches} == {"suggested"}
    assert [decision.line for decision in applied.unused] == [2, 3, 4]


def test_no_file_is_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.csv") == ()


def test_the_file_of_the_project_can_be_read(root: Path) -> None:
    read_decisions(root / "data" / "decisions.csv")
    assert (root / "data" / "decisions.csv").read_text("utf-8").startswith(HEADER)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "project,decision\nx,confirmed\n",
            "line 1: has no column 'disclosure_id', so that nothing of it is used",
        ),
        (HEADER + "x,档案整理,B,B1202,yes,王,,\n", "line 2: decision is 'yes' (write confirmed or rejected)"),
        (
            HEADER + "x,档案整理,B,B1202,confirmed,王,,\nx,档案整理,B,B1202,rejected,李,,\n",
            "line 3: the match was decided on in line 2 already (keep one of the two lines)",
        ),
    ],
)
def test_mistakes_in_the_file_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(text, encoding="utf-8")
    told: list[str] = []
    read_decisions(path, told.append)
    assert told[0].startswith(f"decisions.csv, {message}")


def test_a_wrong_line_takes_no_other_with_it(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_bytes(
        (HEADER + "x,档案整理,B,B1202,yes,王,,\nx,保安,B,B1202,confirmed,王,,\n").encode("gb18030")
    )
    assert [(each.project, each.line) for each in read_decisions(path)] == [("保安", 3)]
