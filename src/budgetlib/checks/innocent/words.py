"""Explanations by words: a sentence that speaks of a part, of another year or scope, or of what is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS, Period
from budgetlib.checks.innocent.explanation import RULED_OUT, Explanation, Given
from budgetlib.checks.outcome import Outcome
from budgetlib.checks.view import View
from budgetlib.findings import Answer
from budgetlib.text import squash

_SCOPE = re.compile(
    r"结转|结余|本级|机关本部|局机关|委机关|厅机关|所属|下属|不含|不包括|除.{1,20}外|上级|中央|省级|专项转移|追加|执行数|调整"
)
_ANY_YEAR = re.compile(r"20\d\d(?=年)")
_BRACKETS = re.compile(r"\([^()]*\)")
_VERSIONS = ("执行", "决算", "调整", "批复", "完成")
_SECRECY = re.compile("涉密|保密|秘密|不宜公开|不予公开|脱密")
_COMMON_WORDS = re.compile(
    "项目|资金|经费|绩效|目标|预算|管理|工作|专项|公开|支出|业务|补贴|补助|费用|市级|省级|单位|部门|按照|要求|相关"
)
_ENDS = re.compile("[。；;]")
_QUOTED = 60
_CORE = 4
"""Characters at the end of a figure's name that say what it is: 基本支出."""
_FIGURES_BEFORE, _FIGURES_BEHIND = 15, 3
_PERCENT_OFF = Decimal("0.06")


def _scope(view: View, outcome: Outcome) -> Given:
    for sentence in outcome.sentences:
        found = _SCOPE.search(sentence)
        if found:
            return Given(Answer.POSSIBLE, f"这句话里有“{found[0]}”，说的可能只是一部分")
    claim = outcome.claim
    if claim is not None and outcome.figures:
        subject, core = squash(claim.subject), squash(outcome.figures[0].label)[-_CORE:]
        if core in subject and core not in _BRACKETS.sub("", subject):
            return Given(Answer.POSSIBLE, f"文字写的是“{claim.subject}”，括号里的话未必是它的全部")
    return RULED_OUT


def _year(view: View, outcome: Outcome) -> Given:
    own = view.disclosure.identity.year
    for sentence in outcome.sentences:
        years = {int(year) for year in _ANY_YEAR.findall(squash(sentence))}
        if own is not None and years and own not in years:
            return Given(Answer.POSSIBLE, f"这句话说的是{max(years)}年，不是{own}年")
    return RULED_OUT


def _secret(view: View, outcome: Outcome) -> Given:
    words = view.withheld
    return Given(Answer.POSSIBLE, f"文件说“{words}”，有的数不公开") if words else RULED_OUT


def _kept_back(view: View, outcome: Outcome) -> Given:
    """Whether a sentence that speaks of secrecy shares words with the names of what is missing."""
    names = [_COMMON_WORDS.sub("|", squash(figure.name)) for figure in outcome.figures if figure.name]
    for paragraph in view.disclosure.paragraphs:
        for sentence in _ENDS.split(squash(paragraph.text)):
            if not _SECRECY.search(sentence):
                continue
            for name in names:
                word = next((part for part in _pairs(name) if part in sentence), "")
                if word:
                    return Given(Answer.POSSIBLE, f"文件说“{sentence[:_QUOTED]}”，其中提到“{word}”")
    return RULED_OUT


def _pairs(name: str) -> Iterator[str]:
    """Every two characters of a name that stand side by side."""
    for part in name.split("|"):
        for at in range(len(part) - 1):
            yield part[at : at + 2]


def _several(view: View, outcome: Outcome) -> Given:
    """Whether the text gives several figures under one name: which of them is to be compared is not known."""
    for metric in outcome.metrics:
        values = {
            (one.value, one.value_unit)
            for one in view.disclosure.claims
            if one.metric == metric and one.value is not None and one.period in OWN_PERIODS
        }
        if len(values) > 1:
            return Given(Answer.POSSIBLE, f"文字在这个名称下写了{len(values)}个不同的数，口径可能不同")
    return RULED_OUT


def _subject(view: View, outcome: Outcome) -> Given:
    """Whether a change and its percentage fit another figure that stands before them.

    After a list (甲10万元、乙20万元。比上年减少…) they speak of the whole that the list began with.
    """
    claim = outcome.claim
    if claim is None or claim.change is None or not claim.change_percent:
        return RULED_OUT
    claims = view.disclosure.claims
    at = next((number for number, one in enumerate(claims) if one is claim), 0)
    change, stated = abs(claim.change), abs(claim.change_percent)
    for other in claims[max(0, at - _FIGURES_BEFORE) : at + _FIGURES_BEHIND]:
        if other.value is None or other.value_unit != claim.change_unit or other.value == claim.value:
            continue
        if other.section != claim.section:
            continue
        grown = change if claim.comparison == "increase" else -change
        for base in (other.value, other.value - grown):
            if base > 0 and abs(change / base * 100 - stated) <= _PERCENT_OFF:
                return Given(
                    Answer.EXPLAINS,
                    f"增减额和百分比与“{other.subject or other.text[:20]}”{other.value:,}{other.value_unit}相符，说的是它",
                )
    return RULED_OUT


def _base(view: View, outcome: Outcome) -> Given:
    """Whether the text compares with another version of last year's figure than the table prints."""
    headers = {
        line.header
        for figure in outcome.compared
        for line in view.disclosure.lines
        if (line.table, line.row, line.column) == (figure.place.table, figure.place.row, figure.place.column)
        or (line.period == Period.PRIOR and (line.table, line.row) == (figure.place.table, figure.place.row))
    }
    said = {word for word in _VERSIONS for sentence in outcome.sentences if word in sentence}
    printed = {word for word in _VERSIONS for header in headers if word in header}
    if said and said != printed:
        return Given(Answer.POSSIBLE, f"文字比的是{'、'.join(sorted(said))}数，表中的上年数可能是另一口径")
    return RULED_OUT


OTHER_BASE = Explanation("比较的基数不同", _base)
ANOTHER_SUBJECT = Explanation("增减说的是另一个数", _subject)
ANOTHER_SCOPE = Explanation("句中另有范围", _scope)
ANOTHER_YEAR = Explanation("另一年度", _year)
KEPT_BACK = Explanation("注明不公开的项目", _kept_back)
SECRET = Explanation("不公开的金额", _secret)
SEVERAL_FIGURES = Explanation("文字有几个口径", _several)
