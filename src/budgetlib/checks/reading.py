"""What reading found out: repairs made, cells that can't be read. Every note of the readers becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, rule
from budgetlib.checks.view import View


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
    authority=GOOD_PRACTICE,
)
def repairs(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "repair.")


@rule(
    "reading.unreadable",
    title="无法读取的单元格",
    severity="warning",
    says="金额栏里的文字、无法归位的内容逐一列出，不丢弃。",
    authority=GOOD_PRACTICE,
)
def unreadable(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "cell.", "targets.unread", "narrative.unread")


@rule(
    "reading.remark",
    title="读取说明",
    severity="info",
    says="读取时所作的判断：哪些表没有计入、按什么单位换算。",
    authority=GOOD_PRACTICE,
)
def remarks(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "targets.other_form", "targets.no_unit", "narrative.remark")


@rule(
    "catalogue.lint",
    title="政府购买服务指导性目录的差错",
    severity="notice",
    says="目录代码、层级、名称应前后一致；能确定的已更正并记录，其余照原样保留。",
    authority=GOOD_PRACTICE,
)
def catalogue(view: View) -> Iterator[Outcome]:
    yield from _notes(view, "catalogue.")
