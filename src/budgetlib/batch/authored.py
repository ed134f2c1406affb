"""What a build has to know of a notebook before it runs it: its parameters and its code.

Reading a notebook properly takes libraries that are slow to import, so what was found is kept in the state, and a
build with nothing to do never imports them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from budgetlib.batch.parameters import Parameter
from budgetlib.batch.state import State
from budgetlib.batch.tasks import Entry
from budgetlib.errors import NotebookError

KEPT_AS = "authored"
"""Name of the step that entries of the state are kept under."""


class Authored(NamedTuple):
    """A notebook or Quarto document as its author wrote it. `code` is all its code as one text."""

    digest: str
    parameters: Mapping[str, Parameter]
    code: str


def authored(path: Path, state: State) -> Authored:
    """What is to be known of the notebook at `path`.

    Raises `NotebookError` where it is missing or can't be read, or its parameters are not plain.
    """
    if not path.is_file():
        raise NotebookError("there is no such notebook", file=path)
    digest = state.digest(path)
    known = state.entry(KEPT_AS, str(path.resolve()))
    if known is None or known.inputs != {"file": digest}:
        known = Entry({"file": digest}, _read(path))
        state.put(KEPT_AS, str(path.resolve()), known)
    parameters = [Parameter(*fields) for fields in known.result["parameters"]]
    return Authored(digest, {each.name: each for each in parameters}, known.result["code"])


def _read(path: Path) -> dict[str, object]:
    skip_slow_grammar()
    from budgetlib.batch.notebook import code_of, read_source
    from budgetlib.batch.parameters import declared_parameters

    notebook = read_source(path)
    parameters = declared_parameters(notebook, path.name).values()
    return {
        "parameters": [[each.name, each.type, each.default] for each in parameters],
        "code": code_of(notebook),
    }


def skip_slow_grammar() -> None:
    """To be called before nbformat is imported for the first time, which then takes 0.2 s instead of 1.3 s.

    nbformat imports jsonschema, and that compiles a grammar for international web addresses (rfc3987_syntax) where
    JupyterLab has installed it. No notebook's schema asks for one; without it, jsonschema just doesn't check them.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
