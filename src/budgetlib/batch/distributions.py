"""Packages on whose versions results depend, by what they do. What they made is made again when they change."""

from __future__ import annotations

RECOGNISING = (
    *("onnxruntime", "onnxruntime-gpu", "opencv-python", "opencv-python-headless", "rapidocr"),
    "pypdfium2",
)
"""What recognises print, whichever package it comes in, and what draws the pages. Those of the extra `ocr` count once
it is installed: then scans are read again."""
READING = ("charset-normalizer", "lxml", "python-calamine", "xlrd", *RECOGNISING)
PARSING = (*READING, "rapidfuzz")
PACKAGING = ("pyarrow", "sqlite-utils", "xlsxwriter")
EXECUTING = ("ipykernel", "ipython", "matplotlib", "numpy", "pandas", "papermill", "pyarrow")
RENDERING = ("jinja2", "pypandoc_binary")
ALL = tuple(dict.fromkeys((*PARSING, *PACKAGING, *EXECUTING, *RENDERING)))
