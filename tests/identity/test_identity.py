"""Whose disclosure it is, of which year, budget or final account: from the content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetlib.document import Document
from budgetlib.identity import disclosure_id, identify, region_of
from budgetlib.readers import read_document
from budgetlib.readers.markdown import read_blocks
from made_up import disclosure_of


def identity_of(text: str) -> tuple[str, int | None, str | None, str | None]:
    document = Document("x.md", "markdown", "0" * 64, tuple(read_blocks(text)))
    found = identify(document)
    return found.unit_name, found.year, found.stage, found.scope


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ("某某县财政局\n\n2024年度部门预算", ("某某县财政局", 2024, "budget", "department")),
        ("2026 年某某市司法局部门预算\n\n目录", ("某某市司法局", 2026, "budget", "department")),
        (
            "某某区2026年区级部门预算\n\n预算主管部门：某某区司法局",
            ("某某区司法局", 2026, "budget", "department"),
        ),
        ("某某市财政局2023年度部门决算", ("某某市财政局", 2023, "final", "department")),
        (
            "2026年度\n\n某某市人民政府办公室\n\n（本级）\n\n单位预算",
            ("某某市人民政府办公室（本级）", 2026, "budget", "unit"),
        ),
        ("关于2025年度某某县教育局部门决算的公告", ("某某县教育局", 2025, "final", "department")),
        (
            "发布日期：2024-09-18\n\n2023年度\n\n某某市某某街道办事处\n\n部门决算\n\n二〇二四年九月",
            ("某某市某某街道办事处", 2023, "final", "department"),
        ),
        (
            "附件2\n\n收入支出决算总表\n\n部门：某某市民政局\n\n一般公共预算财政拨款支出决算表\n\n一般公共预算财政拨款基本支出决算表",
            ("某某市民政局", None, "final", None),
        ),
        ("一段与预算没有关系的文字", ("", None, "budget", None)),
        (
            "某某市审计局\n\n二〇二四年度部门决算\n\n二〇二五年九月",
            ("某某市审计局", 2024, "final", "department"),
        ),
        ("某某市医疗保障局关于2024年部门预算公开的说明", ("某某市医疗保障局", 2024, "budget", "department")),
        (
            "某某市公安局交通警察支队（事业）2024年单位预算",
            ("某某市公安局交通警察支队（事业）", 2024, "budget", "unit"),
        ),
        ("城关镇2024年预算公开", ("城关镇", 2024, "budget", None)),
        (
            "收支总表\n\n单位：105_某某县水利局\n\n2024年部门预算",
            ("某某县水利局", 2024, "budget", "department"),
        ),
        (
            "2024年部门预算\n\n部门编码及名称：[361]某某县教育局",
            ("某某县教育局", 2024, "budget", "department"),
        ),
        (
            "某某市审计局2024年度部门决算\n\n发布日期：2025年9月1日",
            ("某某市审计局", 2024, "final", "department"),
        ),
    ],
)
def test_covers(cover: str, expected: tuple[str, int | None, str | None, str | None]) -> None:
    assert identity_of(cover) == expected


def test_contents_are_not_taken_for_a_name() -> None:
    text = "某某区财政局\n\n2024年度部门决算\n\n目录\n\n第二部分 某某区财政局2024年度部门决算表\n\n一、收入支出决算总表"
    assert identity_of(text)[0] == "某某区财政局"


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("上海市普陀区财政局", "上海市普陀区"),
        ("江苏省人大常委会办公厅", "江苏省"),
        ("中国共产党山阴县委员会组织部", "山西省朔州市山阴县"),
        ("教育局", ""),
        ("深圳市气象局", "广东省深圳市"),
        ("国家税务总局苏州市税务局", "江苏省苏州市"),
        ("吉林省吉林市公安局", "吉林省吉林市"),
        ("朝阳市龙城区教育局", "辽宁省朝阳市龙城区"),
        ("北京市朝阳区教育局", "北京市朝阳区"),
        ("昆山市财政局", "江苏省苏州市昆山市"),
        ("双江拉祜族佤族布朗族傣族自治县公安局", "云南省临沧市双江拉祜族佤族布朗族傣族自治县"),
        ("普陀区财政局", "普陀区"),  # there is one in 上海市 and one in 浙江省舟山市
    ],
)
def test_regions(name: str, region: str) -> None:
    assert region_of(name) == region


def test_a_label_without_a_place_is_completed_by_the_title() -> None:
    cover = "某某市红山街道办事处2024年部门预算公开\n\n填报部门：红山街道办事处\n\n"
    assert disclosure_of("一段文字。", cover=cover).identity.unit_name == "某某市红山街道办事处"


@pytest.mark.parametrize(
    ("printed", "unit_name"),
    [
        ("某某省委办公厅", "中共某某省委办公厅"),
        ("中共某某省委办公厅", "中共某某省委办公厅"),
        ("中国共产党某某县委员会组织部", "中国共产党某某县委员会组织部"),
        ("某某省委托管理中心", "某某省委托管理中心"),
        ("某某县人大常委会办公室", "某某县人大常委会办公室"),
    ],
)
def test_an_organ_of_a_party_committee_has_one_name(printed: str, unit_name: str) -> None:
    cover = f"{printed}2024年部门预算公开\n\n"
    assert disclosure_of("一段文字。", cover=cover).identity.unit_name == unit_name


def test_the_identifier_depends_on_who_when_and_what_alone() -> None:
    first = disclosure_of("一段文字。").identity
    assert disclosure_id(first, "0" * 64) == "u6740d0ee-2024-budget"


def test_every_labelled_document_is_told_from_its_content(corpus: Path) -> None:
    for labels in sorted((corpus / "facts").glob("*.json")):
        wanted = json.loads(labels.read_text(encoding="utf-8"))
        if wanted["stage"] is None:
            continue
        (path,) = [one for one in corpus.glob(f"{labels.stem}.*") if one.is_file()]
        found = identify(read_document(path))
        assert (found.unit_name, found.year, found.stage) == (
            wanted["unit_name"],
            wanted["year"],
            wanted["stage"],
        )
        assert found.scope in (wanted["scope"], None)
