"""A disclosure as rules look at it: its lines found by statement, row and column without searching."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from budgetlib.accounts import (
    OWN_PERIODS,
    AnyItem,
    AnyMeasure,
    Classified,
    Item,
    Key,
    Kind,
    Measure,
    Role,
    Side,
)
from budgetlib.disclosure import BudgetLine, Claim, Disclosure, SeenTitle
from budgetlib.document import Place
from budgetlib.narrative import best_claim
from budgetlib.text import squash

Row = list[BudgetLine]
"""Lines of one row of one side of a statement: one per column."""

_UNIT = re.compile(
    r"(?:局|委员会|厅|办公室|中心|院|校|所|站|队|支队|大队|总队|馆|处|社|会|园|学院|医院|大学|基金会|管理处|分局)(?:\(.{0,12}\))?$"
)
"""How the names of units end. Projects are seldom called so, and of one that is, a person must decide."""
_WITHHELD = re.compile("涉密[^，。；]{0,8}(?:不|未)[^，。；]{0,6}|[^，。；]{0,8}不宜公开|脱密处理")
_UNITS = (Role.TOTAL, Role.UNIT)
"""Rows that belong together in a table that lists several units; the others are of one unit's part of it."""
_EMPTY = re.compile("空表|无数据|无内容|不涉及")
_NOTHING = "(?:空表|无数据|没有|未安排|不涉及|不存在|为零|为0|无预算|无支出|无收支|无此)"
_DENIED = "(?:没有|未安排|无|不涉及)"
_NEAR = 20
"""Characters between what is denied and the word that denies it."""
_TITLE_PART = 12
_EMPTY_BY_TEXT: Mapping[Kind, str] = {
    Kind.FUND_INCOME: Key.FUND_EXPENDITURE_TOTAL,
    Kind.FUND_EXPENDITURE: Key.FUND_EXPENDITURE_TOTAL,
    Kind.STATE_CAPITAL: Key.STATE_CAPITAL_TOTAL,
    Kind.THREE_PUBLIC: Key.THREE_PUBLIC_TOTAL,
    Kind.OPERATING_COST: Key.OPERATING_COST_TOTAL,
    Kind.PROCUREMENT: Key.PROCUREMENT_TOTAL,
}
"""Statements that may rightly print nothing, and the figure that the text then denies."""
_EMPTY_WORDS: Mapping[Kind, str] = {
    Kind.FUND_INCOME: "政府性基金",
    Kind.FUND_EXPENDITURE: "政府性基金",
    Kind.STATE_CAPITAL: "国有资本经营",
    Kind.THREE_PUBLIC: "三公",
    Kind.OPERATING_COST: "机关运行",
    Kind.PROCUREMENT: "政府采购",
    Kind.SERVICE_PURCHASE: "购买服务",
    Kind.PROJECTS: "结转",
}
_ROW = attrgetter("row", "code", "name")
"""The label tells the halves of a table that has two lists side by side."""


@dataclass(frozen=True)
class View:
    """A disclosure with its lines indexed."""

    disclosure: Disclosure
    _tables: dict[Kind, list[list[Row]]] = field(default_factory=dict, init=False, repr=False)
    _sides: dict[tuple[Kind, Side], list[BudgetLine]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(line.statement for line in self.disclosure.lines)

    @cached_property
    def _own_lines(self) -> Mapping[Kind, list[BudgetLine]]:
        """Kind -> this year's lines of both sides."""
        found: dict[Kind, list[BudgetLine]] = defaultdict(list)
        for line in self.disclosure.lines:
            if line.period in OWN_PERIODS:
                found[line.statement].append(line)
        return dict(found)

    @cached_property
    def _of_all_units(self) -> Mapping[str, list[BudgetLine]]:
        """Kind -> its lines but for those of one unit's part of a classification."""
        return {
            kind: [line for line in lines if not (line.unit_name and _part_of_table(line))]
            for kind, lines in self._own_lines.items()
        }

    @cached_property
    def _claims(self) -> Mapping[str, list[Claim]]:
        """Metric -> the claims about it."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.disclosure.claims:
            found[claim.metric].append(claim)
        return dict(found)

    def has(self, kind: Kind) -> bool:
        """Whether the document prints a statement of this kind."""
        return kind in self._kinds

    def lines(self, kind: Kind, side: Side | None = None) -> Sequence[BudgetLine]:
        """This year's lines of a statement, in reading order, without the figures of one unit among several."""
        lines = self._of_all_units.get(kind, ())
        if side is None or not lines:
            return lines
        if (kind, side) not in self._sides:
            self._sides[kind, side] = [line for line in lines if line.side == side]
        return self._sides[kind, side]

    def tables(self, kind: Kind) -> Sequence[list[Row]]:
        """The rows of every table of a kind, each table, side and unit's part of a classification by itself."""
        if kind not in self._tables:
            self._tables[kind] = list(self._tables_of(kind))
        return self._tables[kind]

    def _tables_of(self, kind: Kind) -> Iterator[list[Row]]:
        grouped: dict[tuple[int | None, str, str], dict[tuple[int | None, str, str], Row]] = {}
        for table, run in groupby(self._own_lines.get(kind, ()), key=_table):
            rows = grouped.setdefault(table, {})
            for row, cells in groupby(run, key=_ROW):
                rows.setdefault(row, []).extend(cells)
        for rows in grouped.values():
            yield list(rows.values())

    def total(self, kind: Kind, *measures: AnyMeasure, side: Side | None = None) -> BudgetLine | None:
        """The cell in the row of totals, in the first of the measures that the statement has."""
        lines = self.lines(kind, side)
        for measure in measures:
            for line in lines:
                if line.role in _UNITS and line.measure == measure and not line.unit_name:
                    return line
        return None

    def item(self, kind: Kind, side: Side, item: AnyItem, *measures: AnyMeasure) -> BudgetLine | None:
        """The cell of a known row (`carryover_in`, `total`, ...) of a two-sided statement."""
        for measure in measures or (Measure.TOTAL,):
            for line in self.lines(kind, side):
                if line.item == item and line.measure == measure:
                    return line
        return None

    def claim(self, metric: str) -> Claim | None:
        """The claim of the text that states the figure of a metric best; None where the text has none."""
        return best_claim(self._claims.get(metric, ()), metric)

    def is_of_part(self, claim: Claim) -> bool:
        """Whether a claim speaks of a part of the document's money (结转, 本级 of a department)."""
        return claim.is_of_part(of_department=self.disclosure.identity.scope != "unit")

    @cached_property
    def total_spending(self) -> Decimal | None:
        """All that the unit spends, in 元; None where the document does not print it."""
        for kind in (Kind.EXPENDITURE, Kind.SUMMARY, Kind.FISCAL_SUMMARY):
            line = self.total(kind, Measure.TOTAL, Measure.CURRENT_EXPENDITURE) or self.item(
                kind, Side.EXPENDITURE, Item.TOTAL
            )
            if line is not None and line.amount_yuan:
                return line.amount_yuan
        return None

    @cached_property
    def _unit_names(self) -> frozenset[str]:
        """Names of the units that the document speaks of: its own, and those that rows or lists stand under."""
        named = {self.disclosure.identity.unit_name}
        named |= {line.name for line in self.disclosure.lines if line.role == Role.UNIT}
        named |= {project.unit_name for project in self.disclosure.projects}
        return frozenset(squash(name) for name in named if name)

    def is_named_unit(self, name: str) -> bool:
        """Whether the document's tables or lists name a unit so."""
        return squash(name) in self._unit_names

    def is_unit(self, name: str) -> bool:
        """Whether a name is that of a unit, of the document's own or of one below it."""
        return squash(name) in self._unit_names or _UNIT.search(squash(name)) is not None

    def looks_like(self, kinds: Iterable[Kind]) -> SeenTitle | None:
        """The title of a table of one of some kinds, wherever it stands, that no statement was read of."""
        wanted = set(kinds)
        return next((seen for seen in self.disclosure.seen_titles if seen.kind in wanted), None)

    @cached_property
    def unread_pages(self) -> str:
        """That pages could not be read, in words; empty where all were."""
        for note in self.disclosure.notes:
            if note.kind == "scan.unread":
                return note.message.rstrip("。")
        return ""

    def explained_emptiness(self, kind: Kind, title: str) -> str:
        """Where the document says that there is nothing to print in a table; empty where it does not."""
        whole = _EMPTY_BY_TEXT.get(kind)
        for claim in self.disclosure.claims if whole else ():
            if claim.metric == whole and (claim.comparison == "none" or claim.value == 0):
                return "文字说明没有这项收支"
        core = squash(title)
        for entry in self.disclosure.announced:
            if _EMPTY.search(entry.title) and squash(entry.title)[:_TITLE_PART] in core:
                return "目录注明是空表"
        words = _EMPTY_WORDS.get(kind)
        if words:
            said = re.compile(
                rf"{words}[^。；]{{0,{_NEAR}}}{_NOTHING}|{_DENIED}[^，。；]{{0,{_NEAR}}}{words}"
            )
            if any(said.search(squash(paragraph.text)) for paragraph in self.disclosure.paragraphs):
                return "文件里说明没有这项收支"
        return ""

    @cached_property
    def unclear_projects(self) -> str:
        """Why the projects listed can't be relied on, in a sentence; empty where the list is understood."""
        for note in self.disclosure.notes:
            if note.kind.startswith("projects."):
                return f"项目表的结构没有读懂（{note.message.rstrip('。')}），不作判断。"
        return ""

    @cached_property
    def withheld(self) -> str:
        """The words by which the document says that it keeps something back; empty where it does not."""
        for paragraph in self.disclosure.paragraphs:
            found = _WITHHELD.search(paragraph.text)
            if found:
                return found[0]
        return ""

    @staticmethod
    def place_of(claim: Claim) -> Place:
        """Where a claim stands."""
        return Place(page=claim.page, line=claim.line)

    @cached_property
    def has_other_income(self) -> bool:
        """Whether the unit has income or carry-over besides 财政拨款, by 收支总表."""
        others = {
            Item.SPECIAL_ACCOUNT,
            Item.BUSINESS_INCOME,
            Item.OPERATING_INCOME,
            Item.SUPERIOR_SUBSIDY,
            Item.AFFILIATE_REMITTANCE,
            Item.OTHER_INCOME,
            Item.UNIT_FUNDS,
            Item.NON_FISCAL_BALANCE,
        }
        return any(line.item in others and line.amount_yuan for line in self.lines(Kind.SUMMARY, Side.INCOME))


def _part_of_table(line: BudgetLine) -> str:
    """The unit whose part of a classified table a line is in; empty for what is of all units, and for lists."""
    listed = line.statement.about.classified is Classified.NONE
    return "" if listed or line.role in _UNITS else line.unit_name


def _table(line: BudgetLine) -> tuple[int | None, str, str]:
    return line.table, line.side, _part_of_table(line)


def cell(row: Row, *measures: AnyMeasure) -> BudgetLine | None:
    """The cell of a row in the first of the measures that it has."""
    for measure in measures:
        for line in row:
            if line.measure == measure:
                return line
    return None
