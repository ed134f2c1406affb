from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetlib.display.charts.palette import (
    BLUE,
    COLORS,
    CONTEXT,
    HEAT,
    HEAT_HIGH_INK,
    HEAT_LOW_INK,
    INK,
    MUTED,
    SURFACE,
    VERMILION,
    Color,
)


def luminance(shade: str) -> float:
    parts = [int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("color", [INK, MUTED])
def test_words_are_legible_on_light_and_dark_pages(color: Color) -> None:
    assert contrast(color.light, SURFACE.light) >= 4.5
    assert contrast(color.dark, SURFACE.dark) >= 4.5


@pytest.mark.parametrize("color", [BLUE, VERMILION, CONTEXT])
def test_bars_stand_out_from_the_page(color: Color) -> None:
    assert contrast(color.light, SURFACE.light) >= 3
    assert contrast(color.dark, SURFACE.dark) >= 3


@pytest.mark.parametrize(
    ("step", "ink"), [*((n, HEAT_LOW_INK) for n in (0, 1, 2)), (3, HEAT_HIGH_INK), (4, HEAT_HIGH_INK)]
)
def test_words_are_legible_on_every_shade_of_a_heat_map(step: int, ink: Color) -> None:
    assert contrast(HEAT[step].light, ink.light) >= 4.5
    assert contrast(HEAT[step].dark, ink.dark) >= 4.5


def test_shades_get_steadily_stronger() -> None:
    light = [luminance(color.light) for color in HEAT]
    dark = [luminance(color.dark) for color in HEAT]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_the_website_has_the_same_shades(root: Path) -> None:
    sheet = (root / "reports" / "styles" / "charts.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--chart-([\w-]+): (.+?);", part)) for part in sheet.split("@media screen")
    )
    assert set(light) == {color.name for color in COLORS}
    own = {name for name, shade in light.items() if not shade.startswith("var(")}
    assert {color.name: color.light for color in COLORS if color.name in own} == {
        name: light[name] for name in own
    }
    assert dark == {color.name: color.dark for color in COLORS if color.name in own}


def test_every_colour_can_be_told_from_its_shade() -> None:
    assert len({color.light for color in COLORS}) == len(COLORS)
