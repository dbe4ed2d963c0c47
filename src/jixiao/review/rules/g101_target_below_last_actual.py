"""G101: a target is not below what was reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.plan.target import Target
from jixiao.review.examination import Examination, Row
from jixiao.review.results import actual_of, is_share, lower_is_better, units_differ
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.review.years import row_pairs, same_year
from jixiao.terms.findings import Kind, Level

_POINTS = Decimal(5)


class TargetBelowLastActual(Rule):
    """指标值比上年实际低得多。

    上年已经办了300件，今年的目标还是100件，不用做什么就完成了。多少算低由政策包定（比率按百分点比）。
    给了上年的计划和实际完成值时才判；情况变了的，写明原因。

    反例：
        年度: 2024
        项目名称: 执法办案
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}
        上年:
          年度: 2023
          项目名称: 执法办案
          指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件, 实际完成值: 300件}

    正例：
        年度: 2024
        项目名称: 执法办案
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥300件}
        上年:
          年度: 2023
          项目名称: 执法办案
          指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件, 实际完成值: 300件}
    """

    code, level, kind = "G101", Level.IMPROVE, Kind.YEARS
    english = "target far below last year's result"
    cites = (cite("预算法", "第三十二条"), cite("财预〔2020〕10号", "偏离度"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        times = exam.pack.threshold("target_low") / 100
        for row, then in () if same_year(exam) else row_pairs(exam):
            actual = actual_of(then)
            if actual is not None and _is_low(row, actual, times):
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}的指标值{shown(row.target.raw)}，上年实际已经是{shown(then.indicator.actual)}。",
                    "请参照上年实际重定指标值；今年情况有变的，在依据中写明原因。",
                    to=_proposal(row, actual),
                )


def _is_low(row: Row, actual: Target, times: Decimal) -> bool:
    goal, done = row.target.value, actual.value
    if goal is None or done is None or goal <= 0 or done <= 0 or units_differ(row, actual):
        return False
    lower = lower_is_better(row.target)
    if is_share(row):
        return (goal - done if lower else done - goal) >= _POINTS
    return (goal / done if lower else done / goal) >= times


def _proposal(row: Row, actual: Target) -> str:
    sign = "≤" if lower_is_better(row.target) else "≥"
    return f"{sign}{shortest(actual.value or Decimal(0))}{row.target.unit or ''}"
