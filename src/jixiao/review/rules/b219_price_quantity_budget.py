"""B219: price times quantity is about the money asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.plan.money import half_up, shortest
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1, Level2
from jixiao.terms.targets import Operator

_YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(10**8)}
_PRICE = re.compile(
    r"(?P<money>万元|千元|亿元|元)/(?P<of>[\u4e00-\u9fff]{1,3})(?:[·/・每](?:年|月|次))?"
)
_MONTHLY = re.compile("月|季|日|天|次")
_MORE, _LESS = Decimal("1.1"), Decimal("0.5")


class PriceQuantityBudget(ProjectRule):
    """单价乘数量与预算对不上。

    每人250元、3600人，合90万元，预算却只有54万元：单价、数量、预算总有一个是错的。
    单价的单位写成万元，一个人就超过整个项目的预算，也在这里看出来。按月、按次计的单价不算。

    反例：
        预算数: "54"
        指标:
          - {二级指标: 数量指标, 三级指标: 体检人数, 指标值: ≥3600人}
          - {二级指标: 成本指标, 三级指标: 人均体检成本, 指标值: ≤250元/人}

    正例：
        预算数: "90"
        指标:
          - {二级指标: 数量指标, 三级指标: 体检人数, 指标值: ≥3600人}
          - {二级指标: 成本指标, 三级指标: 人均体检成本, 指标值: ≤250元/人}
    """

    code, level, kind = "B219", Level.IMPROVE, Kind.NUMBER
    english = "price, quantity and budget do not agree"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "成本指标"))
    item = "matched"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        budget = _budget(sheet)
        prices = [(row, found) for row in sheet.rows if (found := _price(row))]
        for row, (price, of) in prices if budget else ():
            if price > budget:
                yield self._one(row, budget)
            elif len(prices) == 1 and (counted := _counted(sheet, of)):
                yield from self._times(row, price, counted, budget)

    def _one(self, row: Row, budget: Decimal) -> Finding:
        return self.finding(
            row.at("target"),
            f"{shown(row.name)}的单价{shown(row.target.raw)}一个就超过项目的预算{_wan(budget)}万元。",
            "请核对单价的单位，是元还是万元。",
        )

    def _times(self, row: Row, price: Decimal, of: Row, budget: Decimal) -> Iterator[Finding]:
        whole = price * (of.target.value or 0)
        ceiling = row.target.operator in (Operator.AT_MOST, Operator.LESS_THAN)
        if whole > budget * _MORE or (ceiling and whole < budget * _LESS):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}{row.target.raw}，乘{shown(of.name)}{of.target.raw}，合{_wan(whole)}万元；"
                f"预算是{_wan(budget)}万元，对不上。",
                "请核对单价、数量和预算；还有别的支出的，在用途里写明。",
                also=[of.at("target")],
            )


def _budget(sheet: Sheet) -> Decimal:
    """The budget in 元; 0 where it is not printed in a known unit."""
    total = sheet.project.budget.total
    return (total or Decimal(0)) * _YUAN.get(sheet.project.unit or "万元", Decimal(0))


def _price(row: Row) -> tuple[Decimal, str] | None:
    """Price in 元 and what it is a price of."""
    if row.type1 is not Level1.COST and row.type2 is not Level2.COST:
        return None
    found = _PRICE.fullmatch(row.target.unit or "")
    value = row.target.value
    if not found or value is None or _MONTHLY.search(found["of"]):
        return None
    return value * _YUAN[found["money"]], found["of"]


def _counted(sheet: Sheet, of: str) -> Row | None:
    """The one quantity in the price's unit."""
    rows = [r for r in sheet.of(Level2.QUANTITY) if r.target.unit == of and r.target.value]
    return rows[0] if len(rows) == 1 else None


def _wan(yuan: Decimal) -> str:
    return shortest(half_up(yuan / 10_000))
