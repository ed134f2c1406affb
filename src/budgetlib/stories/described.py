"""What values of the data package are called in Chinese, from the description of its fields."""

from __future__ import annotations

from budgetlib.dataset import package_schema


def words_of(table: str, field: str) -> dict[str, str]:
    """Values that a field may have -> what they are called. Raises `KeyError` for a field that there is none of."""
    for item in package_schema()[table].fields:
        if item.name == field:
            return {value: str(words).split(",")[0] for value, words in item.values.items()}
    raise KeyError(f"{table} has no field {field!r}")
