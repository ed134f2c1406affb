"""Tables of contents and explained terms, in the shapes that documents give them."""

from __future__ import annotations

from budgetlib.document import Block, Document, Paragraph, Table
from budgetlib.narrative import NarrativeRead, read_narrative


def read(*blocks: str | Block) -> NarrativeRead:
    whole = tuple(
        Paragraph(block, line=line) if isinstance(block, str) else block
        for line, block in enumerate(blocks, 1)
    )
    return read_narrative(Document("made.md", "markdown", "", whole))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(1, rows, tuple(range(10, 10 + len(rows))), (None,) * len(rows))


def test_contents_as_lines_with_dots_and_pages() -> None:
    announced = read(
        "目 录",
        "第一部分 概况........1",
        "一、主要职能…………2",
        "第二部分 预算表 3",
        "第一部分 概况",
        "一、主要职能",
    ).announced
    assert [(entry.title, entry.page_label) for entry in announced] == [
        ("第一部分 概况", "1"),
        ("一、主要职能", "2"),
        ("第二部分 预算表", "3"),
    ]


def test_contents_as_a_table() -> None:
    announced = read(
        "目录", table(("第一部分 概况", "1"), ("一、本单位职责.....", "2")), "第一部分 概况"
    ).announced
    assert [(entry.title, entry.page_label, entry.line) for entry in announced] == [
        ("第一部分 概况", "1", 10),
        ("一、本单位职责", "2", 11),
    ]


def test_a_title_that_fills_its_line_goes_on_in_the_next() -> None:
    announced = read(
        "目录",
        "十一、一般公共预算“三公”经费、会议费、培训费支",
        "出预算表",
        "十二、政府采购支出预算表",
        "本部门的主要职责是贯彻执行国家的法律法规，并对全市的工作进行指导和监督。",
    ).announced
    assert [entry.title for entry in announced] == [
        "十一、一般公共预算“三公”经费、会议费、培训费支出预算表",
        "十二、政府采购支出预算表",
    ]


def test_a_title_behind_the_contents_is_no_entry() -> None:
    read_ = read(
        "目录",
        "一、单位主要职能",
        "二、其他相关情况说明",
        "上海市数据局（单位）主要职能",
        "上海市数据局是主管本市数据工作的市政府直属机构，主要职能包括若干方面。",
    )
    assert [entry.title for entry in read_.announced] == ["一、单位主要职能", "二、其他相关情况说明"]
    assert [section.region for section in read_.sections] == ["duties"]


def test_a_document_without_contents_announces_nothing() -> None:
    assert read("一、收入情况说明", "2024年收入预算10万元。").announced == ()


def test_a_definition_over_several_paragraphs() -> None:
    terms = read(
        "第四部分 名词解释",
        "一、财政专户管理资金：",
        "专指教育收费，",
        "包括高中以上学费。",
        "二、单位资金：是指其他资金。",
    ).terms
    assert [(term.term, term.definition, term.line) for term in terms] == [
        ("财政专户管理资金", "专指教育收费，包括高中以上学费。", 2),
        ("单位资金", "其他资金。", 5),
    ]


def test_terms_without_numbers_and_without_colons() -> None:
    terms = read(
        "六、名词解释",
        "基本支出：指为保障机构正常运转而发生的支出。",
        "一般公共预算是指以税收为主体的财政收入。",
    ).terms
    assert [term.term for term in terms] == ["基本支出", "一般公共预算"]


def test_terms_that_a_reader_has_run_together() -> None:
    terms = read(
        "第四部分 名词解释", "一、基本支出：指日常支出。二、项目支出：指在基本支出之外的支出。"
    ).terms
    assert [(term.term, term.definition) for term in terms] == [
        ("基本支出", "日常支出。"),
        ("项目支出", "在基本支出之外的支出。"),
    ]


def test_a_glossary_in_front_of_the_explanations_ends_where_they_begin() -> None:
    read_ = read(
        "名词解释",
        "（一）基本支出预算：是年度基本支出计划。",
        "2024年部门预算编制说明",
        "2024年，某局收入预算100.00万元。",
    )
    assert [term.term for term in read_.terms] == ["基本支出预算"]
    assert [claim.metric for claim in read_.claims] == ["summary.income_total"]
