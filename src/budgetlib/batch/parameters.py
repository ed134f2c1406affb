"""Parameters of a notebook: which it declares, of which type, and whether given values fit.

papermill injects whatever it is given and only warns about a name that the notebook doesn't have, so that a
misspelt parameter silently leaves the default in force. Here it is an error before anything runs.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from budgetlib.errors import NotebookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

TAG = "parameters"
_SIMPLE = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as its notebook declares it.

    `type` is the annotation (`int`, `list[str]`, `str | None`), or the type of the default where there is none;
    empty where neither says.
    """

    name: str
    type: str
    default: Any


def declared_parameters(notebook: NotebookNode, source: str) -> dict[str, Parameter]:
    """The parameters that the cell tagged `parameters` assigns; empty where there is no such cell.

    Raises `NotebookError`, naming `source`, where the cell is no Python or a default is no literal.
    """
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and TAG in cell.metadata.get("tags", ()):
            return _assigned(cell.source, source, number)
    return {}


def _assigned(code: str, source: str, cell: int) -> dict[str, Parameter]:
    try:
        statements = ast.parse(code).body
    except SyntaxError as error:
        raise NotebookError(
            f"the parameters are not Python: {error.msg}",
            file=source,
            place=f"cell {cell}, line {error.lineno}",
        ) from None
    found = {}
    for statement in statements:
        targets: list[ast.expr]
        if isinstance(statement, ast.AnnAssign):
            targets, annotation = [statement.target], ast.unparse(statement.annotation)
        elif isinstance(statement, ast.Assign):
            targets, annotation = statement.targets, ""
        else:
            continue
        for target in targets:
            if not isinstance(target, ast.Name) or statement.value is None:
                continue
            try:
                default = ast.literal_eval(statement.value)
            except ValueError:
                raise NotebookError(
                    f"the default of parameter {target.id!r} is not a plain value",
                    file=source,
                    place=f"cell {cell}, line {statement.lineno}",
                    remedy="work it out in a later cell",
                ) from None
            of_default = "" if default is None else type(default).__name__
            found[target.id] = Parameter(target.id, annotation or of_default, default)
    return found


def check_parameters(declared: Mapping[str, Parameter], given: Mapping[str, Any], source: str) -> None:
    """Raises `NotebookError` where a given parameter is not declared or its value is of another type."""
    for name, value in given.items():
        parameter = _known(declared, name, source)
        if not _fits(value, parameter.type):
            raise NotebookError(
                f"parameter {name!r} must be {parameter.type}, and is {type(value).__name__} {value!r}",
                file=source,
            )


def parse_parameter(declared: Mapping[str, Parameter], name: str, text: str, source: str) -> Any:
    """The value of a parameter given as text, by its declared type: text stays text where text is declared.

    Lists are given as JSON or separated by commas. Raises `NotebookError` where the text is no such value.
    """
    parameter = _known(declared, name, source)
    kinds = _alternatives(parameter.type)
    if not parameter.type or "str" in kinds:
        return text
    try:
        value = json.loads(text)
    except ValueError:
        value = [part.strip() for part in text.split(",")] if any("list" in kind for kind in kinds) else text
    if not isinstance(value, list) and any(kind.startswith("list") for kind in kinds):
        value = [value]
    if any(kind == "list[str]" for kind in kinds):
        value = [part if isinstance(part, str) else json.dumps(part) for part in value]
    elif any(kind == "list[int]" for kind in kinds):
        value = [
            int(part) if isinstance(part, str) and part.lstrip("-").isdigit() else part for part in value
        ]
    check_parameters(declared, {name: value}, source)
    return value


def _known(declared: Mapping[str, Parameter], name: str, source: str) -> Parameter:
    if name in declared:
        return declared[name]
    close = difflib.get_close_matches(name, declared, n=1)
    known = ", ".join(declared) or "none"
    remedy = f"did you mean {close[0]!r}?" if close else f"it has {known}"
    raise NotebookError(f"has no parameter {name!r}", file=source, remedy=remedy)


def _fits(value: Any, kind: str) -> bool:
    return any(_fits_one(value, one) for one in _alternatives(kind))


def _alternatives(kind: str) -> list[str]:
    return [part.strip().replace(" ", "") for part in kind.split("|")]


def _fits_one(value: Any, kind: str) -> bool:
    outer, _, inner = kind.partition("[")
    if kind == "None":
        return value is None
    if outer not in _SIMPLE:
        return True  # an annotation of the notebook's own
    if isinstance(value, bool) and outer != "bool":
        return False
    if isinstance(value, list) and inner:
        return outer == "list" and all(_fits(part, inner.removesuffix("]")) for part in value)
    return isinstance(value, _SIMPLE[outer]) or (outer == "float" and isinstance(value, int))
