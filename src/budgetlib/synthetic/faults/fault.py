"""Errors written into a made-up document on purpose, each with the rules that must find it.

An error changes what is printed, never the truth behind it. Most touch figures that only one rule compares; where a
wrong figure contradicts several others, all the rules that compare them are named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from budgetlib.synthetic.draft import Draft, Grid, Paragraph
from budgetlib.synthetic.draws import Draws
from budgetlib.synthetic.layouts.targets import TARGET
from budgetlib.synthetic.truth import Item, Project, UnitYear

T = TypeVar("T")

ODD = 123_400
"""So many 元 a wrong amount is off: more than rounding allows."""


class NotHere(Exception):
    """An error can't be written into a document that lacks what it needs."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an error works on: a draft, the truth behind it, and chance. Its methods raise `NotHere`."""

    draft: Draft
    truth: UnitYear
    draws: Draws

    def grid(self, kind: str, at: int = 0) -> Grid:
        """The table of a kind, counted from 0 where there are several."""
        found = self.draft.grids(kind)
        return found[at] if at < len(found) else self.need(None)

    def paragraph(self, key: str, *values: str) -> Paragraph:
        """The paragraph of a key; it must have some values."""
        found = self.need(self.draft.paragraph(key))
        self.require(set(values) <= set(found.values))
        return found

    def target(self, **wanted: object) -> tuple[Project, Grid]:
        """A project with its target form, whose attributes are as wanted."""
        forms = zip(self.truth.projects, self.draft.grids(TARGET), strict=False)
        return self.one_of(
            [form for form in forms if all(getattr(form[0], key) == is_ for key, is_ in wanted.items())]
        )

    def item(self, *amounts: str) -> Item:
        """An item with some amounts above zero."""
        return self.one_of(
            [item for item in self.truth.items if all(getattr(item, name) for name in amounts)]
        )

    def one_of(self, options: list[T]) -> T:
        """One of some things."""
        self.require(bool(options))
        return self.draws.choice(options)

    def need(self, found: T | None) -> T:
        """The thing itself, where there is one."""
        if found is None:
            raise NotHere
        return found

    def require(self, holds: bool) -> None:
        """Nothing where a condition holds."""
        if not holds:
            raise NotHere


Write = Callable[[Page], str]
"""Changes a draft and says in Chinese what was changed; raises `NotHere` before it changes anything."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of error and the rules that must find it, the most telling first."""

    name: str
    rules: tuple[str, ...]
    stages: tuple[str, ...]
    layouts: tuple[str, ...]
    write: Write


@dataclass(frozen=True, slots=True)
class WrittenFault:
    """An error in a document: its name, the rules that must find it, and what was changed."""

    name: str
    rules: tuple[str, ...]
    what: str


FAULTS: list[Fault] = []
"""All errors, in the order in which they were written down."""


def fault(*rules: str, stages: tuple[str, ...], layouts: tuple[str, ...]) -> Callable[[Write], Write]:
    """Writes a function down as an error that some rules must find, in documents of some stages and layouts."""

    def register(write: Write) -> Write:
        FAULTS.append(Fault(write.__name__, rules, stages, layouts, write))
        return write

    return register


def possible_faults(truth: UnitYear) -> list[Fault]:
    """The errors that documents of this stage and layout may have."""
    layout = truth.unit.layout
    return [one for one in FAULTS if truth.stage in one.stages and layout in one.layouts]


def write_fault(one: Fault, draft: Draft, truth: UnitYear, draws: Draws) -> WrittenFault | None:
    """Writes an error into a draft; None, with the draft as it was, where the document lacks what it needs."""
    try:
        return WrittenFault(one.name, one.rules, one.write(Page(draft, truth, draws)))
    except NotHere:
        return None
