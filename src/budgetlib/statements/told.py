"""Tables inside the text, which tell of what the annexed statements print: they are no statements themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetlib.disclosure import Statement
from budgetlib.text import squash

_HEADING_OF_TEXT = re.compile(
    r"(?:第[一二三四五六七八九十\d]+(?:部分|章)|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.]).*"
    r"(?:情况|说明|分析|变化|规模|结构|如下)[。:]?"
)


def told_in_text(statements: Sequence[Statement]) -> set[int]:
    """Numbers of the tables that stand below a heading of the text (3.支出按经济科目分类的明细情况) where a table of the
    same kind is annexed under a title of its own."""
    annexed = {one.kind for one in statements if not one.empty and not _is_told(one)}
    return {table for one in statements if _is_told(one) and one.kind in annexed for table in one.tables}


def _is_told(statement: Statement) -> bool:
    title = squash(statement.title)
    return "表" not in title and _HEADING_OF_TEXT.fullmatch(title) is not None
