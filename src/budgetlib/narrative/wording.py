"""How the text compares, gives reasons, opens lists and denies: the patterns of `layouts/narrative.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from budgetlib.layouts import load
from budgetlib.narrative.normal import unquoted

INCREASE, DECREASE, UNCHANGED, SHARE, NONE = "increase", "decrease", "unchanged", "share", "none"
"""What a claim says of its figure; `none` declares that there is none."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled patterns; all of them are for normal text."""

    direction_ends: frozenset[str]
    """Characters that words in front of a change end with."""
    direction: re.Pattern[str]
    """Ends with a word of direction (`up` or `down`) behind which a figure stands: 减少."""
    signed: re.Pattern[str]
    """Ends with a word that leaves the direction to the sign of the figure: 增减."""
    compared: re.Pattern[str]
    """A clause that begins with a base: 比上年, 与2023年度相比 (`base`), and perhaps a subject in front."""
    base_only: re.Pattern[str]
    """A clause that ends with a base and no direction: 比上年1.43万元."""
    relating: re.Pattern[str]
    """大于, 小于 and the like by themselves."""
    relation: re.Pattern[str]
    """Ends with 大于/小于 and a base: 小于上年预算数403.75万元."""
    leading_direction: re.Pattern[str]
    """Begins with a word of direction: 增加综合管理费209万元 (`up` or `down`)."""
    same: re.Pattern[str]
    unchanged: re.Pattern[str]
    share: re.Pattern[str]
    completed: re.Pattern[str]
    fulfilled: re.Pattern[str]
    """The whole clause in front of the budget that was fulfilled: 完成全年预算9.62万元的74.64%."""
    reason_word: re.Pattern[str]
    reason_before: re.Pattern[str]
    reason_after: re.Pattern[str]
    reason_bare: re.Pattern[str]
    reason_weak_words: re.Pattern[str]
    reason_weak: re.Pattern[str]
    """The weak words where they begin a clause and something follows."""
    reason_goes_on: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    any_direction: re.Pattern[str]
    opens_list: re.Pattern[str]
    hangs: re.Pattern[str]
    denying: re.Pattern[str]
    """What every declaration holds; looked for first, because it is quickly found missing."""
    denies: re.Pattern[str]
    bare_denial: re.Pattern[str]
    denial_splits: re.Pattern[str]
    unspoken: re.Pattern[str]
    empty_words: re.Pattern[str]
    empty_characters: frozenset[str]
    """What such words can be written with: most subjects are told by one other character."""
    leading: re.Pattern[str]
    telling: re.Pattern[str]
    """What a sentence without a figure must contain to be worth reading."""

    def is_empty(self, subject: str) -> bool:
        """Whether a subject says nothing about which figure it is (2026年预算安排)."""
        return self.empty_characters.issuperset(subject) and not self.empty_words.sub("", unquoted(subject))

    def direction_in(self, text: str) -> str:
        """The direction that a text names, empty where it names none or both."""
        up, down = self.up.search(text), self.down.search(text)
        if bool(up) == bool(down):
            return ""
        return INCREASE if up else DECREASE


@cache
def wording() -> Wording:
    """The patterns, compiled once."""
    data = load("narrative")
    words, reasons, lists, denials = (
        data["comparison"],
        data["reasons"],
        data["lists"],
        data["declarations"],
    )
    up, down = _any(words["increase"]), _any(words["decrease"])
    more, less = _any(words["more_than"]), _any(words["less_than"])
    same, same_alone = _any(words["unchanged"]), _any(words["unchanged_alone"])
    than, with_, against, adverbs = words["than"], words["with"], words["against"], words["adverbs"]
    return Wording(
        direction_ends=frozenset(word[-1] for word in (*words["increase"], *words["decrease"]))
        | frozenset(words["after_direction"]),
        direction=re.compile(rf"(?:(?P<up>{up})|(?P<down>{down}))(?P<after>{words['after_direction']})$"),
        signed=re.compile(rf"(?:{words['signed']}){words['after_direction']}$"),
        compared=re.compile(
            rf"^(?P<before>.*?)(?:(?:{with_})(?P<against>[^，。；:]{{1,40}}?)(?:{against})|(?:{than})(?P<than>.{{1,40}}))"
            r"(?P<subject>.*)$"
        ),
        base_only=re.compile(rf"(?:^|[，。；:])(?:{than})(?P<base>[^，。；:]{{1,40}})$"),
        relating=re.compile(f"{more}|{less}"),
        relation=re.compile(rf"(?:(?P<up>{more})|(?P<down>{less}))(?P<base>[^，。；:]{{2,20}})$"),
        leading_direction=re.compile(rf"(?:(?P<up>新?(?:{up}))|(?P<down>{down}))(?:了|安排)?"),
        same=re.compile(f"{same}|{same_alone}"),
        unchanged=re.compile(
            rf"(?:{with_})(?P<against>[^，。；:《》]{{1,30}}?)(?:{against})，?(?P<subject>[^，。；:\d]{{0,30}}?){adverbs}(?:{same})"
            rf"|(?:{with_})(?P<base>[^，。；:《》]{{1,30}}?){adverbs}(?:{same})|{adverbs}(?:{same_alone})"
        ),
        share=re.compile(rf"{words['share']}$"),
        completed=re.compile(rf"{words['completed']}$"),
        fulfilled=re.compile(words["fulfilled"]),
        reason_word=re.compile(reasons["word"]),
        reason_before=re.compile(rf"{reasons['before']}$"),
        reason_after=re.compile(reasons["after"]),
        reason_bare=re.compile(reasons["bare"]),
        reason_weak_words=re.compile(reasons["weak_words"]),
        reason_weak=re.compile(rf"(?:(?<=，)|^)(?:{reasons['weak_words']})(?=[^，。；])"),
        reason_goes_on=re.compile(reasons["continues"]),
        up=re.compile(up),
        down=re.compile(down),
        any_direction=re.compile(rf"{up}|{down}|{same}"),
        opens_list=re.compile(lists["opens"]),
        hangs=re.compile(lists["hangs"]),
        denying=re.compile("[无未不没]"),
        denies=re.compile(denials["denies"]),
        bare_denial=re.compile(denials["bare"]),
        denial_splits=re.compile(denials["splits"]),
        unspoken=re.compile(_any(denials["unspoken"])),
        empty_words=re.compile(_any(data["empty_words"]["patterns"])),
        empty_characters=frozenset("".join(data["empty_words"]["patterns"])) | frozenset("0123456789“”"),
        leading=re.compile(f"^(?:{_any(data['leading']['patterns'])})+"),
        telling=re.compile(rf"{same}|{reasons['word']}|无|未|没有|不|主要是"),
    )


def _any(words: list[str]) -> str:
    return "|".join(words)
