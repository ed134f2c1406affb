"""Rules of completeness and form: what must be there, and what was left over from another document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlib.accounts import OPERATING_RULES, REQUIRED_STATEMENTS, Role
from budgetlib.accounts.classification import observed_codes
from budgetlib.checks.figures import statement_title
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Announced, SeenTitle, Statement
from budgetlib.document import Place
from budgetlib.findings import Evidence
from budgetlib.statements import kind_of_title
from budgetlib.text import squash

_CLASSIFIED = frozenset(
    ("income", "expenditure", "general_expenditure", "general_basic", "fiscal_basic", "fund_expenditure", "state_capital")
)  # fmt: skip
"""Statements whose codes and names stand for each other; in others a code may stand beside a unit."""
_WELL_KNOWN = 5
"""A code counts as known when at least so many documents print it with one name."""
_MOST_QUOTED = 3
_A_UNIT = re.compile(
    "(?:局|委员会|厅|办公室|中心|院|校|所|站|队|馆|处|社|会|园|医院|大学|学院|部|委|办|署|政府)$"
)
_COMMON_CHARACTERS = frozenset("支出事务管理和与及其他一般费用服务的项")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_OF_EARLIER_YEARS = re.compile("结转|结余|上年|年初|以前年度|比较|对比|对照")
"""What tables speak of whose titles may rightly name another year."""


@rule(
    "form.required_tables",
    title="应公开的表齐全",
    severity="warning",
    says="部门和单位预算应公开八张表：收支总表、收入总表、支出总表、财政拨款收支总表、一般公共预算支出表、基本支出表、“三公”经费表、政府性基金支出表。",
    authority=OPERATING_RULES,
)
def required_tables(view: View) -> Iterator[Outcome]:
    missing = [one for one in REQUIRED_STATEMENTS if not any(view.has(kind) for kind in one.kinds)]
    if len(missing) == len(REQUIRED_STATEMENTS):
        yield Outcome("undeterminable", "这份文件里没有读到任何预算表；表格可能在另一个附件里。")
        return
    if not missing:
        yield Outcome("pass", f"{len(REQUIRED_STATEMENTS)}张表都有。")
        return
    if view.unread_pages:
        yield Outcome("undeterminable", f"{view.unread_pages}，不能断定没有公开哪张表。")
        return
    absent = []
    for one in missing:
        seen = view.looks_like(one.kinds)
        if seen is None:
            absent.append(one.title)
        else:
            yield _seen_not_read(one.title, seen)
    if absent:
        yield Outcome("fail", f"没有找到{len(absent)}张应公开的表：{'、'.join(absent)}。")


def _seen_not_read(title: str, seen: SeenTitle) -> Outcome:
    """What is said of a table whose title is there and that we could not read: nothing of the unit."""
    where = f"第{seen.page}页" if seen.page else f"第{seen.line}行" if seen.line else ""
    return Outcome(
        "undeterminable",
        f"{where}的“{seen.title}”可能就是{title}，没有读出来，不作判断。",
        Place(page=seen.page, line=seen.line),
    )


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
    if view.unread_pages:
        yield Outcome("undeterminable", f"{view.unread_pages}，不能断定缺了哪张表。")
        return
    absent: list[Announced] = []
    for entry, kind in listed:
        if kind is None:
            continue
        alike = (kind, *kind.about.looks_like)
        place = Place(line=entry.line)
        seen = view.looks_like(alike)
        if any(view.has(one) for one in alike):
            yield Outcome("pass", "", place)
        elif seen is not None:
            yield _seen_not_read(f"目录列出的“{entry.title}”", seen)
        else:
            absent.append(entry)
    if absent:
        titles = "、".join(f"“{entry.title}”" for entry in absent)
        yield Outcome("fail", f"目录列出的{titles}，在文件里没有找到。", Place(line=absent[0].line))


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
            or line.role != Role.ITEM
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
        why = "已注明" if statement.empty_note else view.explained_emptiness(statement.kind, title)
        if why:
            yield Outcome("pass", f"“{title}”为空表，{why}。", statement.place)
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
    wrong: dict[str, list[Statement]] = {}
    for statement in view.disclosure.statements:
        title = squash(statement.title)
        years = {int(found) for found in _YEAR.findall(title)}
        if not years or _OF_EARLIER_YEARS.search(title):
            continue
        if own in years:
            yield Outcome("pass", "", statement.place)
        else:
            wrong.setdefault("、".join(str(one) for one in sorted(years)), []).append(statement)
    right = sum(str(own) in squash(one.title) for one in view.disclosure.statements)
    for stated, statements in wrong.items():
        titles = "、".join(f"“{one.title}”" for one in statements[:_MOST_QUOTED])
        more = f"等{len(statements)}张表" if len(statements) > _MOST_QUOTED else ""
        yield Outcome(
            "fail",
            f"{titles}{more}写的是{stated}年，而本文件是{own}年度。",
            statements[0].place,
            evidence=tuple(Evidence("表名", one.title, one.place) for one in statements),
            review="" if right >= len(statements) else "多数表都写这一年，可能是我们没有读对本文件的年度",
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
    foreign: dict[str, list[Statement]] = {}
    right = 0
    for statement in view.disclosure.statements:
        printed = _bare(statement.unit_name or "")
        if not printed:
            continue
        if printed in own or own in printed or _short(printed) in own or _short(own) in printed:
            right += 1
            yield Outcome("pass", "", statement.place)
        else:
            foreign.setdefault(printed, []).append(statement)
    for name, statements in foreign.items():
        titles = "、".join(f"“{one.title or statement_title(one.kind)}”" for one in statements[:_MOST_QUOTED])
        more = f"等{len(statements)}张表" if len(statements) > _MOST_QUOTED else ""
        printed = statements[0].unit_name or ""
        yield Outcome(
            "fail",
            f"{titles}{more}上写的单位是“{printed}”，而本文件是“{view.disclosure.identity.unit_name}”的。",
            statements[0].place,
            evidence=tuple(Evidence("表上的单位名称", one.unit_name or "", one.place) for one in statements),
            review=_whose_else(view, name, right, len(statements)),
        )


def _whose_else(view: View, name: str, right: int, wrong: int) -> str:
    """Why a table may rightly bear another name, in a sentence; empty where nothing speaks for it."""
    if right < wrong:
        return "多数表都写这个名称，可能是我们没有读对单位名称"
    if not _A_UNIT.search(name):
        return "这个名称不像单位的全称，可能是没有读全"
    mentions = sum(name in squash(paragraph.text) for paragraph in view.disclosure.paragraphs)
    if mentions > wrong:
        return "文件别处也提到这个单位，可能是所属单位或原来的名称"
    return ""


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
