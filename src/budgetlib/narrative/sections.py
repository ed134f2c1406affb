"""The parts of a text: which headings it has, and what each is about."""

from __future__ import annotations

from collections.abc import Iterable

from budgetlib.disclosure import Section
from budgetlib.narrative.passages import Passage


def read_sections(passages: Iterable[Passage]) -> tuple[Section, ...]:
    """Every part that has text under its heading, once, in reading order."""
    found: dict[tuple[str, ...], Section] = {}
    for passage in passages:
        if passage.path and passage.path not in found:
            found[passage.path] = Section(
                passage.section, passage.region, passage.topic or "", passage.page, passage.line
            )
    return tuple(found.values())
