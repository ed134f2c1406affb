"""Choosing documents, and the list of where they came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders, documents_in
from budgetlib.batch.selection import parse_selection
from budgetlib.batch.sources import COLUMNS, annexes, read_sources
from budgetlib.batch.steps import parse
from budgetlib.errors import BudgetlibError, ReadError

KNOWN = {
    "unit": "山阴县委员会组织部",
    "year": 2024,
    "stage": "budget",
    "file": "山西/00.md",
    "disclosure_id": "ua06-2024-budget",
}


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        ([], True),
        (["unit=组织部"], True),
        (["unit=ua06"], True),
        (["unit=财政局"], False),
        (["unit=财政局", "unit=组织部"], True),
        (["unit=组织部", "year=2023"], False),
        (["year=2023", "year=2024"], True),
        (["stage=final"], False),
        (["file=山西/*"], True),
        (["file=*.pdf"], False),
    ],
)
def test_a_selection_asks_what_it_is_given(texts: list[str], chosen: bool) -> None:
    assert parse_selection(texts).includes(KNOWN) is chosen


def test_what_is_not_known_yet_does_not_exclude() -> None:
    assert parse_selection(["unit=组织部", "year=2024"]).includes({"file": "new.pdf"})
    assert not parse_selection(["file=old*"]).includes({"file": "new.pdf"})


@pytest.mark.parametrize("text", ["组织部", "place=x", "year="])
def test_what_can_not_be_selected_by_is_an_error_that_says_how(text: str) -> None:
    with pytest.raises(BudgetlibError, match=r"unit=\.\.\., year=\.\.\., stage=\.\.\., file=\.\.\."):
        parse_selection([text])


def test_results_of_an_older_form_are_made_again_whatever_is_selected(
    project: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data package is made of all of them, and could not read the older ones."""
    here = Options(steps=("parse", "package"), scheduler="serial")
    one = replace(here, only=parse_selection(["year=2023"]))
    build(project, here)
    assert build(project, one).planned == ()
    monkeypatch.setattr(parse, "fingerprint", lambda kind: "another form")
    planned = [(each.label, each.reason) for each in build(project, replace(one, dry_run=True)).planned]
    assert planned[:3] == [(name, "the form of results changed") for name in ("a.md", "b.md", "c.md")]


def _sources(folder: Path, *lines: str) -> Path:
    path = folder / "sources.csv"
    path.write_text("\n".join((",".join(COLUMNS), *lines)) + "\n", "utf-8")
    return path


def test_rows_by_file(tmp_path: Path) -> None:
    rows = read_sources(_sources(tmp_path, 'a.pdf,甲单位,2024,budget,"山西省, 山阴县",甲单位,,,,,'))
    assert rows["a.pdf"]["region"] == "山西省, 山阴县"
    assert read_sources(tmp_path / "missing.csv") == {}


@pytest.mark.parametrize(
    ("lines", "place", "problem"),
    [
        (["a.pdf,甲", ""], "line 2", "has another number of fields"),
        (["a,,,,,,,,,,", "a,,,,,,,,,,"], "line 3", "lists a twice"),
        (["a,,,,,,,,,no,"], "line 2", "says 'no' in the column synthetic"),
    ],
)
def test_a_damaged_list_is_named_with_its_line(
    tmp_path: Path, lines: list[str], place: str, problem: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read_sources(_sources(tmp_path, *lines))
    assert caught.value.place == place
    assert caught.value.problem.startswith(problem)


def test_a_list_with_other_columns_or_encoding_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("file,name\n", "utf-8")
    with pytest.raises(ReadError, match="other columns"):
        read_sources(path)
    path.write_bytes("file,单位\n".encode("gb18030"))
    with pytest.raises(ReadError, match="not UTF-8"):
        read_sources(path)


def test_documents_are_all_files_but_those_that_are_clearly_none(tmp_path: Path) -> None:
    names = [
        "b.PDF",
        "a",
        "山西/2024/预算.md",
        ".hidden",
        "~$a.docx",
        "sources.csv",
        "README.md",
        "Thumbs.db",
        ".git/x",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)]
    assert found == ["a", "b.PDF", "山西/2024/预算.md"]


def test_annexes_that_are_there(tmp_path: Path) -> None:
    rows = read_sources(
        _sources(
            tmp_path, "表.xls,,,,,,,,,,文.pdf", "图.pdf,,,,,,,,,,文.pdf", "文.pdf,,,,,,,,,,", "x,,,,,,,,,,y"
        )
    )
    assert annexes(rows, {"文.pdf", "表.xls", "x"}) == {"文.pdf": ["表.xls"]}


def test_a_part_of_a_part_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"says that a is part of b, which is itself a part \(name the file"):
        read_sources(_sources(tmp_path, "a,,,,,,,,,,b", "b,,,,,,,,,,c"))
    with pytest.raises(ReadError, match="says that a is part of a"):
        read_sources(_sources(tmp_path, "a,,,,,,,,,,a"))
