"""Words of public accounts are members of closed types: a misspelt one fails the type check, and none is a bare text."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetlib.accounts import Item, Kind, Measure, Period, Role, Side

_WORDS = {
    "statement": Kind,
    "kind": Kind,
    "measure": Measure,
    "item": Item,
    "period": Period,
    "role": Role,
    "side": Side,
}
"""Attributes of lines and statements -> the vocabulary of their words."""
_PARSING = (
    "annexes.py",
    "catalogue",
    "checks",
    "coverage",
    "figures",
    "interpret.py",
    "statements",
    "transparency",
)
"""Where lines are objects; the data package has texts."""


def bare_words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each word of a vocabulary that an attribute of its name is compared with as a bare text."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Compare)
            and isinstance(node.left, ast.Attribute)
            and node.left.attr in _WORDS
        ):
            vocabulary = _WORDS[node.left.attr]
            for part in node.comparators:
                for text in ast.walk(part):
                    if isinstance(text, ast.Constant) and text.value and text.value in set(vocabulary):
                        yield text.lineno, text.value


def test_bare_words_are_found() -> None:
    code = 'line.role == "total"\nline.measure in ("basic", Measure.PROJECT)\nline.name == "total"'
    assert list(bare_words(ast.parse(code))) == [(1, "total"), (2, "basic")]


@pytest.mark.parametrize("place", _PARSING)
def test_no_attribute_is_compared_with_a_bare_word(root: Path, place: str) -> None:
    home = root / "src" / "budgetlib" / place
    files = [home] if home.suffix else sorted(home.rglob("*.py"))
    assert files
    found = [
        f"{path.name}:{line}: {word}"
        for path in files
        for line, word in bare_words(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("file", "word", "misspelt"),
    [
        ("checks/inside_tables.py", "Measure.AFFILIATE_REMITTANCE", "Measure.AFFILIATE_REMITANCE"),
        ("checks/inside_tables.py", "Measure.AFFILIATE_REMITTANCE", '"affiliate_remittance"'),
        ("checks/across_tables.py", "Kind.FISCAL_SUMMARY", '"fiscal_sumary"'),
    ],
)
def test_a_misspelt_word_in_a_rule_fails_the_type_check(
    root: Path, tmp_path: Path, file: str, word: str, misspelt: str
) -> None:
    path = root / "src" / "budgetlib" / file
    text = path.read_text("utf-8")
    assert word in text
    shadow = tmp_path / path.name
    shadow.write_text(text.replace(word, misspelt), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--shadow-file", str(path), str(shadow), "--cache-dir", str(root / ".mypy_cache"), str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert path.name in done.stdout
