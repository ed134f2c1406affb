"""What bought services a text speaks of: words of one service (`services.toml`) found in names and clauses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from budgetlib.text import remembered, squash

NO_SERVICE = -1
"""Stands for money for people, goods or works."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LIMIT = re.compile(r"仅限(非?)([^()]+?)部门")
_ENDING = "服务"
_CITATION = re.compile(
    r"[《〈<][^《》<>〈〉]*(?:通知|办法|条例|意见|规定|方案|规划|规程|规范|举措|细则)[》〉>](?:的通知[》〉>]?)?"
    r"|\([^()]*号\)|[\u4e00-\u9fff]{1,6}[〔【\[(]\d{4}[〕】\])]\d+号"
)
"""A paper that a text refers to: its title speaks of what the paper is about and not of what is bought."""
_MARKS_OF_CITATIONS = "《〈<号"
_CLAUSE_END = re.compile(r"[,。;、:!?\s“”\"《》〈〉<>()【】\[\]〔〕\d.%]+")
_SHORTEST_CLAUSE = 2


class ItemName(NamedTuple):
    """A catalogue item's name taken apart."""

    core: str
    """The name without remarks in brackets and the ending 服务."""
    services: Mapping[int, float]
    """Service that it speaks of -> the part of the name (without filler) that speaks of it, 0 to 1."""
    only_for: str
    """Department that a remark in the name limits the item to (仅限审计部门), empty when none."""
    not_for: str
    """Department that a remark excludes (仅限非审计部门), empty when none."""


def services_in(text: str) -> list[int]:
    """The services that a squashed text speaks of, in the order of its words; `NO_SERVICE` where it names none."""
    words, pattern, _ = _vocabulary()
    return [words[match[0]] for match in pattern.finditer(text)]


def clauses(text: str) -> list[str]:
    """The clauses of a text, squashed, without the papers that it refers to."""
    body = squash(text)
    if any(mark in body for mark in _MARKS_OF_CITATIONS):
        body = _CITATION.sub(",", body)
    return [clause for clause in _CLAUSE_END.split(body) if len(clause) >= _SHORTEST_CLAUSE]


@remembered
def take_apart(name: str) -> ItemName:
    """A catalogue item's name with what it speaks of and whom it is limited to."""
    printed = squash(name)
    core = _IN_BRACKETS.sub("", printed)
    if core.endswith(_ENDING) and len(core) > len(_ENDING) + 1:
        core = core[: -len(_ENDING)]
    words, pattern, filler = _vocabulary()
    lengths: dict[int, int] = {}
    for match in pattern.finditer(core):
        if (service := words[match[0]]) != NO_SERVICE:
            lengths[service] = lengths.get(service, 0) + len(match[0])
    whole = sum(lengths.values()) + len(filler.sub("", pattern.sub("", core)))
    limit = _LIMIT.search(printed)
    only_for, not_for = ("", "") if limit is None else ("", limit[2]) if limit[1] else (limit[2], "")
    return ItemName(core, {service: length / whole for service, length in lengths.items()}, only_for, not_for)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[Mapping[str, int], re.Pattern[str], re.Pattern[str]]:
    """Word -> service, a pattern that finds the words (the longest first), and one that finds filler."""
    data = tomllib.loads(files(__package__).joinpath("services.toml").read_text(encoding="utf-8"))
    words = {word: number for number, line in enumerate(data["services"]) for word in line}
    words |= dict.fromkeys(data["not_a_service"], NO_SERVICE)
    first = "".join(sorted({word[0] for word in words}))
    return words, re.compile(f"(?=[{first}])(?:{_either(words)})"), re.compile(_either(data["filler"]))


def _either(words: Mapping[str, int] | list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
