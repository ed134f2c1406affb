"""Choosing documents, and the list of where they came from."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders, documents_in
from budgetlib.batch.selection import parse_selection
from budgetlib.batch.sources import annexes, read_sources
from budgetlib.batch.steps import parse
from budgetlib.errors import BudgetlibError

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


def _sources(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "sources.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_columns_may_be_any_and_in_any_order(tmp_path: Path) -> None:
    rows = read_sources(_sources(tmp_path, 'note,region,file\n看过,"山西省, 山阴县",a.pdf\n'))
    assert (rows["a.pdf"]["region"], rows["a.pdf"]["unit"], rows["a.pdf"]["note"]) == (
        "山西省, 山阴县",
        "",
        "看过",
    )
    assert read_sources(tmp_path / "missing.csv") == {}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "文件,file,unit\r\n一,a.pdf,甲单位\r\n".replace(",", delimiter)
    assert read_sources(_sources(tmp_path, text, encoding))["a.pdf"]["unit"] == "甲单位"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "a.pdf,甲",
            "line 3: has 2 fields, and the first line has 3 (put texts with a comma in double quotes, ",
        ),
        ('"a.pdf,甲,', "line 3: has 1 fields, and the first line has 3"),
        ("first.pdf,,", "line 3: lists first.pdf again (delete this row or line 2)"),
        ("a.pdf,,no", "line 3: says 'no' in the column synthetic (write yes for a made-up document and"),
        (",甲,", "line 3: names no file"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_the_others_count(tmp_path: Path, row: str, problem: str) -> None:
    told: list[str] = []
    text = f"file,unit,synthetic\nfirst.pdf,,\n{row}\nlast.pdf,丙,yes\n"
    rows = read_sources(_sources(tmp_path, text), told.append)
    assert list(rows) == ["first.pdf", "last.pdf"]
    (line,) = told
    assert line.startswith(f"sources.csv, {problem}")


def test_a_column_with_a_wrong_name_is_told_with_the_right_one(tmp_path: Path) -> None:
    told: list[str] = []
    assert list(read_sources(_sources(tmp_path, "file,regoin\na.pdf,山西\n"), told.append)) == ["a.pdf"]
    assert told == ["sources.csv, line 1: there is no column 'regoin' (did you mean 'region'?)"]
    told.clear()
    assert read_sources(_sources(tmp_path, "文件,单位\na.pdf,甲\n"), told.append) == {}
    assert told[0].startswith("sources.csv, line 1: has no column 'file', so that nothing of it is used")


def test_a_text_may_be_long_and_hold_line_ends(tmp_path: Path) -> None:
    rows = read_sources(_sources(tmp_path, f'file,licence_note\na.pdf,"{"长" * 300_000}\n二"\nb.pdf,x\n'))
    assert len(rows["a.pdf"]["licence_note"]) == 300_002
    assert rows["b.pdf"]["licence_note"] == "x"


def test_a_list_of_open_quotes_takes_time_in_step_with_its_length(tmp_path: Path) -> None:
    path = _sources(tmp_path, "file,unit\n" + 'a.pdf,"x\nb"c\n' * 20_000)
    began = time.perf_counter()
    read_sources(path)
    assert time.perf_counter() - began < 5


def test_a_file_to_be_skipped_is_not_read_and_is_no_failure(project: Folders) -> None:
    here = Options(steps=("parse", "package"), scheduler="serial")
    (project.raw / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert [failure.item for failure in build(project, here).failures] == ["broken.pdf"]
    _sources(project.raw, "file,skip\nbroken.pdf,damaged on the publisher's site\n")
    outcome = build(project, here)
    assert outcome.failures == ()
    assert "sources.csv says that 1 file is not to be read: broken.pdf" in outcome.notes


NAMES = (
    b"\xbc\xd7.md",
    b"dir\\b.md",
    b"tab\there.md",
    b"esc\x1b[31m.md",
    "覆\u202e盖.md".encode(),
    b"100%25.md",
)
PLAIN = ("%BC%D7.md", "dir%5Cb.md", "tab%09here.md", "esc%1B[31m.md", "覆%E2%80%AE盖.md", "100%2525.md")


@pytest.mark.skipif(os.sep == "\\", reason="no such names there")
def test_a_name_that_is_no_plain_text_is_percent_encoded_and_read(project: Folders) -> None:
    text = next(project.raw.glob("*.md")).read_bytes()
    for path in project.raw.glob("*.md"):
        path.unlink()
    for number, name in enumerate(NAMES):
        (project.raw / os.fsdecode(name)).write_bytes(
            text.replace(b"\xe7\xbb\x84\xe7\xbb\x87", str(number).encode())
        )
    outcome = build(project, Options(steps=("parse", "package", "sources"), scheduler="serial"))
    assert [each.problem for each in outcome.failures if "same disclosure" not in each.problem] == []
    tried = {planned.label for planned in outcome.planned if planned.step == "parse"}
    assert tried == set(PLAIN)


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
    text = "file,part_of\n表.xls,文.pdf\n图.pdf,文.pdf\n文.pdf,\nx,y\n"
    rows = read_sources(_sources(tmp_path, text))
    assert annexes(rows, {"文.pdf", "表.xls", "x"}) == {"文.pdf": ["表.xls"]}


def test_a_part_of_a_part_is_told_and_stands_alone(tmp_path: Path) -> None:
    told: list[str] = []
    rows = read_sources(_sources(tmp_path, "file,part_of\na,b\nb,c\nd,d\n"), told.append)
    assert {name: row["part_of"] for name, row in rows.items()} == {"a": "", "b": "c", "d": ""}
    assert told[0].startswith("sources.csv, line 2: a is part of b, which is itself a part (name the file")
