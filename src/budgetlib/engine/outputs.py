"""How much a notebook may print and show: more makes pages that nobody can open."""

from __future__ import annotations

import json

from nbformat import NotebookNode
from nbformat.v4 import new_output

MOST_OUTPUT = 10_000_000
"""Bytes of all outputs of a notebook."""


def bounded(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what it shows beyond `MOST_OUTPUT`, which is said in the place of the first that is missing.

    Texts are cut, everything else is whole or left out; errors stay.
    """
    left, is_said = MOST_OUTPUT, False
    for cell in notebook.cells:
        kept = []
        for output in cell.get("outputs", ()):
            size = len(output.text.encode()) if output.output_type == "stream" else len(json.dumps(output))
            if is_said and not size:
                continue
            if size <= left or output.output_type == "error":
                kept.append(output)
                left -= size
                continue
            if output.output_type == "stream":
                output.text = output.text.encode()[:left].decode("utf-8", "ignore")
                kept.append(output)
            left = 0
            if not is_said:
                said = f"\n[output beyond {MOST_OUTPUT // 1_000_000} MB is left out]\n"
                kept.append(new_output("stream", name="stderr", text=said))
                is_said = True
        if "outputs" in cell:
            cell.outputs = kept
    return notebook
