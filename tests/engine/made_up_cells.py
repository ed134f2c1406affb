"""Notebooks of made-up cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import nbformat
from nbformat import NotebookNode

Execute: TypeAlias = Callable[..., NotebookNode]
"""The fixture `execute`: cells in, the executed notebook out."""


def notebook(*cells: str | tuple[str, str], kernel: str = "python3") -> NotebookNode:
    """A notebook of code cells; of a pair, the second text is the cell's tag."""
    pairs = [(cell, "") if isinstance(cell, str) else cell for cell in cells]
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source, id=f"c{number}", metadata={"tags": [tag] if tag else []})
            for number, (source, tag) in enumerate(pairs)
        ],
        metadata={"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}},
    )
