"""The colours of charts: few, told apart with any kind of colour vision, and each with a shade for dark
pages.

The series are those of Okabe and Ito (2008, "Color Universal Design"); the steps of a heat map are Blues of
ColorBrewer (Brewer 2003), marked there as safe for colour blindness and print, the fourth a little darker so
that words on it can be read. Colour never carries a meaning alone: every mark has its words beside it.

On a page the colours are CSS variables (`--chart-ink`, ...) with the light shade as fallback, so that the
style sheet decides; in files that are taken away they are the light shades.
"""

from __future__ import annotations

from typing import NamedTuple


class Color(NamedTuple):
    """A colour by name, with its shades on light and on dark pages."""

    name: str
    light: str
    dark: str

    @property
    def variable(self) -> str:
        """The colour in a page's CSS."""
        return f"var(--chart-{self.name}, {self.light})"


INK = Color("ink", "#1b2733", "#e6ebf0")
MUTED = Color("muted", "#5a6775", "#a9b4bf")
RULE = Color("rule", "#cfd6dd", "#46515c")
SURFACE = Color("surface", "#ffffff", "#171c22")
CONTEXT = Color("context", "#8491a0", "#7f8b98")

BLUE = Color("blue", "#0072b2", "#4fa9de")
VERMILION = Color("vermilion", "#d55e00", "#f28a45")
GREEN = Color("green", "#009e73", "#36c096")
PURPLE = Color("purple", "#cc79a7", "#d996bb")
SKY = Color("sky", "#56b4e9", "#8fd0f5")
AMBER = Color("amber", "#e69f00", "#f2bd4b")

SERIES = (BLUE, VERMILION, GREEN, PURPLE, SKY, AMBER)

HEAT = (
    Color("heat-1", "#e3edf7", "#17293a"),
    Color("heat-2", "#bdd7e7", "#1d4567"),
    Color("heat-3", "#6baed6", "#2a6a9f"),
    Color("heat-4", "#2b76ae", "#5ca3d9"),
    Color("heat-5", "#08519c", "#b7daf6"),
)
HEAT_LOW_INK = Color("heat-low-ink", "#1b2734", "#e6ebf1")
"""Text on the three lower steps; on the two upper ones it is `HEAT_HIGH_INK`."""
HEAT_HIGH_INK = Color("heat-high-ink", "#fefefe", "#10151a")

COLORS = (INK, MUTED, RULE, SURFACE, CONTEXT, *SERIES, *HEAT, HEAT_LOW_INK, HEAT_HIGH_INK)
