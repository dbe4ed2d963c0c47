"""G105: goals and budget change together."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.years import budget_changed, pairs, same_year, unchanged
from jixiao.terms.findings import Kind, Level


class BudgetWithoutGoal(Rule):
    """预算调整了，目标没有跟着调整。

    目标随预算一同批复，预算年中追加或者调减，目标要按同样的程序一并调整，否则年底照老目标自评，钱与事对不上。
    给了本年度较早的一版计划时才判。

    反例：
        年度: 2023
        项目名称: 执法办案
        预算数: 30
        绩效目标: 全年办理案件100件
        指标: &rows [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}]
        上年: {年度: 2023, 项目名称: 执法办案, 预算数: 20, 绩效目标: 全年办理案件100件, 指标: *rows}

    正例：
        年度: 2023
        项目名称: 执法办案
        预算数: 30
        绩效目标: 全年办理案件150件
        指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥150件}]
        上年:
          年度: 2023
          项目名称: 执法办案
          预算数: 20
          绩效目标: 全年办理案件100件
          指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}]
    """

    code, level, kind = "G105", Level.RETURN, Kind.YEARS
    english = "budget changed within the year without the goals"
    cites = (
        cite("财预〔2015〕88号", "第二十七条"),
        cite("财预〔2015〕88号", "第二十八条"),
        cite("中发〔2018〕34号", "目标与预算同步"),
    )
    item = "complete"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet, then in pairs(exam) if same_year(exam) else ():
            change = budget_changed(sheet, then)
            if change and unchanged(sheet, then) and sheet.project.goals == then.project.goals:
                unit = sheet.project.unit or ""
                yield self.finding(
                    sheet.at("budget.total"),
                    f"预算由{plain(change[0])}{unit}调整为{plain(change[1])}{unit}，绩效目标和指标一字未改。",
                    "请按调整后的预算重定目标和指标值，与预算调整一并报批；做的事确实没有变的，说明理由。",
                    also=[sheet.at("indicators")],
                )
