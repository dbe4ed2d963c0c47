"""G107: a goal approved is not lowered in passing."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.review.years import budget_changed, looser, pairs, same_year
from jixiao.terms.findings import Kind, Level


class TargetLoweredInYear(Rule):
    """年中调低了指标值，预算没有变。

    批复的目标一般不调整。钱没有少，目标却低了，要说明原因并按程序报批，不能改了就算。
    给了本年度较早的一版计划时才判。

    反例：
        年度: 2023
        项目名称: 执法办案
        预算数: 20
        指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥60件}]
        上年:
          年度: 2023
          项目名称: 执法办案
          预算数: 20
          指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}]

    正例：
        年度: 2023
        项目名称: 执法办案
        预算数: 12
        指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥60件}]
        上年:
          年度: 2023
          项目名称: 执法办案
          预算数: 20
          指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}]
    """

    code, level, kind = "G107", Level.IMPROVE, Kind.YEARS
    english = "target lowered within the year at the same budget"
    cites = (cite("财预〔2015〕88号", "第二十八条"), cite("中发〔2018〕34号", "目标与预算同步"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet, then in pairs(exam) if same_year(exam) else ():
            if budget_changed(sheet, then):
                continue
            for row, earlier in exam.earlier.rows(sheet, then) if exam.earlier else ():
                if looser(row.target, earlier.target):
                    yield self.finding(
                        row.at("target"),
                        f"{shown(row.name)}的指标值由批复的{shown(earlier.target.raw)}调低为{shown(row.target.raw)}，预算没有变。",
                        f"请恢复{shown(earlier.target.raw)}；确要调整的，说明原因，按程序报批。",
                        to=earlier.target.raw,
                    )
