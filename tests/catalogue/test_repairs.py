"""Repairs are made where one reading is left, and not otherwise: each with a table that shows the limit."""

from __future__ import annotations

from sample_tables import departments, document, table

from budgetlib.catalogue import CatalogueRead, read_catalogue

SAFETY = [
    "A|公共服务",
    "A01||公共安全服务",
    "A0101|||隐患排查服务",
    "A010101||||网络检查服务",
    "A0102|||情况监测服务",
    "A010201||||山洪监测服务",
    "A03||就业公共服务",
    "A0301|||就业指导服务",
    "A030101||||职业介绍服务",
    "A0302|||技能培训服务",
    "A030201||||技能大赛服务",
]
USUAL = departments(SAFETY, "公安", "教育", "民政")


def read(*rows: str) -> CatalogueRead:
    return read_catalogue(document(table(*rows)))


def found(read: CatalogueRead) -> list[tuple[str, str]]:
    """Kind and corrected value ("" where nothing was corrected) of each note."""
    return [(n.kind.removeprefix("catalogue."), n.detail.get("corrected", "")) for n in read.notes]


def codes(read: CatalogueRead, department: str) -> list[str]:
    return [entry.code for entry in read.entries if entry.department == department]


def with_row(printed: str, instead_of: str, rows: list[str] | None = None) -> list[str]:
    """The rows of one more department (司法) with one row printed otherwise."""
    own = SAFETY if rows is None else rows
    assert instead_of in own
    return [*USUAL, "司法", *(printed if row == instead_of else row for row in own)]


def test_the_usual_rows_are_in_order() -> None:
    clean = read(*USUAL)
    assert found(clean) == []
    assert len(clean.entries) == 3 * len(SAFETY)


def test_an_item_with_a_foreign_prefix_gets_the_code_of_its_section() -> None:
    repaired = read(*with_row("A160201||||山洪监测服务", instead_of="A010201||||山洪监测服务"))
    assert found(repaired) == [("foreign_prefix", "A010201")]
    assert codes(repaired, "司法") == codes(repaired, "公安")


def test_an_item_with_a_foreign_prefix_and_another_number_is_left() -> None:
    left = read(*with_row("A160205||||山洪监测服务", instead_of="A010201||||山洪监测服务"))
    assert found(left) == [("foreign_prefix", "")]
    assert "A160205" in codes(left, "司法")


def test_an_item_below_another_section_than_its_own_is_left() -> None:
    left = read(*USUAL, "司法", *SAFETY, "A010102||||食品检查服务")
    assert found(left) == [("foreign_prefix", "")]
    assert left.notes[0].message == "“司法”部门编码 A010102“食品检查服务”没有排在它的上级 A0101 之下。"


def test_a_code_cut_short_is_completed_from_its_section() -> None:
    repaired = read(*with_row("A0302||||技能大赛服务", instead_of="A030201||||技能大赛服务"))
    assert found(repaired) == [("code_cut_short", "A030201")]
    repaired = read(*with_row("A03020||||技能大赛服务", instead_of="A030201||||技能大赛服务"))
    assert found(repaired) == [("code_cut_short", "A030201")]


def test_a_code_between_two_neighbours_is_found() -> None:
    rows = [*SAFETY, "||||技师选拔服务", "A030203||||技师培训服务"]
    repaired = read(*USUAL, "司法", *rows)
    assert found(repaired) == [("code_missing", "A030202")]
    assert codes(repaired, "司法")[-2:] == ["A030202", "A030203"]


def test_a_missing_code_without_room_is_left() -> None:
    rows = [*SAFETY, "||||技师选拔服务", "A030202||||技师培训服务"]
    left = read(*USUAL, "司法", *rows)
    assert found(left) == [("code_missing", "")]
    entry = left.entries[-2]
    assert (entry.code, entry.parent_code, entry.level, entry.repaired) == ("", "A0302", 4, False)


def test_an_unreadable_code_does_not_make_its_row_disappear() -> None:
    rows = [*SAFETY, "A0302?2||||技师选拔服务", "A030202||||技师培训服务"]
    left = read(*USUAL, "司法", *rows)
    assert found(left) == [("code_unreadable", "")]
    assert (left.entries[-2].printed_code, left.entries[-2].name) == ("A0302?2", "技师选拔服务")


def test_a_name_in_the_column_of_another_level() -> None:
    repaired = read(*with_row("A0302||技能培训服务", instead_of="A0302|||技能培训服务"))
    assert found(repaired) == [("wrong_column", "三级目录")]
    entry = next(e for e in repaired.entries if e.department == "司法" and e.code == "A0302")
    assert (entry.level, entry.parent_code, entry.repaired) == (3, "A03", True)


def test_a_whole_branch_under_the_code_of_another() -> None:
    moved = [row.replace("A01", "A03") for row in SAFETY[:6]]
    repaired = read(*USUAL, "司法", *moved)
    assert found(repaired) == [("foreign_branch", "A01")]
    assert codes(repaired, "司法") == ["A", "A01", "A0101", "A010101", "A0102", "A010201"]


def test_a_branch_is_left_where_its_place_is_taken() -> None:
    left = read(*USUAL, "司法", *SAFETY, *(row.replace("A01", "A07") for row in SAFETY[1:4]))
    assert "A0701" in codes(left, "司法")
    assert all(not corrected for _, corrected in found(left))


def test_a_section_whose_name_alone_is_foreign_is_left() -> None:
    left = read(
        *USUAL, "司法", "A|公共服务", "A03||公共安全服务", "A0301|||就业指导服务", "A030101||||介绍服务"
    )
    assert found(left) == [("name_of_other_code", "")]
    assert codes(left, "司法") == ["A", "A03", "A0301", "A030101"]


def test_nothing_is_worked_out_where_sections_do_not_count_by_one() -> None:
    jumps = [row.replace("01||||", "07||||") for row in SAFETY]
    left = read(*departments(jumps, "公安", "教育"), "司法", *jumps[:-1], "A03020||||技能大赛服务")
    assert found(left) == [("code_unreadable", "")]


def test_names_lose_inner_spaces_but_keep_those_of_numbers() -> None:
    repaired = read(*with_row("A030101||||职 业介绍 服务", instead_of="A030101||||职业介绍服务"))
    assert found(repaired) == [("name_spaced", "职业介绍服务")]
    assert found(read(*with_row("A030101||||12333 热线服务", instead_of="A030101||||职业介绍服务"))) == []


def test_traditional_characters_become_simplified_and_rare_ones_stay() -> None:
    repaired = read(*with_row("A030101||||職業介紹服務", instead_of="A030101||||职业介绍服务"))
    assert found(repaired) == [("name_traditional", "职业介绍服务")]
    assert found(read(*with_row("A030101||||皇后乡介绍服务", instead_of="A030101||||职业介绍服务"))) == []
    assert found(read(*with_row("A030101||||堃喆介绍服务", instead_of="A030101||||职业介绍服务"))) == []


def test_a_name_without_its_last_character_is_completed() -> None:
    repaired = read(*with_row("A030101||||职业介绍服", instead_of="A030101||||职业介绍服务"))
    assert found(repaired) == [("name_cut_short", "职业介绍服务")]


def test_an_item_that_never_ended_like_the_others_is_left() -> None:
    assert found(read(*with_row("A030101||||职业介绍", instead_of="A030101||||职业介绍服务"))) == []


def test_a_section_name_is_completed_from_the_other_departments() -> None:
    repaired = read(*with_row("A03||就业公共", instead_of="A03||就业公共服务"))
    assert found(repaired) == [("name_cut_short", "就业公共服务")]


def test_a_name_broken_over_two_rows_is_joined() -> None:
    rows = [*SAFETY[:-1], "A030201||||技能大", "||||赛服务"]
    repaired = read(*USUAL, "司法", *rows)
    assert found(repaired) == [("name_broken", "技能大赛服务")]
    assert len(repaired.entries) == 4 * len(SAFETY)
