"""B217: what is paid for costs something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Dimension


class CostZero(RowRule):
    """成本指标的指标值是零。

    “单位成本0万元”多半是小数四舍五入成了零，或者单位选大了，应当换成元。
    考的是超支、节约、罚款一类本来可以为零的，不在此列。

    反例：
        指标: {二级指标: 成本指标, 三级指标: 每人次培训成本, 指标值: ≤0万元}

    正例：
        指标: {二级指标: 成本指标, 三级指标: 每人次培训成本, 指标值: ≤400元}
    """

    code, level, kind = "B217", Level.IMPROVE, Kind.NUMBER
    english = "cost target of zero"
    cites = (cite("财预〔2021〕101号", "成本指标"), cite("财预〔2015〕88号", "绩效标准"))

    def look(self, row: Row) -> Iterator[Finding]:
        cost = row.type2 is not None and row.type2.is_cost
        priced = row.target.dimension is Dimension.MONEY or "元" in (row.target.unit or "")
        money = priced and row.target.value == 0
        if cost and money and not re.search("超|节约|增加|结余|损失|罚|负债|赔|偿", row.name):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}是零，做事不会不花钱。",
                "请填实际的成本；不足一万元的，以元为单位。",
            )
