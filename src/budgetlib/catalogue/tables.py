"""Finds the tables of service-purchase catalogues (政府购买服务指导性目录) and reads their rows as printed.

A catalogue is recognised by its header: a column of codes and one column per level (一级目录, 二级目录, ...), or
one column of names under a title that speaks of a catalogue. It runs on over as many tables as follow with the
same columns. A row with text in the column of codes and no name is the title of a department.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgetlib.catalogue.issue import begins_anew, issue_number, letter_in_title, title_of
from budgetlib.catalogue.notes import make_note
from budgetlib.disclosure import CatalogueEntry, Note
from budgetlib.document import Document, Paragraph, Place, Table
from budgetlib.text import one_line, squash

_CODE_HEADER = re.compile(r"(?:目录|项目|服务|品目)?(?:代码|编码|编号)")
_LEVEL_HEADER = re.compile(r"([一二三四五六])级(?:目录|品目)(?:名称)?")
_PLAIN_LEVEL_HEADER = re.compile(r"([一二三四五六])级(?:分类|服务|项目)?(?:名称)?")
_NAME_HEADER = re.compile(r"(?:目录|品目|服务项目|服务内容|服务事项|购买内容|项目)?名称")
_LEVELS = "一二三四五六"
_HEADER_ROWS = 5
"""The header stands within so many first rows; titles inside the frame may stand above it."""
_CATALOGUE_TITLE = re.compile(r"购买服务.*目录|品目.*目录|目录.*购买服务")
_CODE = re.compile(r"[A-Z]\d*|\d+")
_CODES_IN_CONTINUATION = 0.8
"""A table without a header goes on with the catalogue above when this share of its rows begins with a code."""
_BY_DEPARTMENT = "A"
_FOR_ALL = "B"
"""Letters of catalogues whose codes and titles have none: what the ministry and Shanxi call the two kinds."""
_REMARK = re.compile(r"[(（]?(?:备?注|说明)[:：\d一二三]")
_LONGEST_DEPARTMENT = 40
_FRAGMENT = re.compile(r"(?:委员会|办公[厅室]|[厅室局会部院办]|中心)*(?:[(（][^()（）]*[)）])?")
"""What can't be the name of a department by itself."""
_STRAY = re.compile(r"(?:[\u4e00-\u9fff].*){4}")
_QUOTED = 40


class Columns(NamedTuple):
    """Where the columns of a catalogue stand (from 0)."""

    code: int
    levels: tuple[tuple[int, int], ...]
    """(level, column), level by level; level 0 for one column of names of all levels."""
    width: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A catalogue as printed: its entries, and what was noticed while reading them.

    The level of an entry is that of its column, 0 where the table does not say; its parent is the entry of the
    level above that was printed last.
    """

    entries: list[CatalogueEntry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_listings(document: Document) -> list[Listing]:
    """The catalogues of the document in reading order; none for most documents."""
    listings: list[Listing] = []
    reader: _ListingReader | None = None
    between: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        found = _find_columns(block, between)
        if found is not None:
            columns, first = found
            if reader is None or not reader.goes_on_after(between, columns):
                reader = _ListingReader(columns, between)
                listings.append(reader.listing)
            else:
                reader.note_strays(between)
            reader.read(block, first)
        elif reader is not None and reader.goes_on_in(block):
            reader.note_strays(between)
            reader.read(block, 0)
        else:
            reader = None
        between = []
    return listings


def _find_columns(table: Table, above: Sequence[Paragraph]) -> tuple[Columns, int] | None:
    """The columns of a catalogue and the first row under its header, or None where the table is no catalogue."""
    for index, row in enumerate(table.rows[:_HEADER_ROWS]):
        joined = "".join(row)
        if "级" not in joined and "名称" not in joined:
            continue
        cells = [squash(cell) for cell in row]
        code = next((at for at, cell in enumerate(cells) if _CODE_HEADER.fullmatch(cell)), None)
        if code is None:
            continue
        levels = _levels(cells, _LEVEL_HEADER)
        if not levels and _CATALOGUE_TITLE.search(squash(title_of(above))):
            levels = _levels(cells, _PLAIN_LEVEL_HEADER) or tuple(
                (0, at) for at, cell in enumerate(cells) if _NAME_HEADER.fullmatch(cell)
            )
        if len(levels) > 1 or (levels and levels[0][0] == 0):
            return Columns(code, levels, table.width), index + 1
    return None


def _levels(cells: Sequence[str], header: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    matches = ((at, header.fullmatch(cell)) for at, cell in enumerate(cells))
    return tuple(sorted((_LEVELS.index(match[1]) + 1, at) for at, match in matches if match))


class _ListingReader:
    """Reads the tables of one catalogue one after the other."""

    def __init__(self, columns: Columns, above: Sequence[Paragraph]) -> None:
        self.listing = Listing()
        self._columns = columns
        self._title = title_of(above)
        self._issued_as = issue_number(above)
        self._letter = letter_in_title(self._title)
        self._default_letter = self._letter or _FOR_ALL
        self._department = ""
        self._open: dict[int, str] = {}  # level -> code printed last

    def goes_on_after(self, between: Sequence[Paragraph], columns: Columns) -> bool:
        """Whether a table with those columns below that text is a part of this catalogue."""
        return columns.levels == self._columns.levels and not begins_anew(between, self._title)

    def goes_on_in(self, table: Table) -> bool:
        """Whether a table without a header goes on with this catalogue."""
        if table.width != self._columns.width:
            return False
        codes = sum(1 for row in table.rows if _CODE.fullmatch(row[self._columns.code]))
        return codes > 0 and codes >= _CODES_IN_CONTINUATION * len(table.rows)

    def note_strays(self, between: Sequence[Paragraph]) -> None:
        """Notes the text between two tables of this catalogue, save for its title printed again."""
        for paragraph in between:
            if _STRAY.search(paragraph.text) and squash(paragraph.text) != squash(self._title):
                what = f"目录表的中间夹着一段不属于目录的文字：“{paragraph.text[:_QUOTED].strip()}”。"
                self.listing.notes.append(
                    make_note("stray_text", what, paragraph.place, printed=paragraph.text)
                )

    def read(self, table: Table, first: int) -> None:
        """Adds the entries of the table from the row `first` on."""
        at_code, levels, _ = self._columns
        is_code = _CODE.fullmatch
        add = self.listing.entries.append
        issued_as, number = self._issued_as, table.number
        department, letter, opened = self._department, self._default_letter, self._open
        below_title = False
        rows = zip(table.rows[first:], table.pages[first:], table.lines[first:], strict=True)
        for index, (cells, page, line) in enumerate(rows, first):
            printed = cells[at_code]
            names = [(level, name) for level, at in levels if (name := cells[at])]
            code = printed if is_code(printed) else squash(printed).upper()
            if code is not printed:
                if _CODE_HEADER.fullmatch(code) or not (names or printed):
                    continue  # the header printed again, or an empty row
                if not is_code(code):
                    if not names:
                        below_title = self._begin_department(table, index, below_title)
                        department, letter, opened = self._department, self._default_letter, self._open
                        continue
                    code = ""
            below_title = False
            if len(names) != 1:
                names = self._not_open(names) or [(0, "")]
            own_level = names[-1][0]
            for level, name in names:
                if level != own_level:
                    own, own_printed = "", ""
                else:
                    own, own_printed = code, printed
                if "\n" in name:
                    name = one_line(name)
                opened[level] = own
                # fmt: off
                add(CatalogueEntry(
                    own[0] if own > "9" else letter, issued_as, department, own, level, name,
                    opened.get(level - 1, ""), False, own_printed, name, page, line, number, index + 1,
                ))
                # fmt: on

    def _not_open(self, names: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """The names of one row without those of higher levels that only repeat the sections already open."""
        new = [(level, name) for level, name in names[:-1] if self._open_name(level) != name]
        return new + list(names[-1:])

    def _open_name(self, level: int) -> str:
        for entry in reversed(self.listing.entries):
            if entry.department != self._department or entry.level < level:
                break
            if entry.level == level:
                return entry.name
        return ""

    def _begin_department(self, table: Table, index: int, below_title: bool) -> bool:
        """Begins the department that a row names; False where the row is a remark and no title."""
        title = one_line(table.rows[index][self._columns.code])
        place = table.place(index)
        if _REMARK.match(title) or len(title) > _LONGEST_DEPARTMENT:
            return False
        above = self._department
        if below_title:
            if above.count("（") > above.count("）") or _FRAGMENT.fullmatch(title):
                self._join_titles(above, title, place)
                return True
            what = f"“{above}”下面没有列出任何目录项。"
            self.listing.notes.append(make_note("department_empty", what, place, department=above))
        self._department = title
        self._default_letter = self._letter or _BY_DEPARTMENT
        self._open = {}
        return True

    def _join_titles(self, above: str, title: str, place: Place) -> None:
        self._department = whole = above + title
        what = f"部门名称“{whole}”被断成了两行，已经接回。"
        self.listing.notes.append(
            make_note("department_broken", what, place, printed=f"{above} / {title}", corrected=whole)
        )
