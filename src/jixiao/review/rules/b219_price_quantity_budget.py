"""B219: price times quantity is about the money asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
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
_OFTEN = re.compile("月|季|日|天|学期|/次|每次")
_YEAR_ROUND = re.compile("12个月|十二个月")
_EACH = {"人均": "人", "生均": "人", "户均": "户", "亩均": "亩"}
_MORE, _LESS = Decimal("1.1"), Decimal("0.5")
_FULL = Decimal("0.98")
_SLIP, _PART = 1000, Decimal("0.2")
#: A ceiling for one of a kind may lie above what it costs on average, not by a third.
_CEILING = Decimal("1.3")


class PriceQuantityBudget(ProjectRule):
    """单价乘数量与预算对不上。

    每人250元、3600人，合90万元，预算却只有54万元：单价、数量、预算总有一个是错的。
    单价的单位写成万元，一个人就超过整个项目的预算，也在这里看出来。“每户成本”一类在名称里说每什么的也算；
    按月计的，写明全年12个月才算，按日、按次、按学期计的不算。

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
        prices = [
            (row, found) for row in sheet.rows if (found := _price(row) or _named(sheet, row))
        ]
        for row, (price, of) in prices if budget else ():
            if price > budget:
                yield self._one(row, budget)
            elif len(prices) == 1 and (counted := _counted(sheet, of)):
                alone = len(sheet.of(Level2.QUANTITY)) == 1
                yield from self._times(row, price, counted, budget, alone)

    def _one(self, row: Row, budget: Decimal) -> Finding:
        return self.finding(
            row.at("target"),
            f"{shown(row.name)}的单价{shown(row.target.raw)}一个就超过项目的预算{_wan(budget)}万元。",
            "请核对单价的单位，是元还是万元。",
        )

    def _times(
        self, row: Row, price: Decimal, of: Row, budget: Decimal, alone: bool
    ) -> Iterator[Finding]:
        whole = price * (of.target.value or 0)
        a_year = "全年" if row.target.value and "月" in row.name else ""
        ceiling = row.target.operator in (Operator.AT_MOST, Operator.LESS_THAN)
        most = budget * (_CEILING if ceiling and "/" not in (row.target.unit or "") else _MORE)
        floors = (Operator.AT_LEAST, Operator.MORE_THAN)
        if row.target.operator in floors and budget * _FULL <= whole < most:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}写成“至少”{row.target.raw}，乘{shown(of.name)}{of.target.raw}已到预算{_wan(budget)}万元。",
                "单价再高一点就超预算；请改成不超过多少，按固定标准发放的写成等于。",
                also=[of.at("target")],
            )
        least = _LESS if alone else _PART  # 还有别的产出的，钱也花在那里
        little = ceiling and (alone or "/" in (row.target.unit or "")) and whole < budget * least
        slip = 0 < whole * _SLIP < budget  # 元当成了万元
        if whole >= most or little or slip:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}{row.target.raw}，乘{shown(of.name)}{of.target.raw}，{a_year}合{_wan(whole)}万元；"
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


def _named(sheet: Sheet, row: Row) -> tuple[Decimal, str] | None:
    """Price in 元 for a year and what it is a price of, where the name says of what: 每户成本, 人均费用."""
    cost = row.type1 is Level1.COST or row.type2 is Level2.COST
    value, factor = row.target.value, _YUAN.get(row.target.unit or "")
    if not cost or value is None or factor is None:
        return None
    of = next((unit for word, unit in _EACH.items() if word in row.name), None) or _each(sheet, row)
    often = _OFTEN.search(row.name)
    if of is None or (often and often.group() != "月"):
        return None
    text = f"{row.description}{sheet.project.use or ''}{''.join(sheet.project.goals)}"
    if often and not _YEAR_ROUND.search(text[:1000]):
        return None
    return value * factor * (12 if often else 1), of


def _each(sheet: Sheet, row: Row) -> str | None:
    """The unit of a quantity that stands behind 每 in a name: 每家次检查费 is not of 家."""
    units = {r.target.unit for r in sheet.of(Level2.QUANTITY) if r.target.unit}
    named = [u for u in units if f"每{u}" in row.name and f"每{u}次" not in row.name]
    return max(named, key=len, default=None)


def _counted(sheet: Sheet, of: str) -> Row | None:
    """The one quantity in the price's unit."""
    rows = [r for r in sheet.of(Level2.QUANTITY) if r.target.unit == of and r.target.value]
    return rows[0] if len(rows) == 1 else None


def _wan(yuan: Decimal) -> str:
    return shortest(half_up(yuan / 10_000))
