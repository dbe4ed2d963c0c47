"""D108: much money shows in more than one output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.costs import budget_of, in_words
from jixiao.review.examination import Examination, Row, Sheet, short_of
from jixiao.review.outputs import output_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_NEAR = (Decimal("0.5"), Decimal("2"))
_PIECE = re.compile("每|单[价位个台件处场次人站套辆]|[人户生亩日月年]均|平均|标准|均价")


class MuchMoneyOneOutput(ProjectRule):
    """钱不少，数量指标只有一条。

    几十万、上百万的项目只考一样东西，其余的钱做了什么就没有交代。多少算“不少”由政策包定，各地可改。
    能算出单价的，一并写出，供核对；单位成本乘以数量与预算相当的，不判。

    反例：
        预算数: 150
        指标:
          - {二级指标: 数量指标, 三级指标: 检验产品批次, 指标值: ≥1349批次}
          - {二级指标: 质量指标, 三级指标: 不合格产品处置率, 指标值: ≥98%}

    正例：
        预算数: 150
        指标:
          - {二级指标: 数量指标, 三级指标: 检验食用农产品批次, 指标值: ≥800批次}
          - {二级指标: 数量指标, 三级指标: 检验加工食品批次, 指标值: ≥549批次}
    """

    code, level, kind = "D108", Level.IMPROVE, Kind.INDICATORS
    english = "much money, one output"
    cites = (cite("中发〔2018〕34号", "成本效益"), cite("财预〔2015〕88号", "绩效目标设定要求"))
    item = "matched"

    def check(self, exam: Examination) -> Iterator[Finding]:
        large = exam.pack.threshold("large_amount") * 10_000
        for sheet in exam.sheets:
            budget = budget_of(sheet.project)
            counted = [row for row in sheet.of(Level2.QUANTITY) if row.applies]
            if (
                budget
                and budget >= large
                and len(counted) == 1
                and not _is_priced(sheet, counted[0])
            ):
                yield self._finding(sheet, counted[0])

    def _finding(self, sheet: Sheet, row: Row) -> Finding:
        money = f"{shortest(sheet.project.budget.total or Decimal(0))}{sheet.project.unit or ''}"
        return self.finding(
            row.at("target"),
            f"项目{shown(short_of(sheet.project))}预算{money}，数量指标只有{shown(row.name)}"
            f"{shown(row.target.raw)}一条{_price(row)}。",
            "请核对这笔钱还做哪些事，逐项补上数量指标；只做这一件的，补单位成本，说明怎样测算。",
        )


def _is_priced(sheet: Sheet, counted: Row) -> bool:
    """Whether a cost of one piece is set (每亩补贴标准, 人均成本) and with the count makes the budget."""
    budget, number = budget_of(sheet.project), counted.target.value
    prices = (_price_set(row) for row in sheet.rows if _PIECE.search(row.name))
    return any(
        price and number and budget and _NEAR[0] <= price * number / budget <= _NEAR[1]
        for price in prices
    )


def _price_set(row: Row) -> Decimal | None:
    """The price in yuan for a year, where the row sets one."""
    value, unit = row.target.value, row.target.unit or ""
    if row.type2 is None or not row.type2.is_cost or value is None:
        return None
    yuan = value * 10_000 if unit.startswith("万") else value
    return yuan * 12 if "月" in row.name + unit else yuan


def _price(row: Row) -> str:
    output = output_of(row)
    if output is None or output.price is None:
        return ""
    return f"，合每{row.target.unit or '个'}约{in_words(output.price)}"
