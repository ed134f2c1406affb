"""Names of the classes (类) of the two classifications of expenditure, as the ministry of finance numbers them.

Documents print codes without names and names without codes; to compare them, one is found from the other.
Source: 政府收支分类科目 (财政部), names as in current use.
"""

from __future__ import annotations

FUNCTIONAL_CLASSES = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "209": "社会保险基金支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "227": "预备费",
    "229": "其他支出",
    "230": "转移性支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
    "233": "债务发行费用支出",
    "234": "抗疫特别国债安排的支出",
}
"""Functional class (支出功能分类科目, 类): code -> name."""

ECONOMIC_CLASSES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）",
    "310": "资本性支出",
    "311": "对企业补助（基本建设）",
    "312": "对企业补助",
    "313": "对社会保障基金补助",
    "399": "其他支出",
}
"""Economic class of departments (部门预算支出经济分类科目, 类): code -> name."""

_FUNCTIONAL_CODES = {
    name.removesuffix("支出").removesuffix("等"): code for code, name in FUNCTIONAL_CLASSES.items()
}
_ECONOMIC_CODES = {name: code for code, name in reversed(ECONOMIC_CLASSES.items())}


def functional_class(code: str, name: str = "") -> str:
    """The code of the functional class that a code lies in or a name stands for; empty when neither does."""
    if code[:3] in FUNCTIONAL_CLASSES:
        return code[:3]
    return _FUNCTIONAL_CODES.get(name.strip().removesuffix("支出").removesuffix("等"), "")


def is_economic_class(code: str, name: str) -> bool:
    """Whether a row of a table by economic classification is a class (类), for tables that print no codes."""
    return len(code) == 3 if code else name.strip() in _ECONOMIC_CODES


def economic_class(code: str, name: str = "") -> str:
    """The code of the economic class that a code lies in or a name stands for; empty when neither does."""
    return code[:3] if code[:3] in ECONOMIC_CLASSES else _ECONOMIC_CODES.get(name.strip(), "")
