"""What part of a document's money a figure of the text is of: 本级, 结转, 转移支付, 不含…."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from budgetlib.layouts import load
from budgetlib.narrative.normal import normal

OWN_LEVEL, SUBORDINATE, CARRYOVER = "own_level", "subordinate", "carryover"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((scope, re.compile("|".join(words))) for scope, words in load("narrative")["scopes"].items())


@cache
def _headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = load("narrative")["scopes_of_headings"]
    return tuple((scope, re.compile("|".join(patterns))) for scope, patterns in words.items())


def scope_of(words: str, path: tuple[str, ...], metric: str) -> str:
    """The scopes that the words in front of a figure and its headings name, in the order of `layouts/narrative.toml`
    and joined by commas; empty where nothing makes it narrower than the document.

    What `metric` itself says (a carry-over that is one) is no scope.
    """
    found = [scope for scope, pattern in _patterns() if pattern.search(words) and scope not in metric]
    found += [scope for scope in _scopes_of_headings(path) if scope not in found]
    return ",".join(found)


@lru_cache(maxsize=1024)
def _scopes_of_headings(path: tuple[str, ...]) -> tuple[str, ...]:
    titles = [normal(title) for title in path]
    return tuple(scope for scope, pattern in _headings() if any(map(pattern.search, titles)))
