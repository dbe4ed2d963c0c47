"""K128: a result is in the unit of its target."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.review.examination import Row
from jixiao.review.results import actual_of, units_differ
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind


class UnitDiffers(RowRule):
    """实际完成值的单位与目标的不同，不能折算。

    目标是百分之几，实际填了多少件，两个数没法比，得分就没有根据。

    反例：
        指标: {三级指标: 防火宣传覆盖率, 指标值: ≥100%, 实际完成值: 1000件}

    正例：
        指标: {三级指标: 防火宣传覆盖率, 指标值: ≥100%, 实际完成值: 100%}
    """

    code, level, kind, urgency = "K128", Level.RETURN, Kind.RESULTS, 2
    english = "a unit that does not fit the target's"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        actual = actual_of(row)
        counted = row.target.kind is TargetKind.NUMBER and row.target.value is not None
        if actual is None or actual.value is None or not counted or not units_differ(row, actual):
            return
        if actual.kind is TargetKind.NUMBER:
            yield self.finding(row.at("actual"), *self.words(row.indicator))

    @staticmethod
    def words(one: Indicator) -> tuple[str, str]:
        """Fault and remedy, by whoever read the two values."""
        return (
            f"{shown(one.name)}的目标是{one.target.raw}，实际完成值填{shown(one.actual)}，单位对不上。",
            f"按目标的单位{f'（{one.target.unit}）' if one.target.unit else ''}重新填写，写明单位。",
        )
