"""What a document means: one disclosure of one unit for one year, as tidy rows.

Rows that come by the thousand are named tuples, the rest are frozen dataclasses; neither can be changed. Every row
carries the `Place` parts that it has (`page`, `line`, `table`, `row`), so that each number can be found again.
Amounts end in `_yuan` and are exact decimals in 元. Three states of a cell stay apart everywhere: a number (zero
included), a blank cell (`blank` true, amount None), and no such cell (no row at all).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgetlib.accounts import AnyItem, AnyMeasure, Kind, Period, Role, Side
from budgetlib.document import Paragraph, Place


class BudgetLine(NamedTuple):
    """One amount in one statement: a cell with its row label, its column role and its place."""

    statement: Kind
    side: Side
    code: str
    """Classification code as printed, digits only (类 3, 款 5, 项 7 digits; economic 3, 5); empty when none."""
    name: str
    """Row label without numbering (`一、`) and indentation."""
    item: AnyItem
    """What the row is about, where the layout data knows it."""
    level: int | None
    """1 类, 2 款, 3 项 for classified rows; 0 for a total; None where the row is neither."""
    measure: AnyMeasure
    """What the column measures."""
    period: Period
    """Which year or version of the figure it is."""
    amount_yuan: Decimal | None
    printed: str
    """The cell as printed."""
    blank: bool
    unit: str
    """Unit in which the cell is printed (元, 万元, ...; % for `change_percent`)."""
    decimals: int
    """Number of decimals printed."""
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    column: int | None
    header: str
    """Header path of the column, joined by ` / `, as printed."""
    role: Role
    """What the row is beside the rows around it."""
    counterpart_code: str
    """Code in the second classification of the same row (政府预算支出经济分类), empty when none."""
    counterpart_name: str
    repaired: bool
    """True where the measure differs from the printed header, or the amount from the recognised one, because other
    printed figures confirm the repair."""
    read_by: str = "text"
    """`text` where the file holds it as text, `ocr` where it was recognised in a picture of the page."""
    confirmed: bool | None = None
    """Of a recognised figure, whether other figures of the document bear it out; None where it was read as text."""
    unit_name: str = ""
    """The unit that the row stands for or under, where a table lists several; empty for what is of all of them."""
    repeated: bool = False
    """Whether the same row prints the amount again, or leaves it blank, under the same label: 支出总计 stands once below
    each classification. Of such lines the one without this holds the amount."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement found in the document: which kind, where, and how it is headed."""

    kind: Kind
    title: str
    place: Place
    money_unit: str | None
    unit_name: str | None
    row_count: int
    empty: bool
    """True where the table prints no amount at all."""
    empty_note: bool
    """True where the document says so (注：本表无数据)."""
    tables: tuple[int, ...]


class Project(NamedTuple):
    """A project of a 项目支出 table. Amounts are in 元; None where the cell is blank or there is no such column."""

    name: str
    funding: str
    """`current` for this year's funds, `carryover` for funds carried over."""
    unit_name: str
    """Unit that the list groups the project under, empty when none."""
    code: str
    total_yuan: Decimal | None
    general_public_yuan: Decimal | None
    government_fund_yuan: Decimal | None
    state_capital_yuan: Decimal | None
    special_account_yuan: Decimal | None
    unit_funds_yuan: Decimal | None
    printed: str
    unit: str
    decimals: int
    performance_target_disclosed: bool | None
    """Whether a target table of this project is printed; None where the document prints no targets at all."""
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    read_by: str = "text"
    """`text` where the file holds it as text, `ocr` where it was recognised in a picture of the page."""
    performance_target_withheld: bool = False
    """Whether the list says in the place of its target that it is kept back (该项目为保密项目，不需要填报)."""


class Part(StrEnum):
    """What a document holds of a disclosure; each part may be published alone."""

    TABLES = "tables"
    TEXT = "text"
    TARGETS = "targets"


class Purchase(NamedTuple):
    """What is bought by a row of a procurement list (政府采购预算明细表). Texts are empty where the list has none."""

    unit_name: str
    """Unit that buys, as far as the list names it."""
    name: str
    """Project that it belongs to (采购项目, 专项名称)."""
    item: str
    """Item of the procurement catalogue (采购目录, 品目), without its code."""
    item_code: str
    kind: str
    """`goods`, `works`, `services`, or empty."""
    function_code: str
    economic_code: str
    """In the classification of departments (部门预算支出经济分类)."""
    economic_name: str
    government_economic_code: str
    content: str
    specification: str
    quantity: str
    """As printed."""
    method: str
    """How it is bought (采购组织形式), as printed."""
    amount_yuan: Decimal | None
    printed: str
    unit: str
    """Unit of money."""
    decimals: int
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    read_by: str = "text"
    """`text` where the file holds it as text, `ocr` where it was recognised in a picture of the page."""


class Fund(NamedTuple):
    """An amount by source in a performance target."""

    period: str
    """`term` for the whole period (实施期资金), `year` for this year (年度资金)."""
    source: str
    """`total`, `central`, `provincial`, `city`, `county`, `self_raised`, `other`, ..."""
    amount_yuan: Decimal | None
    printed: str
    unit: str
    decimals: int
    line: int | None
    row: int | None
    within: str = ""
    """The source that the amount is a part of (当年财政拨款 within 财政资金), empty where it is a part of the total."""


class PerformanceIndicator(NamedTuple):
    """An indicator in a performance target."""

    target: int
    """Number of the target in the document, from 1."""
    period: str
    """`term` or `year`."""
    level1: str
    level2: str
    level3: str
    value_text: str
    operator: str
    """`>=`, `<=`, `>`, `<`, `=`, or empty for a value in words."""
    number: Decimal | None
    unit: str
    page: int | None
    line: int | None
    table: int | None
    row: int | None


@dataclass(frozen=True, slots=True)
class PerformanceTarget:
    """A performance target table: of a project (项目支出绩效目标表), or of what `scope` says."""

    number: int
    project: str
    department_code: str
    department: str
    implementing_unit: str
    attribute: str
    term: str
    funds: tuple[Fund, ...]
    overview: str
    basis: str
    necessity: str
    measures: str
    plan: str
    term_goal: str
    year_goal: str
    filed: str
    place: Place
    matched_project: str = ""
    """Name of the project in the 项目支出 tables that this target belongs to (of several rows their names, set apart
    by 、), empty when none was found."""
    project_code: str = ""
    """Code printed in front of the project's name, empty when none."""
    match: str = ""
    """How that was found: `amount` (name and amount agree), `name` (only the name does, and nothing else bears it),
    `ambiguous` (several bear it, and none is matched), or empty where no project bears the name."""
    matched_rows: tuple[int, ...] = ()
    """Places of these projects in `Disclosure.projects`."""
    scope: str = "project"
    """What it is the target of: `project`, `special_fund` (专项资金), `department` (the whole of a department or unit), or
    `transfer` (money for other governments)."""

    @property
    def is_of_project(self) -> bool:
        """Whether it is the target of a project or a special fund."""
        return self.scope in ("project", "special_fund")


class Claim(NamedTuple):
    """A figure or a statement made in the text."""

    section: str
    metric: str
    """A key of `key_facts` where the text speaks of one, else a name made of the words around the figure."""
    subject: str
    """The words that the figure is about, as printed."""
    value: Decimal | None
    value_unit: str
    decimals: int
    comparison: str
    """`increase`, `decrease`, `unchanged`, `share`, `none` (declared absent), or empty."""
    base: str
    """What it is compared with, as printed (上年, 2023年预算, ...)."""
    change: Decimal | None
    change_unit: str
    change_percent: Decimal | None
    reason: str
    text: str
    """The sentence as printed, without white space."""
    page: int | None
    line: int | None
    year: int | None = None
    """The year that the sentence names for the figure, None where it names none."""
    period: Period = Period.CURRENT
    """`current`, `prior` (the year before, stated beside it), or `budget` and `final` in a final account."""
    share_percent: Decimal | None = None
    """What the figure is of another one, in percent: 占98.39%, 完成年初预算的98.20%."""
    share_of: str = ""
    """What it is a share of, as printed; empty where the text leaves it to the total before."""
    part_of: str = ""
    """The metric of the total in whose list (其中：…) the figure stands, empty when none."""
    scope: str = ""
    """What part of the document's money it is of, by the words around it, joined by commas: `own_level` (本级), `one_unit`,
    `subordinate` (所属单位), `carryover` (结转), `transfer` (转移支付), `fiscal` (财政拨款), `excluding` (不含…); empty for all."""
    read_by: str = "text"
    """`text` where the file holds it as text, `ocr` where it was recognised in a picture of the page."""

    def is_of_part(self, *, of_department: bool) -> bool:
        """Whether the figure is of a part of the document's money: of another scope than its tables.

        `of_department` says that the document is of a department with its units; in one of a single unit 本级 is all.
        """
        parts = set(self.scope.split(",")) - {"", "fiscal"}
        return bool(parts if of_department else parts - {"own_level", "one_unit"})


class CatalogueEntry(NamedTuple):
    """An item of a service-purchase catalogue (政府购买服务指导性目录)."""

    catalogue: str
    issued_as: str
    department: str
    code: str
    level: int
    name: str
    parent_code: str
    repaired: bool
    printed_code: str
    printed_name: str
    page: int | None
    line: int | None
    table: int | None
    row: int | None


class Term(NamedTuple):
    """A term explained by the document (名词解释)."""

    term: str
    definition: str
    page: int | None
    line: int | None


class Announced(NamedTuple):
    """An entry of the table of contents."""

    title: str
    page_label: str
    line: int | None


class SeenTitle(NamedTuple):
    """Words above or at the head of a table that name a statement."""

    title: str
    kind: Kind
    page: int | None
    line: int | None


class Section(NamedTuple):
    """A part of the text, with its headings."""

    title: str
    """The headings from the outermost, joined by ` / ` (as in `Claim.section`)."""
    region: str
    """`explanation`, `glossary`, `duties`, `statements` or `attachment`."""
    topic: str
    """What it is about (`three_public`, `procurement`, ...), empty where no heading says it."""
    gives_reasons: bool
    """Whether its text speaks of reasons anywhere (主要原因是, 由于)."""
    page: int | None
    line: int | None


class Fact(NamedTuple):
    """A headline figure. `value` is in `unit`; None for a blank cell, whose `state` is then `blank`."""

    key: str
    value: Decimal | str | None
    unit: str
    state: str
    """`number`, `zero`, `blank`, or `text` for the identity facts."""
    decimals: int
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    origin: str
    """`table`, `text` or `derived`."""
    read_by: str = "text"
    """`text` where the file holds it as text, `ocr` where it was recognised in a picture of the page."""
    confirmed: bool | None = None
    """Of a recognised figure, whether other figures of the document bear it out; None where it was read as text."""


class Note(NamedTuple):
    """Something that reading found out and that a reader of the data must know: a repair, a cell that can't be read.

    `kind` names a rule of `checks/`, which turns notes into findings.
    """

    kind: str
    message: str
    expected: Decimal | None
    actual: Decimal | None
    place: Place
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose disclosure it is, of what, and for when. None or empty where the document does not say."""

    unit_name: str
    year: int | None
    stage: str | None
    """`budget` (预算) or `final` (决算)."""
    scope: str | None
    """`department` (with the units under it) or `unit`."""
    region: str
    unit_place: Place
    year_place: Place


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A budget or final-account disclosure of one unit for one year."""

    disclosure_id: str
    source: str
    sha256: str
    format: str
    pages: int | None
    identity: Identity
    money_unit: str | None
    """Unit of money of the tables where all of them agree, else None."""
    statements: tuple[Statement, ...]
    lines: tuple[BudgetLine, ...]
    projects: tuple[Project, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    targets: tuple[PerformanceTarget, ...] = ()
    indicators: tuple[PerformanceIndicator, ...] = ()
    claims: tuple[Claim, ...] = ()
    catalogue: tuple[CatalogueEntry, ...] = ()
    glossary: tuple[Term, ...] = ()
    announced: tuple[Announced, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    synthetic: bool = False
    extra_sources: tuple[str, ...] = field(default=())
    """Other files of the same disclosure (annexes given together with the first)."""
    recognised_pages: tuple[int, ...] = field(default=())
    """Pages without a usable text layer that were read by OCR."""
    parts: tuple[Part, ...] = field(default=())
    """What the document holds of a disclosure; nothing where it is none."""
    paragraphs: tuple[Paragraph, ...] = field(default=())
    """The running text and the headings, in reading order."""
    seen_titles: tuple[SeenTitle, ...] = field(default=())
    """What looks like the title of a statement with a table below it, whether or not that could be read."""

    @property
    def project_targets(self) -> tuple[PerformanceTarget, ...]:
        """The targets of projects and special funds, without those of the whole department and of transfers."""
        return tuple(target for target in self.targets if target.is_of_project)
