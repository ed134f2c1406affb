"""Made-up places, and what the organs that they have spend money on."""

from __future__ import annotations

from dataclasses import dataclass

from budgetlib.accounts.classes import FUNCTIONAL_CLASSES

_FIRST = "云晴雾星霞梦虹露雪霜岚曦月辰风雨羽萤墨翠"
_SECOND = "河溪山湖泉川原江岭洲湾谷峰浦源屿"
PLACES = tuple(first + second for second in _SECOND for first in _FIRST)
"""Names without 县 or 区; no place in a province 示例省 or a city 示例市 exists."""
MARK = "（虚构）"
"""Ends the name of every unit."""

_NOT_IN_SUMMARIES = frozenset(("223", "227", "230", "231", "232", "233", "234"))
CLASSES = {code: name for code, name in FUNCTIONAL_CLASSES.items() if code not in _NOT_IN_SUMMARIES}
"""类 of the functional classification, as the summaries of made-up units list them."""

GROUPS = {
    "20508": "进修及培训",
    "20805": "行政事业单位养老支出",
    "21011": "行政事业单位医疗",
    "21208": "国有土地使用权出让收入安排的支出",
    "22102": "住房改革支出",
}
"""款 that units of every organ may have; those of an organ itself are in `ORGANS`."""

FUND_ITEM = ("2120899", "其他国有土地使用权出让收入安排的支出")
TRAINING_ITEM = ("2050803", "培训支出")


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of unit: the 款 that it mainly spends in, and names of its projects."""

    name: str
    group: str
    group_name: str
    rest: str
    """Name of the 项 99 of the 款."""
    duty: str
    projects: tuple[str, ...]


ORGANS = (
    Organ("财政局", "20106", "财政事务", "其他财政事务支出", "管理本级财政收支",
          ("预算管理一体化系统运行", "会计人员继续教育", "国库集中支付维护", "政府采购监管", "绩效评价委托", "资产清查盘点")),
    Organ("教育局", "20501", "教育管理事务", "其他教育管理事务支出", "管理本地区各级各类学校",
          ("校园安防设备更新", "教师招聘考务", "乡村学校取暖改造", "智慧课堂试点", "体质健康监测", "语言文字推广")),
    Organ("科学技术局", "20601", "科学技术管理事务", "其他科学技术管理事务支出", "组织实施科技计划",
          ("高新企业培育", "农技特派员补助", "创新大赛组织", "科技成果登记", "实验室开放共享", "专利申请资助")),
    Organ("文化和旅游局", "20701", "文化和旅游", "其他文化和旅游支出", "管理公共文化服务和旅游市场",
          ("图书馆夜间开放", "送戏下乡演出", "景区标识更新", "非遗传承人补助", "文化市场巡查", "全民阅读推广")),
    Organ("民政局", "20802", "民政管理事务", "其他民政管理事务支出", "负责社会救助和养老服务",
          ("养老院消防改造", "地名普查整理", "社工站运行", "婚俗改革试点", "殡葬设施维护", "儿童关爱保护")),
    Organ("卫生健康局", "21001", "卫生健康管理事务", "其他卫生健康管理事务支出", "管理医疗卫生和公共卫生",
          ("村医岗位补贴", "健康教育宣传", "医疗质量督导", "院前急救调度", "疾病监测网络", "计生档案数字化")),
    Organ("农业农村局", "21301", "农业农村", "其他农业农村支出", "组织农业生产和乡村建设",
          ("耕地质量监测", "动物防疫物资", "农机购置核验", "种子抽检化验", "农村厕所改造", "高素质农民培育")),
    Organ("交通运输局", "21401", "公路水路运输", "其他公路水路运输支出", "管理公路、水路和客货运输",
          ("农村公路养护", "桥梁安全检测", "客运站点修缮", "超限检测设备", "公交候车亭改造", "道路标线施划")),
    Organ("商务局", "20113", "商贸事务", "其他商贸事务支出", "管理内外贸易和市场体系建设",
          ("消费促进活动", "电商人才孵化", "外贸企业参展", "再生资源回收点", "菜市场升级改造", "商贸统计调查")),
)  # fmt: skip
