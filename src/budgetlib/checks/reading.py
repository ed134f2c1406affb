"""What reading found out: repairs made, cells that can't be read. Every note of the readers becomes a finding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from budgetlib.accounts import Kind
from budgetlib.checks.figures import Figure, fact_title, of_fact, of_line, statement_title
from budgetlib.checks.rule import GOOD_PRACTICE, READING, Outcome, rule
from budgetlib.checks.view import View
from budgetlib.money import UNIT_FACTORS


def _notes(view: View, *prefixes: str) -> Iterator[Outcome]:
    for note in view.disclosure.notes:
        if note.kind.startswith(prefixes):
            yield Outcome(
                "fail",
                note.message,
                note.place,
                note.expected,
                note.actual,
                unit="元" if note.actual is not None else "",
            )


@rule(
    "reading.repair",
    title="读取时的更正",
    severity="notice",
    says="转换或排版使数字错位、错栏，而其他数字能证实其本来位置的，按证实的位置读取并记录。",
    authority=READING,
)
def repairs(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "repair.")


@rule(
    "reading.unreadable",
    title="无法读取的单元格",
    severity="notice",
    says="金额栏里的文字、无法归位的内容逐一列出，不丢弃。",
    authority=READING,
)
def unreadable(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "cell.", "projects.", "targets.unread", "narrative.unread")


@rule(
    "reading.pictures",
    title="没有读取的图片页",
    severity="notice",
    says="没有文字层的页面（扫描件、图片）须经光学识别才能读取；没有识别的逐页列出，其中的数字不当作没有公开。",
    authority=READING,
)
def pictures(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "scan.unread")


@rule(
    "reading.unconfirmed",
    title="识别得出而未获印证的数字",
    severity="notice",
    says="从扫描图片识别出的数字，凡不能由其他数字（表内加总、表与表、文字与表格）逐位印证的，按报表列出，引用前应对照原件。",
    authority=READING,
)
def unconfirmed(view: View) -> Iterator[Outcome]:
    figures: dict[Kind | None, list[Figure]] = defaultdict(list)  # None for the text
    confirmed: Counter[Kind | None] = Counter()
    for line in view.disclosure.lines:
        if line.read_by == "ocr" and line.amount_yuan is not None and line.unit in UNIT_FACTORS:
            confirmed[line.statement] += bool(line.confirmed)
            if not line.confirmed:
                figures[line.statement].append(of_line(line))
    for fact in view.disclosure.facts:
        if fact.confirmed is False and fact.value is not None and fact.origin == "text":
            figures[None].append(of_fact(fact, f"文字说明的{fact_title(fact.key)}"))
    for kind, listed in figures.items():
        name = "文字说明" if kind is None else statement_title(kind)
        others = f"，另有{confirmed[kind]}个已获印证" if confirmed[kind] else ""
        yield Outcome(
            outcome="fail",
            message=f"{name}有{len(listed)}个识别得出的数字没有其他数字印证{others}，例如{listed[0].label}"
            f"{listed[0].text}；引用前请对照原件。",
            place=listed[0].place,
            evidence=tuple(figure.evidence for figure in listed),
        )
    if not figures and confirmed:
        yield Outcome("pass", f"识别得出的{confirmed.total()}个数字都有其他数字印证。")


@rule(
    "reading.remark",
    title="读取说明",
    severity="info",
    says="读取时所作的判断：哪些表没有计入、按什么单位换算。",
    authority=READING,
)
def remarks(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "targets.other_form", "targets.no_unit", "narrative.remark", "scan.read")


@rule(
    "catalogue.lint",
    title="政府购买服务指导性目录的差错",
    severity="notice",
    says="目录代码、层级、名称应前后一致；能确定的已更正并记录，其余照原样保留。",
    authority=GOOD_PRACTICE,
)
def catalogue(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "catalogue.")
