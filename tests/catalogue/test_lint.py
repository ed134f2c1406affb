"""What is wrong beyond repair is noted, each mistake once and with words that need no key."""

from __future__ import annotations

from sample_tables import departments, document, table

from budgetlib.catalogue import read_catalogue

ROWS = [
    "A|公共服务",
    "A01||公共安全服务",
    "A0101|||检查服务",
    "A010101||||校舍检查服务",
    "A010102||||食堂检查服务",
]


def messages(*rows: str) -> list[str]:
    return [note.message for note in read_catalogue(document(table(*rows))).notes]


def test_a_code_listed_twice() -> None:
    assert messages("教育", *ROWS, "A010103||||校车检查服务", "A010103||||宿舍检查服务") == [
        "“教育”部门编码 A010103 列了两次，名称不同：“校车检查服务”和“宿舍检查服务”。"
    ]
    assert messages("教育", *ROWS, ROWS[-1]) == [
        "“教育”部门编码 A010102 列了两次，名称相同。",
    ]


def test_the_same_code_in_two_departments_is_no_mistake() -> None:
    assert messages(*departments(ROWS, "教育", "公安")) == []


def test_one_name_under_two_codes_of_a_section() -> None:
    assert messages("教育", *ROWS, "A010103||||校舍检查服务") == [
        "“教育”部门“校舍检查服务”在 A0101 之下列了两次：A010101 和 A010103。"
    ]


def test_one_name_in_two_sections_is_no_mistake() -> None:
    assert messages("教育", *ROWS, "A0102|||监测服务", "A010201||||校舍检查服务") == []


def test_an_empty_name() -> None:
    assert messages("教育", *ROWS, "A010103") == ["“教育”部门编码 A010103 没有名称。"]


def test_a_parent_that_is_not_listed() -> None:
    assert messages(*departments(ROWS, "教育", "公安", "民政"), "司法", "A|公共服务", "A0101|||检查服务") == [
        "“司法”部门编码 A0101“检查服务”的上级 A01 没有列出。"
    ]


def test_a_number_that_is_skipped() -> None:
    many = [f"A0102{number:02d}||||第{number}项服务" for number in (*range(1, 15), 17)]
    assert messages("教育", *ROWS, "A0102|||监测服务", *many) == [
        "“教育”部门编号跳到 A010217，中间没有 A010215 至 A010216。"
    ]


def test_sections_picked_from_a_common_list_may_skip() -> None:
    picked = ["A|公共服务", "A07||科技服务", "A0703|||推广服务", "A070301||||讲座服务", "A12||农业服务"]
    assert messages(*departments(picked, "科技", "农业")) == []


def test_a_section_that_one_department_names_otherwise() -> None:
    odd = [row.replace("公共安全服务", "公众安全服务") for row in ROWS]
    assert messages(*departments(ROWS, "教育", "公安", "民政", "水利", "体育"), "司法", *odd) == [
        "“司法”部门编码 A01 叫“公众安全服务”，而在其他 5 个部门叫“公共安全服务”。"
    ]


def test_a_section_without_a_usual_name() -> None:
    extra = departments(ROWS, "教育", "公安", "民政", "水利", "体育")
    first = [*ROWS[:2], "A0105|||应急救助服务"]
    second = [*ROWS[:2], "A0105|||急救救治服务"]
    assert messages(*extra, "卫生", *first, "信访", *second) == [
        "“信访”部门编码 A0105 的名称与其他部门不一：“应急救助服务”（卫生）、“急救救治服务”（信访）。"
    ]


def test_departments_that_number_for_themselves_do_not_contradict_each_other() -> None:
    own = [[row.replace("检查", what) for row in ROWS] for what in ("甲", "乙", "丙")]
    own = [
        [row.replace("公共安全", name[0]) for row in rows] for rows, name in zip(own, "甲乙丙", strict=True)
    ]
    rows = [
        row for name, listed in zip(("教育", "公安", "民政"), own, strict=True) for row in (name, *listed)
    ]
    assert messages(*rows) == []


def test_text_between_two_parts_of_a_catalogue() -> None:
    read = read_catalogue(
        document(
            "部门政府购买服务指导性目录",
            table("教育", *ROWS),
            "部门政府购买服务指导性目录",
            table("A010103||||校车检查服务", number=2),
            "山阴县财政局 山阴县妇联",
            table("A010104||||宿舍检查服务", number=3),
        )
    )
    assert len(read.entries) == 7
    assert [note.message for note in read.notes] == [
        "目录表的中间夹着一段不属于目录的文字：“山阴县财政局 山阴县妇联”。"
    ]


def test_a_level_that_has_no_codes_at_all_is_no_mistake() -> None:
    rows = [
        "A|公共服务",
        "A01||公共安全服务",
        "|||校舍检查服务",
        "|||食堂检查服务",
        "A02||教育服务",
        "|||课程服务",
    ]
    assert messages("教育", *rows) == []
