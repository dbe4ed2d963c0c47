"""B213: a ratio is a share of a whole."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Dimension


class RatioWithoutPercent(RowRule):
    """名称是比率，单位却是件、人、次。

    “签约率≥120人”说的到底是比率还是人数？名称和单位对不上，自评时两种算法结果不同。

    反例：
        指标: {二级指标: 质量指标, 三级指标: 家庭医生签约率, 指标值: ≥120人}

    正例：
        指标: {二级指标: 质量指标, 三级指标: 家庭医生签约率, 指标值: ≥75%}
    """

    code, level, kind = "B213", Level.IMPROVE, Kind.NUMBER
    english = "ratio in a unit of count"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        counted = target.dimension in (Dimension.COUNT, Dimension.TIME, Dimension.MONEY)
        graded = target.unit == "分"
        if row.is_ratio and (counted or graded) and target.value and target.unit:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}是比率，指标值{shown(target.raw)}却以“{target.unit}”为单位。",
                f"要考比率的，写成百分之几；要考{target.unit}数的，把名称改成它数的东西。",
            )
