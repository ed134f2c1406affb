"""Where a statement begins: tables with the text that stands around them.

A region is a table, or the part of a table below a title of its own, with its title, its unit of money and the
unit it speaks of. What stands in rows above the header (title, 单位：万元) is taken as text, not as data.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from budgetlib.document import Document, Paragraph, Table
from budgetlib.text import remembered, squash

_LONGEST_TITLE = 70
_TITLE = re.compile(
    r".*(?:表|情况|明细|政府采购(?:支出)?预算|机关运行经费(?:支出)?(?:预算)?)(?:[(（].*[)）])?[:：]?"
)
_NOT_A_TITLE = re.compile(r"^(?:注|备注|说明|附注)[:：.]|.*[。；;]$")
_NOTE = re.compile(r"(?:备|附)?注(?:释)?\d?[:.、]|说明:|(?:本|此|该)表")
_MONEY_UNIT = re.compile(
    r"(?:(?:金额|货币|计量)?单位|金额)[:：]?(?:人民币)?\(?(亿元|百万元|万元|千元|元)|[(:,]单位?(亿元|万元|千元|元)\)|\((亿元|万元|千元|元)\)"
)
_UNIT_NAME = re.compile(
    r"(?:编制|填报|填表|编报|预算|决算|公开)?(?:单位|部门)"
    r"(?:名称|\(盖章\)|\(公章\)|\(单位\)|\(部门\)|全称|(?:编码|代码)(?:及|和|、|/)名称)?[:：]\s*([^:：]{2,60}?)(?:单位[:：].*|金额单位.*|编制日期.*|\d{4}年.*|$)"
)
_UNIT_OF_COLUMN = re.compile(r"\((?:金额)?单位:[^()]*\)")
"""What a header says of one column in brackets: 价值(金额单位:万元)."""
_EMPTY_NOTE = re.compile(
    r"(?:无|没有).{0,24}(?:数据|收支|支出|收入|预算|内容|安排|情况|拨款|资金)|空表|(?:此|本|该)表(?:为空|无)|不涉及|未安排"
)
_PART = re.compile(r"(?:\d{4}年)?(?:预算数|决算数|相关统计(?:数|数据|情况)):?")
"""What stands alone in a row above a further header: the same columns once more, for the final account."""
_LONGEST_HEADER = 30
"""Characters of a header word; a longer line with a colon, alone in its row, is a note or the line of the unit."""
_CONTEXT = 8
_NOTES_BELOW = 3
_MOST_ABOVE = 8
"""Rows above a header that hold its title, unit and number and may begin with anything that stands alone."""
_LONGEST_CAPTION = 4
"""Rows of a table that only says what the next one is."""


class Region(NamedTuple):
    """Rows `start` to `stop` (exclusive) of a table, with what the text around says of them."""

    table: Table
    start: int
    stop: int
    titles: tuple[str, ...]
    """Lines that may be the title, the nearest last; squashed."""
    printed_title: str
    money_unit: str | None
    unit_name: str | None
    empty_note: bool


def find_regions(document: Document) -> Iterator[Region]:
    """Every table of the document with its surroundings, in reading order."""
    pending: list[str] = []
    blocks = document.blocks
    unit: str | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            pending.extend(line for line in block.text.split("\n") if line)
            continue
        if not block.rows:
            continue
        if _is_caption(block):
            pending.extend(" ".join(cell for cell in row if cell) for row in block.rows)
            continue
        for start, stop in _parts(block):
            context = pending[-_CONTEXT:] if start == 0 else []
            inner = _lines_above_header(block, start, stop)
            lines = [squash(line) for line in (*context, *inner)]
            found = _money_unit(lines)
            unit = found or unit
            yield Region(
                table=block,
                start=start + len(inner),
                stop=_end_of_rows(block, start + len(inner), stop),
                titles=tuple(line for line in lines if is_title(line)),
                printed_title=_printed_title([*context, *inner]),
                money_unit=found or _unit_in_rows(block, start, min(stop, start + 6)) or unit,
                unit_name=_unit_name(lines),
                empty_note=_has_empty_note(blocks[at + 1 : at + 1 + _NOTES_BELOW], block, start, stop),
            )
        pending.clear()


@remembered
def is_title(line: str) -> bool:
    """Whether a squashed line may be the title of a statement."""
    return len(line) <= _LONGEST_TITLE and _TITLE.match(line) is not None and not _NOT_A_TITLE.match(line)


def _parts(table: Table) -> Iterator[tuple[int, int]]:
    """Cuts a table where a row in its middle is the title of the next statement, or of its next part."""
    if table.width < 2:
        yield 0, len(table.rows)
        return
    start = 0
    data_seen = False
    all_but_one = table.width - 1
    for number, row in enumerate(table.rows):
        blank = row.count("")
        if blank < all_but_one:
            data_seen = True
        elif blank == all_but_one and data_seen:
            text = squash(next(cell for cell in row if cell))
            if _PART.fullmatch(text) or (
                text.endswith("表")
                and is_title(text)
                and ("预算" in text or "决算" in text or "收支" in text)
            ):
                yield start, number
                start, data_seen = number, False
    yield start, len(table.rows)


def _is_caption(table: Table) -> bool:
    """Whether a table is only what stands above the next one: its title, the line that names unit and money."""
    return len(table.rows) <= _LONGEST_CAPTION and all(_is_above_header(row) for row in table.rows)


def _lines_above_header(table: Table, start: int, stop: int) -> list[str]:
    """Texts of the rows above the header: blank rows, the title, the line that names unit and money."""
    if table.width == 1:
        return []
    rows = table.rows[start:stop]
    above = list(itertools.takewhile(_is_above_header, rows))
    alone = itertools.takewhile(lambda row: sum(map(bool, row)) <= 1 or _is_above_header(row), rows)
    for number, row in enumerate(itertools.islice(alone, _MOST_ABOVE), 1):
        if number > len(above) and _is_above_header(row) and any(row):
            above = list(rows[:number])  # and so is what stands alone over it: the name of the part, the unit
    return [" ".join(cell for cell in row if cell) for row in above] if len(above) < stop - start else []


def _end_of_rows(table: Table, start: int, stop: int) -> int:
    """Where the rows end that are data: below them may stand 注：…… inside the frame."""
    end = stop
    while end - start > 1:
        cells = [cell for cell in table.rows[end - 1] if cell]
        if len(cells) > 1 or (cells and not _NOTE.match(squash(cells[0]))):
            break
        end -= 1
    return end if end > start + 1 and any(table.rows[end - 1]) else stop


def _is_above_header(row: tuple[str, ...]) -> bool:
    cells = [cell for cell in row if cell]
    joined = squash("".join(cells))
    if len(cells) <= 1 and (
        not cells
        or is_title(joined)
        or (joined.startswith(("表", "附", "公开", "预算")) and not _PART.fullmatch(joined))
        or (len(joined) > _LONGEST_HEADER and ":" in joined)
    ):
        return True
    if len(cells) <= 4 and _names_unit(joined) and _MONEY_UNIT.search(joined):
        return True
    return len(cells) <= 2 and _UNIT_NAME.match(joined) is not None


def _names_unit(line: str) -> bool:
    line = _UNIT_OF_COLUMN.sub("", line)
    return "单位:" in line or "部门:" in line


def _printed_title(lines: list[str]) -> str:
    titles = [line for line in lines if is_title(squash(line))]
    with_subject = [
        line for line in titles if "收" in line or "支" in line or "经费" in line or "预算" in line
    ]
    return (with_subject or titles or [""])[-1].strip()


def _money_unit(lines: list[str]) -> str | None:
    for line in reversed(lines):
        match = _MONEY_UNIT.search(line)
        if match and len(line) <= 2 * _LONGEST_TITLE:
            return next(group for group in match.groups() if group)
    return None


def _unit_in_rows(table: Table, start: int, stop: int) -> str | None:
    return _money_unit([squash(cell) for row in table.rows[start:stop] for cell in row if "元" in cell])


def _unit_name(lines: list[str]) -> str | None:
    for line in reversed(lines):
        match = _UNIT_NAME.match(line)
        if match and "元" not in match[1]:
            return match[1].strip(":：")
    return None


def _has_empty_note(after: tuple[object, ...], table: Table, start: int, stop: int) -> bool:
    texts = []
    for block in after:
        if not isinstance(block, Paragraph):
            break
        texts.append(block.text)
    last_rows = table.rows[max(start, stop - 2) : stop]
    texts.extend(cell for row in last_rows for cell in row if len(cell) > 4)
    return any(_EMPTY_NOTE.search(squash(text)) for text in texts if len(text) < 160)
