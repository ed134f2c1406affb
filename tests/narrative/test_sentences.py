"""Sentences as units of many provinces write them, and the claims that they make.

A claim is written on one line: metric, value, change (`+`, `-` or `±` before the amount, `=` where unchanged),
percentage of the change, `占` share, `无` for a declaration, and the period where it is not the current one.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetlib.disclosure import Claim
from budgetlib.document import Document, Paragraph
from budgetlib.narrative import NarrativeRead, read_narrative

SIGNS = {"increase": "+", "decrease": "-", "unchanged": "="}


def read(*paragraphs: str) -> NarrativeRead:
    blocks = tuple(Paragraph(text, line=line) for line, text in enumerate(paragraphs, 1))
    return read_narrative(Document("made.md", "markdown", "", blocks))


def written(claim: Claim) -> str:
    parts = [claim.metric]
    if claim.value is not None:
        parts.append(f"{claim.value}{claim.value_unit}")
    if claim.comparison == "none":
        parts.append("无")
    sign = SIGNS.get(claim.comparison, "±")
    if claim.change is not None:
        parts.append(f"{sign}{claim.change}{claim.change_unit}")
    elif claim.comparison == "unchanged":
        parts.append("=")
    if claim.change_percent is not None:
        parts.append(f"{'' if claim.change is not None else sign}{claim.change_percent}%")
    if claim.share_percent is not None:
        parts.append(f"占{claim.share_percent}%")
    if claim.period not in ("current", "final"):
        parts.append(f"({claim.period})")
    return " ".join(parts)


SENTENCES = {
    "Shanghai: a change in amount only": (
        (
            "2024年部门预算编制说明",
            "2024年，上海市普陀区人民政府万里街道办事处收入预算15621.11万元，其中：财政拨款收入15621.11万元，比2023年预算减少876.75万元；事业收入0.00万元。",
            "支出预算15621.11万元，其中：财政拨款支出预算15621.11万元，比2023年预算减少876.75万元。财政拨款支出预算中，一般公共预算拨款支出预算15621.11万元，比2023年预算减少876.75万元；政府性基金拨款支出预算0.00万元，与2023年预算持平。",
        ),
        (
            "summary.income_total 15621.11万元",
            "income.fiscal 15621.11万元 -876.75万元",
            "income.business_income 0.00万元",
            "summary.expenditure_total 15621.11万元",
            "fiscal_summary.expenditure_total 15621.11万元 -876.75万元",
            "general_expenditure.total 15621.11万元 -876.75万元",
            "fund_expenditure.total 0.00万元 =",
        ),
    ),
    "Shanghai: last year's execution beside this year's budget": (
        (
            "2024年部门预算编制说明",
            "财政拨款支出主要内容如下：",
            "1. “公共安全支出（类）司法（款）公共法律服务（项）”30.00万元，主要用于公共法律服务。2023年当年预算执行数为15.00万元，2024年预算安排30.00万元，比2023年预算执行数增加100.00%。主要原因是：公共法律服务经费增加。",
        ),
        (
            "fiscal_expenditure.item.公共安全支出/司法/公共法律服务 30.00万元",
            "fiscal_expenditure.item.公共安全支出/司法/公共法律服务 15.00万元 (prior)",
            "fiscal_expenditure.item.公共安全支出/司法/公共法律服务 30.00万元 +100.00%",
        ),
    ),
    "Shanghai: codes of class, group and item": (
        (
            "财政拨款支出主要内容如下：",
            "1、公共安全支出（204类）司法（06款）行政运行（01项）1672.67万元。主要用于：行政单位的基本支出。",
        ),
        ("fiscal_expenditure.item.2040601 1672.67万元",),
    ),
    "Guangdong: a final account and the budget it fulfilled": (
        (
            "六、2023年度一般公共预算财政拨款“三公”经费支出决算情况说明",
            "某某局2023年度“三公”经费财政拨款支出决算为7.18万元，完成全年预算9.62万元的74.64%，比上年决算数减少1.20万元，下降14.32%。其中：公务接待费支出决算为2.17万元，完成预算2.60万元的83.46%，比上年决算数减少0.70万元。",
        ),
        (
            "three_public.total 7.18万元 -1.20万元 14.32% 占74.64%",
            "three_public_budget.total 9.62万元 (budget)",
            "three_public.reception 2.17万元 -0.70万元 占83.46%",
            "three_public_budget.reception 2.60万元 (budget)",
        ),
    ),
    "Beijing: spending beside its budget": (
        (
            "八、财政拨款“三公”经费支出决算情况",
            "2023年度财政拨款“三公”经费支出预算安排12.00万元，支出9.50万元，完成预算的79.17%。其中：公务接待费预算2.00万元，支出1.50万元，完成预算的75%。",
            "九、“三公”经费",
            "本单位2023年“三公”经费年初预算12.00万元，调整预算10.00万元，决算支出9.50万元。",
        ),
        (
            "three_public_budget.total 12.00万元 (budget)",
            "three_public.total 9.50万元 占79.17%",
            "three_public_budget.reception 2.00万元 (budget)",
            "three_public.reception 1.50万元 占75%",
            "three_public_budget.total 12.00万元 (budget)",
            "three_public_budget.total 10.00万元 (budget)",
            "three_public.total 9.50万元",
        ),
    ),
    "Projects that evaluated themselves, and those that others evaluated": (
        (
            "（四）预算绩效评价工作开展情况",
            "本部门共29个项目开展绩效自评，涉及资金1505.25万元；对3个项目开展重点绩效评价，涉及资金200万元。",
        ),
        (
            "performance.self_evaluated_projects 29个",
            "performance.self_evaluated_amount 1505.25万元",
            "performance.evaluated_projects 3个",
            "performance.evaluated_amount 200万元",
        ),
    ),
    "Chongqing: what is carried over is neither income nor spending": (
        (
            "（三）一般公共预算财政拨款收入支出决算情况说明",
            "3.结转结余情况。2023年度年末一般公共预算财政拨款结转和结余51.97万元。",
            "（五）政府性基金预算收支决算情况说明",
            "2023年度政府性基金预算财政拨款年初结转结余16.41万元，年末结转结余11.50万元。本年收入427.74万元，较上年决算数增加1.00万元。本年支出432.65万元。",
        ),
        (
            "general_expenditure.carryover_out 51.97万元",
            "fund_expenditure.carryover_in 16.41万元",
            "fund_expenditure.carryover_out 11.50万元",
            "fiscal_summary.income_fund 427.74万元 +1.00万元",
            "fund_expenditure.total 432.65万元",
        ),
    ),
    "Hunan: a heading that says less than the one above it": (
        (
            "五、一般公共预算财政拨款支出决算情况说明",
            "（一）财政拨款支出决算总体情况",
            "2023年度财政拨款支出3324.22万元，占本年支出合计的90.00%。",
            "六、一般公共预算财政拨款基本支出决算情况说明",
            "2023年度财政拨款基本支出1800.00万元，其中：人员经费1500.00万元，公用经费300.00万元。",
        ),
        (
            "general_expenditure.total 3324.22万元 占90.00%",
            "general_basic.total 1800.00万元",
            "general_basic.personnel 1500.00万元",
            "general_basic.public 300.00万元",
        ),
    ),
    "Shanghai: purchases are not what is held": (
        (
            "五、国有资产占有使用情况",
            "截至2025年8月31日，上海市数据局共有车辆4辆，其中：机要通信用车1辆、其他用车3辆；单价100万元（含）以上设备（不含车辆）0台（套）。",
            "2026年单位预算安排购置车辆2辆，其中：机要通信用车2辆、其他用车0辆；单位预算安排购置单价100万元（含）以上设备（不含车辆）3台（套）。",
        ),
        (
            "assets.vehicles 4辆",
            "assets.vehicles.机要通信用车 1辆",
            "assets.vehicles.其他用车 3辆",
            "assets.equipment_1m 0台（套）",
            "assets.purchase.vehicles 2辆",
            "assets.purchase.vehicles.机要通信用车 2辆",
            "assets.purchase.vehicles.其他用车 0辆",
            "assets.purchase.equipment_1m 3台（套）",
        ),
    ),
    "Shanghai: reserved for small firms is not the total": (
        (
            "三、政府采购预算情况",
            "2024年本部门政府采购预算1662.44万元，其中：政府采购货物预算93.98万元、政府采购工程预算815.87万元、政府采购服务预算752.59万元。",
            "2024年本部门面向中小企业预留政府采购项目预算金额664.98万元，其中，预留给小型和微型企业的政府采购项目预算为465.49万元。",
        ),
        (
            "procurement.total 1662.44万元",
            "procurement.goods 93.98万元",
            "procurement.works 815.87万元",
            "procurement.services 752.59万元",
            "procurement.sme_reserved 664.98万元",
            "procurement.small_micro_reserved 465.49万元",
        ),
    ),
    "Shanghai: units that report are not projects": (
        (
            "四、绩效目标设置情况",
            "按照本区预算绩效管理工作的总体要求，本部门2个预算单位开展了2024年项目预算绩效目标编报工作，编报绩效目标的项目50个，涉及项目预算资金5634.81万元。",
        ),
        (
            "performance.预算单位开展了 2个",
            "performance.projects 50个",
            "performance.amount 5634.81万元",
        ),
    ),
    "Shanghai: targets of the whole unit and of projects": (
        (
            "四、绩效目标设置情况",
            "其中，编报单位整体绩效目标1个；编报绩效目标的项目共4个，涉及项目预算资金511.44万元。",
        ),
        (
            "performance.whole_targets 1个",
            "performance.projects 4个",
            "performance.amount 511.44万元",
        ),
    ),
    "Shanghai, final account: budget beside final": (
        (
            "五、一般公共预算财政拨款支出决算情况说明",
            "（三）一般公共预算财政拨款支出决算具体情况",
            "一般公共预算财政拨款支出年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。决算数小于预算数的主要原因：个别信息化项目调减。其中：",
            "1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：人员经费。年初预算为1560.05万元，支出决算为1511.89万元。",
        ),
        (
            "general_expenditure.total 2993.92万元 (budget)",
            "general_expenditure.total 2940.05万元 占98.20%",
            "general_expenditure.item.一般公共服务支出/财政事务/行政运行 1560.05万元 (budget)",
            "general_expenditure.item.一般公共服务支出/财政事务/行政运行 1511.89万元",
        ),
    ),
    "Shanghai, final account: 三公 with items in one sentence": (
        (
            "七、财政拨款“三公”经费支出决算情况说明",
            "“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.00万元，完成预算的0%，其中：因公出国（境）费决算为0.00万元，完成预算的0%；公务接待费支出决算为0.00万元，完成预算的0%。",
            "2024年度“三公”经费财政拨款支出决算数与2023年度持平。",
        ),
        (
            "three_public_budget.total 0.95万元 (budget)",
            "three_public.total 0.00万元 占0%",
            "three_public.abroad 0.00万元 占0%",
            "three_public.reception 0.00万元 占0%",
            "three_public.total =",
        ),
    ),
    "Jiangsu: one figure for both sides": (
        (
            "一、收支预算总体情况说明",
            "苏州市交通运输局2026年度收入、支出预算总计249,977.11万元，与上年相比收、支预算总计各减少10,247.57万元，减少3.94%。其中：",
            "（一）收入预算总计249,977.11万元。包括：",
            "1．本年收入合计249,977.11万元。",
            "（1）一般公共预算拨款收入242,360.1万元，与上年相比减少1,429.62万元，减少0.59%。主要原因是项目收入预算较上年减少。",
            "2．上年结转结余为0万元。与上年预算数相同。",
            "（二）支出预算总计249,977.11万元。包括：",
            "（1）交通运输支出（类）支出237,947.9万元，主要用于政府购买公交服务等项目。与上年相比减少11,004.37万元，减少4.42%。",
        ),
        (
            "summary.income_total 249977.11万元 -10247.57万元 3.94%",
            "summary.expenditure_total 249977.11万元 -10247.57万元 3.94%",
            "summary.income_total 249977.11万元",
            "summary.income_current 249977.11万元",
            "income.general_public 242360.1万元 -1429.62万元 0.59%",
            "summary.carryover_in 0万元 =",
            "summary.expenditure_total 249977.11万元",
            "expenditure.class.交通运输支出 237947.9万元 -11004.37万元 4.42%",
        ),
    ),
    "Jiangsu: the form's choice left standing": (
        (
            "十、政府性基金预算支出预算情况说明",
            "江苏省人大常委会办公厅2019年政府性基金支出预算支出万元。与上年相比增加（减少）0万元，增长（减少）0%。主要原因是本部门无此项支出。",
        ),
        ("fund_expenditure.total =0万元 0%",),
    ),
    "Jiangsu: 三公 items as shares, without a total": (
        (
            "九、一般公共预算“三公”经费、会议费、培训费支出预算情况说明",
            "江苏省人大常委会办公厅2019年度一般公共预算拨款安排的“三公”经费预算支出中，因公出国（境）费支出199.25万元，占“三公”经费的25.96%；公务用车购置及运行费支出183.6万元，占“三公”经费的23.92%；公务接待费支出384.75万元，占“三公”经费的50.12%。具体情况如下：",
            "1．因公出国（境）费预算支出199.25万元，比上年预算减少23.25万元，主要原因按规定运转类专项经费统一压减10%。",
            "2．公务用车购置及运行费预算支出183.6万元。其中：",
            "（1）公务用车购置预算支出0万元，与上年预算数一致。",
            "3．公务接待费预算支出384.75万元，本年数小于上年预算数42.75万元。",
        ),
        (
            "three_public.abroad 199.25万元 占25.96%",
            "three_public.vehicle 183.6万元 占23.92%",
            "three_public.reception 384.75万元 占50.12%",
            "three_public.abroad 199.25万元 -23.25万元",
            "reason.three_public.按规定运转类专项经费统一 -10%",
            "three_public.vehicle 183.6万元",
            "three_public.vehicle_purchase 0万元 =",
            "three_public.reception 384.75万元 -42.75万元",
        ),
    ),
    "Jiangsu: a count in front of its noun": (
        (
            "十五、预算绩效目标设置情况说明",
            "2026年度，本部门整体支出纳入绩效目标管理，涉及财政性资金242,360.1万元；本部门共84个项目纳入绩效目标管理，涉及财政性资金合计212,753.77万元，占财政性资金(人员类和运转类中的公用经费项目支出除外)总额的比例为100%。",
        ),
        (
            "performance.whole_amount 242360.1万元",
            "performance.projects 84个",
            "performance.amount 212753.77万元 占100%",
        ),
    ),
    "Beijing: last year's figure inside the comparison": (
        (
            "二、收入预算情况说明",
            "2026年度收入预算32852.05万元，比2025年年初预算数30385.62万元增加2466.43万元，增长8.12%。主要原因是新招录人员等原因导致基本经费增加。",
        ),
        (
            "income.total 32852.05万元 +2466.43万元 8.12%",
            "income.total 30385.62万元 (prior)",
        ),
    ),
    "Beijing: vehicles counted in 台": (
        (
            "（三）国有资产占用情况说明",
            "截至2025年底，北京市审计局共有车辆17台，单位价值100万元以上的设备2台（套）。2026年预算安排中，购置单位价值100万元以上的设备0台（套）。",
        ),
        (
            "assets.vehicles 17台",
            "assets.equipment_1m 2台（套）",
            "assets.purchase.equipment_1m 0台（套）",
        ),
    ),
    "Shenzhen: the subject is the heading that runs into the sentence": (
        (
            "第五部分 财政拨款“三公”经费预算情况",
            "2026年财政拨款“三公”经费预算27.60万元，较2025年年初预算增加8.10万元。",
            "1.因公出国（境）费用。2026年预算数13.20万元，较2025年年初预算增加11.60万元，主要是上年度批复数于年中下达。",
            "2.公务接待费。2026年预算数3.90万元，较2025年年初预算增加0.00万元，主要是零增长。",
        ),
        (
            "three_public.total 27.60万元 +8.10万元",
            "three_public.abroad 13.20万元 +11.60万元",
            "three_public.reception 3.90万元 =0.00万元",
        ),
    ),
    "Shenzhen: a plan to buy, in number and money": (
        (
            "二、国有资产占用情况",
            "2026年计划购置车辆0辆、0.00万元，本单位2026年未安排经费；单价100万元以上设备0台（套）、0.00万元。",
        ),
        (
            "assets.purchase.vehicles 0辆",
            "assets.purchase.vehicles.money 0.00万元",
            "assets.purchase.equipment_1m 0台（套）",
            "assets.purchase.equipment_1m.money 0.00万元",
        ),
    ),
    "Chongqing: one fund's share of procurement is not the total": (
        (
            "五、其他重要事项的情况说明",
            "（二）政府采购情况。所属各预算单位政府采购预算总额11884.37万元：政府采购货物预算2703.49万元、政府采购工程预算239.56万元、政府采购服务预算8941.32万元；其中一般公共预算拨款政府采购11307.34万元：政府采购货物预算2703.19万元、政府采购工程预算239.56万元、政府采购服务预算8364.59万元。",
        ),
        (
            "procurement.total 11884.37万元",
            "procurement.goods 2703.49万元",
            "procurement.works 239.56万元",
            "procurement.services 8941.32万元",
            "procurement.total.一般公共预算拨款政府采购 11307.34万元",
            "procurement.total.一般公共预算拨款政府采购.goods 2703.19万元",
            "procurement.total.一般公共预算拨款政府采购.works 239.56万元",
            "procurement.total.一般公共预算拨款政府采购.services 8364.59万元",
        ),
    ),
    "Chongqing: the reason is made of changes": (
        (
            "二、部门收支总体情况",
            "（一）收入预算：2026年年初预算数186549.30万元，其中：一般公共预算财政拨款128148.56万元，其他收入资金1512.04万元。收入比2025年减少246429.22万元，主要是一般公共预算财政拨款增加10300.15万元，其他收入资金增加755.40万元。",
        ),
        (
            "income.total 186549.30万元 -246429.22万元",
            "income.general_public 128148.56万元",
            "income.other_income 1512.04万元",
            "reason.income.general_public +10300.15万元",
            "reason.income.other_income +755.40万元",
        ),
    ),
    "Chongqing: a whole list unchanged": (
        (
            "四、“三公”经费情况说明",
            "2026年“三公”经费预算275.80万元，与2025年持平。其中：因公出国（境）费用100.00万元，公务接待费63.80万元，公务用车运行维护费112.00万元，公务用车购置费0万元，均与上年持平，积极响应了过紧日子要求。",
        ),
        (
            "three_public.total 275.80万元 =",
            "three_public.abroad 100.00万元 =",
            "three_public.reception 63.80万元 =",
            "three_public.vehicle_operation 112.00万元 =",
            "three_public.vehicle_purchase 0万元 =",
        ),
    ),
    "Guangzhou: figures inside brackets": (
        (
            "二、“三公”经费安排情况",
            "2026年本部门财政拨款安排“三公”经费378.87万元，比上年增加32.44万元，增长9.4%，主要原因是:车辆到期报废。其中：公务用车购置及运行维护费346.67万元（公务用车购置费36万元，比上年增加36万元；公务用车运行维护费310.67万元，比上年减少2.56万元。）比上年增加33.44万元，增长10.7%，主要原因是:更新购置两辆公务用车；公务接待费12.2万元，比上年减少1万元，下降7.6%。",
        ),
        (
            "three_public.total 378.87万元 +32.44万元 9.4%",
            "three_public.vehicle 346.67万元 +33.44万元 10.7%",
            "three_public.vehicle_purchase 36万元 +36万元",
            "three_public.vehicle_operation 310.67万元 -2.56万元",
            "three_public.reception 12.2万元 -1万元 7.6%",
        ),
    ),
    "Hangzhou: the way spending is classified": (
        (
            "二、2026年杭州市司法局部门预算安排情况说明",
            "（四）财政拨款收支预算情况的总体说明",
            "2026年财政拨款收支总预算91,842.80万元。收入包括：一般公共预算收入91,495.48万元、上年结转结余收入347.32万元。支出包括：一般公共服务支出12,868.19万元、公共安全支出69,081.15万元。",
        ),
        (
            "fiscal_summary.income_total 91842.80万元",
            "fiscal_summary.expenditure_total 91842.80万元",
            "fiscal_summary.income_general 91495.48万元",
            "fiscal_summary.carryover_in 347.32万元",
            "fiscal_summary.class.一般公共服务支出 12868.19万元",
            "fiscal_summary.class.公共安全支出 69081.15万元",
        ),
    ),
    "Hangzhou: nothing used, as last year": (
        (
            "（八）政府性基金预算支出情况说明",
            "本部门2026年没有使用政府性基金预算拨款安排的支出，与上年持平。",
        ),
        ("fund_expenditure.total 无",),
    ),
    "Hangzhou: not budgeted at the beginning of the year": (
        (
            "（七）一般公共预算“三公”经费预算情况说明",
            "1.因公出国（境）费用：根据管理模式，本部门年初不编制因公出国（境）费用预算，年度执行中相应调增。",
        ),
        ("three_public.abroad 无",),
    ),
    "Xi'an: codes behind the names, both years without travel": (
        (
            "七、一般公共预算拨款支出明细情况说明",
            "1.行政运行（2010601）4,702.02万元，较上年增加121.66万元，增长2.66%，增长的主要原因是：工资福利支出较上年增加；",
            "（1）工资福利支出（301）7,053.83万元，较上年增加214.28万元，增长3.13%；",
        ),
        (
            "general_expenditure.item.2010601 4702.02万元 +121.66万元 2.66%",
            "general_expenditure.economic.301 7053.83万元 +214.28万元 3.13%",
        ),
    ),
    "Xi'an: equipment over 200,000": (
        (
            "十一、国有资产占有使用及资产购置情况说明",
            "截至上年底，本部门所属预算单位共有车辆7辆，单价20万元以上的设备26台（套）。当年部门预算安排购置车辆0辆；安排购置单价20万元以上的设备1台（套）。",
        ),
        (
            "assets.vehicles 7辆",
            "assets.equipment_200k 26台（套）",
            "assets.purchase.vehicles 0辆",
            "assets.purchase.equipment_200k 1台（套）",
        ),
    ),
    "Quanzhou: increase, growth and standstill of zero": (
        (
            "六、一般公共预算“三公”经费支出情况",
            "（三）公务用车购置及运行费",
            "2026年预算安排32.00万元，其中：公务用车运行费32.00万元，比上年增加0.00万元，增长0.00%，与上年持平；公务用车购置费0.00万元，比上年增加0.00万元，增长0.00%，与上年持平。",
        ),
        (
            "three_public.vehicle 32.00万元",
            "three_public.vehicle_operation 32.00万元 =0.00万元 0.00%",
            "three_public.vehicle_purchase 0.00万元 =0.00万元 0.00%",
        ),
    ),
    "Quanzhou: codes in front of the names": (
        (
            "二、一般公共预算拨款支出情况",
            "（一）2010301-行政运行3104.73万元。主要用于本单位在编在职人员工资福利等经费支出。",
        ),
        ("general_expenditure.item.2010301 3104.73万元",),
    ),
    "Yantai: the word of direction forgotten": (
        (
            "三、机关运行经费情况",
            "2026年本单位机关运行经费安排210.32万元，比上年1.43万元，增加0.68%。主要原因是人员增加。",
        ),
        ("operating_cost.total 210.32万元 +1.43万元 0.68%",),
    ),
    "Yantai: changes without values": (
        (
            "一、预算收支增减变化情况说明",
            "1.收入预算增加118.76万元，其中一般公共预算收入增加83.76万元，其他收入增加35万元。",
        ),
        (
            "summary.income_total +118.76万元",
            "income.general_public +83.76万元",
            "income.other_income +35万元",
        ),
    ),
    "Kunming: amounts in 元, a part compared at once": (
        (
            "三、预算单位收入情况",
            "2026年单位财务总收入154,991,108.01元，其中：一般公共预算121,884,997.75元，事业收入0.00元，其他收入33,106,110.26元。",
            "与上年对比单位财务总收入增加799,196.02元，增长0.52%。其中：一般公共预算较上年增加6,399,184.61元，增长5.54%，主要原因是预算编制时点人数较上年增加。",
        ),
        (
            "income.total 154991108.01元",
            "income.general_public 121884997.75元",
            "income.business_income 0.00元",
            "income.other_income 33106110.26元",
            "income.total +799196.02元 0.52%",
            "income.general_public +6399184.61元 5.54%",
        ),
    ),
    "Kunming: classes, groups and items joined by dashes": (
        (
            "四、预算单位支出情况",
            "一般公共服务支出-审计事务-行政运行60,445,848.46元，主要用于审计机关行政单位的基本支出。",
        ),
        ("expenditure.item.一般公共服务支出/审计事务/行政运行 60445848.46元",),
    ),
    "Chongqing: a sentence behind a list goes on about the total": (
        (
            "二、部门收支总体情况",
            "（二）支出预算：2026年年初预算数45,369.18万元。按支出功能分类，包括教育支出9.30万元，住房保障支出662.86万元。比2025年增加2,734.52万元。",
        ),
        (
            "expenditure.total 45369.18万元 +2734.52万元",
            "expenditure.class.教育支出 9.30万元",
            "expenditure.class.住房保障支出 662.86万元",
        ),
    ),
    "Kunming: people and vehicles against their quota": (
        (
            "二、预算单位基本情况",
            "在职人员编制496人，在职实有438人。",
            "车辆编制16辆，实有车辆5辆,超编0辆。",
        ),
        (
            "organisation.在职人员编制 496人",
            "organisation.在职实有 438人",
            "assets.vehicle_quota 16辆",
            "assets.vehicles 5辆",
            "assets.vehicles_over_quota 0辆",
        ),
    ),
    "Kunming: what was disposed of is not held": (
        (
            "（四）国有资产占有使用情况",
            "处置房屋建筑物12.00平方米；处置车辆1辆，账面原值5,000.00元。",
        ),
        (
            "assets.处置房屋建筑物 12.00平方米",
            "assets.disposal.vehicles 1辆",
            "assets.账面原值 5000.00元",
        ),
    ),
    "kinds of procurement in the names of units": (
        (
            "（一）政府采购预算说明",
            "2026年某市政务服务和数据管理局政府采购预算总额55307.45万元，其中：政府采购货物预算1168.30万元，工程类政府采购预算105.20万元，服务类政府采购预算54033.95万元。",
        ),
        (
            "procurement.total 55307.45万元",
            "procurement.goods 1168.30万元",
            "procurement.works 105.20万元",
            "procurement.services 54033.95万元",
        ),
    ),
    "central form of a final account: contracts given to small firms": (
        (
            "（二）政府采购支出情况",
            "2023年度政府采购支出总额120.50万元，其中：政府采购货物支出20.50万元、政府采购服务支出100.00万元。授予中小企业合同金额110.00万元，占政府采购支出总额的91.29%，其中：授予小微企业合同金额60.00万元，占授予中小企业合同金额的54.55%；货物采购授予中小企业合同金额占货物支出金额的100.00%。",
        ),
        (
            "procurement.total 120.50万元",
            "procurement.goods 20.50万元",
            "procurement.services 100.00万元",
            "procurement.sme_awarded 110.00万元 占91.29%",
            "procurement.small_micro_awarded 60.00万元 占54.55%",
            "procurement.sme_awarded 占100.00%",
        ),
    ),
    "several things declared at once": (
        (
            "三、其他",
            "本单位无政府性基金预算支出、国有资本经营预算支出。2024年本单位不涉及政府采购。本部门2024年未安排“三公”经费支出。",
        ),
        (
            "fund_expenditure.total 无",
            "state_capital.total 无",
            "procurement.total 无",
            "three_public.total 无",
        ),
    ),
}


@pytest.mark.parametrize(("paragraphs", "claims"), SENTENCES.values(), ids=SENTENCES.keys())
def test_claims_of_a_sentence(paragraphs: tuple[str, ...], claims: tuple[str, ...]) -> None:
    assert [written(claim) for claim in read(*paragraphs).claims] == list(claims)


def test_a_percentage_tells_that_a_change_behind_a_list_is_that_of_the_total() -> None:
    total, first, second = read(
        "二、收入预算情况说明",
        "2024年收入预算1,602.53万元，其中：本年收入1,576.74万元，上年结转25.79万元，比上年减少958.24万元，下降37.42%。",
    ).claims
    assert written(total) == "income.total 1602.53万元 -958.24万元 37.42%"
    assert not first.comparison
    assert not second.comparison


def test_a_numbered_part_keeps_its_change_even_if_the_percentage_is_wrong() -> None:
    claims = read(
        "五、财政拨款支出预算情况说明",
        "检察（款）：2018年预算支出合计16,444.36万元。其中：",
        "2．一般行政管理事务（项）支出3,666万元，与上年相比增加21.8万元，增长0.06%。",
    ).claims
    assert [(claim.value, claim.change, claim.change_percent) for claim in claims] == [
        (Decimal("16444.36"), None, None),
        (Decimal(3666), Decimal("21.8"), Decimal("0.06")),
    ]


def test_a_reason_may_go_on_behind_a_semicolon() -> None:
    claim, *_ = read(
        "一、支出预算情况说明",
        "公共安全支出（类）司法（款）行政运行（项）8,553.80万元，比上年执行数增加2,017.17万元，增长30.9%，主要原因是人员经费因在职人数增长而增加；公用经费按定额编制年度预算。",
    ).claims
    assert claim.reason == "人员经费因在职人数增长而增加；公用经费按定额编制年度预算"


def test_a_reason_ends_where_the_next_figure_is_stated() -> None:
    first, second = read(
        "一、预算情况说明",
        "收入总预算10.00万元，较上年增加1.00万元，主要原因是：人员增加；支出总预算10.00万元，较上年增加1.00万元，主要原因是：项目增加。",
    ).claims
    assert first.reason == "人员增加"
    assert second.reason == "项目增加"


def test_a_reason_in_a_paragraph_of_its_own_explains_the_changes_above_it() -> None:
    income, spending, fund = read(
        "2024年部门预算编制说明",
        "收入预算100.00万元，比2023年预算减少5.00万元。",
        "支出预算100.00万元，比2023年预算减少5.00万元；政府性基金拨款支出预算0.00万元，与2023年预算持平。",
        "财政拨款收入支出减少的主要原因是项目调整。",
    ).claims
    assert income.reason == spending.reason == "项目调整"
    assert fund.reason == ""


def test_what_mainly_was_the_case_is_a_reason() -> None:
    claim, *_ = read(
        "（一）“三公”经费财政拨款支出决算总体情况说明",
        "“三公”经费支出决算为7.18万元，比上年决算数减少1.20万元。",
        "“三公”经费支出决算小于上年决算数的主要情况：公务接待减少。",
    ).claims
    assert claim.reason == "公务接待减少"


def test_a_description_is_not_a_reason() -> None:
    claim, *_ = read("二、支出情况说明", "公用经费645.01万元，主要是水电费和物业管理费。").claims
    assert claim.reason == ""


def test_thresholds_and_years_are_no_figures() -> None:
    claims = read(
        "五、国有资产占有使用情况",
        "截至2024年1月1日，占有使用价值50万元（原值）以上的通用设备1台（套）。",
    ).claims
    assert [written(claim) for claim in claims] == ["assets.equipment_500k 1台（套）"]


def test_figures_in_lists_of_duties_are_no_claims() -> None:
    assert not read("一、主要职责", "（一）全年拟制定和修改11个法规，计划完成投资300亿元。").claims


def test_a_sentence_that_a_page_break_cuts_is_read_as_one() -> None:
    claims = read(
        "（三）国有资产占有使用情况说明",
        "截至2024年12月31日，上海市普陀区财政局共有车辆0辆。单价100万元",
        "（含）以上设备（不含车辆）2台（套）。",
    ).claims
    assert [written(claim) for claim in claims] == ["assets.vehicles 0辆", "assets.equipment_1m 2台（套）"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("2019年政府性基金支出预算支出万元。", "narrative.unread.figure"),
        ("2019年政府性基金支出0万元，与上年相比增加（减少）0万元。", "narrative.remark.placeholder"),
        ("2019年政府性基金支出5万元，与上年持平，主要原因是。", "narrative.remark.reason"),
    ],
)
def test_what_the_text_itself_leaves_out_is_noted(sentence: str, kind: str) -> None:
    (note,) = read("十、政府性基金预算支出预算情况说明", sentence).notes
    assert note.kind == kind
    assert note.place.line == 2
    assert note.message.endswith("”。")


def scopes_of(*paragraphs: str) -> dict[str, str]:
    return {claim.metric: claim.scope for claim in read(*paragraphs).claims}


def test_the_comparison_behind_a_list_is_that_of_the_whole() -> None:
    """深圳: the percentage belongs to the group, not to its last item."""
    (group, _, last) = read(
        "三、部门预算支出具体情况",
        "综合管理367.65万元，主要包括：行政运行270.84万元，用于后勤保障等；绩效专项96.81万元，用于内部审计等。"
        "比2025年年初预算减少52.44万元，下降12.5%。",
    ).claims
    assert (written(group), last.comparison) == ("expenditure.综合管理 367.65万元 -52.44万元 12.5%", "")


def test_figures_that_are_named_behind_them() -> None:
    found = [
        written(claim)
        for claim in read(
            "三、支出预算情况说明",
            "2026年支出预算1610万元（其中380万元为政府性基金预算、1230万元为一般公共预算），比上年增加10万元。",
        ).claims
    ]
    assert found == [
        "expenditure.total 1610万元 +10万元",
        "fund_expenditure.total 380万元",
        "general_expenditure.total 1230万元",
    ]


def test_last_years_figure_in_brackets_is_the_base_of_the_change_behind() -> None:
    found = [
        written(claim)
        for claim in read(
            "四、支出预算情况说明",
            "2017年度部门支出预算安排与2016年度相比（2016年度部门支出预算安排为8648.07万元），增加498.72万元，增长5.77%。",
        ).claims
    ]
    assert found == ["expenditure.total +498.72万元 5.77%", "expenditure.total 8648.07万元 (prior)"]


def test_what_a_name_says_of_itself_in_brackets_is_not_what_the_figure_is() -> None:
    (_, item) = read(
        "三、一般公共预算支出情况说明",
        "一般公共预算支出90万元，其中：行政运行（行政及参公单位基本支出）26.78万元。",
    ).claims
    assert item.metric == "general_expenditure.行政运行(行政及参公单位基本支出)"


def test_the_scope_of_a_figure() -> None:
    assert scopes_of("六、“三公”经费情况说明", "本部门无2021年结转的“三公”经费支出和会议费。") == {
        "three_public.total": "carryover",
        "three_public.meeting": "carryover",
    }
    assert scopes_of("一、某某局（本级）", "机关运行经费85万元。") == {"operating_cost.total": "own_level"}
    assert scopes_of("三、支出预算情况说明", "上级下达资金中政府性基金预算支出482万元。") == {
        "fund_expenditure.total": "transfer"
    }
    assert scopes_of("三、支出预算情况说明", "2026年支出预算10万元。") == {"expenditure.total": ""}


@pytest.mark.parametrize(
    ("printed", "change"),
    [
        ("比上年增减-2.50万元，增减率-10.00%", "-2.50万元 10.00%"),
        ("比上年增减变动2.50万元，增减10.00%", "+2.50万元 10.00%"),
        ("比上年增加-2.50万元，增长-10.00%", "-2.50万元 10.00%"),
        ("比上年减少2.50万元，下降10.00%", "-2.50万元 10.00%"),
    ],
)
def test_a_change_whose_sign_says_its_direction(printed: str, change: str) -> None:
    (claim,) = read("七、“三公”经费预算情况说明", f"2025年“三公”经费预算22.50万元，{printed}。").claims
    assert written(claim) == f"three_public.total 22.50万元 {change}"


def test_a_count_inside_a_list_of_amounts_does_not_end_it() -> None:
    claims = read(
        "七、“三公”经费预算情况说明",
        "2025年“三公”经费预算22.50万元。其中：公务用车购置费0万元，计划购置公务用车2辆；公务用车运行维护费22.50万元。",
    ).claims
    assert [claim.part_of for claim in claims if claim.value_unit == "万元"] == [
        "",
        *["three_public.total"] * 2,
    ]


def test_words_and_figures_that_a_line_break_cuts() -> None:
    found = [
        written(claim)
        for claim in read(
            "（一）机关运行经费",
            "2026年某某市公安局一般公共预算拨款安排的机关运",
            "行经费支出4933.55万元，比上年减少211",
            "万元。",
        ).claims
    ]
    assert found == ["operating_cost.total 4933.55万元 -211万元"]


def test_money_of_evaluations_and_policies_is_not_that_of_projects_with_targets() -> None:
    found = [
        written(claim)
        for claim in read(
            "四、预算绩效情况说明",
            "政策绩效目标0个，涉及预算资金0万元；编报绩效目标的项目1个，涉及项目预算资金382万元。",
            "拟对某项目开展部门重点绩效评价，涉及预算资金77万元。",
            "全年完成维修项目12个，节约资金5万元。",
        ).claims
    ]
    assert found == [
        "performance.policy_targets 0个",
        "performance.policy_amount 0万元",
        "performance.projects 1个",
        "performance.amount 382万元",
        "performance.evaluated_amount 77万元",
        "performance.全年完成维修项目 12个",
        "performance.节约资金 5万元",
    ]


def reasons_of(*paragraphs: str) -> dict[str, str]:
    claims = read("二、收支预算情况说明", *paragraphs).claims
    return {claim.metric: claim.reason for claim in claims if claim.comparison}


def test_reasons_that_are_counted_over_several_sentences_are_one_reason() -> None:
    said = reasons_of(
        "2018年度收入、支出预算总计21,955.35万元，与上年相比收、支预算总计各增加3,958.67万元，增长21.95%。"
        "增加原因，一是政策性调整因素。含调整住房补贴比例。二是省财政将年度收支全部纳入部门预算。"
        "其中：基本支出预算13,994.31万元。三是最后一句与上面无关。"
    )
    assert said["summary.income_total"] == (
        "一是政策性调整因素。含调整住房补贴比例。二是省财政将年度收支全部纳入部门预算"
    )


def test_a_reason_behind_a_relation_to_last_year() -> None:
    said = reasons_of("公务接待费预算支出156.55万元，本年数小于上年预算数29.65万元，主要是厉行节约。")
    assert said == {"three_public.reception": "厉行节约"}


def test_a_reason_behind_a_bracket_explains_what_stands_in_front_of_it() -> None:
    said = reasons_of(
        "公务用车购置及运行维护费346.67万元（公务用车购置费36万元，比上年增加36万元；"
        "公务用车运行维护费310.67万元，比上年减少2.56万元。）比上年增加33.44万元，增长10.7%，主要原因是:更新购置两辆公务用车。"
    )
    assert said == {
        "three_public.vehicle": "更新购置两辆公务用车",
        "three_public.vehicle_purchase": "",
        "three_public.vehicle_operation": "",
    }
