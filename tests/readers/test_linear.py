"""Twice as much takes twice as long, not four times: lines, cells and pages that are made to be slow."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetlib.money import parse_number
from budgetlib.readers.entry import clean
from budgetlib.readers.html import read_html
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.paragraphs import join_broken
from budgetlib.readers.tables.continuation import join_continued

MOST = 3.2
"""A quadratic step makes this four; clocks of busy machines make a linear one look like more than two."""


def markdown(text: str) -> None:
    join_broken(join_continued(read_blocks(text)))


def html(text: str) -> None:
    read_html(Path("a.html"), f"<p>文</p><table><tr><td>{text}</td><td>1</td></tr></table>".encode())


@pytest.mark.parametrize(
    "sign", ["\u3000", "。", "·", "1万元", "续", "\t1", "(", "-", "1,", "|", "\x1b]", "<s>"]
)
@pytest.mark.parametrize("read", [markdown, html, parse_number, clean], ids=lambda read: read.__name__)
def test_time_grows_with_the_length_of_a_line(read: Callable[[str], object], sign: str) -> None:
    def seconds(number: int) -> float:
        text = "文1" + sign * number
        best = 9.9
        for _ in range(3):
            begin = time.process_time()
            read(text)
            best = min(best, time.process_time() - begin)
        return best

    short, number = seconds(2_000), 2_000
    while short < 0.01 and number < 64_000:
        number *= 2
        short = seconds(number)
    assert seconds(2 * number) < MOST * max(short, 0.01)
