"""Metrics of the parts of a list (其中：…) whose own words would mean the total itself."""

from __future__ import annotations

from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.figures import COUNT
from budgetlib.narrative.metrics import metrics, name_of
from budgetlib.narrative.normal import unquoted
from budgetlib.narrative.subjects import Subject

_GENERAL = frozenset(("total", "projects", "amount"))


def part_metrics(
    keys: tuple[str, ...], subject: Subject, kind: str, total: Draft
) -> tuple[tuple[str, ...], bool]:
    """The metrics of a part, and whether they are the total's with words added.

    A part of a part keeps the same stem, so that the goods of one kind of procurement are not those of all.
    """
    own = total.metrics
    if len(own) > 1 and set(keys) < set(own):
        return keys, False
    for key in keys:
        stem = _stem(key, kind, total)
        if stem:
            last = key.rpartition(".")[2]
            return (f"{stem}.{_name(subject) if last in _GENERAL else last}",), True
        if key in own or _same_measure(key, own[0]):
            return (f"{own[0]}.{_name(subject)}",), True
    return keys, False


def _name(subject: Subject) -> str:
    return name_of(unquoted(subject.words), "")


def _same_measure(key: str, total: str) -> bool:
    """Whether both count the same in one family: vehicles held and vehicles to be bought."""
    family, _, measure = key.rpartition(".")
    return (
        measure == total.rpartition(".")[2]
        and measure != "total"
        and family.partition(".")[0] == total.partition(".")[0]
    )


def _stem(key: str, kind: str, total: Draft) -> str | None:
    """What the metric of a part is made from, where the total is itself a part or one of a count and its amount."""
    own = total.metrics[0]
    if total.detail and own.partition(".")[0] == key.partition(".")[0]:
        return own
    if not own.startswith(metrics().paired_families):
        return None
    count, amount = metrics().count_of(own), metrics().paired(own)
    if count is None and amount is None:
        return None
    stem = (count or own) if kind == COUNT else (amount or own)
    return stem if key == stem or key in metrics().general_pair else None
