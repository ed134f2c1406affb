"""Made-up results with every table filled, and texts that try to break each file format.

`python tests/dataset/sample_results.py FOLDER` writes them as a data package.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

from budgetlib.accounts import Item, Kind, Measure, Period, Role, Side
from budgetlib.dataset import DocumentResult, write_package
from budgetlib.disclosure import (
    Announced,
    BudgetLine,
    CatalogueEntry,
    Claim,
    Disclosure,
    Fact,
    Fund,
    Identity,
    Note,
    PerformanceIndicator,
    PerformanceTarget,
    Project,
    Purchase,
    Statement,
    Term,
)
from budgetlib.document import Place
from budgetlib.findings import Answer, CatalogueMatch, Evidence, Finding, Score, Tried

FORMULA = '=HYPERLINK("http://example.invalid","点这里")'
HOSTILE_TEXTS = (
    FORMULA,
    "@SUM(A1:A9)",
    "+1-1",
    "-2+3",
    "＝1+1",
    "\t=1",
    "'=已加引号",
    "'",
    '他说"好",\n下一行',
    "第一行\r\n第二行",
    "=",
    "-",
    "{{< include /etc/passwd >}}",
    "<script>alert(1)</script>",
    "a,b;c|d",
    "\u3000全角空格\u3000",
    "𠮷野家",
    "00123",
    "1e5",
    "NA",
    "nan",
    "TRUE",
)
"""Labels as a document might print them."""

PLACE = Place(line=125, table=3, row=7, column=4)


def line(
    name: str = "合计",
    *,
    amount: str | None = "15767400.00",
    printed: str = "1,576.74",
    unit: str = "万元",
    decimals: int = 2,
    code: str = "",
    side: Side = Side.NONE,
) -> BudgetLine:
    """A cell of a 支出总表; `amount` None makes a blank one."""
    return BudgetLine(
        statement=Kind.EXPENDITURE,
        side=side,
        code=code,
        name=name,
        item=Item.NONE,
        level=0,
        measure=Measure.TOTAL,
        period=Period.CURRENT,
        amount_yuan=None if amount is None else Decimal(amount),
        printed=printed,
        blank=amount is None,
        unit=unit,
        decimals=decimals,
        page=None,
        line=125,
        table=3,
        row=7,
        column=4,
        header="合计",
        role=Role.TOTAL,
        counterpart_code="",
        counterpart_name="",
        repaired=False,
    )


def disclosure(
    identifier: str = "140621-zuzhibu-2024-budget", lines: tuple[BudgetLine, ...] = ()
) -> Disclosure:
    """A disclosure without anything but the statement lines given."""
    return Disclosure(
        disclosure_id=identifier,
        source=f"data/raw/{identifier}.md",
        sha256="0" * 64,
        format="markdown",
        pages=None,
        identity=Identity(
            unit_name="某县某局",
            year=2024,
            stage="budget",
            scope="unit",
            region="",
            unit_place=Place(line=1),
            year_place=Place(line=1),
        ),
        money_unit="万元",
        statements=(),
        lines=lines,
        synthetic=True,
    )


def full_result(identifier: str = "140621-zuzhibu-2024-budget") -> DocumentResult:
    """A result with rows in every table."""
    bare = disclosure(identifier)
    fund = Fund("term", "total", Decimal(1420000), "142.00", "万元", 2, 301, 5)
    target = PerformanceTarget(
        number=1,
        project="党员教育",
        department_code="101",
        department="某县某局",
        implementing_unit="某县某局本级",
        attribute="延续项目",
        term="1年",
        funds=(fund, fund._replace(period="year", amount_yuan=None, printed="")),
        overview=FORMULA,
        basis="",
        necessity="",
        measures="",
        plan="",
        term_goal="",
        year_goal="完成培训",
        filed="2024-01-15",
        place=Place(page=9, line=300, table=15, row=1),
        matched_project="党员教育经费",
        match="amount",
        matched_rows=(0,),
    )
    full = Disclosure(
        disclosure_id=identifier,
        source=bare.source,
        sha256=bare.sha256,
        format="pdf",
        pages=64,
        identity=bare.identity,
        money_unit="万元",
        statements=(
            Statement(Kind.EXPENDITURE, "支出总表", PLACE, "万元", None, 20, False, False, (3, 4)),
            Statement(Kind.STATE_CAPITAL, "国有资本经营预算表", Place(line=9), None, None, 0, True, True, ()),
        ),
        lines=(
            *(line(text, code="00123" if at else "") for at, text in enumerate(HOSTILE_TEXTS)),
            line("空白", amount=None, printed=""),
            line("横线", amount=None, printed="—"),
            line("零", amount="0.00", printed="0.00"),
            line("六位小数", amount="1234567.890000", printed="123.456789", decimals=6),
            line("亿元", amount="123456789012345600", printed="1234567890.123456", unit="亿元", decimals=6),
            line("元六位", amount="9007199254740993.123456", printed="9007199254740993.123456", unit="元"),
            line("负数", amount="-500.00", printed="-0.05", side=Side.EXPENDITURE),
        ),
        projects=(
            Project(
                name="党员教育经费",
                funding="current",
                unit_name="",
                code="",
                total_yuan=Decimal("1420000.00"),
                general_public_yuan=Decimal("1420000.00"),
                government_fund_yuan=None,
                state_capital_yuan=Decimal(0),
                special_account_yuan=None,
                unit_funds_yuan=None,
                printed="142.00",
                unit="万元",
                decimals=2,
                performance_target_disclosed=None,
                page=None,
                line=200,
                table=12,
                row=3,
            ),
        ),
        purchases=(
            Purchase(
                unit_name="某某县干部学校",
                name="办公设备购置费",
                item="多功能一体机",
                item_code="A02020400",
                kind="goods",
                function_code="2013202",
                economic_code="31002",
                economic_name="办公设备购置",
                government_economic_code="50306",
                content="更新旧设备",
                specification="黑白",
                quantity="2",
                method="集中采购",
                amount_yuan=Decimal("8000.00"),
                printed="0.80",
                unit="万元",
                decimals=2,
                page=9,
                line=300,
                table=14,
                row=3,
            ),
        ),
        targets=(target,),
        indicators=(
            PerformanceIndicator(
                1, "year", "产出指标", "数量指标", "人数", "=100人", "=", Decimal(100), "人", 9, 310, 15, 12
            ),
            PerformanceIndicator(
                1, "term", "效益指标", "社会效益", "影响", "显著", "", None, "", 9, 311, 15, 13
            ),
        ),
        claims=(
            Claim(
                section="政府采购情况",
                metric="procurement.total",
                subject="政府采购预算总额",
                value=Decimal("142.00"),
                value_unit="万元",
                decimals=2,
                comparison="increase",
                base="上年",
                change=Decimal("2.5"),
                change_unit="万元",
                change_percent=Decimal("1.79"),
                reason="=业务增加",
                text="政府采购预算总额142.00万元，比上年增加2.5万元。",
                page=None,
                line=400,
            ),
        ),
        catalogue=(
            CatalogueEntry(
                "A", "某号", "教育", "A0101", 2, "公共服务", "A01", True, "A01 01", "公共 服务", 50, 1, 40, 3
            ),
        ),
        glossary=(Term("基本支出", "@指为保障机构正常运转……", None, 500),),
        announced=(Announced("收支总表", "3", 10),),
        facts=(
            Fact("unit_name", "某县某局", "", "text", 0, None, 1, None, None, "text"),
            Fact("year", "2024", "", "text", 0, None, 1, None, None, "text"),
            Fact("expenditure.total", Decimal("1602.53"), "万元", "number", 2, None, 189, 3, 7, "table"),
            Fact("three_public.abroad", Decimal("0.00"), "万元", "zero", 2, None, 190, 9, 2, "table"),
            Fact("three_public.vehicle", None, "万元", "blank", 0, None, 190, 9, 3, "table"),
            Fact("assets.vehicles", Decimal(3), "辆", "number", 0, None, 450, None, None, "text"),
        ),
        notes=(
            Note("unreadable_number", "看不懂", None, Decimal("1.50"), PLACE, {"text": "十二"}),
            Note("damaged_columns", "已修复", Decimal(1), None, Place(), {}),
        ),
        synthetic=True,
        extra_sources=("data/raw/附件1.pdf", "data/raw/附件2.pdf"),
    )
    return DocumentResult(
        disclosure=full,
        findings=(
            Finding(
                rule_id="totals.expenditure",
                title="支出合计",
                family="totals",
                outcome="fail",
                severity="error",
                message="=合计与各项之和不符",
                expected=Decimal("16025300.00"),
                actual=Decimal("15767400.00"),
                difference=Decimal("-257900.00"),
                tolerance=Decimal("550"),
                unit="元",
                says="合计等于各项之和。",
                authority="预算法第十四条",
                place=PLACE,
                evidence=(
                    Evidence("合计", "1,576.74", PLACE),
                    Evidence("基本支出", "", Place(page=5, row=8)),
                ),
                tier="confirmed",
                finding_id="totals.expenditure-0123456789",
                stake_yuan=Decimal("257900.00"),
                stake_share=Decimal("0.0161"),
                tried=(Tried("上年结转或结转下年", Answer.RULED_OUT, ""),),
            ),
            Finding(
                rule_id="three_public.sum",
                title="三公合计",
                family="totals",
                outcome="not_applicable",
                severity="info",
                message="没有“三公”经费表",
                expected=None,
                actual=None,
                difference=None,
                tolerance=None,
                unit="",
                says="“三公”经费合计等于三项之和。",
                authority="",
                place=Place(),
                evidence=(),
            ),
        ),
        scores=(
            Score(
                criterion="tables.required",
                title="必须公开的表",
                dimension="completeness",
                kind="duty",
                state="partial",
                points=Decimal("7.5"),
                max_points=Decimal(10),
                authority="财预〔2016〕143号",
                message="缺一张",
                rubric_version="1",
                place=Place(),
            ),
            Score(
                criterion="timeliness.days",
                title="二十日内公开",
                dimension="timeliness",
                kind="duty",
                state="undeterminable",
                points=None,
                max_points=Decimal(10),
                authority="预算法第十四条",
                message="文件没有写公开日期",
                rubric_version="1",
                place=PLACE,
            ),
        ),
        matches=(
            CatalogueMatch(
                project="党员教育经费",
                amount_yuan=Decimal("1420000.00"),
                catalogue="A",
                department="教育",
                entry_code="A0101",
                entry_name="公共服务",
                method="token_sort",
                score=0.8125,
                status="suggested",
                page=None,
                line=200,
                table=12,
                row=3,
            ),
        ),
    )


if __name__ == "__main__":
    write_package([full_result(), full_result("140621-jiaoyuju-2024-budget")], Path(sys.argv[1]))
