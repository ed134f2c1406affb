"""Whose disclosure a document is, of which year, budget or final account: from what it says, not from its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from budgetlib.disclosure import Identity
from budgetlib.document import Document, Paragraph, Place, Table
from budgetlib.layouts import load
from budgetlib.layouts.counties import counties
from budgetlib.text import remembered, squash

_COVER = 16
"""Paragraphs at the beginning that may hold the title: a cover, a headline."""
_CONTENTS_WIDTH = 2
"""A table of contents has a column of titles and one of pages; a wider table is a statement."""
_LONGEST_TITLE = 80
_LONGEST_TABLE_TITLE = 40
_YEAR = r"(?:19|20)\d\d"
_SUBJECT = re.compile(
    rf"(?:关于)?(?P<before>[^0-9:：,，。]{{0,40}}?)(?P<year>{_YEAR})年?(?:度|初)?(?P<after>[^0-9:：,，。]{{0,48}}?)"
    r"(?P<scope>部门|单位)?(?:综合)?(?P<stage>预算|决算)"
)
_LABELLED = re.compile(
    r"(?:预算主管|编制|填报|填表|编报|预算|决算|公开|市级主管)?(?:单位|部门)"
    r"(?:名称|\(盖章\)|\(公章\)|全称|\(单位\)(?:名称)?|\(部门\)(?:名称)?|(?:编码|代码)(?:及|和|、|/)名称)?[:：]"
    r"(?:[\[(【]?\d{3,}[\])】]?[-_—－]*)?([^:：,，。;；、]{2,50}?)(?:(?:金额)?单位[:：].*|编制日期.*|日期.*|填报.*|$)"
)
_LABEL_CELL = re.compile(
    r"(?:预算|填报|编制|市级主管|主管)?(?:部门|单位)(?:\(单位\)|\(部门\))?名称(?:\(.*\))?|(?:市级)?主管部门"
)
_ORGAN = re.compile(
    r".*(?:局|委|委员会|厅|部|办|办公室|院|所|中心|街道办事处|办事处|政府|政协|人大|团委|联合会|协会|总会|学校|大学|学院|中学|小学|幼儿园|馆|站|队|支队|总队|"
    r"处|社|台|校|会|公安|检察院|法院|镇|乡|街道|党校|医院|监狱|保护区|管委会|联社|工会|妇联|残联|科协|工商联|基金会|机关|公司|大队|村|场|园|室|组|集团)"
    r"(?:\([^()]{2,8}\))?(?:机关|本级|汇总|本部)?"
)
_SUBJECT_OF_SENTENCE = re.compile(
    r"(?:^|[。;])((?:中共|中国共产党)?[\u4e00-\u9fff]{2,6}[省市区县州旗][\u4e00-\u9fff]{1,18}?"
    r"(?:局|委员会|委|办公室|厅|部|院|中心|检察院|法院))(?=是|为|主要|部门|单位|内设|本级|机关|下设|\d{4}年|\(|,|负责|贯彻)"
)
"""A unit that a sentence begins with: 某某市某某局是……, 某某市某某局主要职责……"""
_NOT_IN_A_NAME = re.compile(r"[、.…]|第.{1,3}部分|目录|概况")
_LEVEL_WORDS = re.compile(
    r"^(?:上海市|北京市|天津市|重庆市)?(?:.{2,6}[市区县])?(?:省|市|区|县|市本|区本|县本)级$|^(?:省|市|区|县|市本|本)级"
)
_REGION = re.compile(
    r"(?:(?P<province>[\u4e00-\u9fff]{2,3}省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区))?"
    r"(?P<city>[\u4e00-\u9fff]{2,8}?(?:市|自治州|地区|盟))?(?P<county>[\u4e00-\u9fff]{1,13}?(?:自治县|县|区|旗))?"
)
_PARTY = re.compile(
    r"^(?:中国共产党|中共|中国共产主义青年团|共青团|中国民主同盟|民盟|中国人民政治协商会议|政协|国家(?:税务总局|统计局)(?=.{2,8}[省市区县]))"
)
_COMMITTEE = re.compile(r"^(?=[\u4e00-\u9fff]{1,7}[省市县区旗州盟]委(?!员|托|属|派|外))(?<!中共)(?!中共)")
"""Where the name of a party committee's organ begins that leaves out 中共: 某某省委办公厅 and 中共某某省委办公厅 are one."""
_CHINESE_YEAR = re.compile(r"[二2][〇○Oo零0][〇○零一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○Oo零一二三四五六七八九", "00000123456789")
_FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")
_MADE_UP = "并非真实单位"
"""What a made-up document says on its cover."""
_FINAL_WORD, _BUDGET_WORD = "决算", "预算"
_SMALLEST_NAME = 4
_SHORT = ("镇", "乡")
"""Organs whose names may be a character shorter (城关镇)."""


def identify(document: Document) -> Identity:
    """The identity of a document: the cover speaks first, then the labels above the tables, then the text.

    Every part is None or empty where the document does not say it.
    """
    cover = _cover(document)
    subjects = [match for _, text in _joined(cover) for match in [_SUBJECT.match(text)] if match]
    labelled = Counter(name for name, _ in _labelled_names(document))
    unit_name, unit_place = _unit_name(document, cover, labelled)
    year, year_place = _year(document, cover)
    stage = _stage(document, subjects)
    return Identity(
        unit_name=_COMMITTEE.sub("中共", unit_name).translate(_FULL_WIDTH_BRACKETS),
        year=year,
        stage=stage,
        scope=_scope(document, subjects, unit_name),
        region=region_of(unit_name),
        unit_place=unit_place,
        year_place=year_place,
    )


def disclosure_id(identity: Identity, document: str) -> str:
    """The stable identifier of a disclosure: a short name for the unit, the year and the stage.

    `document` is the hash of the file, which stands for the unit where that is not named.

    The unit's part is made from its name, so the addresses of its pages stay the same from year to year and
    whatever the file is called.
    """
    name = squash(identity.unit_name)
    digest = (sha256(name.encode("utf-8")).hexdigest() if name else document)[:8]
    return f"u{digest}-{identity.year or 'undated'}-{identity.stage or 'budget'}"


def says_it_is_made_up(document: Document) -> bool:
    """Whether the cover says that the unit does not exist: such a document must never pass for a real one."""
    return any(_MADE_UP in text for _, text in _cover(document))


def region_of(unit_name: str) -> str:
    """Province, city and county that a unit's name begins with; empty where it begins with none.

    A city brings its province, and a county its city and province where only one has its name (苏州市 is 江苏省苏州市,
    昆山市 is 江苏省苏州市昆山市), so that regions can be compared by province.
    """
    name = _PARTY.sub("", squash(unit_name))
    match = _REGION.match(name)
    if match is None:
        return ""
    if match["province"]:
        return match[0]
    city, county = match["city"] or "", match["county"] or ""
    around = _provinces().get(city, "") or counties().get(city or county, "")
    return around + match[0]


@cache
def _provinces() -> Mapping[str, str]:
    """City -> the province that it lies in."""
    return {city: province for province, cities in load("places")["cities"].items() for city in cities}


def _cover(document: Document) -> list[tuple[Paragraph, str]]:
    """The paragraphs before the first statement that are short enough to be a title or a line of the cover."""
    first: list[Paragraph] = []
    for block in document.blocks[:_COVER]:
        if isinstance(block, Paragraph):
            first.append(block)
        elif block.width > _CONTENTS_WIDTH:
            break
    return [(block, _with_digits(squash(block.text))) for block in first if len(block.text) <= _LONGEST_TITLE]


def _with_digits(text: str) -> str:
    """The text with years in digits: 二〇二四年度 is 2024年度."""
    return _CHINESE_YEAR.sub(lambda match: match[0].replace("二", "2").translate(_CHINESE_DIGITS), text)


def _joined(lines: list[tuple[Paragraph, str]]) -> Iterator[tuple[Paragraph, str]]:
    """Each line, and what it says together with the next ones, up to three: titles are broken over lines."""
    for at, (block, text) in enumerate(lines):
        yield block, text
        for more in (2, 3, 4):
            together = "".join(line for _, line in lines[at : at + more])
            if len(together) <= _LONGEST_TITLE and len(lines) >= at + more:
                yield block, together


def _labelled_names(document: Document) -> Iterator[tuple[str, Place]]:
    """Names after 单位名称：, 部门：, 编制单位：, in text and in tables."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST_TITLE and ("：" in block.text or ":" in block.text):
                for line in block.text.split("\n"):
                    name = _named_after_label(squash(line))
                    if name:
                        yield name, block.place
        else:
            yield from _names_in_table(block)


def _names_in_table(table: Table) -> Iterator[tuple[str, Place]]:
    for index, row in enumerate(table.rows[:6]):
        filled = [(column, squash(cell)) for column, cell in enumerate(row) if cell]
        for at, (column, text) in enumerate(filled):
            name = _named_after_label(text)
            if name:
                yield name, table.place(index, column)
            elif at + 1 < len(filled) and _asks_for_name(text):
                value = filled[at + 1][1]
                if _is_name(value) and _ORGAN.fullmatch(value):
                    yield value, table.place(index, filled[at + 1][0])


@remembered
def _named_after_label(text: str) -> str:
    """The name in 单位名称：某局; empty where the text is no label with a name."""
    match = _LABELLED.match(text)
    return match[1] if match and _is_name(match[1]) else ""


@remembered
def _asks_for_name(text: str) -> bool:
    """Whether a cell is the label of a name that stands in the next one."""
    label = text.rstrip(":：")
    if label == text and not _LABEL_CELL.fullmatch(text):
        return False
    return label in ("部门", "单位", "编制单位") or any(
        _LABEL_CELL.fullmatch(words) for words in (label + "名称", label)
    )


def _is_name(text: str) -> bool:
    return (
        len(text) >= _SMALLEST_NAME
        and "元" not in text
        and not re.search(r"\d{3}", text)
        and "名称" not in text
    )


def _unit_name(
    document: Document, cover: list[tuple[Paragraph, str]], labelled: Counter[str]
) -> tuple[str, Place]:
    """The cover's labelled name, else the cover's subject, else the name that most labels agree on.

    A label may leave out where an office is: the title's name is taken where it ends with a labelled one without a place.
    """
    candidates = list(_named_in_titles(cover))
    for block, text in cover:
        name = _named_after_label(text)
        if name:
            placed = bool(region_of(name))
            in_full = [one for one in candidates if one[0].endswith(name) and not placed]
            return in_full[0] if in_full else (_whole_name(name, labelled), block.place)
    if candidates:
        name, place = next((one for one in candidates if labelled[one[0]]), candidates[0])
        return _whole_name(name, labelled), place
    for name, place in _labelled_names(document):
        if labelled and name == labelled.most_common(1)[0][0]:
            return name, place
    for block, text in cover[:4]:
        if _ORGAN.fullmatch(text) and len(text) >= _SMALLEST_NAME and ":" not in text:
            return text, block.place
    return _named_in_text(document)


def _named_in_text(document: Document) -> tuple[str, Place]:
    """The unit that sentences begin with most often, in a text whose title is missing or drawn as a picture."""
    seen: dict[str, Place] = {}
    times: Counter[str] = Counter()
    for block in document.paragraphs:
        for match in _SUBJECT_OF_SENTENCE.finditer(squash(block.text)):
            if region_of(match[1]):
                seen.setdefault(match[1], block.place)
                times[match[1]] += 1
    best = times.most_common(1)
    return (best[0][0], seen[best[0][0]]) if best else ("", Place())


def _named_in_titles(cover: list[tuple[Paragraph, str]]) -> Iterator[tuple[str, Place]]:
    """Names of units in titles such as 某局2024年度部门预算 or 2024年某局部门预算, in reading order."""
    for block, text in _joined(cover):
        match = _SUBJECT.match(text)
        if match is None:
            continue
        for part in (match["before"], match["after"]):
            name = re.sub(r"^关于|关于(?:公开)?$", "", part or "").strip()
            fits = (
                len(name) >= _SMALLEST_NAME - name.endswith(_SHORT)
                and _ORGAN.fullmatch(name)
                and not _LEVEL_WORDS.match(name)
            )
            if fits and not _NOT_IN_A_NAME.search(name):
                yield name, block.place


def _whole_name(name: str, labelled: Counter[str]) -> str:
    """A name broken at a line end is completed by a label that begins with it."""
    longer = [one for one in labelled if one.startswith(name) and one != name and labelled[one] > 2]
    return max(longer, key=lambda one: labelled[one]) if longer and labelled[name] < 2 else name


def _year(document: Document, cover: list[tuple[Paragraph, str]]) -> tuple[int | None, Place]:
    for block, text in _joined(cover):
        match = _SUBJECT.match(text)
        if match:
            return int(match["year"]), block.place
    votes: Counter[int] = Counter()
    places: dict[int, Place] = {}
    for text, place in _short_texts(document):
        for found in re.finditer(
            rf"({_YEAR})年?(?:度|初)?(?=.{{0,30}}(?:预算|决算|收支|绩效))|\(({_YEAR})年度\)", text
        ):
            year = int(found[1] or found[2])
            votes[year] += 1
            places.setdefault(year, place)
    if not votes:
        return None, Place()
    best = max(votes, key=lambda year: (votes[year], year))
    return best, places[best]


def _short_texts(document: Document) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield squash(block.text[:200]), block.place
        else:
            for index, row in enumerate(block.rows[:4]):
                for cell in row:
                    if cell and "年" in cell and len(cell) < 60:
                        yield squash(cell), block.place(index)


def _table_titles(document: Document) -> Iterator[str]:
    """Titles of tables, squashed: paragraphs, or the first row of a table where it holds nothing else."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines = block.text.split("\n")
        else:
            filled = [cell for cell in block.rows[0] if cell] if block.rows else []
            lines = filled if len(filled) == 1 else []
        for text in map(squash, lines):
            if len(text) <= _LONGEST_TABLE_TITLE and text.endswith("表"):
                yield text


def _stage(document: Document, subjects: list[re.Match[str]]) -> str | None:
    if subjects:
        return "final" if subjects[0]["stage"] == _FINAL_WORD else "budget"
    final = budget = 0
    for text in _table_titles(document):
        final += _FINAL_WORD in text  # 一般公共预算财政拨款支出决算表: the other word is that of its money
        budget += _FINAL_WORD not in text and _BUDGET_WORD in text
    if final != budget:
        return "final" if final > budget else "budget"
    final = budget = 0
    for text, _ in _short_texts(document):
        final += text.count(_FINAL_WORD)
        budget += text.count(_BUDGET_WORD)
    if not final and not budget:
        return None
    return "final" if final > budget else "budget"


def _scope(document: Document, subjects: list[re.Match[str]], unit_name: str) -> str | None:
    if unit_name.endswith(("本级", "(本级)", "（本级）")):
        return "unit"
    for match in subjects:
        if match["scope"]:
            return "department" if match["scope"] == "部门" else "unit"
    words = Counter(
        word
        for text, _ in _short_texts(document)
        for word in re.findall(r"(部门|单位)(?:综合)?(?:预算|决算|支出|收支)", text)
    )
    if not words:
        return None
    return "department" if words["部门"] >= words["单位"] else "unit"
