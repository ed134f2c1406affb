"""Parameters of notebooks: found as they are declared, checked before anything runs, never guessed."""

from __future__ import annotations

import nbformat
import pytest

from budgetlib.batch.parameters import check_parameters, declared_parameters, parse_parameter
from budgetlib.errors import NotebookError


def declared(code: str):
    cell = nbformat.v4.new_code_cell(code, metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), cell])
    return declared_parameters(notebook, "page.qmd")


def test_annotations_and_defaults_give_types() -> None:
    found = declared('unit: str = "x"; year = 2024\nstage: str | None = None\nregions = []\nother = None')
    assert {name: (each.type, each.default) for name, each in found.items()} == {
        "unit": ("str", "x"),
        "year": ("int", 2024),
        "stage": ("str | None", None),
        "regions": ("list", []),
        "other": ("", None),
    }


def test_a_notebook_without_the_tag_has_no_parameters() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("year = 2024")])
    assert declared_parameters(notebook, "page.qmd") == {}


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("year = today()", "cell 2, line 1", "the default of parameter 'year' is not a plain value"),
        ("x = 1\nyear = = 1", "cell 2, line 2", "the parameters are not Python"),
    ],
)
def test_a_cell_that_can_not_be_understood_is_an_error_with_its_place(
    code: str, place: str, words: str
) -> None:
    with pytest.raises(NotebookError) as caught:
        declared(code)
    assert caught.value.place == place
    assert caught.value.problem.startswith(words)


@pytest.mark.parametrize(
    ("annotation", "value", "fits"),
    [
        ("int", 2024, True),
        ("int", "2024", False),
        ("int", True, False),
        ("float", 1, True),
        ("float", True, False),
        ("str", 2024, False),
        ("int | None", None, True),
        ("str", None, False),
        ("list[int]", [2023, 2024], True),
        ("list[int]", [2023, "2024"], False),
        ("list[int]", 2024, False),
        ("list[str] | None", ["a"], True),
        ("Region", object(), True),
    ],
)
def test_values_must_be_of_the_declared_type(annotation: str, value: object, fits: bool) -> None:
    parameters = declared(f"x: {annotation} = None")
    if fits:
        check_parameters(parameters, {"x": value}, "page.qmd")
    else:
        with pytest.raises(NotebookError, match="'x' must be"):
            check_parameters(parameters, {"x": value}, "page.qmd")


def test_a_misspelt_name_is_an_error_that_names_the_right_one() -> None:
    with pytest.raises(NotebookError, match=r"page.qmd: has no parameter 'yaer' \(did you mean 'year'\?\)"):
        check_parameters(declared("year = 2024"), {"yaer": 2023}, "page.qmd")


@pytest.mark.parametrize(
    ("declaration", "text", "value"),
    [
        ("x: int = 0", "2024", 2024),
        ("x: str = ''", "2024", "2024"),
        ("x = ''", "true", "true"),
        ("x: bool = False", "true", True),
        ("x: float = 0.5", "1", 1),
        ("x: list[int] = []", "2023,2024", [2023, 2024]),
        ("x: list[int] = []", "2024", [2024]),
        ("x: list[int] = []", "[2023, 2024]", [2023, 2024]),
        ("x: list[str] = []", "2023, 山西", ["2023", "山西"]),
        ("x: list[str] = []", "2023", ["2023"]),
        ("x: int | None = None", "null", None),
        ("x: str | None = None", "null", "null"),
    ],
)
def test_texts_are_read_by_the_declared_type(declaration: str, text: str, value: object) -> None:
    found = parse_parameter(declared(declaration), "x", text, "page.qmd")
    assert found == value
    assert type(found) is type(value)


def test_a_text_that_is_no_such_value_is_an_error() -> None:
    with pytest.raises(NotebookError, match="'x' must be int, and is str 'soon'"):
        parse_parameter(declared("x: int = 0"), "x", "soon", "page.qmd")
