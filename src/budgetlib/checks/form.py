"""Rules of completeness and form: what must be there, and what was left over from another document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlib.accounts import OPERATING_RULES, REQUIRED_STATEMENTS
from budgetlib.accounts.classification import observed_codes
from budgetlib.checks.figures import statement_title
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, rule
from budgetlib.checks.view import View
from budgetlib.document import Place
from budgetlib.findings import Evidence
from budgetlib.statements import kind_of_title
from budgetlib.text import squash

_ALIKE = (
    frozenset(("general_basic", "general_basic_functional", "fiscal_basic", "general_economic")),
    frozenset(("general_expenditure", "fiscal_expenditure")),
    frozenset(("summary", "fiscal_summary")),
    frozenset(("expenditure", "expenditure_economic")),
    frozenset(("fund_income", "fund_expenditure")),
    frozenset(("procurement", "service_purchase")),
    frozenset(("three_public", "operation")),
    frozenset(("projects", "project_functional")),
)
"""Kinds that titles don't always tell apart."""
_CLASSIFIED = frozenset(
    ("income", "expenditure", "general_expenditure", "general_basic", "fiscal_basic", "fund_expenditure", "state_capital")
)  # fmt: skip
"""Statements whose codes and names stand for each other; in others a code may stand beside a unit."""
_WELL_KNOWN = 5
"""A code counts as known when at least so many documents print it with one name."""
_COMMON_CHARACTERS = frozenset("支出事务管理和与及其他一般费用服务的项")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_PLACEHOLDER = re.compile(
    r"[XxＸ×]{2,}(?:万元|元|%|年|单位|部门|局|项目|个|辆)|(?:某某|××|○○)(?:单位|部门|局)"
)


@rule(
    "form.required_tables",
    title="应公开的表齐全",
    severity="warning",
    says="部门和单位预算应公开八张表：收支总表、收入总表、支出总表、财政拨款收支总表、一般公共预算支出表、基本支出表、“三公”经费表、政府性基金支出表。",
    authority=OPERATING_RULES,
)
def required_tables(view: View) -> Iterator[Outcome]:
    missing = [name for name, kinds, _ in REQUIRED_STATEMENTS if not any(view.has(kind) for kind in kinds)]
    if len(missing) == len(REQUIRED_STATEMENTS):
        yield Outcome("undeterminable", "这份文件里没有读到任何预算表；表格可能在另一个附件里。")
        return
    if not missing:
        yield Outcome("pass", f"{len(REQUIRED_STATEMENTS)}张表都有。")
        return
    yield Outcome("fail", f"没有找到{len(missing)}张应公开的表：{'、'.join(missing)}。")


@rule(
    "form.announced_tables",
    title="目录里列出的表都在",
    severity="warning",
    says="目录列出的预算、决算表，文件里都应找得到。",
    authority=GOOD_PRACTICE,
)
def announced_tables(view: View) -> Iterator[Outcome]:
    listed = [
        (entry, kind_of_title(squash(entry.title)))
        for entry in view.disclosure.announced
        if _is_table(entry.title)
    ]
    if not view.disclosure.statements:
        if listed:
            yield Outcome(
                "undeterminable", f"目录列出{len(listed)}张表，文件里没有读到任何表；表格可能在另一个附件里。"
            )
        return
    for entry, kind in listed:
        if kind is None:
            continue
        alike = next((group for group in _ALIKE if kind in group), frozenset((kind,)))
        place = Place(line=entry.line)
        if any(view.has(one) for one in alike):
            yield Outcome("pass", "", place)
        else:
            yield Outcome("fail", f"目录列出的“{entry.title}”，在文件里没有找到。", place)


def _is_table(title: str) -> bool:
    return re.search(r"表(?:[(（].*[)）])?$", title.strip()) is not None and "说明" not in title


@rule(
    "form.codes",
    title="科目编码与名称相配",
    severity="notice",
    says="科目编码和名称应与通行的政府收支分类相配；与多份文件所印名称完全不同的，予以提示。",
    authority="政府收支分类科目（以约250份公开文件所印为准）",
)
def codes(view: View) -> Iterator[Outcome]:
    seen: set[tuple[str, str]] = set()
    for line in view.disclosure.lines:
        if (
            line.statement not in _CLASSIFIED
            or not line.code
            or not line.name
            or (line.code, line.name) in seen
            or line.role != "item"
        ):
            continue
        seen.add((line.code, line.name))
        kind = "functional" if line.code.startswith("2") else "economic"
        known = observed_codes(kind).get(line.code)
        if known is None or known.documents < _WELL_KNOWN:
            continue
        place = Place(line.page, line.line, line.table, line.row)
        names = [squash(name) for name in (known.name, *known.other_names)]
        if any(_alike(squash(line.name), name) for name in names):
            yield Outcome("pass", "", place)
        else:
            yield Outcome(
                "fail",
                f"科目编码{line.code}印作“{line.name}”，而在{known.documents}份文件里叫“{known.name}”。",
                place,
                evidence=(Evidence("编码与名称", f"{line.code} {line.name}", place),),
            )


def _alike(printed: str, known: str) -> bool:
    """Whether two names can be versions of one: names change a little from year to year, not altogether."""
    return printed in known or known in printed or bool(set(printed) & set(known) - _COMMON_CHARACTERS)


@rule(
    "form.empty_tables",
    title="空表注明无数据",
    severity="notice",
    says="没有数据的表也应列出，并注明本表无数据或为空表。",
    authority=OPERATING_RULES,
)
def empty_tables(view: View) -> Iterator[Outcome]:
    for statement in view.disclosure.statements:
        if not statement.empty:
            continue
        title = statement.title or statement_title(statement.kind)
        if statement.empty_note:
            yield Outcome("pass", f"“{title}”为空表，已注明。", statement.place)
        else:
            yield Outcome("fail", f"“{title}”是空表，没有注明本表无数据。", statement.place)


@rule(
    "form.year",
    title="表名的年份与文件一致",
    severity="warning",
    says="各表标题里的年份应是本文件的年度；不一致的多为套用旧文件。",
    authority=GOOD_PRACTICE,
)
def year(view: View) -> Iterator[Outcome]:
    own = view.disclosure.identity.year
    if own is None:
        return
    for statement in view.disclosure.statements:
        years = {int(found) for found in _YEAR.findall(squash(statement.title))}
        if not years:
            continue
        if own in years:
            yield Outcome("pass", "", statement.place)
        else:
            stated = "、".join(str(one) for one in sorted(years))
            yield Outcome(
                "fail", f"“{statement.title}”写的是{stated}年，而本文件是{own}年度。", statement.place
            )


@rule(
    "form.unit_name",
    title="表上的单位名称与文件一致",
    severity="warning",
    says="各表所注单位名称应是本单位；不一致的多为套用别的单位的文件。",
    authority=GOOD_PRACTICE,
)
def unit_name(view: View) -> Iterator[Outcome]:
    own = _bare(view.disclosure.identity.unit_name)
    if not own:
        return
    for statement in view.disclosure.statements:
        printed = _bare(statement.unit_name or "")
        if not printed:
            continue
        if printed in own or own in printed or _short(printed) in own or _short(own) in printed:
            yield Outcome("pass", "", statement.place)
            continue
        title = statement.title or statement_title(statement.kind)
        yield Outcome(
            "fail",
            f"“{title}”上写的单位是“{statement.unit_name}”，而本文件是“{view.disclosure.identity.unit_name}”的。",
            statement.place,
            evidence=(Evidence("表上的单位名称", statement.unit_name or "", statement.place),),
        )


def _bare(name: str) -> str:
    return re.sub(r"\(.*?\)|本级|机关$|汇总|部门$", "", squash(name))


def _short(name: str) -> str:
    """A name without the place in front of it: documents often leave it out above their tables."""
    return re.sub(r"^.{2,9}?(?:省|市|县|区)", "", name) or name


@rule(
    "form.money_unit",
    title="表格注明金额单位",
    severity="notice",
    says="每张表应注明金额单位（元或万元）。",
    authority=OPERATING_RULES,
)
def money_unit(view: View) -> Iterator[Outcome]:
    for statement in view.disclosure.statements:
        title = statement.title or statement_title(statement.kind)
        if statement.money_unit:
            yield Outcome("pass", "", statement.place)
        elif not statement.empty:
            yield Outcome("fail", f"“{title}”没有注明金额单位，按万元读取。", statement.place)


@rule(
    "form.placeholders",
    title="没有未填写的占位符",
    severity="warning",
    says="正式公开的文字里不应留有“XX万元”“某某单位”之类未填写的内容。",
    authority=GOOD_PRACTICE,
)
def placeholders(view: View) -> Iterator[Outcome]:
    claims = view.disclosure.claims
    sentences = {claim.text for claim in claims}  # a sentence makes several claims
    unfilled = {text for text in sentences if _PLACEHOLDER.search(text)}
    for claim in claims:
        if claim.text in unfilled:
            yield Outcome("fail", f"文字说明里有没填写的内容：“{claim.text[:60]}”。", view.place_of(claim))
    if claims:
        yield Outcome("pass", "")
