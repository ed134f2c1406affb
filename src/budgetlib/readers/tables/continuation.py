"""A table that runs over pages is one table: joins the pieces that a reader found.

Two pieces belong together when nothing stands between them (or only the title that stood above the first,
printed again) and the second goes on where the first stopped: it repeats the first one's header, or it begins
with rows that fit below it. A piece with a header or a title of its own is a table of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile

from budgetlib.document import Block, Paragraph, Table
from budgetlib.readers.tables.figures import is_dash, is_value
from budgetlib.readers.tables.spans import below, on_columns

_TOTAL = re.compile(r"[合总]计")
_LONGEST_TITLE = 80
_GOES_ON = re.compile(
    r"[(（\[【]?(?:续上?前?[表页]|接上[表页]|上接|[表页]?续|接上|(?:转|接|续)?下[一]?[表页]续?)[一二三四五六七八九十\d]{0,3}[)）\]】]?[:：]?"
)
"""What stands above a piece that goes on, or below one that will."""
_TITLE_GOES_ON = re.compile(
    r"[(（\[【—-]{0,2}(?:续表?|接上[表页])[一二三四五六七八九十\d]{0,3}[)）\]】]?\Z|\A[(（]?续表?[一二三四五六七八九十\d]{0,3}[)）]?[:：]?"
)
_UNIT = re.compile(r"[(（]?(?:金额)?单位[:：][(（]?(?:人民币)?[百千万亿]{0,2}元[)）]?")
_NUMERIC_SHARE = 0.7
"""A column counts as numeric when at least this share of its filled cells are numbers."""
_ROWS_JUDGED = 40
"""So many rows tell what kind of column it is."""
_LEAST_NAMES = 2
"""A row of a header that is repeated alone names at least so many columns."""
_REPEATED_TITLE = 4
"""At most so many paragraphs (title, unit, number of the table) are taken for a title printed again."""


def join_continued(
    blocks: Sequence[Block], edges: Mapping[int, Sequence[float]] | None = None
) -> tuple[Block, ...]:
    """The blocks with continued tables joined and tables numbered anew from 1 in reading order.

    `edges` maps a table's number to the positions of its column edges (width + 1 of them, growing; any unit),
    for formats that know them: pieces of different width are then laid on the common set of columns. Without
    them only pieces of equal width are joined. Repeated header rows, and the blank first row by which pipe
    tables mark a continuation, are dropped; `Table.seams` tells where each later piece begins.
    """
    known = dict(edges or {})
    joined: list[Block] = []
    last_table: int | None = None
    for block in blocks:
        if isinstance(block, Table):
            if last_table is not None:
                one = _joined(joined, last_table, block, known)
                if one is not None:
                    del joined[last_table + 1 :]
                    joined[last_table] = one
                    continue
            last_table = len(joined)
        joined.append(block)
    return _renumbered(joined)


def _renumbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    number = 0
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            if block.number != number:
                block = replace(block, number=number)
        result.append(block)
    return tuple(result)


def _joined(
    before: Sequence[Block], at: int, piece: Table, edges: dict[int, Sequence[float]]
) -> Table | None:
    """The table at `before[at]` with `piece` added below it, or None where they are two tables."""
    table = before[at]
    assert isinstance(table, Table)
    between = before[at + 1 :]
    told = _is_said_to_go_on(before[:at], between)
    if not table.rows or not piece.rows or (_on_one_page(table, piece) and not told):
        return None
    if between and not told and not _is_repeated_title(before[:at], between):
        return None
    if table.width != piece.width:
        aligned = _on_common_columns(table, piece, edges)
        if aligned is None:
            return None
        table, piece, common = aligned
        edges[table.number] = common
    dropped = _repeated_header(table, piece)
    if not dropped and (told or not between):
        dropped = _repeated_part(table, piece)
    if not dropped:
        if (between and not told) or not _goes_on(table, piece):
            return None
        dropped = 1 if piece.spans is None and not any(piece.rows[0]) else 0
    if dropped < len(piece.rows) and _begins_anew(table, piece.rows[dropped]):
        return None
    return below(table, piece, dropped)


def _begins_anew(table: Table, row: Sequence[str]) -> bool:
    """Whether a row is a total as the first row below the table's header is: the next of several tables of a kind."""
    label = _label(row)
    if not _TOTAL.fullmatch(
        label
    ):  # told first: a long list of words is gone through to its end for a figure
        return False
    return label == _label(next((cells for cells in table.rows if _has_number(cells)), ()))


def _on_one_page(table: Table, piece: Table) -> bool:
    """Tables below each other on one page are different tables; a pipe table has no pages."""
    return table.pages[-1] is not None and table.pages[-1] == piece.pages[0]


def _is_repeated_title(before: Sequence[Block], between: Sequence[Block]) -> bool:
    if len(between) > min(_REPEATED_TITLE, len(before)):
        return False
    return all(
        isinstance(first, Paragraph)
        and isinstance(again, Paragraph)
        and _bare(first.text) == _bare(again.text)
        for first, again in zip(before[-len(between) :], between, strict=True)
    )


def _is_said_to_go_on(before: Sequence[Block], between: Sequence[Block]) -> bool:
    """Whether what stands between two pieces says that the second goes on with the first: 续表, 接上页, title（续）.

    The title and the unit of money may be printed again beside that.
    """
    if not 0 < len(between) <= _REPEATED_TITLE:
        return False
    titles = {_bare(block.text) for block in before[-_REPEATED_TITLE:] if isinstance(block, Paragraph)}
    told = False
    for block in between:
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TITLE:
            return False
        text = _UNIT.sub("", _bare(block.text))
        mark = _GOES_ON.fullmatch(text) is not None
        named = _TITLE_GOES_ON.sub("", text)
        told |= mark or (named != text and any(named in title for title in titles))
        if text and not mark and not any(part in titles for part in (_bare(block.text), text, named)):
            return False
    return told


def _bare(text: str) -> str:
    return "".join(text.split())


def _repeated_header(table: Table, piece: Table) -> int:
    """How many first rows of `piece` repeat the header of `table`; 0 where they don't."""
    top = _below_title(table, piece)
    same = 0
    for first, again in zip(table.rows[top:], piece.rows, strict=False):
        if not (_same_words(first, again) or _same_names(first, again)) or not any(first):
            break
        same += 1
    if same == 0 or same == len(piece.rows):
        return 0
    if any(_has_number(row) for row in table.rows[top : top + same + 1]):
        return same  # all rows above the first figure
    # A header without a figure below it (a list of words): it is whole when it names every column.
    header = table.rows[top : top + same]
    named = all(any(row[column] for row in header) for column in range(table.width))
    return same if named and table.width > 2 else 0


def _repeated_part(table: Table, piece: Table) -> int:
    """How many first rows of `piece` repeat the first ones of a deeper header, where rows of data follow on them."""
    top = _below_title(table, piece)
    same = 0
    for first, again in zip(table.rows[top:], piece.rows[:-1], strict=False):
        if sum(map(bool, first)) < _LEAST_NAMES or not _same_words(first, again):
            break
        same += 1
    following = piece.rows[same]
    return same if same and any(following) and _words_among_figures(table, following) == 0 else 0


def _below_title(table: Table, piece: Table) -> int:
    """Where the header of `table` begins that `piece` may repeat: a title and the unit may stand over it in the frame."""
    for number, row in enumerate(table.rows[: _REPEATED_TITLE + 1]):
        if _same_words(row, piece.rows[0]):
            return number
        if sum(map(bool, row)) > 1:
            break
    return 0


def _same_words(row: Sequence[str], other: Sequence[str]) -> bool:
    return row == other or all(
        cell == again or _bare(cell) == _bare(again) for cell, again in zip(row, other, strict=True)
    )


def _same_names(row: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows have the same words in other columns: where no lines part them, a name over several may stand in
    any of them."""
    return not _has_number(row) and [_bare(cell) for cell in row if cell] == [
        _bare(cell) for cell in other if cell
    ]


def _has_number(row: Sequence[str]) -> bool:
    return any(cell and is_value(cell) for cell in row)


def _goes_on(table: Table, piece: Table) -> bool:
    """Whether the first row of `piece` reads as a row of `table` rather than as a header or title."""
    first = piece.rows[0]
    if not any(first):
        return True
    if _label(first) == _label(table.rows[0]):
        return False  # the next of several forms: 项目名称 stands again in the first place
    if piece.width > 1 and piece.spans is not None and piece.spans.get((0, 0), (1, 1))[1] == piece.width:
        return False  # a title inside the frame
    if _has_number(first):
        return True
    words = _words_among_figures(table, first)
    # Words where the table has figures are a header, but 优 may stand for a figure below a merged first cell.
    return words == 0 or (words == 1 and not first[0])


def _words_among_figures(table: Table, row: Sequence[str]) -> int:
    """In how many columns in which the table has figures a row has words."""
    numeric = _numeric_columns(table)
    return sum(
        numeric[at] for at, cell in enumerate(row) if cell and not is_dash(cell) and not is_value(cell)
    )


def _label(row: Sequence[str]) -> str:
    return next((_bare(cell) for cell in row if cell), "")


def _numeric_columns(table: Table) -> list[bool]:
    """Which columns hold figures, judged by the table's last rows below its header."""
    body = list(dropwhile(lambda row: not _has_number(row), table.rows[-_ROWS_JUDGED:]))
    result = []
    for column in range(table.width):
        filled = [row[column] for row in body if row[column] and not is_dash(row[column])]
        numbers = sum(map(is_value, filled))
        result.append(numbers > 0 and numbers >= _NUMERIC_SHARE * len(filled))
    return result


def _on_common_columns(
    table: Table, piece: Table, edges: Mapping[int, Sequence[float]]
) -> tuple[Table, Table, Sequence[float]] | None:
    """Both pieces laid on the union of their column edges, or None where the edges don't fit together.

    They fit when the edges of one are a subset of the other's: a column that is merged all the way down in
    one piece leaves no edge there.
    """
    first, second = edges.get(table.number), edges.get(piece.number)
    if first is None or second is None:
        return None
    wide = max(first, second, key=len)
    narrow = second if wide is first else first
    tolerance = (wide[-1] - wide[0]) / 200
    places = [
        next((at for at, edge in enumerate(wide) if abs(edge - own) <= tolerance), None) for own in narrow
    ]
    kept = [at for at in places if at is not None]
    if len(kept) != len(narrow) or kept[0] != 0 or kept[-1] != len(wide) - 1 or len(set(kept)) != len(kept):
        return None
    if wide is first:
        return table, _widened(piece, kept), wide
    return _widened(table, kept), piece, wide


def _widened(table: Table, places: Sequence[int]) -> Table:
    """The table on more columns: its column `i` covers the new ones `places[i]` to `places[i + 1] - 1`."""
    return on_columns(table, places[:-1], places[1:], places[-1])
