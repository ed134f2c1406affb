"""Figures that compare: changes, percentages, shares, amounts of the year before, and 与上年持平."""

from __future__ import annotations

import re

from budgetlib.accounts import Period
from budgetlib.narrative.comparisons import Comparison
from budgetlib.narrative.context import Sentence, is_known, last_clause
from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.figures import MONEY, PERCENT, Figure
from budgetlib.narrative.subjects import metric_of_heading, metrics_of
from budgetlib.narrative.wording import DECREASE, INCREASE, NONE, UNCHANGED

_BUDGET = "预算"
_DIRECTION_FOLLOWS = 6
"""Characters behind a figure within which a word of direction makes it the base of a change."""


def state_share(sentence: Sentence, figure: Figure, lead: str) -> bool:
    """占26.34%, 完成年初预算的98.20%: a share of the claim spoken of, or of the one that the clause names.

    False where the words in front of the percentage say no such thing.
    """
    share = sentence.wording.share.search(lead) or sentence.wording.completed.search(lead)
    if share is None:
        return _state_fulfilment(sentence, figure, lead)
    target = sentence.target(last_clause(lead[: share.start()]), PERCENT, "share")
    target.share, target.share_of = figure.value, sentence.printed(share["of"], figure.start)
    return True


def state_fulfilled(sentence: Sentence, figure: Figure, current: Draft) -> None:
    """完成全年预算9.62万元的74.64%: the budget beside the figure of the final account, which is still spoken of."""
    draft = sentence.draft(current.metrics, current.subject, figure.kind, figure.start)
    draft.period, draft.side, draft.detail = Period.BUDGET, current.side, current.detail
    sentence.set_value(draft, figure)
    sentence.thread.drafts.append(draft)


def _state_fulfilment(sentence: Sentence, figure: Figure, lead: str) -> bool:
    """The percentage right behind the budget that was fulfilled; False where none stands in front."""
    current, drafts = sentence.thread.current, sentence.thread.drafts
    if lead != "的" or current is None or drafts[-1] is current or drafts[-1].period != Period.BUDGET:
        return False
    current.share, current.share_of = figure.value, _BUDGET
    return True


def state_change(sentence: Sentence, figure: Figure, stated: Comparison) -> None:
    """Takes up a change: an amount, or the percentage that goes with it."""
    thread = sentence.thread
    direction, figure = _by_sign(stated, figure)
    is_percent = figure.kind == PERCENT
    target = sentence.target(stated.subject, figure.kind, "percent" if is_percent else "change")
    if not is_percent and target.change is not None:
        target = thread.add(sentence.draft(target.metrics, target.subject, target.kind, figure.start))
    target.compare(direction, sentence.printed(stated.base, figure.start))
    target.set_change(figure)
    thread.compared = target
    if stated.placeholder and not is_percent:
        sentence.note("remark.placeholder", "文字说明里留着样张的选项，没有选定增减：“{}”。", figure.start)
    if is_percent:
        _give_to_total(sentence, target)


def _by_sign(stated: Comparison, figure: Figure) -> tuple[str, Figure]:
    """Direction and size of a change whose sign says its direction: 增减-2.50万元, 增加-2.50万元."""
    if figure.value is None or not (stated.signed or (figure.value < 0 and stated.direction == INCREASE)):
        return stated.direction, figure
    return (DECREASE if figure.value < 0 else INCREASE), figure._replace(value=abs(figure.value))


def _give_to_total(sentence: Sentence, target: Draft) -> None:
    """A change behind a list may be that of the total: the percentage tells (其中…，上年结转…，比上年减少…).

    Not where the list began in an earlier paragraph, whose parts have paragraphs of their own.
    """
    total = sentence.thread.total
    if (
        total is None
        or not sentence.thread.opened
        or target is total
        or not total.wants_comparison
        or target.is_consistent() is not False
    ):
        return
    total.take_comparison(target)
    if total.is_consistent():
        target.drop_comparison()
        sentence.thread.compared = total
    else:
        total.drop_comparison()


def state_base(sentence: Sentence, figure: Figure, base: str, current: Draft) -> None:
    """比2025年年初预算数30385.62万元增加…: the figure of the year before; 比上年1.43万元: a change."""
    following = sentence.norm[figure.end : figure.end + _DIRECTION_FOLLOWS]
    if not sentence.wording.any_direction.match(following):
        current.compare("", base)
        current.set_change(figure)
        sentence.thread.compared = current
        return
    draft = sentence.draft(current.metrics, base, figure.kind, figure.start)
    draft.period, draft.side, draft.detail = Period.PRIOR, current.side, current.detail
    sentence.set_value(draft, figure)
    sentence.thread.drafts.append(draft)
    current.base = base


def state_base_in_brackets(sentence: Sentence, figure: Figure, stated: Comparison) -> None:
    """支出与2016年度相比（2016年度支出安排为8648.07万元），增加498.72万元: the figure of the year before, whose change follows."""
    target = sentence.target(stated.subject, figure.kind, "change")
    target.compare("", sentence.printed(stated.base, figure.start))
    draft = sentence.draft(target.metrics, target.subject, figure.kind, figure.start)
    draft.period, draft.side, draft.detail = Period.PRIOR, target.side, target.detail
    sentence.set_value(draft, figure)
    sentence.thread.drafts.append(draft)


def state_unchanged(sentence: Sentence, match: re.Match[str], lead: str) -> None:
    """与上年持平: the claim spoken of, or the one that the clause names, or all parts of a list (均与上年持平)."""
    thread = sentence.thread
    clause = last_clause(lead)
    base = match["against"] or match["base"] or ""
    if clause.endswith("均") and thread.total:
        for draft in thread.since(sentence.first):
            if draft.wants_comparison and draft.part_of:
                draft.compare(UNCHANGED, base)
        return
    target = _unchanged(sentence, match, clause)
    if target.comparison != NONE and not target.change:
        target.compare(UNCHANGED, base)


def _unchanged(sentence: Sentence, match: re.Match[str], clause: str) -> Draft:
    thread = sentence.thread
    subject = sentence.subject(sentence.open_list(clause) + (match["subject"] or ""), match.start())
    target = thread.current or thread.before(sentence.passage)
    if subject.words:
        keys = metrics_of(subject, MONEY, sentence.passage, thread.total, thread.side)
        for draft in reversed(thread.in_passage()):
            if draft.metrics == keys and draft.wants_comparison:
                return draft
        if target is None or is_known(keys[0]):
            return thread.add(sentence.draft(keys, subject.words, MONEY, match.start()))
    if target is None:
        keys = metric_of_heading(sentence.passage, MONEY)
        return thread.add(sentence.draft(keys, "", MONEY, match.start()))
    return target
