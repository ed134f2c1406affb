"""What a reader of the text keeps in mind: the figures that later words may refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from budgetlib.accounts import Side
from budgetlib.disclosure import Note
from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.passages import UNNUMBERED, Passage
from budgetlib.narrative.wording import DECREASE, INCREASE, UNCHANGED

_LAST = 200
"""So many claims back words may refer to."""


class OpenList(NamedTuple):
    """A list (其中：) whose parts are the paragraphs that follow."""

    total: Draft
    opened_at: int
    """Rank of the paragraph that opens it, 0 for one without numbering."""
    rank: int | None
    """Rank of the paragraphs that are its parts, None until the first has come."""


@dataclass(slots=True)
class Thread:
    """The state of reading between figures, sentences and paragraphs."""

    year: int | None
    """The document's own year."""
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    current: Draft | None = None
    """The claim spoken of last in this paragraph."""
    total: Draft | None = None
    """The claim in whose list the next figure stands."""
    opened: bool = False
    """Whether that list was opened in this paragraph."""
    side: Side | None = None
    """The side of the budget that list is about, where its opening or its total says it."""
    by_commas: bool = False
    """Whether its parts are set apart by commas, so that a semicolon ends it."""
    compared: Draft | None = None
    """The claim that the last change belongs to."""
    counting: list[Draft] = field(default_factory=list)
    """The claims whose reasons the paragraph has begun to count (一是) and may count on in its next sentences."""
    between: list[str] = field(default_factory=list)
    """What the paragraph has said since."""
    sentence: int = 0
    _path: tuple[str, ...] = ()
    _section_from: int = 0
    _passage_from: int = 0
    _before: Draft | None = None
    _before_total: Draft | None = None
    _lists: list[OpenList] = field(default_factory=list)

    def enter(self, passage: Passage) -> None:
        """Begins a paragraph: lists of earlier paragraphs go on where its place among the headings allows it."""
        if passage.path != self._path:
            self._path = passage.path
            self._section_from = len(self.drafts)
        self._passage_from = len(self.drafts)
        if self.current:
            self._before, self._before_total = self.current, self.total if self.opened else self.current
        self.current = self.compared = None
        self.counting = []
        while self._lists:
            hanging = self._lists[-1]
            section = hanging.total.passage.path
            numbered_before = hanging.rank not in (None, UNNUMBERED)
            if (
                passage.path[: len(section)] != section
                or passage.rank <= hanging.opened_at
                or passage.rank < (hanging.rank or 0)
                or (passage.rank == UNNUMBERED and numbered_before)
            ):
                self._lists.pop()
                continue
            if hanging.rank is None:
                self._lists[-1] = hanging._replace(rank=passage.rank)
            break
        self.begin_list(self._lists[-1].total if self._lists else None, opened=False)

    def leave(self, passage: Passage, *, hangs: bool) -> None:
        """Ends a paragraph. `hangs` says that it ends with 其中： or the like and leaves its list to the next."""
        numbered = passage.rank < UNNUMBERED
        if hangs:
            total = self.total if self.opened else self.current or self.total or self._before_total
            if total:
                self._lists.append(OpenList(total, passage.rank if numbered else 0, None))
        elif self._lists and not numbered and self.current and passage.norm.endswith("。"):
            self._lists.pop()

    def begin_sentence(self) -> None:
        """Begins a sentence: only a list that hangs over from an earlier paragraph goes on by itself."""
        self.sentence += 1
        self.compared = None

    def begin_list(self, total: Draft | None, *, opened: bool) -> None:
        """The figures that follow are parts of `total`."""
        self.total, self.opened, self.by_commas = total, opened, False
        self.side = total.side if total else None

    @property
    def hanging(self) -> Draft | None:
        """The claim whose list hangs over from an earlier paragraph."""
        return self._lists[-1].total if self._lists else None

    def add(self, draft: Draft) -> Draft:
        """Takes up a new claim, which later words may refer to."""
        self.drafts.append(draft)
        self.current = draft
        return draft

    def before(self, passage: Passage) -> Draft | None:
        """The claim spoken of last before this paragraph, where the paragraph may go on about it."""
        last = self._before
        goes_on = (
            last and passage.rank == UNNUMBERED and last.passage.path[: len(passage.path)] == passage.path
        )
        return last if goes_on else None

    def in_passage(self) -> list[Draft]:
        """The last claims of this paragraph."""
        return self.since(self._passage_from)

    def since(self, first: int) -> list[Draft]:
        """The last claims from an index on."""
        return self.drafts[max(first, len(self.drafts) - _LAST) :]

    def compares(self) -> bool:
        """Whether this paragraph has compared something that no reason explains yet."""
        return any(_open(draft) for draft in self.in_passage())

    def unexplained(
        self, first: int, start: int, part: int, direction: str, aside: list[tuple[int, int]]
    ) -> list[Draft]:
        """The claims that a reason explains: those compared before it that have no reason yet.

        `first` is the index of the sentence's first claim, `start` where the reason begins in the sentence and
        `part` where the part of the sentence between semicolons begins that it stands in; what stands in the
        brackets `aside` is explained only where nothing outside of them is to be. Where the sentence
        compares nothing, the reason belongs to the figure in front of it, or else to the sentence before; in a
        paragraph without figures, to what the section compares in the `direction` that the reason names (empty
        for any).
        """
        own = [draft for draft in self.since(first) if draft.start < start]
        if own:
            compared = [draft for draft in own if _open(draft)]
            compared = [
                draft for draft in compared if not any(begin < draft.start < end for begin, end in aside)
            ] or compared
            return [draft for draft in compared if draft.start >= part] or compared or own[-1:]
        begin = max(self._passage_from, first - _LAST)
        before = [draft for draft in self.drafts[begin:first] if _open(draft)]
        if before:
            before = [draft for draft in before if direction in ("", draft.comparison)] or before
            return [draft for draft in before if draft.sentence == before[-1].sentence]
        section = self.drafts[max(self._section_from, first - _LAST) : first]
        return [draft for draft in section if _open(draft) and direction in ("", draft.comparison)]


def _open(draft: Draft) -> bool:
    return draft.comparison in (INCREASE, DECREASE, UNCHANGED) and not draft.reason
