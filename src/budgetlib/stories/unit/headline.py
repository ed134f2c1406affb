"""What a reader should know after ten seconds: a paragraph and the headline figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from markupsafe import Markup

from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.components import amount_tile, evidence_link, tile, tiles
from budgetlib.display.markup import join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.figures import SOURCES, Breakdown
from budgetlib.stories import prose
from budgetlib.stories.changes import Change, change_of, change_words
from budgetlib.stories.terms import explained
from budgetlib.stories.unit import findings, three_public
from budgetlib.stories.unit_year import EXPENDITURE, INCOME, Division, Figure, UnitYear

_PROJECTS = (Key.EXPENDITURE_PROJECT, Key.GENERAL_EXPENDITURE_PROJECT)
_MOST = Decimal("0.5")
_SPENT = "支出"
_GENERAL = Key.GENERAL_EXPENDITURE_TOTAL
_INCOME = "income"
"""Family of the metrics of sources of income."""
_EXPLAINED = {
    "收入": INCOME,
    _SPENT: EXPENDITURE,
    "一般公共预算支出": (_GENERAL,),
    "项目支出": (Key.EXPENDITURE_PROJECT,),
    "政府采购": (Key.PROCUREMENT_TOTAL,),
}
_UNCONFIRMED = "由扫描图片识别得出，没有其他数字印证"


def summary(unit_year: UnitYear) -> HtmlOutput:
    """The finding first: how much, how it changed, on what, and what does not add up."""
    sentences = [
        *_size(unit_year),
        *_change_of_a_part(unit_year),
        *_structure(unit_year),
        three_public.in_a_sentence(unit_year),
        findings.count_words(unit_year),
    ]
    return show_html(prose.lead(*sentences))


def _size(unit_year: UnitYear) -> Iterator[Markup]:
    income, expenditure = unit_year.figure(*INCOME), unit_year.figure(*EXPENDITURE)
    change = change_of(unit_year, *INCOME, *EXPENDITURE)
    words = change_words(unit_year, *INCOME, *EXPENDITURE)
    changed = join([Markup("，"), prose.linked(words, change.href)]) if change else Markup("")
    if income.state == expenditure.state == fmt.ZERO:
        yield Markup("{}，收入和支出总计{}。").format(
            unit_year.period, prose.linked("都填写为 0", expenditure.href)
        )
        return
    if income.yuan is not None and income.yuan == expenditure.yuan:
        said = prose.amount(expenditure.yuan, expenditure.href)
        yield Markup("{}，收入和支出总计各 {}{}。").format(unit_year.period, said, changed)
        return
    parts = [
        Markup("{} {}").format(word, prose.amount(figure.yuan, figure.href))
        for word, figure in (("收入总计", income), ("支出总计", expenditure))
        if figure.yuan is not None
    ]
    if parts:
        yield Markup("{}{}{}。").format(unit_year.period, join(parts, "，"), changed)


def _change_of_a_part(unit_year: UnitYear) -> Iterator[Markup]:
    """The change of 一般公共预算支出 where the document compares nothing wider: often this is all there is."""
    if change_of(unit_year, *INCOME, *EXPENDITURE) is not None:
        return
    change, part = change_of(unit_year, _GENERAL), unit_year.figure(_GENERAL)
    if change is None or part.yuan is None:
        return
    words = prose.linked(change_words(unit_year, _GENERAL), change.href)
    if part.yuan == unit_year.figure(*EXPENDITURE).yuan:
        yield Markup("支出全部是一般公共预算支出，这一项{}。").format(words)
    else:
        yield Markup("其中一般公共预算支出 {}，{}。").format(prose.amount(part.yuan, part.href), words)


def _structure(unit_year: UnitYear) -> Iterator[str]:
    spending = unit_year.division(Breakdown.USE)
    project = next((part for key, part in _headlines(spending) if key in _PROJECTS), None)
    if project is not None and project["amount_yuan"] and spending.whole_yuan:
        hundredth = fmt.number(project["amount_yuan"] * 100 / spending.whole_yuan)
        yield f"每 100 元{spending.of}里，项目支出占 {hundredth} 元。"
    by_function = unit_year.division(Breakdown.FUNCTION)
    classes = by_function.parts(rest=False) if by_function else pd.DataFrame()
    if len(classes) > 1 and by_function.whole_yuan:
        highest = classes["amount_yuan"].max()
        names = list(classes[classes["amount_yuan"] == highest]["name"])
        first = fmt.share(highest, by_function.whole_yuan)
        verb = "并列最多，各占" if len(names) > 1 else "最多，占"
        yield f"按用途看，{fmt.joined(names)}{verb}{by_function.of}的 {first}。"


def _headlines(division: Division) -> Iterator[tuple[Key, pd.Series]]:
    """The parts of a whole that are headline figures themselves, with their keys."""
    family = str(division.whole["of"]).rpartition(".")[0] if division else ""
    for _, part in division.parts().iterrows() if division else ():
        key = f"{family}.{part['part']}"
        if key in set(Key):
            yield Key(key), part


def reasons(unit_year: UnitYear) -> HtmlOutput:
    """Why the document says it changed: the reasons given for the headline figures, each once, as printed."""
    given: dict[str, tuple[str, Change, str]] = {}
    for label, keys in (_sources_of_change(unit_year) | _EXPLAINED).items():
        change = change_of(unit_year, *keys)
        if change is None or not change.reason:
            continue
        before = given.get(change.reason)
        if before is None:
            given[change.reason] = label, change, change_words(unit_year, *keys)
        elif before[1].size == change.size and label == _SPENT:
            given[change.reason] = f"{before[0]}和{label}", *before[1:]
    if not given:
        return show_html()
    items = [
        Markup("{}{}{}：{} {}").format(
            label,
            "各" if label.endswith(f"和{_SPENT}") else "",
            words,
            reason,
            evidence_link(change.href, about=label),
        )
        for reason, (label, change, words) in given.items()
    ]
    return show_html(prose.paragraph("增减的原因，文件这样解释："), prose.bullets(items))


def _sources_of_change(unit_year: UnitYear) -> dict[str, tuple[str, ...]]:
    """The sources that most of a change of income comes from, with what offsets it, where the text explains them and
    not the whole."""
    whole = change_of(unit_year, *INCOME)
    if whole is None or whole.reason or not whole.difference_yuan:
        return {}
    shares: dict[str, tuple[str, Decimal]] = {}
    for part in SOURCES:
        change = change_of(unit_year, f"{_INCOME}.{part}")
        if change is not None and change.reason and change.difference_yuan is not None:
            shares[part] = part.about.title, change.difference_yuan / whole.difference_yuan
    if max((share for _, share in shares.values()), default=Decimal(0)) < _MOST:
        return {}
    return {
        f"其中{_named(name)}": (f"{_INCOME}.{part}",)
        for part, (name, share) in shares.items()
        if abs(share) >= _MOST
    }


def _named(name: str) -> str:
    return f"{name}收入" if name.endswith("预算") else name


def tiles_of(unit_year: UnitYear) -> HtmlOutput:
    """The headline figures, each with its change, leading to its row in the source."""
    return show_html(tiles(_tiles(unit_year)))


def _tiles(unit_year: UnitYear) -> Iterator[Markup]:
    income, expenditure = unit_year.figure(*INCOME), unit_year.figure(*EXPENDITURE)
    spending = unit_year.division(Breakdown.USE)
    parts = list(_headlines(spending))
    unit = fmt.money_unit([income.yuan, expenditure.yuan, *(part["amount_yuan"] for _, part in parts)])
    if income.yuan is not None and income.yuan == expenditure.yuan:
        yield _tile(unit_year, "收支总计", income, *INCOME, *EXPENDITURE, unit=unit)
    else:
        yield _tile(unit_year, "收入总计", income, *INCOME, unit=unit)
        yield _tile(unit_year, "支出总计", expenditure, *EXPENDITURE, unit=unit)
    for key, part in parts:
        share = f"占{spending.whole['name']} {fmt.share(part['amount_yuan'], spending.whole_yuan)}"
        yield amount_tile(
            explained(part["name"], unit_year),
            part["amount_yuan"],
            state=part["state"],
            change=change_words(unit_year, key, unit=unit),
            note=share if part["amount_yuan"] and spending.whole_yuan else "",
            href=part["href"],
            unit=unit,
        )
    carried = unit_year.figure(Key.SUMMARY_CARRYOVER_IN)
    if carried:
        yield _tile(unit_year, "上年结转", carried, carried.key)
    yield _three_public(unit_year)
    operating = unit_year.figure(Key.OPERATING_COST_TOTAL)
    if operating:
        yield _tile(unit_year, "机关运行经费", operating, operating.key)
    yield _tile(unit_year, "政府采购", unit_year.figure(Key.PROCUREMENT_TOTAL), Key.PROCUREMENT_TOTAL)
    projects = unit_year.figure(Key.PROJECTS_COUNT)
    if projects.value:
        yield tile(
            "项目", fmt.number(projects.value), unit="个", note=_targets(unit_year), href=projects.href
        )


def _three_public(unit_year: UnitYear) -> Markup:
    parts = three_public.sum_of_parts(unit_year)
    if parts is None:
        return _tile(
            unit_year, "“三公”经费", unit_year.figure(Key.THREE_PUBLIC_TOTAL), Key.THREE_PUBLIC_TOTAL
        )
    return amount_tile(explained("“三公”经费", unit_year), parts, note="没有读到合计数，这是分项相加")


def _tile(
    unit_year: UnitYear,
    label: str,
    figure: Figure,
    *keys: str,
    note: str = "",
    unit: fmt.MoneyUnit | None = None,
) -> Markup:
    return amount_tile(
        explained(label, unit_year),
        figure.yuan,
        state=figure.state,
        change=change_words(unit_year, *keys, unit=unit) if figure.yuan is not None else "",
        note="，".join(filter(None, (note, _UNCONFIRMED if figure.unconfirmed else ""))),
        href=figure.href,
        unit=unit,
    )


def _targets(unit_year: UnitYear) -> str:
    targets = unit_year.figure(Key.PERFORMANCE_TARGET_COUNT)
    if targets.value is None:
        return "没有读到项目绩效目标"
    kept_back = int(unit_year.table("projects")["performance_target_withheld"].fillna(False).sum())
    besides = f"，注明不公开的 {fmt.number(kept_back)} 个" if kept_back else ""
    return f"公开了绩效目标的 {fmt.number(targets.value)} 个{besides}"
