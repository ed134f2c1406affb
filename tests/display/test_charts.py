"""What charts say, and that they draw a blank, a zero and a missing figure as three different things."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree, html

from budgetlib.display import fonts
from budgetlib.display.charts import (
    AGAINST_PRIOR,
    change_bars,
    composition_bar,
    dumbbell,
    grouped_bars,
    heat_map,
    ranked_bars,
    render,
    share_bars,
    three_public_bars,
)
from budgetlib.display.charts.chart import NARROW, WIDE, Chart
from budgetlib.display.charts.drawing import Label, Rect
from budgetlib.display.charts.labels import wrap


def wan(text: str) -> Decimal:
    return Decimal(text) * 10_000


CLASSES = pd.DataFrame(
    {
        "name": [
            "一般公共服务支出",
            "教育支出",
            "科学技术支出",
            "社会保障和就业支出",
            "卫生健康支出",
            "住房保障支出",
        ],
        "amount_yuan": [*map(wan, ("815.23", "50.00", "378.59", "302.22", "30.56", "25.92"))],
    }
)


def facts(**values: str | None) -> pd.DataFrame:
    states = [
        ("blank" if value is None else "zero" if not Decimal(value) else "number")
        for value in values.values()
    ]
    keys = [name.replace("__", ".") for name in values]
    return pd.DataFrame({"key": keys, "value": [*values.values()], "unit": "万元", "state": states})


def texts(chart: Chart, width: float = WIDE) -> list[str]:
    return [mark.text for mark in chart.layout(width).marks if isinstance(mark, Label)]


def bars(chart: Chart, width: float = WIDE) -> list[Rect]:
    return [mark for mark in chart.layout(width).marks if isinstance(mark, Rect) and mark.fill is not None]


def test_spending_by_function_of_the_seed() -> None:
    chart = ranked_bars(CLASSES, subtitle="2024年支出预算")
    assert chart.title == "一般公共服务支出居首，815.23 万元，占 50.87%"
    assert chart.subtitle == "2024年支出预算（单位：万元，括号内为占比）"
    assert chart.alt.startswith(
        "条形图，按金额从大到小排列，共 6 项：一般公共服务支出 815.23 万元，占 50.87%；"
    )
    assert texts(chart)[:4] == ["一般公共服务支出", "815.23（50.87%）", "科学技术支出", "378.59（23.62%）"]
    assert "万元" not in "".join(texts(chart))
    widths = [bar.width for bar in bars(chart)]
    assert widths == sorted(widths, reverse=True)
    assert widths[1] / widths[0] == pytest.approx(378.59 / 815.23)


def test_many_items_end_in_one_that_sums_up_the_rest() -> None:
    frame = pd.DataFrame(
        {"name": [f"项目{n}" for n in range(1, 41)], "amount_yuan": [wan(str(n)) for n in range(1, 41)]}
    )
    chart = ranked_bars(frame, limit=15)
    assert len(bars(chart)) == 14
    assert texts(chart)[-2:] == ["其余 26 项合计", "351.00（42.80%）"]
    assert "另有 28 项见数据表" in chart.alt


def test_a_zero_a_blank_and_a_missing_amount_have_no_bar() -> None:
    frame = pd.DataFrame(
        {
            "name": ["有数", "为零", "空白", "没有"],
            "amount_yuan": [wan("3"), Decimal(0), None, None],
            "state": ["number", "zero", "blank", None],
        }
    )
    chart = ranked_bars(frame, state="state")
    assert len(bars(chart)) == 1
    assert texts(chart)[-6:] == ["为零", "0.00", "空白", "空白（原表未填）", "没有", "未见"]
    outlines = [mark for mark in chart.layout(WIDE).marks if isinstance(mark, Rect) and mark.fill is None]
    assert [outline.dashed for outline in outlines] == [True]
    assert "空白空白（原表未填）" in chart.alt
    assert "没有未见（没有读到这一项）" in chart.alt


def test_negative_amounts_lie_left_of_zero_and_have_no_shares() -> None:
    chart = ranked_bars(pd.DataFrame({"name": ["增", "减"], "amount_yuan": [wan("2"), wan("-1")]}))
    up, down = bars(chart)
    assert down.x + down.width == pytest.approx(up.x)
    assert texts(chart) == ["增", "2.00", "减", "\u22121.00"]


def test_basic_and_project_spending_of_the_seed() -> None:
    frame = pd.DataFrame({"name": ["基本支出", "项目支出"], "amount_yuan": [wan("422.04"), wan("1180.49")]})
    chart = composition_bar(frame)
    assert chart.title == "项目支出占 73.66%，1,180.49 万元"
    assert texts(chart) == ["基本支出", "422.04（26.34%）", "项目支出", "1,180.49（73.66%）"]
    assert sum(bar.width for bar in bars(chart)) == pytest.approx(WIDE - 2)


def test_a_title_counts_in_the_unit_of_its_chart() -> None:
    frame = pd.DataFrame({"name": ["一般公共预算", "上年结转"], "amount_yuan": [441_566_400, 127_200]})
    composed, ranked = composition_bar(frame), ranked_bars(frame)
    assert composed.title == "一般公共预算占 99.97%，44,156.64 万元"
    assert ranked.title == "一般公共预算居首，44,156.64 万元，占 99.97%"
    assert "单位：万元" in composed.subtitle


def test_parts_without_an_amount_are_said_below_the_bar() -> None:
    frame = pd.DataFrame(
        {
            "name": ["一般公共预算", "政府性基金", "单位资金", "调整"],
            "amount_yuan": [wan("1576.74"), None, Decimal(0), wan("-3")],
            "blank": [False, True, False, False],
        }
    )
    chart = composition_bar(frame, state="blank")
    assert chart.title == "全部为一般公共预算，1,576.74 万元"
    assert len(bars(chart)) == 1
    below = ["政府性基金：空白（原表未填）", "单位资金：0.00", "调整：\u22123.00（负数，未画入）"]
    assert texts(chart)[2:] == below


def test_changes_go_from_increase_to_decrease() -> None:
    frame = pd.DataFrame(
        {
            "name": ["教育", "科技", "住房", "卫生"],
            "current_yuan": [wan("50"), wan("378.59"), wan("25.92"), wan("30.56")],
            "prior_yuan": [wan("10"), wan("398.59"), Decimal(0), None],
        }
    )
    chart = change_bars(frame)
    assert chart.title == "合计比上年增加 45.92 万元，增长 11.24%；教育增加 40.00 万元，变动最大"
    assert texts(chart) == [
        *("教育", "+40.00（+400.00%）"),
        *("住房", "+25.92"),
        *("科技", "\u221220.00（\u22125.02%）"),
        *("卫生", "上年未见"),
    ]


def test_a_year_that_was_not_collected_is_no_gap_of_the_unit() -> None:
    frame = pd.DataFrame(
        {
            "unit_name": ["甲局", "甲局", "乙局"],
            "year": [2023, 2024, 2024],
            "amount_yuan": [wan("1"), wan("2"), wan("3")],
        }
    )
    chart = grouped_bars(frame)
    assert chart.title == "2024年乙局最高，3.00 万元"
    assert texts(chart) == ["甲局", "2023", "1.00", "2024", "2.00", "乙局", "2024", "3.00"]
    with pytest.raises(ValueError, match="several rows"):
        grouped_bars(pd.concat([frame, frame]))


def test_shares_are_of_each_ones_own_whole() -> None:
    frame = pd.DataFrame(
        {
            "name": ["甲局", "乙局", "丙局"],
            "part_yuan": [wan("1"), wan("9"), None],
            "whole_yuan": [wan("10"), wan("12"), wan("5")],
        }
    )
    chart = share_bars(frame)
    assert chart.title == "占比最高的是乙局，75.00%"
    assert texts(chart) == ["乙局", "75.00%（9.00）", "甲局", "10.00%（1.00）", "丙局", "未见"]


def test_budget_and_final_account() -> None:
    frame = pd.DataFrame(
        {"name": ["接待", "用车"], "budget_yuan": [wan("30"), None], "final_yuan": [wan("12"), wan("18")]}
    )
    chart = dumbbell(frame)
    assert chart.title == "接待决算低于预算 18.00 万元（60.00%）"
    assert texts(chart)[2:] == [
        "接待",
        "预算 30.00，决算 12.00，执行 40.00%",
        "用车",
        "预算未见，决算 18.00",
    ]


def test_the_blank_three_public_table_of_the_seed() -> None:
    blank = dict.fromkeys(
        ["abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_operation", "total"]
    )
    chart = three_public_bars(facts(**{f"three_public__{part}": None for part in blank}))
    assert chart.title == "“三公”经费各项均为空白，原表未填数字"
    assert bars(chart) == []
    assert texts(chart).count("空白（原表未填）") == 5


def test_three_public_parts_in_three_states() -> None:
    chart = three_public_bars(
        facts(
            three_public__abroad="0",
            three_public__reception="1.5",
            three_public__vehicle=None,
            three_public__total="1.5",
        )
    )
    assert chart.title == "“三公”经费合计 1.50 万元，全部为公务接待费"
    assert texts(chart) == [
        *("因公出国（境）费", "0.00"),
        *("公务接待费", "1.50"),
        *("公务用车购置及运行费", "空白（原表未填）"),
        *("合计", "1.50"),
    ]
    assert three_public_bars(facts()).title == "没有读到“三公”经费"


def test_a_sum_that_is_less_than_a_part_has_no_share() -> None:
    chart = three_public_bars(facts(three_public__vehicle_purchase="12.34", three_public__total="4.68"))
    assert chart.title == "“三公”经费合计 4.68 万元，却小于其中的公务用车购置费 12.34 万元"


def test_three_public_against_last_year() -> None:
    chart = three_public_bars(
        facts(three_public__total="5.5", three_public_prior__total="6", three_public_prior__reception="6"),
        columns=AGAINST_PRIOR,
    )
    assert texts(chart)[-5:] == ["合计", "上年", "6.00", "本年", "5.50"]
    assert list(chart.data["column"][:2]) == ["上年", "本年"]


def test_a_heat_map_names_its_fullest_cell() -> None:
    matrix = pd.DataFrame(
        [[25, None], [0, 3]], index=["组织部", "教育局"], columns=["公共安全服务", "教育公共服务"]
    )
    chart = heat_map(matrix, subtitle="部门与类别")
    assert chart.title == "组织部的公共安全服务最多，25 项"
    assert len(bars(chart)) == 2
    assert texts(chart) == ["公共安全服务", "教育公共服务", "组织部", "25", "·", "教育局", "·", "3"]


def test_heads_of_narrow_columns_stand_upright_and_stand_again_in_a_long_map() -> None:
    names = [f"第{n}类（专项）服务" for n in range(20)]
    matrix = pd.DataFrame([[1] * 20] * 40, index=[f"第{n}局" for n in range(40)], columns=names)
    for width in (WIDE, NARROW):
        marks = [mark for mark in heat_map(matrix).layout(width).marks if isinstance(mark, Label)]
        upright = [mark for mark in marks if mark.text in {"专", "︵"}]
        assert len(upright) == 2 * 20 * 2, (
            "a character each, in twenty heads, above the first row and the 25th"
        )
        assert not [mark for mark in marks if mark.text in names]


def test_an_empty_cell_says_what_it_means() -> None:
    matrix = pd.DataFrame([[25, 0]], index=["组织部"], columns=["甲", "乙"])
    assert heat_map(matrix).subtitle.endswith("“·”表示没有")
    assert heat_map(matrix, empty="没有或不足 0.5%").subtitle.endswith("“·”表示没有或不足 0.5%")


def test_labels_do_not_break_within_a_remark_or_a_year() -> None:
    lines = wrap("上海市文化和旅游局执法总队（单位）", 13, 15 * 13, 3)
    assert lines == ["上海市文化和旅游局执法总队", "（单位）"]
    assert wrap("江苏省人大常委会办公厅2017年预算", 13, 14 * 13, 3) == [
        "江苏省人大常委会办公厅",
        "2017年预算",
    ]


def test_labels_do_not_break_within_a_word() -> None:
    assert wrap("一般公共服务支出", 11, 7 * 11, 4) == ["一般公共服务", "支出"]
    assert wrap("社会保障和就业支出", 11, 6.5 * 11, 4) == ["社会保障和", "就业支出"]
    assert wrap("商品和服务支出", 11, 6 * 11, 4) == ["商品和服务", "支出"]


def test_texts_of_one_character_share_an_element_on_a_page() -> None:
    matrix = pd.DataFrame(
        [[None] * 30] * 10, index=list("甲乙丙丁戊己庚辛壬癸"), columns=[f"类别{n}" for n in range(30)]
    )
    picture = render.inline_svg(heat_map(matrix).layout(WIDE), label="图", classes="chart-wide")
    assert picture.count("<text") < 30, "300 dots are one text with a place for each"


def test_a_frame_without_rows_or_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        ranked_bars(CLASSES.head(0))
    with pytest.raises(KeyError, match="no column 'amount'"):
        ranked_bars(CLASSES, amount="amount")


LONG = "晋财行【2023】137号朔财行【2023】100号提前下达2024年度选调生到村工作中央财政补助资金18万元（第一批）"

SAMPLES: dict[str, Chart] = {
    "ranked": ranked_bars(CLASSES),
    "one": ranked_bars(CLASSES.head(1)),
    "long": ranked_bars(
        pd.DataFrame({"name": [LONG] * 3 + ["短"], "amount_yuan": [wan("9"), None, wan("-4"), 0]})
    ),
    "change": change_bars(
        CLASSES.assign(
            current_yuan=CLASSES["amount_yuan"],
            prior_yuan=[*map(wan, ("981", "1", "400", "302.22")), None, 0],
        )
    ),
    "grouped": grouped_bars(
        pd.DataFrame(
            {
                "unit_name": ["中国共产党山阴县委员会组织部"] * 3 + [LONG] * 2,
                "year": [2022, 2023, 2024, 2022, 2024],
                "amount_yuan": [wan("1602"), wan("2560"), None, wan("1"), Decimal(0)],
            }
        )
    ),
    "shares": share_bars(CLASSES.assign(part_yuan=CLASSES["amount_yuan"], whole_yuan=wan("1602.53"))),
    "dumbbell": dumbbell(
        CLASSES.assign(budget_yuan=CLASSES["amount_yuan"], final_yuan=[wan("400"), None, 0, 1, 2, 3])
    ),
    "three_public": three_public_bars(
        facts(three_public__abroad="0", three_public__total=None), columns=AGAINST_PRIOR
    ),
    "composition": composition_bar(CLASSES),
    "heat": heat_map(
        pd.DataFrame(
            [[n * m for m in range(12)] for n in range(6)],
            index=[LONG, *"甲乙丙丁戊"],
            columns=[*"一二三四五六七八九十百", LONG],
        )
    ),
}


def extent(label: Label) -> tuple[float, float, float, float]:
    wide = fonts.width(label.text, label.size)
    left = {"left": label.x, "center": label.x - wide / 2, "right": label.x - wide}[label.align]
    return left, label.y - 0.8 * label.size, left + wide, label.y + 0.1 * label.size


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_leaves_the_drawing_and_no_words_overlap(name: str, width: float) -> None:
    drawing = SAMPLES[name].layout(width)
    boxes = [extent(mark) for mark in drawing.marks if isinstance(mark, Label)]
    for left, top, right, bottom in boxes:
        assert left >= -0.5
        assert right <= width + 0.5
        assert top >= -0.5
        assert bottom <= drawing.height + 0.5
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_chart_on_a_page_has_its_words_and_is_light(name: str) -> None:
    chart = SAMPLES[name]
    figure = html.fromstring(chart.html(anchor="chart-1"))
    assert (figure.tag, figure.get("id")) == ("figure", "chart-1")
    assert chart.title in figure.findtext("figcaption/span")
    wide, narrow = figure.findall("svg")
    assert [wide.get("class"), narrow.get("class")] == ["chart-wide", "chart-narrow"]
    assert {wide.get("role"), narrow.get("role")} == {"img"}
    assert wide.get("aria-label") == f"{chart.title}。{chart.alt}"
    assert "var(--chart-ink, #1b2733)" in html.tostring(wide, encoding="unicode")
    assert not [node for node in wide.iter() if "id" in node.attrib]
    assert len(chart.html().encode()) < 30_000


def test_files_are_the_same_every_time_and_carry_the_alternative_text(tmp_path: Path) -> None:
    chart = SAMPLES["ranked"]
    first = chart.save(tmp_path / "a", "function")
    second = ranked_bars(CLASSES).save(tmp_path / "b", "function")
    assert set(first) == {"SVG", "PNG"}
    for kind in first:
        assert first[kind].read_bytes() == second[kind].read_bytes()
    root = etree.parse(first["SVG"]).getroot()
    space = {"s": "http://www.w3.org/2000/svg"}
    assert root.findtext("s:title", namespaces=space) == chart.title
    assert root.findtext("s:desc", namespaces=space) == chart.alt
    assert root.find(".//s:text", space) is None
    assert "date" not in first["SVG"].read_text(encoding="utf-8")


def test_a_person_at_a_notebook_sees_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGETLIB_RENDER", "0")
    bundle, size = SAMPLES["ranked"]._repr_mimebundle_()
    assert set(bundle) == {"image/png", "text/plain"}
    assert size == {"image/png": {"width": 680}}, "a picture of twice the size, shown in its own"
    assert bundle["text/plain"].startswith(SAMPLES["ranked"].title)


def test_a_chart_leads_to_its_place_in_the_source() -> None:
    chart = ranked_bars(pd.DataFrame({"name": ["甲"], "amount_yuan": [1]}), source="支出总表")
    assert "/sources/a.html#t4" in replace(chart, evidence="/sources/a.html#t4").html()
    assert "evidence" not in chart.html()
