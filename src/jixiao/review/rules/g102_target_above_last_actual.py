"""G102: a target can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.results import actual_of, lower_is_better, units_differ
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.review.years import row_pairs, same_year
from jixiao.terms.findings import Kind, Level


class TargetAboveLastActual(Rule):
    """指标值比上年实际高得多。

    上年只做成60件，今年一下定到200件，凭什么做得到没有说。做不到，年底就是一条未完成。
    给了上年的计划和实际完成值时才判，只作提示。

    反例：
        年度: 2024
        项目名称: 执法办案
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥200件}
        上年:
          年度: 2023
          项目名称: 执法办案
          指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥200件, 实际完成值: 60件}

    正例：
        年度: 2024
        项目名称: 执法办案
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥65件}
        上年:
          年度: 2023
          项目名称: 执法办案
          指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥200件, 实际完成值: 60件}
    """

    code, level, kind = "G102", Level.NOTE, Kind.YEARS
    english = "target far above last year's result"
    cites = (cite("预算法", "第三十二条"), cite("财预〔2015〕88号", "绩效目标设定要求"))
    item = "achievable"

    def check(self, exam: Examination) -> Iterator[Finding]:
        least = exam.pack.threshold("target_high") / 100
        for row, then in () if same_year(exam) else row_pairs(exam):
            actual = actual_of(then)
            goal, done = row.target.value, actual.value if actual else None
            if actual is None or goal is None or done is None or units_differ(row, actual):
                continue
            if (
                done > 0
                and goal > 0
                and (goal / done if lower_is_better(row.target) else done / goal) < least
            ):
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}的指标值{shown(row.target.raw)}，上年实际只有{shown(then.indicator.actual)}。",
                    "请写明凭什么能达到（增加的人、钱、任务），或者参照上年实际重定。",
                )
