"""Numbering at the head of a line or cell: what begins so is no continuation of what stands above it."""

from __future__ import annotations

import re

_SECTION = re.compile(
    r"[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+部分"
    r"|[附图]?表\s*(?:\d+|[一二三四五六七八九十]+)\s*[.．、:：]"
)
_ITEM = re.compile(r"[(（]\d+[)）]|\d{1,2}[、.．](?!\d)|[①-⑳]")
_ROW = re.compile(r"\d|其中")


def begins_section(text: str) -> bool:
    """一、 or （一） or 第一部分 or 表1."""
    return _SECTION.match(text) is not None


def begins_item(text: str) -> bool:
    """1. or （1） or ①, which may also be the rest of a sentence."""
    return _ITEM.match(text) is not None


def begins_row(text: str) -> bool:
    """Anything that names a row of a table anew: numbering, a code, a figure, or 其中."""
    return begins_section(text) or begins_item(text) or _ROW.match(text) is not None
