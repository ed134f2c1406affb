"""The parts of a text: which headings it has, and what each is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetlib.disclosure import Section
from budgetlib.narrative.passages import Passage

_REASONS = re.compile(r"原因|由于|因为|主要是")


def read_sections(passages: Iterable[Passage]) -> tuple[Section, ...]:
    """Every part that has text under its heading, once, in reading order."""
    found: dict[tuple[str, ...], Section] = {}
    for passage in passages:
        if not passage.path:
            continue
        section = found.get(passage.path)
        if section is None:
            section = Section(
                title=passage.section,
                region=passage.region,
                topic=passage.topic or "",
                gives_reasons=False,
                page=passage.page,
                line=passage.line,
            )
        if not section.gives_reasons and _REASONS.search(passage.norm):
            section = section._replace(gives_reasons=True)
        found[passage.path] = section
    return tuple(found.values())
