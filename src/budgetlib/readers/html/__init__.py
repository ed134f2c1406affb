"""Reads saved web pages: `content` finds what of a page is its own, `flow` turns it into paragraphs and tables."""

from budgetlib.readers.html.reader import read_html, read_webarchive

__all__ = ["read_html", "read_webarchive"]
