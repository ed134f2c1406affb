"""Which departments of Shanxi's catalogue units fall under."""

from __future__ import annotations

import pytest
from sample_units import catalogue

from budgetlib.coverage import applicable_entries, match_department
from budgetlib.disclosure import Disclosure


def test_the_seeds_department_is_not_in_catalogue_a(seed: Disclosure) -> None:
    match = match_department(seed.identity.unit_name, seed.catalogue)
    assert match.departments == ()
    assert match.reason == (
        "目录列出的 49 个部门中没有“中国共产党山阴县委员会组织部”所属的部门，只适用各部门通用的目录。"
    )
    open_to_it = applicable_entries(seed.catalogue, match.departments)
    assert {entry.catalogue for entry in open_to_it} == {"B"}
    assert len(open_to_it) == 57


@pytest.mark.parametrize(
    ("unit", "departments"),
    [
        ("山阴县教育局", ("教育",)),
        ("中国共产党山阴县委员会宣传部", ("宣传部",)),
        ("中共山阴县委政法委员会", ("政法委员会",)),
        ("山阴县人民政府办公室", ("人民政府办公厅（室）",)),
        ("江苏省人大常委会办公厅", ("人民代表大会常务委员会办公厅（室）",)),
        ("中国共产党山阴县纪律检查委员会", ("纪律检查委员会监察委员会",)),
        ("山阴县发展和改革局", ("发展和改革委员会",)),
        ("山阴县工信局", ("工业和信息化",)),
        ("山阴县科学技术局", ("科技",)),
        ("山阴县公安局交通警察大队", ("公安",)),
        ("朔州市生态环境局山阴分局", ("生态环境",)),
        ("山阴县住房和城乡建设管理局", ("住房和城乡建设",)),
        ("朔州市文化广电旅游体育局", ("文化和旅游", "体育")),
        ("山阴县林业局", ("林业和草原",)),
        ("中国共产主义青年团山阴县委员会", ("共青团",)),
        ("山阴县残联", ("残疾人联合会",)),
        ("深圳市财政局（本级）", ("财政",)),
        ("中国人民政治协商会议山阴县委员会办公室", ()),  # 人[民政]治
        ("山阴县岱岳镇人民政府", ()),  # 人[民政]府
        ("山阴县医疗保障局", ()),
        ("中共山阴县委党校", ()),
    ],
)
def test_units_are_known_by_the_words_of_their_names(
    seed: Disclosure, unit: str, departments: tuple[str, ...]
) -> None:
    assert match_department(unit, seed.catalogue).departments == departments


def test_there_is_a_reason_where_nothing_can_be_said() -> None:
    assert (
        match_department("", catalogue()).reason == "文件没有写明单位名称，无法判断它属于目录中的哪个部门。"
    )
    for_all = [entry for entry in catalogue() if not entry.department]
    assert match_department("山阴县教育局", for_all).reason == "没有按部门列出的政府购买服务目录。"
