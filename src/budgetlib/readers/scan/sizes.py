"""Font sizes of recognised print, which only its ink tells."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib.readers.pdf.page.geometry import FIRST_WIDE, Run

_CHINESE_HEIGHT, _DIGIT_HEIGHT = 0.93, 0.72
"""Height of the ink of Chinese characters and of digits, in font sizes."""
_CHINESE_BELOW = 0.10
"""How far the ink of Chinese characters reaches below the baseline, in font sizes."""
_LONG = 8
"""A line of so many Chinese characters tells its size by its width, which varies less than its height."""
_NARROW = 0.5
_SAME = 0.18
"""Sizes within this share of each other are one size: what differs is which characters stand in the line."""
_SIZES = (5.5, 6.5, 7.5, 9.0, 10.5, 12.0, 14.0, 15.0, 16.0, 18.0, 22.0, 24.0, 26.0, 36.0, 42.0)
"""The sizes of Chinese print (八号 to 初号): what is measured is one of them."""


def run_of(text: str, left: float, right: float, bottom: float, height: float) -> Run:
    """A run of characters whose ink ends at `bottom` and is `height` high, all in points."""
    wide = sum(ord(character) >= FIRST_WIDE for character in text)
    if not wide:
        return Run(text, left, right, bottom, height / _DIGIT_HEIGHT)
    size = height / _CHINESE_HEIGHT
    if wide >= _LONG:
        by_width = (right - left) / (wide + _NARROW * (len(text) - wide))
        size = min(max(by_width, (1 - _SAME) * size), (1 + _SAME) * size)
    return Run(text, left, right, bottom - _CHINESE_BELOW * size, size)


def of_common_sizes(runs: Sequence[Run]) -> list[Run]:
    """The runs with sizes that hardly differ made the same: the size of Chinese print nearest to most of them."""
    common: dict[float, float] = {}
    waiting = sorted(runs, key=lambda run: run.size)
    while waiting:
        weights = {
            run.size: sum(
                len(one.text) for one in waiting if abs(one.size - run.size) <= _SAME / 2 * run.size
            )
            for run in waiting
        }
        size = max(weights, key=lambda one: weights[one])
        of_size = [run for run in waiting if abs(run.size - size) <= _SAME * size]
        mean = sum(run.size * len(run.text) for run in of_size) / sum(len(run.text) for run in of_size)
        common |= dict.fromkeys((run.size for run in of_size), min(_SIZES, key=lambda one: abs(one - mean)))
        waiting = [run for run in waiting if run.size not in common]
    return [run._replace(size=common[run.size]) for run in runs]
