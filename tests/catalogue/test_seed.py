"""The two catalogues that the disclosure of 山阴县委组织部 carries: 晋财综〔2023〕43号 and 47号.

The counts were made with awk on the rows of the Markdown, the mistakes found by reading all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from budgetlib.catalogue import NOTE_KINDS, CatalogueRead, read_catalogue
from budgetlib.disclosure import CatalogueEntry
from budgetlib.readers import read_document


@pytest.fixture(scope="module")
def read(seed_path: Path) -> CatalogueRead:
    return read_catalogue(read_document(seed_path))


@pytest.fixture(scope="module")
def at(read: CatalogueRead) -> dict[int | None, CatalogueEntry]:
    """Line -> the entry printed there."""
    return {entry.line: entry for entry in read.entries}


def test_every_row_with_a_code_is_an_entry(read: CatalogueRead, seed_path: Path) -> None:
    printed = re.findall(r"^\| ([AB]\d*) \|", seed_path.read_text("utf-8"), re.MULTILINE)
    assert [entry.printed_code for entry in read.entries] == printed
    assert len(printed) == 1835 + 57


def test_catalogue_a_lists_49_departments_on_four_levels(read: CatalogueRead) -> None:
    a = [entry for entry in read.entries if entry.catalogue == "A"]
    assert len({entry.department for entry in a}) == 49
    assert Counter(len(entry.printed_code) for entry in a) == {1: 49, 3: 240, 5: 516, 7: 1030}
    # four of the 516 are cut short and stand in the column of the fourth level
    assert Counter(entry.level for entry in a) == {1: 49, 2: 240, 3: 512, 4: 1034}
    assert {entry.issued_as for entry in a} == {"晋财综〔2023〕43号"}


def test_catalogue_b_is_for_all_on_three_levels(read: CatalogueRead) -> None:
    b = [entry for entry in read.entries if entry.catalogue == "B"]
    assert Counter(entry.level for entry in b) == {1: 1, 2: 12, 3: 44}
    assert {entry.department for entry in b} == {""}
    assert {entry.issued_as for entry in b} == {"晋财综〔2023〕47号"}


def test_entries_know_department_parent_and_place(read: CatalogueRead) -> None:
    first_item = next(entry for entry in read.entries if entry.level == 4)
    assert first_item.department == "人民代表大会常务委员会办公厅（室）"
    assert (first_item.code, first_item.parent_code, first_item.name) == ("A150201", "A1502", "人大宣传服务")
    assert (first_item.line, first_item.repaired) == (1376, False)
    # 妇女联合会 goes on below a stray line of text and a new header
    last = next(entry for entry in read.entries if entry.line == 3361)
    assert (last.department, last.code, last.parent_code) == ("妇女联合会", "A030201", "A0302")


def test_every_parent_is_listed_save_one_that_is_noted(read: CatalogueRead) -> None:
    listed = {(entry.department, entry.code) for entry in read.entries}
    orphans = [e for e in read.entries if e.parent_code and (e.department, e.parent_code) not in listed]
    assert [(entry.line, entry.code, entry.parent_code) for entry in orphans] == [(1952, "A1604", "A16")]


@pytest.mark.parametrize(
    ("line", "printed_code", "code", "parent"),
    [
        (1889, "A05", "A03", "A"),  # 财政 就业公共服务: a branch under the code of 卫生健康公共服务
        (1890, "A0503", "A0303", "A03"),
        (1891, "A050301", "A030301", "A0303"),
        (1966, "A03", "A01", "A"),  # 自然资源 公共安全服务: a branch under the code of 就业公共服务
        (1967, "A0301", "A0101", "A01"),
        (1968, "A030101", "A010101", "A0101"),
        (1969, "A030102", "A010102", "A0101"),
        (1970, "A0302", "A0102", "A01"),
        (1971, "A030201", "A010201", "A0102"),
        (1975, "A040102", "A140102", "A1401"),
        (2793, "A1602", "A160101", "A1601"),  # 行政审批: items with the codes of sections
        (2794, "A1603", "A160102", "A1601"),
        (2795, "A1604", "A160103", "A1601"),
        (2796, "A1605", "A160104", "A1601"),
        (2873, "A150401", "A160401", "A1604"),
        (2875, "A150001", "A160601", "A1606"),
        (2991, "A060801", "A160801", "A1608"),
    ],
)
def test_codes_that_only_one_reading_fits_are_repaired(
    at: dict[int, CatalogueEntry], line: int, printed_code: str, code: str, parent: str
) -> None:
    entry = at[line]
    assert (entry.printed_code, entry.code, entry.parent_code) == (printed_code, code, parent)
    assert entry.repaired


@pytest.mark.parametrize(
    ("line", "printed_name", "name"),
    [
        (1623, "中小學体(美)育教育教學服務", "中小学体(美)育教育教学服务"),
        (1842, "网络平台法律咨询服", "网络平台法律咨询服务"),
        (1843, "实体平台法律咨询服", "实体平台法律咨询服务"),
        (1999, "行业人才培养", "行业人才培养服务"),
        (2587, "灾害防治及应急管理服 务", "灾害防治及应急管理服务"),
        (2602, "行业职业资格准入和水平评 价管理服务", "行业职业资格准入和水平评价管理服务"),
        (2624, "行业管理", "行业管理服务"),
        (2913, "灾害防治及应急管理", "灾害防治及应急管理服务"),
        (3097, "灾害防治及应急管理", "灾害防治及应急管理服务"),
        (3156, "灾害防治及应急管理服", "灾害防治及应急管理服务"),
        (3458, "课题研究和 社会调查服务", "课题研究和社会调查服务"),
        (3473, "评审、评估和 评价服务", "评审、评估和评价服务"),
    ],
)
def test_names_damaged_by_the_conversion_are_repaired(
    at: dict[int, CatalogueEntry], line: int, printed_name: str, name: str
) -> None:
    assert (at[line].printed_name, at[line].name, at[line].repaired) == (printed_name, name, True)


def test_a_name_in_the_wrong_column_goes_to_the_level_of_its_code(at: dict[int, CatalogueEntry]) -> None:
    entry = at[2924]  # 国防动员 A1606, printed in the column of the second level
    assert (entry.level, entry.parent_code, entry.repaired) == (3, "A16", True)
    assert (at[2925].code, at[2925].parent_code, at[2925].repaired) == ("A160601", "A1606", False)


def test_nothing_else_is_repaired(read: CatalogueRead) -> None:
    assert sum(entry.repaired for entry in read.entries) == 17 + 12 + 1
    for entry in read.entries:
        assert entry.repaired or (entry.code, entry.name) == (entry.printed_code, entry.printed_name)


def test_notes_name_every_mistake_with_its_line(read: CatalogueRead) -> None:
    lines: dict[str, list[int | None]] = {}
    for note in read.notes:
        lines.setdefault(note.kind.removeprefix("catalogue."), []).append(note.place.line)
    assert lines == {
        "code_cut_short": [2793, 2794, 2795, 2796],
        "foreign_branch": [1889, 1966],
        "foreign_prefix": [1975, 2873, 2875, 2991],
        "name_cut_short": [1842, 1843, 1999, 2624, 2913, 3097, 3156],
        "name_differs": [
            *(1413, 1459, 1550, 1735, 1896, 2009, 2088, 2234, 2627, 2762, 2818),
            *(3108, 3147, 3169, 3333, 3340),
        ],
        "name_missing": [1715, 3046],
        "name_of_other_code": [1667, 2005],
        "name_repeated": [1805],
        "name_spaced": [2587, 2602, 3458, 3473],
        "name_traditional": [1623],
        "number_skipped": [2105, 3472, 3475, 3489],
        "parent_missing": [1952],
        "stray_text": [3357],
        "wrong_column": [2924],
    }
    assert {note.kind for note in read.notes} <= NOTE_KINDS.keys()


def test_a_repair_is_told_with_what_was_printed(read: CatalogueRead) -> None:
    note = next(note for note in read.notes if note.place.line == 2991)
    assert note.message == (
        "“乡村振兴”部门“农业技术咨询服务”的编码印成 A060801，与所在分支不符；"
        "它在 A1608 之下排第 1，编码应为 A160801。"
    )
    assert (note.detail["printed"], note.detail["corrected"]) == ("A060801", "A160801")
    assert note.place.table is not None
    assert note.place.row is not None


def test_a_defect_without_one_certain_repair_stays_as_printed(
    read: CatalogueRead, at: dict[int, CatalogueEntry]
) -> None:
    # A1801 carries the name of A1806, which the department lists as well: either may be the mistake
    assert (at[2005].code, at[2005].repaired) == ("A1801", False)
    note = next(note for note in read.notes if note.place.line == 2005)
    assert "corrected" not in note.detail
    assert note.detail["other_code"] == "A1806"
