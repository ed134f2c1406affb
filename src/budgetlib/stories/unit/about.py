"""The document itself: whose it is, where it came from, how the page was made, and its words explained."""

from __future__ import annotations

from markupsafe import Markup

from budgetlib import __version__
from budgetlib.display import format as fmt
from budgetlib.display.components import evidence_link, place_words
from budgetlib.display.markup import element, join
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.stories import addresses, prose
from budgetlib.stories.described import words_of
from budgetlib.stories.unit_year import UnitYear

_SCOPES = {"department": "部门（含所属单位）", "unit": "单位"}


def identity(unit_year: UnitYear) -> HtmlOutput:
    """Whose document it is and where to read it, in one line under the title."""
    info = unit_year.info
    parts: list[object] = [
        info["region"] or "",
        _SCOPES.get(str(info["scope"]), ""),
        prose.linked("查看原文", addresses.source_page(unit_year.id)),
        element(
            "a",
            f"下载原文件（{_format(unit_year)}）",
            href=addresses.original_file(str(info["source_file"])),
            download=str(info["source_file"]).rpartition("/")[2],
        ),
    ]
    invented = element("strong", "虚构文件，仅供测试") if info["synthetic"] else Markup("")
    known = [Markup("{}").format(part) for part in parts if part]
    line = element("p", join([invented, *known], " · "), class_="data-state")
    return show_html(line, _recognised(unit_year), _other_documents(unit_year))


def _recognised(unit_year: UnitYear) -> Markup:
    """A warning where pages are scans."""
    pages = str(unit_year.info["recognised_pages"] or "")
    if not pages:
        return Markup("")
    return element(
        "p",
        f"第 {pages.replace(';', '、')} 页是扫描图片，文字由光学识别（OCR）得出，可能有误；"
        "没有其他数字印证的数字列在“核对发现”里，引用前请对照原件。",
        class_="remark",
    )


def _other_documents(unit_year: UnitYear) -> Markup:
    """The way to the same unit's other years and stages."""
    links = [prose.linked(other.period, addresses.unit_page(other.id)) for other in unit_year.siblings]
    if not links:
        return Markup("")
    return element("p", join([Markup("同一单位的其他文件："), join(links, "、")]), class_="remark")


def glossary(unit_year: UnitYear) -> HtmlOutput:
    """The words that the document explains, in its own words."""
    terms = list(unit_year.rows("glossary"))
    if not terms:
        return show_html()  # the list of what is missing says so
    entries = []
    for row in terms:
        where = evidence_link(unit_year.evidence(row), place_words(row["page"], row["line"]) or "原文")
        definition = join([Markup("{} ").format(row["definition"] or "（没有写解释）"), where])
        entries.append(join([element("dt", row["term"]), element("dd", definition)]))
    content = element("dl", join(entries), class_="glossary")
    return show_html(prose.folded(f"文件自己的名词解释（{len(terms)} 条）", content))


def made_from(unit_year: UnitYear) -> HtmlOutput:
    """What the page was made from and by what, for those who want to check or cite it."""
    info = unit_year.info
    on = f"于 {unit_year.read_on}" if unit_year.read_on else ""
    items = [
        Markup("数据来自一份公开文件：{}（{}），SHA-256 {}。").format(
            info["source_file"], _format(unit_year), element("span", info["sha256"], class_="digest")
        ),
        Markup("{}{}").format(
            f"由 budgetlib {__version__} {on}读取；原文件没有改动，读取时更正过的数字都列在“核对发现”里。",
            element("span", _where_to_go_on(), class_="no-print"),
        ),
        f"引用：{unit_year.unit_name}{unit_year.period}（公开文件）；政府预算公开观察据此整理，budgetlib {__version__}{on and f'，{unit_year.read_on}'}。",
    ]
    return show_html(element("div", prose.bullets(items), class_="made-from"))


def _where_to_go_on() -> Markup:
    return Markup("数字怎么来、怎么核对，见{}；全部数据见{}。").format(
        prose.linked("方法与数据", "/methods.html"), prose.linked("数据包", "/data/datapackage.json")
    )


def title(unit_year: UnitYear) -> str:
    """The title of the page, where nothing else gives it one."""
    year = f"{unit_year.year} 年" if unit_year.year else ""
    return f"{unit_year.unit_name} {year}{fmt.STAGE_WORDS.get(unit_year.stage, '预算')}".strip()


def _format(unit_year: UnitYear) -> str:
    kind = str(unit_year.info["format"])
    return words_of("disclosures", "format").get(kind, kind)
