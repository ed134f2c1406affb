"""The first page: what this is, what was found, every unit and year, and the ways in."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from budgetlib import __version__
from budgetlib.accounts import Key
from budgetlib.display import format as fmt
from budgetlib.display.components import SEVERITY_WORDS, badge, tile, tiles
from budgetlib.display.markup import element, join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.display.tables import Column
from budgetlib.stories import addresses, prose, tiers
from budgetlib.stories.across import findings
from budgetlib.stories.across.transparency import duty_rates
from budgetlib.stories.changes import change_of
from budgetlib.stories.collection import Collection, figure_column
from budgetlib.stories.long_tables import MOST_ROWS_ALONE, long_table
from budgetlib.stories.run import day_of_build, unread_files
from budgetlib.stories.unit import headline
from budgetlib.stories.unit.three_public import sum_of_parts
from budgetlib.stories.unit_year import EXPENDITURE, INCOME, Row, UnitYear

_NEWS = 8
_NAMED = 3
_SCOPES = {"department": "部门", "unit": "单位"}
_NONE = "还没有读到任何公开文件。把文件放进 data/raw，再运行 budgetlib build。"
_IN_A_COLUMN = {"error": "矛盾", "warning": "待说明"}
"""The words for these over narrow columns."""
_ENTRANCES = (
    ("budget.html", "预算", "钱从哪里来，花到哪里去，比上年多了还是少了"),
    ("three-public.html", "“三公”经费", "出国、用车、接待：填了多少、填了零、没有填，还是没有读到"),
    ("procurement.html", "购买服务目录", "目录里有什么，单位的项目哪些落在目录里"),
    ("findings.html", "核对发现", "哪些公开的数字互相矛盾，哪些要求公开的没有找到"),
    ("transparency.html", "透明度", "逐项评分，依据写在旁边"),
    ("methods.html", "方法与数据", "每个数字怎么来，数据怎么下载和引用"),
)


def lead(collection: Collection) -> HtmlOutput:
    """What the site is about, in two sentences."""
    if not len(collection):
        return prose.absent(_NONE)
    if len(collection) == 1:
        only = collection.unit_years[0]
        about = Markup("目前收录一份文件：{}。").format(
            prose.linked(f"{only.unit_name}{only.period}", addresses.unit_page(only.id))
        )
    else:
        about = Markup(
            f"目前收录 {collection.unit_count} 个单位 {_period_words(collection)}{len(collection)} 份公开文件。"
        )
    what = "政府单位每年都要公开预算和决算，但很少有人读得完。这里把公开文件逐个读成数据，算给你看、核对给你看；每个数字都能点回原文那一行。"
    return show_html(prose.lead(what, about))


def tiles_of(collection: Collection) -> HtmlOutput:
    """How many documents, projects and findings; of a single document its own headline figures."""
    if not len(collection):
        return show_html()
    if len(collection) == 1:
        return headline.tiles_of(collection.unit_years[0])
    found = tiers.grave(collection.table("findings"))
    projects = collection.table("projects")
    lines = collection.table("budget_lines")["disclosure_id"].size
    counted = [
        tile("公开文件", fmt.number(len(collection)), unit="份", note=f"{collection.unit_count} 个单位"),
        tile("读出的金额", fmt.number(lines), unit="个", note="每个都带原文位置"),
        tile("项目", fmt.number(len(projects)), unit="个") if len(projects) else Markup(""),
        *(
            tile(SEVERITY_WORDS[severity], fmt.number(count), unit="处", href="/findings.html")
            for severity in tiers.GRAVE
            if (count := int((found["severity"] == severity).sum()))
        ),
    ]
    return show_html(tiles(counted))


def gravest(collection: Collection) -> HtmlOutput:
    """The confirmed findings with most at stake, one sentence each, one of each document; of a single document one of each
    rule."""
    found = tiers.grave(collection.table("findings"))
    if found.empty:
        return prose.absent(findings.NONE if len(collection) else _NONE)
    alone = len(collection) == 1
    first = found.drop_duplicates("rule_id" if alone else "disclosure_id").head(_NEWS)
    news = [_news(row, alone=alone) for row in first.to_dict("records")]
    more = prose.linked("看全部核对发现", "/findings.html")
    return show_html(element("ul", join(news), class_="news"), element("p", more, class_="no-print"))


def made_up(collection: Collection) -> HtmlOutput:
    """Says where there are no made-up documents; the sections that follow have nothing to show then and stay away."""
    if len(collection):
        return show_html()
    words = "这里还没有虚构的示例文件；命令 budgetlib synthesize 会写出几份。"
    return show_html(element("p", words, class_="absent alone"))


def unit_years(collection: Collection) -> HtmlOutput:
    """Every unit and year with its headline figures, to sort and filter."""
    if not len(collection):
        return prose.absent(_NONE)
    found = tiers.grave(collection.table("findings"))
    counts = found.groupby(["disclosure_id", "severity"]).size().unstack(fill_value=0)
    duty = duty_rates(collection)
    rows = pd.DataFrame(
        [
            _unit_year_row(unit_year, counts) | {"duty": duty.get(unit_year.id)}
            for unit_year in collection.unit_years
        ]
    )
    columns = [
        Column("unit_name", "单位", href="page"),
        Column("year", "年度", filtered=rows["year"].nunique() > 1),
        Column("stage", "阶段", filtered=rows["stage"].nunique() > 1),
        figure_column("expenditure", "支出总计"),
        Column("change", "比上年", "percent", absent="无法比较"),
        figure_column("three_public", "“三公”经费"),
        Column("duty", "透明度", "percent", decimals=0, absent="未评"),
    ]
    columns += [
        Column(severity, words, "count", group="确认的发现") for severity, words in _IN_A_COLUMN.items()
    ]
    columns.append(Column("region", "地区", filtered=rows["region"].nunique() > 1))
    if rows["scope"].nunique() > 1:
        columns.append(Column("scope", "口径", filtered=True))
    table = long_table(
        rows,
        columns,
        caption="收录的公开文件",
        more="disclosures",
        most=MOST_ROWS_ALONE,
        unit=fmt.WAN_YUAN,
        anchor="documents",
    )
    added = list(rows[rows["added"]]["unit_name"] + rows[rows["added"]]["period"])
    parts = (
        f"{fmt.joined(added[:_NAMED])}{f'等 {len(added)} 份' if len(added) > _NAMED else ''}的“三公”经费没有合计数，这里是分项相加。"
        if added
        else ""
    )
    note = (
        "支出总计含上年结转。“比上年”先取文件的文字说明，没有说明的按表中两年的数计算，都没有的无法比较。"
        "部门口径含所属单位，单位口径只有本级，不宜直接相比。透明度是法定和部门规定要求的得分率。"
        f"{prose.KINDS_OF_NOTHING}{parts}"
    )
    return show_html(table, prose.remark(note))


def entrances(collection: Collection) -> HtmlOutput:
    """The ways into the site."""
    items = [
        element("li", join([element("a", title, href=f"/{page}"), Markup(" {}").format(words)]))
        for page, title, words in _ENTRANCES
    ]
    return show_html(element("ul", join(items), class_="entrances"))


def state_of_data(collection: Collection) -> HtmlOutput:
    """What the page rests on: documents, date of the data, version of the library."""
    folder = collection.package.path
    day = day_of_build(folder, collection.package.created)
    when = f"数据读取于 {day}，" if day else ""
    missing = len(unread_files(folder))
    unread = f"，另有 {missing} 个文件没有读成" if missing else ""
    words = f"{when}收录 {_period_words(collection)}{len(collection)} 份公开文件{unread}；由 budgetlib {__version__} 读取和核对。"
    more = prose.linked("方法、局限和下载", "/methods.html")
    return show_html(element("p", join([Markup("{}").format(words), more], " "), class_="data-state"))


def _period_words(collection: Collection) -> str:
    """``2017—2026 年的 ``; empty where no document says its year."""
    years = collection.years
    if not years:
        return ""
    return f"{years[0]}—{years[-1]} 年的 " if len(years) > 1 else f"{years[0]} 年的 "


def _news(row: Row, *, alone: bool) -> Markup:
    severity = str(row["severity"])
    address = f"{row['document_page']}#{tiers.anchor(row)}"
    label = badge(SEVERITY_WORDS[severity], severity)
    if alone:
        # bound to the sentence by a word joiner: no line of its own for two characters
        details = element("a", "详情", href=address, class_="no-print")
        return element("li", join([label, Markup(" {}\u2060{}").format(row["message"], details)]))
    where = prose.linked(f"{row['document_unit']}{row['document_period']}", address)
    return element("li", join([label, Markup(" {}：{}").format(where, row["message"])]))


def _unit_year_row(unit_year: UnitYear, counts: pd.DataFrame) -> dict[str, object]:
    total, official = unit_year.figure(*EXPENDITURE), unit_year.figure(Key.THREE_PUBLIC_TOTAL)
    parts = sum_of_parts(unit_year)
    change = change_of(unit_year, *EXPENDITURE, *INCOME)
    return {
        "unit_name": unit_year.unit_name,
        "page": addresses.unit_page(unit_year.id),
        "region": str(unit_year.info["region"]),
        "year": "" if unit_year.year is None else str(unit_year.year),
        "stage": unit_year.stage_word,
        "expenditure": total.yuan,
        "expenditure_state": total.state,
        "expenditure_href": total.href,
        "change": None if change is None else change.percent,
        "scope": _SCOPES.get(str(unit_year.info["scope"]), ""),
        "period": unit_year.period,
        "three_public": official.yuan if parts is None else parts,
        "three_public_state": official.state,
        "three_public_href": official.href,
        "added": parts is not None,
        **{severity: _count(counts, unit_year.id, severity) for severity in tiers.GRAVE},
    }


def _count(counts: pd.DataFrame, identifier: str, severity: str) -> int:
    return int(counts[severity].get(identifier, 0)) if severity in counts else 0
