"""Which tables are catalogues, and how their rows are read."""

from __future__ import annotations

import pytest
from sample_tables import document, table

from budgetlib.catalogue import read_catalogue
from budgetlib.disclosure import CatalogueEntry


def brief(entries: tuple[CatalogueEntry, ...]) -> list[tuple[str, str, int, str, str]]:
    return [(e.department, e.code, e.level, e.name, e.parent_code) for e in entries]


def test_codes_of_digits_with_levels_by_length() -> None:
    listed = table(
        "01|基本公共服务",
        "0101||公共教育",
        "010101|||课程研究服务",
        "010102|||校园活动服务",
        header="编码|一级目录|二级目录|三级目录",
    )
    read = read_catalogue(document("某市政府购买服务指导性目录", listed))
    assert brief(read.entries) == [
        ("", "01", 1, "基本公共服务", ""),
        ("", "0101", 2, "公共教育", "01"),
        ("", "010101", 3, "课程研究服务", "0101"),
        ("", "010102", 3, "校园活动服务", "0101"),
    ]
    assert {entry.catalogue for entry in read.entries} == {"B"}  # for all departments
    assert read.notes == ()


def test_short_headers_count_below_a_title_that_speaks_of_a_catalogue() -> None:
    rows = ["A|公共服务", "A01||公共安全服务", "A0101|||隐患排查服务"]
    listed = table(*rows, header="代码|一级|二级|三级")
    assert len(read_catalogue(document("政府购买服务指导性目录", listed)).entries) == 3
    assert read_catalogue(document("项目支出表", listed)).entries == ()


def test_one_column_of_names_for_all_levels() -> None:
    listed = table("C|服务", "C01|教育服务", "C0101|培训服务", header="品目编码|品目名称")
    read = read_catalogue(document("集中采购品目目录", listed))
    assert brief(read.entries) == [
        ("", "C", 1, "服务", ""),
        ("", "C01", 2, "教育服务", "C"),
        ("", "C0101", 3, "培训服务", "C01"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "科目编码|科目名称|合计|基本支出|项目支出",
        "一级指标|二级指标|三级指标|指标值",
        "项目编码|一级项目|二级项目|金额",
        "采购品目名称|采购品目编码|数量|金额",
    ],
)
def test_other_tables_are_no_catalogues(header: str) -> None:
    rows = table("201|一般公共服务支出|1.00|1.00|", "20101|人大事务|1.00|1.00|", header=header)
    assert read_catalogue(document("二〇二四年预算表", rows)) == ((), ())


def test_the_number_of_the_paper_stands_above_and_cited_numbers_do_not_count() -> None:
    listed = table("A|公共服务", "A01||公共安全服务")
    read = read_catalogue(
        document(
            "晋财综[2023]43号",
            "根据规定（晋政办发〔2021〕12号），我们修订了目录，《第一批目录》（晋财综〔2021〕63号）同时废止。",
            "部门政府购买服务指导性目录",
            listed,
        )
    )
    assert {entry.issued_as for entry in read.entries} == {"晋财综〔2023〕43号"}
    titled = document("某市政府购买服务指导性目录（某财综〔2022〕7号）", listed)
    assert {entry.issued_as for entry in read_catalogue(titled).entries} == {"某财综〔2022〕7号"}
    assert {entry.issued_as for entry in read_catalogue(document(listed)).entries} == {""}


def test_a_catalogue_goes_on_over_tables_and_a_new_title_begins_another() -> None:
    first = table("教育", "A|公共服务", "A01||公共安全服务", "A0101|||检查服务", "A010101||||校舍检查服务")
    second = table("A010102||||食堂检查服务", header="", number=2)
    third = table("A010103||||校车检查服务", number=3)
    other = table("B|辅助性服务", "B01||法律服务", number=4)
    read = read_catalogue(document("目录（A类）", first, "— 2 —", second, third, "目录（B类）", other))
    assert [(e.catalogue, e.department, e.code) for e in read.entries][3:] == [
        ("A", "教育", "A010101"),
        ("A", "教育", "A010102"),
        ("A", "教育", "A010103"),
        ("B", "", "B"),
        ("B", "", "B01"),
    ]
    assert read.notes == ()


def test_a_repeated_header_and_a_remark_are_no_departments() -> None:
    listed = table(
        "公安",
        "A|公共服务",
        "代码|一级目录|二级目录|三级目录|四级目录",
        "A01||公共安全服务",
        "注：本目录由财政部门解释。",
    )
    read = read_catalogue(document(listed))
    assert [(entry.department, entry.code) for entry in read.entries] == [("公安", "A"), ("公安", "A01")]


def test_a_department_title_broken_over_two_rows_is_joined() -> None:
    read = read_catalogue(document(table("发展和改革", "委员会", "A|公共服务")))
    assert [entry.department for entry in read.entries] == ["发展和改革委员会"]
    assert [note.kind for note in read.notes] == ["catalogue.department_broken"]
    assert read.notes[0].detail["corrected"] == "发展和改革委员会"


def test_a_department_without_entries_is_noted() -> None:
    read = read_catalogue(document(table("公安", "教育", "A|公共服务")))
    assert [entry.department for entry in read.entries] == ["教育"]
    assert [note.message for note in read.notes] == ["“公安”下面没有列出任何目录项。"]


def test_names_of_higher_levels_beside_the_own_one_open_sections_once() -> None:
    listed = table(
        "0101|公共安全服务|检查服务",
        "0102|公共安全服务|监测服务",
        "0201|教育服务|课程服务",
        header="代码|一级目录|二级目录",
    )
    entries = read_catalogue(document(listed)).entries
    assert [(entry.level, entry.code, entry.name) for entry in entries] == [
        (1, "", "公共安全服务"),
        (2, "0101", "检查服务"),
        (2, "0102", "监测服务"),
        (1, "", "教育服务"),
        (2, "0201", "课程服务"),
    ]


def test_full_width_and_spaced_codes_are_codes() -> None:
    entries = read_catalogue(document(table("公安", "Ａ|公共服务", "A 01||公共安全服务"))).entries
    assert [(entry.code, entry.printed_code, entry.repaired) for entry in entries] == [
        ("A", "Ａ", False),
        ("A01", "A 01", False),
    ]


def test_a_document_without_a_catalogue_gives_nothing() -> None:
    assert read_catalogue(document("部门预算", "一、收支总表")) == ((), ())
