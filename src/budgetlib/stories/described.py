"""What values of the data package are called in Chinese, from the description of its fields."""

from __future__ import annotations

from collections.abc import Mapping

from budgetlib.accounts import Item, Key
from budgetlib.dataset import package_schema


def words_of(table: str, field: str) -> dict[str, str]:
    """Values that a field may have -> what they are called. Raises `KeyError` for a field that there is none of."""
    for item in package_schema()[table].fields:
        if item.name == field:
            return in_chinese(item.values)
    raise KeyError(f"{table} has no field {field!r}")


def in_chinese(values: Mapping[str, str]) -> dict[str, str]:
    """Values -> what they are called, of those that a field describes in both languages: ``达到, met``."""
    return {value: words.split(",")[0] for value, words in values.items()}


def metric_words(metric: str) -> str:
    """What a metric is called in Chinese: a headline figure, a source or use of money, or the document's own word."""
    if metric in set(Key):
        return Key(metric).about.title
    last = metric.rpartition(".")[2]
    if last in set(Item):
        return Item(last).about.title
    return "" if last.isascii() else last.replace("/", "，")
