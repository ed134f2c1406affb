"""A plain figure: what it measures, by its words, by the list it stands in, or by what was spoken of before."""

from __future__ import annotations

import re

from budgetlib.accounts import Period
from budgetlib.narrative.context import Sentence, is_known
from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.figures import MONEY, Figure
from budgetlib.narrative.metrics import metrics, side_of
from budgetlib.narrative.normal import unquoted
from budgetlib.narrative.parts import part_metrics
from budgetlib.narrative.subjects import Subject, metric_of_heading, metrics_of

_SPENT = re.compile(r"(?:实际)?支出数?|实际执行数?")
"""Words that behind a budget say no more than that this was spent of it: 预算安排12万元，支出9.5万元."""
_NAMED_BEHIND = re.compile(r"(?:为|是)(?P<what>[^，。；、:()\d为是]{2,20})(?=[，。；、)]|$)")
"""What a figure is of where only the words behind it say so: 380万元为政府性基金预算、1230万元为一般公共预算."""
_GRAND_TOTAL = re.compile(r"(?:_total|_current|^income\.total|^expenditure\.total)$")


def state_value(sentence: Sentence, figure: Figure, lead: str) -> None:
    """Takes up a figure as the value of a new claim."""
    thread = sentence.thread
    lead = sentence.open_list(lead)
    subject = sentence.subject(lead, figure.start, counted=bool(figure.noun))
    named = _NAMED_BEHIND.match(sentence.norm, figure.end) if figure.kind == MONEY else None
    if named and not subject.words:
        subject = subject._replace(words=named["what"], lead=unquoted(named["what"]))
        sentence.at = named.end()
    keys, detail = _metrics(sentence, figure, subject, lead)
    draft = sentence.draft(keys, subject.words or figure.noun, figure.kind, figure.start)
    if named and sentence.at == named.end():
        draft.subject = sentence.text[named.start("what") : named.end()]
    draft.detail = detail
    draft.year, draft.period = subject.year, subject.period
    draft.side = side_of(unquoted(subject.words)) or (thread.side if thread.total else None)
    sentence.set_value(draft, figure)
    draft.part_of = sentence.total_of(draft)
    if figure.value is None:
        sentence.note("unread.figure", f"文字说明里{figure.unit}前缺少数字：“{{}}”。", figure.start)
    thread.add(draft)


def _metrics(sentence: Sentence, figure: Figure, subject: Subject, lead: str) -> tuple[tuple[str, ...], bool]:
    """The metrics, and whether they are those of the total with words added."""
    thread = sentence.thread
    current = thread.current
    pair = metrics().paired(current.metrics[0]) if current and figure.kind == MONEY else None
    beside_budget = current and current.period == Period.BUDGET and _SPENT.fullmatch(subject.words)
    if (not subject.words or beside_budget) and not figure.noun:
        return _inherited(sentence, figure, current, pair)
    keys = metrics_of(subject, figure.kind, sentence.passage, thread.total, thread.side, figure.noun)
    if pair and current and metrics().is_paired_amount(keys[0]):
        return (pair,), current.detail
    if thread.total:
        _end_list(sentence, lead, keys[0], measured_alike=figure.kind == thread.total.kind)
    return part_metrics(keys, subject, figure.kind, thread.total) if thread.total else (keys, False)


def _inherited(
    sentence: Sentence, figure: Figure, current: Draft | None, pair: str | None
) -> tuple[tuple[str, ...], bool]:
    """A figure without words of its own goes on about the claim before it, or speaks of what its heading says."""
    if current is None:
        return metric_of_heading(sentence.passage, figure.kind), False
    if pair:
        return (pair,), current.detail
    if figure.kind == current.kind:
        return current.metrics, current.detail
    return tuple(f"{key}.{figure.kind}" for key in current.metrics), current.detail


def _end_list(sentence: Sentence, lead: str, metric: str, *, measured_alike: bool) -> None:
    """A list whose parts are set apart by commas ends at a semicolon; any list ends where a grand total comes."""
    thread = sentence.thread
    apart = "；" in lead
    if not apart and lead.startswith(("，", "、")) and is_known(metric) and measured_alike:
        thread.by_commas = True
    if apart and (thread.by_commas or _GRAND_TOTAL.search(metric)):
        thread.begin_list(thread.hanging, opened=False)
