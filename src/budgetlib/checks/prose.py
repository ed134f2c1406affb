"""Rules on the words of the text: what was left over from a template or another unit, and words against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetlib.checks.figures import of_claim
from budgetlib.checks.quoting import quoted, subject
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, rule
from budgetlib.checks.view import View
from budgetlib.document import Paragraph
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import squash

_UP, _DOWN = "增加|增长|上升|提高", "减少|下降|降低|下滑"
_AMOUNT = r"(?:了|约|为)?[\d.,]+(?:万元|亿元|元)"
_MIXED = re.compile(
    rf"(?:(?P<up>{_UP}){_AMOUNT}[，,、]?(?:同比|比例|幅度)?(?P<down>{_DOWN}|降幅|减幅)"
    rf"|(?P<down2>{_DOWN}){_AMOUNT}[，,、]?(?:同比|比例|幅度)?(?P<up2>{_UP}|增幅))(?:了|约|为|达)?[\d.]+%"
)
_LEFT_OVER = re.compile(
    r"增加[(/]/?减少\)?[\d.]+|减少[(/]/?增加\)?[\d.]+|增加/减少|公开时请?删|请删除|此处填写"
    r"|[XxＸ]{2,}(?:万元|元|%|年|单位|部门|局|项目|个|辆)|×{2,}(?:万元|元|%|年|单位|部门|局|项目|个|辆)"
    r"|(?:某某|××|○○)(?:单位|部门|局|县|市)|_{3,}(?:万元|元|%)"
)
_ATTACHED = re.compile(r"(?:详见|见|参见)(?:后)?附(?:件|表)(?P<number>[一二三四五六七八九十\d]{0,2})")
_HEADS_ATTACHMENT = re.compile(r"^附(?:件|表)[:：]?[一二三四五六七八九十\d]{0,2}")
_FOREIGN = re.compile(
    r"(?:^|[。；])(?P<name>[\u4e00-\u9fff]{2,4}(?:省|市|县|区|旗)[\u4e00-\u9fff]{2,14}?(?:局|委员会|厅|办公室))20\d\d年(?:度)?"
    r"(?=[^，。]{0,12}(?:预算|决算|收入|支出|收支|总计))"
)
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|旗)")
_PART = re.compile(r"^第?[一二三四五六七八九十]*(?:部分|章|节)")
_FEW_MENTIONS = 2
_PERCENT_OFF = Decimal("0.06")
_LONGEST = 60


def _sentences(view: View) -> Iterator[tuple[str, Paragraph]]:
    for paragraph in view.disclosure.paragraphs:
        text = squash(paragraph.text)
        for sentence in re.split(r"(?<=[。；])", text):
            if sentence:
                yield sentence, paragraph


@rule(
    "text.mixed_words",
    title="增减额与增减幅方向一致",
    severity="error",
    says="同一处写的增减额和增减百分比应是同一方向：不能写增加若干元而下降百分之几。",
)
def mixed_words(view: View) -> Iterator[Outcome]:
    for sentence, paragraph in _sentences(view):
        found = _MIXED.search(sentence)
        if found:
            yield Outcome(
                "fail",
                f"文字说明写“{found[0]}”，增减额与百分比方向相反。",
                paragraph.place,
                evidence=(Evidence("原文", sentence[:_LONGEST], paragraph.place),),
                sentences=(sentence,),
            )


@rule(
    "form.placeholders",
    title="没有未填写的占位符",
    severity="warning",
    says="正式公开的文字里不应留有“XX万元”“某某单位”“增加/减少”“公开时请删除”之类模板的内容。",
    authority=GOOD_PRACTICE,
)
def placeholders(view: View) -> Iterator[Outcome]:
    own = squash(view.disclosure.identity.unit_name) or "\n"
    left = [
        (found[0], sentence, paragraph)
        for sentence, paragraph in _sentences(view)
        if (found := _LEFT_OVER.search(sentence.replace(own, "")))
    ]
    if not view.disclosure.paragraphs:
        return
    if not left:
        yield Outcome("pass", "")
        return
    words = "、".join(f"“{word}”" for word in dict.fromkeys(word for word, _, _ in left))
    many = f"，共{len(left)}处" if len(left) > 1 else ""
    yield Outcome(
        "fail",
        f"文字里留有模板没有填写或删除的内容{words}{many}，例如“{left[0][1][:_LONGEST]}”。",
        left[0][2].place,
        evidence=tuple(Evidence("原文", sentence[:_LONGEST], one.place) for _, sentence, one in left),
    )


@rule(
    "form.foreign_name",
    title="文字说的是本单位",
    severity="warning",
    says="情况说明里以单位名称开头、说该年度预算决算的句子，说的应是本单位；写成别的单位的，多为套用别的文件。",
    authority=GOOD_PRACTICE,
)
def foreign_name(view: View) -> Iterator[Outcome]:
    own = squash(view.disclosure.identity.unit_name)
    place = _PLACE.match(own)
    if not own or place is None:
        return
    everything = [squash(paragraph.text) for paragraph in view.disclosure.paragraphs]
    for sentence, paragraph in _sentences(view):
        found = _FOREIGN.search(sentence)
        if found is None:
            continue
        name = _PART.sub("", found["name"])
        mentions = sum(text.count(name) for text in everything)
        if paragraph.level is not None or _PLACE.match(name) is None:
            continue
        if name in own or own in name or mentions > _FEW_MENTIONS or view.is_named_unit(name):
            continue
        other = _PLACE.match(name)
        elsewhere = other is not None and other[0] not in own and place[0] not in name
        yield Outcome(
            "fail",
            f"文字说明写的是“{name}”，而本文件是“{view.disclosure.identity.unit_name}”的：“{sentence[:_LONGEST]}”。",
            paragraph.place,
            evidence=(Evidence("原文", sentence[:_LONGEST], paragraph.place),),
            review="" if elsewhere else "可能是所属或有关的单位",
        )


@rule(
    "form.attachments",
    title="说到的附件在文件里",
    severity="notice",
    says="文字写“详见附件”的，文件里应附有；另行公布的，应说明在哪里。",
    authority=GOOD_PRACTICE,
)
def attachments(view: View) -> Iterator[Outcome]:
    headed = any(_HEADS_ATTACHMENT.match(squash(one.text)) for one in view.disclosure.paragraphs)
    if headed or view.disclosure.project_targets:
        return
    for sentence, paragraph in _sentences(view):
        found = _ATTACHED.search(sentence)
        if found and "附表" not in found[0]:
            yield Outcome(
                "fail",
                f"文字写“{found[0]}”，文件里没有找到附件，可能另行公布：“{sentence[:_LONGEST]}”。",
                paragraph.place,
                evidence=(Evidence("原文", sentence[:_LONGEST], paragraph.place),),
            )
            return


@rule(
    "text.unit_slip",
    title="金额单位与增减额相配",
    severity="warning",
    says="同一处写的金额与增减额单位不同、而百分比只在单位相同时才对得上的，是金额单位的笔误。",
)
def unit_slip(view: View) -> Iterator[Outcome]:
    for claim in view.disclosure.claims:
        if claim.value is None or claim.change is None or not claim.change_percent or not claim.value:
            continue
        if (
            claim.value_unit == claim.change_unit
            or {claim.value_unit, claim.change_unit} - UNIT_FACTORS.keys()
        ):
            continue
        change = abs(claim.change)
        before = claim.value + (-change if claim.comparison == "increase" else change)
        fits = before > 0 and abs(change / before * 100 - abs(claim.change_percent)) <= _PERCENT_OFF
        yield Outcome(
            "fail" if fits else "pass",
            f"文字说明“{subject(claim)}”写作{claim.value:,}{claim.value_unit}，增减额写作{change:,}{claim.change_unit}；"
            f"按所写的{abs(claim.change_percent)}%推算，两处应是同一单位，可能是单位的笔误。"
            if fits
            else "",
            view.place_of(claim),
            evidence=(of_claim(claim).evidence, Evidence("原文", quoted(claim), view.place_of(claim))),
        )
