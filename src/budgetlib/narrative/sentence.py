"""One sentence to claims: its figures, in reading order, each by the words in front of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from budgetlib.disclosure import Note
from budgetlib.document import Place
from budgetlib.narrative.comparisons import Comparison, base_only, comparison
from budgetlib.narrative.declarations import Denial, denials
from budgetlib.narrative.drafts import PRIOR, REASON, Draft
from budgetlib.narrative.figures import MONEY, PERCENT, Figure, figures, has_figure
from budgetlib.narrative.metrics import metrics, side_of
from budgetlib.narrative.normal import unquoted
from budgetlib.narrative.passages import EXPLANATION, Passage
from budgetlib.narrative.reasons import Reason, reason_words, reasons
from budgetlib.narrative.subjects import (
    Subject,
    denied_metrics,
    detailed,
    metric_of_heading,
    metrics_of,
    subject_of,
)
from budgetlib.narrative.thread import Thread
from budgetlib.narrative.wording import DECREASE, INCREASE, NONE, UNCHANGED, Wording

_INSIDE = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_CLAUSE_MARKS = "，。；:"
_ENDED = re.compile(r"[；。]")
_GRAND_TOTAL = re.compile(r"(?:_total|_current|^income\.total|^expenditure\.total)$")


class _Brackets(NamedTuple):
    """A bracket with figures of its own, and what was spoken of in front of it."""

    start: int
    end: int
    current: Draft | None
    total: Draft | None
    opened: bool
    by_commas: bool


_Event = Figure | Denial | re.Match[str]


def read_sentence(thread: Thread, passage: Passage, sentence: str, text: str, words: Wording) -> None:
    """Adds the claims of a sentence to the thread. `sentence` is its normal form, `text` the printed one."""
    explains = passage.region == EXPLANATION
    found = list(figures(sentence, 0, len(sentence))) if explains else []
    if not found and not words.telling.search(sentence):
        return
    _Sentence(thread, passage, sentence, text, words).read(found, explains)


class _Sentence:
    def __init__(self, thread: Thread, passage: Passage, sentence: str, text: str, words: Wording) -> None:
        self.thread = thread
        self.passage = passage
        self.sentence = sentence
        self.text = text
        self.words = words
        self.first = len(thread.drafts)
        self.at = 0
        self.brackets: list[_Brackets] = []
        self.insides: list[tuple[int, int]] = []

    def read(self, found: list[Figure], explains: bool) -> None:
        self.thread.begin_sentence()
        given = reasons(self.sentence, self.words, follows=self.thread.compares()) if explains else []
        denied = [
            denial for denial in denials(self.sentence, self.words) if not _reason_at(given, denial.start)
        ]
        events: list[tuple[int, int, _Event]] = [(figure.start, figure.end, figure) for figure in found]
        events += [(denial.start, denial.end, denial) for denial in denied]
        if explains and "《" not in self.sentence:
            events += [(*match.span(), match) for match in self.words.unchanged.finditer(self.sentence)]
        events.sort(key=lambda event: event[:2])
        if "(" in self.sentence:
            self.insides = [
                match.span()
                for match in _INSIDE.finditer(self.sentence)
                if has_figure(self.sentence, *match.span())
            ]
        for start, end, event in events:
            reason = _reason_at(given, start)
            if reason:
                if isinstance(event, Figure):
                    self._explain(event, reason)
                continue
            self._step_into_brackets(start)
            begins = max([self.at, *(reason.end for reason in given if reason.end <= start)])
            lead = self.sentence[begins:start]
            if isinstance(event, Figure):
                self._figure(event, lead)
            elif isinstance(event, Denial):
                self._deny(event)
            else:
                self._unchanged(event, lead)
            self.at = max(self.at, end)
        for reason in given:
            self._give(reason)

    # --- figures

    def _figure(self, figure: Figure, lead: str) -> None:
        if figure.kind == PERCENT and self._share(figure, lead):
            return
        stated = comparison(lead, self.words)
        if stated:
            self._change(figure, stated)
            return
        base = base_only(lead, self.words) if figure.kind == MONEY and self.thread.current else None
        if base:
            self._base_amount(figure, base)
        else:
            self._value(figure, lead)

    def _share(self, figure: Figure, lead: str) -> bool:
        """占26.34%, 完成年初预算的98.20%: a share of the figure spoken of, or of the one that the clause names."""
        share = self.words.share.search(lead) or self.words.completed.search(lead)
        if share is None:
            return False
        clause = lead[max(lead.rfind(mark, 0, share.start()) for mark in _CLAUSE_MARKS) + 1 : share.start()]
        target = self._target(clause, PERCENT, "share")
        target.share, target.share_of = figure.value, share["of"]
        return True

    def _value(self, figure: Figure, lead: str) -> None:
        lead = self._open_list(lead)
        subject = self._subject(lead, figure.start, counted=bool(figure.noun))
        keys, detail = self._metrics(figure, subject, lead)
        draft = self._draft(keys, subject.words or figure.noun, figure.kind, figure.start)
        draft.detail = detail
        draft.year, draft.period = subject.year, subject.period
        draft.side = side_of(unquoted(subject.words)) or (
            self.thread.total.side if self.thread.total else None
        )
        self._set_value(draft, figure)
        draft.part_of = self._total_of(draft)
        if figure.value is None:
            self._note("figure_missing", f"the number is missing before {figure.unit}", figure.start)
        self.thread.add(draft)

    def _metrics(self, figure: Figure, subject: Subject, lead: str) -> tuple[tuple[str, ...], bool]:
        current = self.thread.current
        pair = metrics().paired(current.metrics[0]) if current and figure.kind == MONEY else None
        if not subject.words and not figure.noun:
            if pair and current:
                return (pair,), current.detail
            if current is None:
                return metric_of_heading(self.passage, figure.kind), False
            if figure.kind == current.kind:
                return current.metrics, current.detail
            return tuple(f"{key}.{figure.kind}" for key in current.metrics), current.detail
        keys = metrics_of(subject, figure.kind, self.passage, self.thread.total, figure.noun)
        if pair and current and keys[0] in metrics().pairs.values():
            return (pair,), current.detail
        total = self.thread.total
        apart = "；" in lead
        if total and not apart and lead.startswith(("，", "、")) and _is_known(keys[0]):
            self.thread.by_commas = True
        if total and apart and (self.thread.by_commas or _GRAND_TOTAL.search(keys[0])):
            self.thread.begin_list(self.thread.hanging, opened=False)
            total = self.thread.total
        return detailed(keys, subject, figure.kind, total) if total else (keys, False)

    def _base_amount(self, figure: Figure, base: str) -> None:
        """比2025年年初预算数30385.62万元增加…: the figure of the year before; 比上年1.43万元: a change."""
        current = self.thread.current
        if current is None:
            return
        following = self.sentence[figure.end : figure.end + 6]
        if self.words.any_direction.match(following):
            draft = self._draft(current.metrics, base, figure.kind, figure.start)
            draft.period, draft.side, draft.detail = PRIOR, current.side, current.detail
            self._set_value(draft, figure)
            self.thread.drafts.append(draft)
            current.base = base
        else:
            current.compare("", base)
            current.set_change(figure)
            self.thread.compared = current

    # --- lists

    def _open_list(self, lead: str) -> str:
        """Notes that a list begins in these words, or goes on; gives the words behind its opening."""
        thread = self.thread
        openings = list(self.words.opens_list.finditer(lead))
        opening = openings[-1] if openings else None
        if opening and _ENDED.search(lead, opening.end()):
            opening = None
        if opening is None and lead.startswith(":") and thread.current:
            thread.begin_list(thread.current, opened=True)
            return lead[1:]
        if opening is None:
            if self.at == 0 and thread.opened:
                thread.begin_list(thread.hanging, opened=False)
            return lead
        goes_on = (
            thread.opened and thread.total and (self.at == 0 or (opening.start() <= 1 and lead[0] == "；"))
        )
        total = thread.current or (thread.total is None and thread.before(self.passage)) or None
        if not goes_on and total:
            thread.begin_list(total, opened=True)
        thread.opened = True
        side = side_of(lead[: opening.start()])
        if side and thread.total:
            thread.total = replace(thread.total, side=side)
        return lead[opening.end() :]

    def _step_into_brackets(self, start: int) -> None:
        """Inside brackets the figures are parts of the one in front of them; behind, the talk goes on as before."""
        thread = self.thread
        while self.brackets and start >= self.brackets[-1].end:
            bracket = self.brackets.pop()
            thread.current, thread.total = bracket.current, bracket.total
            thread.opened, thread.by_commas = bracket.opened, bracket.by_commas
            self.at = max(self.at, bracket.end)
        for begin, end in self.insides:
            if begin < start < end and begin >= self.at and thread.current:
                self.brackets.append(
                    _Brackets(begin, end, thread.current, thread.total, thread.opened, thread.by_commas)
                )
                thread.begin_list(thread.current, opened=True)
                self.at = begin + 1

    # --- comparisons

    def _change(self, figure: Figure, stated: Comparison) -> None:
        target = self._target(stated.subject, figure.kind, "percent" if figure.kind == PERCENT else "change")
        if figure.kind != PERCENT and target.change is not None:
            target = self.thread.add(self._draft(target.metrics, target.subject, target.kind, figure.start))
        target.compare(stated.direction, stated.base)
        target.set_change(figure)
        self.thread.compared = target
        if stated.placeholder and figure.kind != PERCENT:
            self._note("placeholder", "the form's own words were left standing", figure.start)
        total = self.thread.total
        if (
            figure.kind == PERCENT
            and total
            and target is not total
            and total.wants_comparison
            and target.is_consistent() is False
        ):
            self._move_to_total(target, total)

    def _move_to_total(self, target: Draft, total: Draft) -> None:
        """A change behind a list may be that of the total: the percentage tells (其中…，上年结转…，比上年减少…)."""
        moved = replace(
            total, comparison=target.comparison, base=target.base, change=target.change,
            change_unit=target.change_unit, percent=target.percent,
        )  # fmt: skip
        if not moved.is_consistent():
            return
        owner = next(
            (
                draft
                for draft in self.thread.drafts
                if draft.start == total.start and draft.text is total.text
            ),
            total,
        )
        for draft in (owner, total):
            draft.comparison, draft.base, draft.change = moved.comparison, moved.base, moved.change
            draft.change_unit, draft.percent = moved.change_unit, moved.percent
        target.comparison, target.base, target.change, target.change_unit, target.percent = (
            "",
            "",
            None,
            "",
            None,
        )
        self.thread.compared = owner

    def _target(self, words: str, kind: str, slot: str) -> Draft:
        """The claim that a change, a percentage or a share belongs to.

        `words` are those in front that may name it; without any it is the claim spoken of. `slot` is the
        attribute that is to be filled: `change`, `percent` or `share`.
        """
        thread = self.thread
        subject = self._subject(self._open_list(words), self.at)
        if not subject.words:
            if slot == "percent" and thread.compared:
                return thread.compared
            before = thread.before(self.passage)
            for draft in (thread.current, *reversed(thread.in_passage()), before):
                if draft and kind in (PERCENT, draft.kind) and (draft is not before or draft.change is None):
                    return draft
            return thread.add(self._draft(metric_of_heading(self.passage, kind), "", kind, self.at))
        measured = MONEY if kind == PERCENT else kind
        keys = metrics_of(subject, measured, self.passage, thread.total)
        for draft in reversed(thread.in_passage()):
            if draft.metrics == keys and draft.period != PRIOR and getattr(draft, slot) is None:
                return draft
        draft = self._draft(keys, subject.words, measured, self.at)
        draft.part_of = self._total_of(draft)
        return thread.add(draft)

    def _unchanged(self, match: re.Match[str], lead: str) -> None:
        thread = self.thread
        clause = lead[max(lead.rfind(mark) for mark in _CLAUSE_MARKS) + 1 :]
        everything = clause.endswith("均")
        subject = self._subject(self._open_list(clause) + (match["subject"] or ""), match.start())
        base = match["against"] or match["base"] or ""
        if everything and thread.total:
            for draft in thread.drafts[self.first :]:
                if draft.wants_comparison and draft.part_of:
                    draft.compare(UNCHANGED, base)
            return
        target = thread.current or thread.before(self.passage)
        if subject.words:
            keys = metrics_of(subject, MONEY, self.passage, thread.total)
            same = [
                draft for draft in thread.in_passage() if draft.metrics == keys and draft.wants_comparison
            ]
            if same:
                target = same[-1]
            elif target is None or _is_known(keys[0]):
                target = thread.add(self._draft(keys, subject.words, MONEY, match.start()))
        if target is None:
            keys = metric_of_heading(self.passage, MONEY)
            target = thread.add(self._draft(keys, "", MONEY, match.start()))
        if target.comparison != NONE and not target.change:
            target.compare(UNCHANGED, base)

    # --- declarations

    def _deny(self, denial: Denial) -> None:
        explains = self.passage.region == EXPLANATION
        keys = denied_metrics(denial.what, self.passage)
        if not keys or not (_is_known(keys[0]) or (denial.whole and explains)):
            return
        if any(
            draft.metrics == keys and draft.comparison == NONE for draft in self.thread.drafts[self.first :]
        ):
            return
        draft = self._draft(keys, denial.what, "", denial.start)
        draft.compare(NONE, "")
        draft.year = self._subject(self.sentence[: denial.start], denial.start).year
        self.thread.add(draft)

    # --- reasons

    def _explain(self, figure: Figure, reason: Reason) -> None:
        """A figure inside a reason: a claim of its own, told apart by its metric."""
        thread = self.thread
        lead = self.sentence[max(self.at, reason.words) : figure.start]
        self.at = figure.end
        stated = comparison(lead, self.words)
        previous = thread.drafts[-1] if len(thread.drafts) > self.first else None
        if previous and not previous.metrics[0].startswith(REASON):
            previous = None
        subject = self._subject(stated.subject if stated else lead, figure.start)
        if figure.kind == PERCENT and stated and previous and not subject.words:
            previous.percent = figure.value
            return
        kind = MONEY if figure.kind == PERCENT and stated else figure.kind
        keys = metrics_of(subject, kind, self.passage, None, figure.noun)
        if previous and not (subject.words or figure.noun):
            keys = tuple(key.removeprefix(REASON) for key in previous.metrics)
        words = subject.words or figure.noun
        draft = self._draft(tuple(REASON + key for key in keys), words, kind, figure.start)
        draft.year = subject.year
        moved = self.words.leading_direction.match(subject.words)
        if stated:
            draft.compare(stated.direction, stated.base)
            draft.set_change(figure)
        elif moved:
            draft.compare(INCREASE if moved["up"] else DECREASE, "")
            draft.set_change(figure)
        else:
            self._set_value(draft, figure)
        thread.drafts.append(draft)

    def _give(self, reason: Reason) -> None:
        said = reason_words(self.text[reason.words : reason.end])
        part = self.sentence.rfind("；", 0, reason.start) + 1
        opening = self.sentence[reason.start : reason.words]
        self._compare_in_opening(opening)
        direction = self.words.direction_in(opening)
        explained = self.thread.unexplained(self.first, reason.start, part, direction)
        if not said:
            self._note("reason_missing", "a reason is announced and none follows", reason.start)
        for draft in explained:
            draft.reason = said

    def _compare_in_opening(self, opening: str) -> None:
        """决算数小于预算数的主要原因：the opening of a reason may itself state a comparison."""
        stated = comparison(opening.partition("的")[0], self.words)
        if stated and stated.base:
            target = self._target(stated.subject, MONEY, "change")
            if target.wants_comparison:
                target.compare(stated.direction, stated.base)

    # --- helpers

    def _subject(self, lead: str, end: int, *, counted: bool = False) -> Subject:
        return subject_of(lead, self.sentence, end, self.words, self.thread.year, counted=counted)

    def _draft(self, keys: tuple[str, ...], words: str, kind: str, start: int) -> Draft:
        at = self.sentence.rfind(words, 0, start) if words else -1
        printed = self.text[at : at + len(words)] if at >= 0 else words
        return Draft(keys, printed, kind, self.passage, self.text, self.thread.sentence, start)

    def _set_value(self, draft: Draft, figure: Figure) -> None:
        draft.set_value(figure, self.text[figure.end - len(figure.unit) : figure.end])

    def _total_of(self, draft: Draft) -> str:
        """The metric of the total in whose list a claim stands: of several, the one on its side."""
        total = self.thread.total
        if total is None or set(total.metrics) & set(draft.metrics):
            return ""
        side = draft.side or ""
        return next((key for key in total.metrics if side and side in key), total.metrics[0])

    def _note(self, kind: str, message: str, at: int) -> None:
        self.thread.notes.append(
            Note(
                f"narrative_{kind}",
                message,
                None,
                None,
                Place(page=self.passage.page, line=self.passage.line),
                {"section": self.passage.section, "text": self.text[max(at - 40, 0) : at + 20]},
            )
        )


def _reason_at(given: list[Reason], start: int) -> Reason | None:
    return next((reason for reason in given if reason.start <= start < reason.end), None)


def _is_known(metric: str) -> bool:
    return metric.isascii()
