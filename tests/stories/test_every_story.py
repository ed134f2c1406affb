"""Every story works on every document and on any number of them, and says nothing that only pandas understands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from telling import markup, stories, words

import budgetlib.stories.across
import budgetlib.stories.unit
from budgetlib.display import fonts
from budgetlib.display.charts import Chart
from budgetlib.stories import Collection
from budgetlib.stories.across import methods

OF_ONE = dict(stories(budgetlib.stories.unit, "unit_year"))
OF_MANY = dict(stories(budgetlib.stories.across, "collection"))
_NOT_FOR_READERS = re.compile(r"\b(?:nan|NaN|None|NaT)\b|<NA>|Decimal\(|\bTrue\b|\bFalse\b")


def shown(story: Callable[..., Any], of: object) -> str:
    """What the story shows, in words; empty where it is no output but a helper that gives data."""
    output = story(of)
    if not hasattr(output, "_repr_mimebundle_"):
        return ""
    if isinstance(output, Chart):
        assert output.alt, "a chart without an alternative text"
        assert not fonts.missing(output.title + output.subtitle), "characters that charts can't draw"
    assert "<script" not in markup(output)
    return words(output)


def test_there_are_stories() -> None:
    assert {"headline.summary", "three_public.chart", "findings.cards"} <= OF_ONE.keys()
    assert {"home.lead", "budget.totals", "three_public.parts"} <= OF_MANY.keys()


@pytest.mark.parametrize("name", OF_ONE)
def test_stories_of_one_document(name: str, real: Collection) -> None:
    for unit_year in real.unit_years:
        said = shown(OF_ONE[name], unit_year)
        assert not _NOT_FOR_READERS.search(said), f"{unit_year.id}: {said}"


@pytest.mark.parametrize("name", OF_MANY)
@pytest.mark.parametrize("which", ["seed_alone", "three", "nothing", "real"])
def test_stories_of_many_documents(name: str, which: str, request: pytest.FixtureRequest) -> None:
    said = shown(OF_MANY[name], request.getfixturevalue(which))
    assert not _NOT_FOR_READERS.search(said), said


def test_fields_are_explained() -> None:
    assert "级次" in words(methods.fields())
