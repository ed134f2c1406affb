"""Which files are parts of one disclosure, found out from what they say: 附件1 the text, 附件2 the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

Name = TypeVar("Name")


class Content(NamedTuple):
    """What a file turned out to be: unit, year and stage as an identifier, and how many statements it has."""

    disclosure_id: str
    statements: int


def parts_of_one(files: Iterable[tuple[Name, Content]]) -> list[tuple[Name, ...]]:
    """The files of every disclosure that stands in several, one with its tables and the others only with text.

    In the order given, the first of each group first. Files that all have tables, or none, are no parts of one another.
    """
    same: dict[str, list[tuple[Name, int]]] = defaultdict(list)
    for name, content in files:
        same[content.disclosure_id].append((name, content.statements))
    return [
        tuple(name for name, _ in found)
        for found in same.values()
        if len(found) > 1 and sum(statements > 0 for _, statements in found) == 1
    ]
