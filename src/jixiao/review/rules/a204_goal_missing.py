"""A204: a project says what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class GoalMissing(ProjectRule):
    """没有写绩效目标。

    指标由目标而来。目标一栏空着，审核人看不出这些指标要证明什么。

    反例：
        资金用途: 用于流通领域商品抽检的支出
        指标: [{二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}]

    正例：
        资金用途: 用于流通领域商品抽检的支出
        绩效目标: 全年抽检流通领域商品255批次，不合格商品全部下架。
        指标: [{二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}]
    """

    code, level, kind = "A204", Level.RETURN, Kind.STRUCTURE
    english = "project without a goal"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("预算法", "第三十二条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        if not any(goal.strip(" /—-无") for goal in sheet.project.goals):
            yield self.finding(
                sheet.at("goals"),
                f"项目{shown(short_of(sheet.project))}没有写绩效目标。",
                "请写明本年度要做成什么、达到什么效果，与资金用途和指标对得上。",
            )
