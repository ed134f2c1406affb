"""The tables of the data package and their fields, read from the descriptions in `tables/`.

There is no other list of columns: the Parquet schemas, `datapackage.json`, the workbook's first sheet and the
documentation page all come from here; values that are words of public accounts are described in `accounts/`.
To add a column, describe it in `tables/<table>.toml`; `rows.py` fills
it from the attribute of the same name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from budgetlib.accounts.documented import documented
from budgetlib.figures import MAIN_FIGURES

SCHEMA_VERSION = "1"
"""Changes when a table or column changes its name or meaning, so that old packages are not misread."""

_FIGURE = "{figure}"
"""Stands in the names of fields that each main figure has."""

FieldType: TypeAlias = Literal["text", "integer", "decimal", "float", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what it holds and what that means."""

    name: str
    type: FieldType
    title: str
    """Chinese name, for headings."""
    description: str
    unit: str = ""
    """Unit of every value of the column (元); empty where there is none or it differs from row to row."""
    nullable: bool = True
    values: Mapping[str, str] = field(default_factory=dict)
    """Values -> their meaning, in Chinese and English. What stands in `<>` differs from value to value."""
    open: bool = False
    """Whether values other than those listed may occur."""
    example: str = ""

    def __post_init__(self) -> None:
        if self.type not in get_args(FieldType):
            types = ", ".join(get_args(FieldType))
            raise ValueError(f"{self.name}: type {self.type!r} is not one of {types}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: `fields` of this table are the key of `table`."""

    fields: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the package. `key` names the fields that tell its rows apart."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    fields: tuple[Field, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    """Fields that the database has an index of, besides the key."""
    shared: bool = False
    """Whether its rows are of no document, and the same in every package."""

    @property
    def field_names(self) -> tuple[str, ...]:
        """Names of the columns in their order."""
        return tuple(item.name for item in self.fields)


@dataclass(frozen=True, slots=True)
class PackageSchema:
    """All tables of the package, in the order in which a reader meets them."""

    title: str
    description: str
    about: Mapping[str, Any]
    """Properties of the package as they stand in its description: keywords, licences, sources, contributors."""
    tables: tuple[Table, ...]

    @property
    def table_names(self) -> tuple[str, ...]:
        """Names of the tables in their order."""
        return tuple(table.name for table in self.tables)

    @property
    def tables_of_documents(self) -> tuple[str, ...]:
        """Names of the tables whose rows come from documents."""
        return tuple(table.name for table in self.tables if not table.shared)

    def __getitem__(self, name: str) -> Table:
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


class FieldRow(NamedTuple):
    """A field as a row of documentation."""

    table: str
    name: str
    type: str
    unit: str
    title: str
    description: str
    values: tuple[tuple[str, str], ...]
    """(value, meaning) of the values that occur; `open` says whether there may be others."""
    open: bool
    nullable: bool
    key: bool
    """Whether the field is part of the table's key."""
    example: str


@lru_cache(maxsize=1)
def package_schema() -> PackageSchema:
    """The tables and fields of the data package."""
    package = _description("package")
    tables = tuple(_table(name, package["fields"]) for name in package["tables"])
    return PackageSchema(package["title"], package["description"], package["about"], tables)


def field_rows(table: str | None = None) -> Iterator[FieldRow]:
    """One row of documentation per field, of one table or of all in their order.

    Raises `KeyError` for a table that does not exist.
    """
    schema = package_schema()
    for described in schema.tables if table is None else (schema[table],):
        for item in described.fields:
            yield FieldRow(
                table=described.name,
                name=item.name,
                type=item.type,
                unit=item.unit,
                title=item.title,
                description=item.description,
                values=tuple(item.values.items()),
                open=item.open,
                nullable=item.nullable,
                key=item.name in described.key,
                example=item.example,
            )


def _description(name: str) -> dict[str, Any]:
    return tomllib.loads((files("budgetlib.dataset") / "tables" / f"{name}.toml").read_text("utf-8"))


def _table(name: str, shared: Mapping[str, Mapping[str, Any]]) -> Table:
    described = _description(name)
    own: dict[str, dict[str, Any]] = described["fields"]
    references = []
    if name != "disclosures" and not described.get("shared"):
        references.append(Reference(("disclosure_id",), "disclosures"))
    if parent := described.get("references"):
        references.append(Reference(tuple(parent["fields"]), parent["table"]))
    return Table(
        name=name,
        title=described["title"],
        description=described["description"],
        key=tuple(described["key"]),
        references=tuple(references),
        fields=tuple(
            _field({"name": key, **shared.get(key, {}), **attributes})
            for key, attributes in _with_main_figures(own).items()
        ),
        indexes=tuple(map(tuple, described.get("indexes", ()))),
        shared=described.get("shared", False),
    )


def _with_main_figures(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Fields with those that are named after `{figure}` repeated for every main figure, all of one figure together."""
    found = {key: attributes for key, attributes in fields.items() if _FIGURE not in key}
    for main in MAIN_FIGURES:
        words = {
            "figure": main.name,
            "title": main.title,
            "english": main.english,
            "keys": main.keys_in_words,
        }
        for key, attributes in fields.items():
            if _FIGURE in key:
                found[key.format(**words)] = {
                    name: value.format(**words) if isinstance(value, str) else value
                    for name, value in attributes.items()
                }
    return found


def _field(attributes: dict[str, Any]) -> Field:
    """A field whose values are listed, or are those of a `vocabulary` of `budgetlib.accounts`."""
    vocabulary = attributes.pop("vocabulary", None)
    return Field(**attributes) if vocabulary is None else Field(**attributes, values=documented(vocabulary))
