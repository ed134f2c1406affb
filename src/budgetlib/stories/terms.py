"""Words that a reader may not know, with what they mean: in the document's own words, else in those of the law."""

from __future__ import annotations

from markupsafe import Markup

from budgetlib.display.components import term
from budgetlib.display.markup import element, join, text
from budgetlib.display.output import HtmlOutput, show_html
from budgetlib.stories.unit_year import UnitYear

_MARKS = str.maketrans("", "", "“”\"'‘’《》 　")

DEFINITIONS = {
    "一般公共预算": "对以税收为主体的财政收入，安排用于保障和改善民生、推动经济社会发展、维护国家安全、"
    "维持国家机构正常运转等方面的收支预算（预算法第六条）。",
    "政府性基金预算": "对依照法律、行政法规的规定在一定期限内向特定对象征收、收取或者以其他方式筹集的资金，"
    "专项用于特定公共事业发展的收支预算（预算法第九条）。",
    "国有资本经营预算": "对国有资本收益作出支出安排的收支预算（预算法第十条）。",
    "基本支出": "为保障机构正常运转、完成日常工作任务而安排的支出，包括人员经费和公用经费。",
    "项目支出": "在基本支出之外，为完成特定任务或者事业发展目标而安排的支出。",
    "上年结转": "以前年度安排、没有用完，转到本年继续按原用途使用的资金。",
    "“三公”经费": "用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。",
    "机关运行经费": "行政单位和参照公务员法管理的事业单位，用财政拨款安排的基本支出中的公用经费。",
    "政府采购": "国家机关、事业单位和团体组织使用财政性资金，采购集中采购目录以内或者限额标准以上的货物、工程和服务"
    "（政府采购法第二条）。",
    "功能分类": "政府支出按做什么事分的科目，分类、款、项三级：类是大的方面（如教育支出），款是其中一块，"
    "项说到具体用途（财政部《政府收支分类科目》）。",
    "经济分类": "政府支出按怎么花分的科目，分类、款两级：发工资、买商品和服务、补助个人等（财政部《政府收支分类科目》）。",
    "财政拨款": "由同级财政安排的资金，来自一般公共预算、政府性基金预算和国有资本经营预算。",
    "财政专户管理资金": "存在财政专户、实行专项管理的收入，如教育收费。",
    "政府购买服务": "国家机关把属于自身职责、适合以市场化方式提供的服务，按政府采购的方式和程序交给服务供应商承担并付费"
    "（政府购买服务管理办法第二条）；能买什么由指导性目录列出。",
    "绩效目标": "项目计划在一定期限内达到的产出和效果，用指标和指标值表示。",
}
"""Word -> definition, for documents that explain it differently or not at all."""


def explained(word: str, unit_year: UnitYear | None = None) -> Markup:
    """The word with its definition on hover, focus and tap; the word alone where nobody explains it."""
    own = _in_document(word, unit_year) if unit_year is not None else ""
    if own:
        return term(word, f"{own}（文件的名词解释）")
    return term(word, DEFINITIONS[word]) if word in DEFINITIONS else text(word)


def line(*words: str) -> HtmlOutput:
    """A line of words that a section uses, each with its definition on hover, focus and tap; not on paper, which has
    none of these."""
    terms = join(map(explained, words), "\u00a0· ")
    return show_html(element("p", join([Markup("名词："), terms]), class_="remark terms no-print"))


def _in_document(word: str, unit_year: UnitYear) -> str:
    wanted = word.translate(_MARKS)
    for row in unit_year.rows("glossary"):
        if str(row["term"]).translate(_MARKS) == wanted and row["definition"]:
            return str(row["definition"])
    return ""
