"""What is kept as a part of a disclosure, and what is refused, for what it is; names and figures are made up."""

from __future__ import annotations

import pytest

from budgetlib.document import Document, Place, Scan
from budgetlib.errors import NotADisclosure
from budgetlib.interpret import interpret
from budgetlib.readers.markdown import read_blocks
from made_up import COVER

_TABLES = """
收支总表

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款 | 100.00 | 一、教育支出 | 100.00 |
| 收入总计 | 100.00 | 支出总计 | 100.00 |

收入总表

| 单位名称 | 合计 | 一般公共预算拨款 |
|---|---|---|
| 某某县财政局 | 100.00 | 100.00 |
"""

_TEXT = """
2024年收入预算100万元，比上年增加5万元。

2024年支出预算100万元，其中：基本支出预算60万元，项目支出预算40万元。

2024年“三公”经费预算3万元，其中：因公出国（境）费0万元，公务接待费1万元，公务用车购置及运行费2万元。

2024年政府采购预算总额20万元。
"""


def _document(text: str, **said: object) -> Document:
    return Document(
        source="file.md", format="markdown", sha256="ab" * 32, blocks=tuple(read_blocks(text)), **said  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (COVER + _TABLES, ["tables"]),
        (COVER + _TEXT, ["text"]),
        (COVER + _TEXT + _TABLES, ["tables", "text"]),
    ],
)
def test_each_part_alone_is_kept(text: str, parts: list[str]) -> None:
    assert list(interpret(_document(text)).parts) == parts


def test_a_text_whose_title_is_a_picture() -> None:
    """The unit is the one that sentences begin with; without any, the file stands for it."""
    untitled = f"## 第一部分 2024年部门预算情况说明\n{_TEXT}"
    named = interpret(_document(f"甲省乙市财政局是市政府工作部门，负责财政工作。\n\n{untitled}"))
    assert named.identity.unit_name == "甲省乙市财政局"
    unnamed = interpret(_document(untitled))
    assert unnamed.identity.unit_name == ""
    assert unnamed.disclosure_id == "uabababab-2024-budget"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("关于开展2024年度审计工作的通知", "a notice or letter by its title: 关于开展2024年度审计工作的通知"),
        ("某某市2024年预算执行情况和2025年预算草案的报告", "a report on a whole province, city or county"),
        ("某某市政务公开申请表", "a form to fill in"),
        ("人民调解工作规范", "a rule, standard or plan"),
    ],
)
def test_what_it_is_instead(title: str, reason: str) -> None:
    with pytest.raises(NotADisclosure, match="neither a budget nor a final-account disclosure") as refused:
        interpret(_document(f"{title}\n\n各单位：\n\n有关事项如下。\n"))
    assert reason in str(refused.value)


def test_a_name_that_promises_another_format() -> None:
    note = ("the name ends in .pdf as that of a PDF, but this is a web page", Place())
    with pytest.raises(NotADisclosure, match="this is a web page"):
        interpret(_document("登录\n\n首页\n", notes=(note,)))


def test_pictures_that_were_not_read_are_not_called_something_else() -> None:
    with pytest.raises(NotADisclosure, match="pages 2-9 are pictures that were not read") as refused:
        interpret(_document("封面\n", scan=Scan(unread=tuple(range(2, 10)))))
    assert "budgetlib[ocr]" in str(refused.value)
