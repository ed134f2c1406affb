"""The sentence that is being read, and what its words may refer to."""

from __future__ import annotations

import re

from budgetlib.accounts import Period
from budgetlib.disclosure import Note
from budgetlib.document import Place
from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.figures import MONEY, PERCENT, Figure
from budgetlib.narrative.metrics import side_of
from budgetlib.narrative.passages import EXPLANATION, Passage
from budgetlib.narrative.scopes import scope_of
from budgetlib.narrative.subjects import Subject, metric_of_heading, metrics_of, subject_of
from budgetlib.narrative.thread import Thread
from budgetlib.narrative.wording import Wording

REACH = 400
"""So many characters back in its sentence a figure is spoken of; what stands further away is of others. The bound keeps
reading linear in the length of a sentence."""

_CLAUSE_MARKS = "，。；:"
_CLOSED = re.compile(r"[；。]")
_COPULA = re.compile(r"(?<=.)(?:(?:年初|全年|调整)预算|(?:支出)?决算)?数?[为是]$")
"""What only leads from a subject to its figure: 公务接待费支出决算为."""
_OF_A_FINAL_ACCOUNT = re.compile(r"决算|完成[^，。]{0,8}预算数?的")
"""What a sentence says that speaks of spending beside its budget."""
_AROUND_A_NOTE = 40


class Sentence:
    """A sentence with its place in the text; what is read goes into its thread."""

    __slots__ = ("at", "beside_final", "first", "norm", "passage", "text", "thread", "wording")

    def __init__(self, thread: Thread, passage: Passage, norm: str, text: str, wording: Wording) -> None:
        self.thread = thread
        self.passage = passage
        self.norm = norm
        """The sentence in normal form, without its full stop."""
        self.text = text
        """The same as printed, character by character."""
        self.wording = wording
        self.beside_final = _OF_A_FINAL_ACCOUNT.search(norm) is not None
        """Whether it speaks of spending beside its budget."""
        self.first = len(thread.drafts)
        """Index of its first claim."""
        self.at = 0
        """Where the words begin that have not been read yet."""

    @property
    def explains(self) -> bool:
        """Whether it stands in the explanations, where figures are claims."""
        return self.passage.region == EXPLANATION

    def subject(self, lead: str, end: int, *, counted: bool = False) -> Subject:
        """The subject in the words in front of a figure that stands at `end`."""
        return subject_of(
            lead[-REACH:],
            self.norm[max(end - REACH, 0) : end],
            self.wording,
            self.thread.year,
            beside_final=self.beside_final,
            counted=counted,
        )

    def draft(self, metrics: tuple[str, ...], words: str, kind: str, start: int) -> Draft:
        """A new claim, not yet taken up; its subject as printed, or that of what it goes on about."""
        current = self.thread.current
        spoken_of = current.subject if current else self.passage.title
        printed = _COPULA.sub("", self.printed(words, start)) if words else spoken_of
        draft = Draft(metrics, printed, kind, self.passage, self.text, self.thread.sentence, start)
        goes_on = current is not None and not words
        draft.scope = current.scope if current and goes_on else scope_of(words, self.passage.path, metrics[0])
        return draft

    def printed(self, words: str, end: int) -> str:
        """Words in front of a place in the sentence as the document prints them."""
        at = self.norm.rfind(words, max(end - REACH, 0), end)
        return self.text[at : at + len(words)] if at >= 0 else words

    def set_value(self, draft: Draft, figure: Figure) -> None:
        """Gives a figure to a claim, with its unit as printed."""
        draft.set_value(figure, self.text[figure.end - len(figure.unit) : figure.end])

    def total_of(self, draft: Draft) -> str:
        """The metric of the total in whose list a claim stands: of several, the one on its side."""
        total = self.thread.total
        if total is None or set(total.metrics) & set(draft.metrics):
            return ""
        return next((key for key in total.metrics if draft.side and draft.side in key), total.metrics[0])

    def open_list(self, lead: str) -> str:
        """Notes that a list begins in these words, or goes on; gives the words behind its opening."""
        thread = self.thread
        lead = lead[-REACH:]
        openings = list(self.wording.opens_list.finditer(lead))
        opening = openings[-1] if openings else None
        if opening and _CLOSED.search(lead, opening.end()):
            opening = None
        if opening is None:
            if lead.startswith(":") and thread.current:
                thread.begin_list(thread.current, opened=True)
                return lead[1:]
            if self.at == 0 and thread.opened:
                thread.begin_list(thread.hanging, opened=False)
            return lead
        goes_on = self.at == 0 or (opening.start() <= 1 and lead[0] == "；")
        if not (goes_on and thread.opened and thread.total):
            total = thread.current or (None if thread.total else thread.before(self.passage))
            thread.begin_list(total or thread.total, opened=True)
        thread.side = side_of(lead[: opening.start()]) or thread.side
        return lead[opening.end() :]

    def target(self, words: str, kind: str, slot: str) -> Draft:
        """The claim that a change, a percentage or a share belongs to.

        `words` are those in front that may name it; without any it is the claim spoken of. `slot` is the
        attribute that is to be filled: `change`, `percent` or `share`.
        """
        thread = self.thread
        listed = thread.total if self.at == 0 and thread.opened else None
        subject = self.subject(self.open_list(words), self.at)
        if not subject.words:
            # A sentence behind a list goes on about its total: 包括甲5万元，乙3万元。比上年增加1万元.
            return listed if listed and listed.wants_comparison else self._spoken_of(kind, slot)
        measured = MONEY if kind == PERCENT else kind
        keys = metrics_of(subject, measured, self.passage, thread.total, thread.side)
        for draft in reversed(thread.in_passage()):
            if draft.metrics == keys and draft.period != Period.PRIOR and getattr(draft, slot) is None:
                return draft
        draft = self.draft(keys, subject.words, measured, self.at)
        draft.part_of = self.total_of(draft)
        return thread.add(draft)

    def _spoken_of(self, kind: str, slot: str) -> Draft:
        """The claim that words without a subject go on about."""
        thread = self.thread
        if slot == "percent" and thread.compared:
            return thread.compared
        for draft in (thread.current, *reversed(thread.in_passage())):
            if draft and kind in (PERCENT, draft.kind):
                return draft
        before = thread.before(self.passage)
        if before and kind in (PERCENT, before.kind) and before.change is None:
            return before
        return thread.add(self.draft(metric_of_heading(self.passage, kind), "", kind, self.at))

    def note(self, kind: str, message: str, at: int) -> None:
        """Notes something about the text itself: `kind` names what becomes of it, `message` is in Chinese."""
        around = self.text[max(at - _AROUND_A_NOTE, 0) : at + _AROUND_A_NOTE // 2]
        self.thread.notes.append(
            Note(
                f"narrative.{kind}",
                message.format(around),
                None,
                None,
                Place(page=self.passage.page, line=self.passage.line),
                {"section": self.passage.section, "text": around},
            )
        )


def last_clause(words: str) -> str:
    """The words behind the last comma, semicolon, colon or full stop."""
    return words[max(words.rfind(mark) for mark in _CLAUSE_MARKS) + 1 :]


def is_known(metric: str) -> bool:
    """Whether a metric comes from a rule: behind their family, names made of the words of a text are Chinese."""
    return metric.split(".")[1].isascii()
