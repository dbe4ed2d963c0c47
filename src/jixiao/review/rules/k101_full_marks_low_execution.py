"""K101: full marks are for what was done."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.plan.money import half_up, plain, shortest
from jixiao.review.examination import Sheet
from jixiao.review.results import execution_of
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class FullMarksLowExecution(ProjectRule):
    """指标全部满分，预算执行率却偏低。

    钱没有花到，事却样样做满，不是预算多要了，就是目标定低了，或者得分不实，要能说清楚。
    执行率低于政策包的界限才判；一分钱没有花的，九成以上的分也算满分。

    反例：
        执行: {全年预算数: 100, 全年执行数: 80}
        指标:
          - {二级指标: 数量指标, 三级指标: 甲, 指标值: ≥10次, 权重: 50, 得分: 50}
          - {二级指标: 社会效益指标, 三级指标: 乙, 指标值: ≥10起, 权重: 30, 得分: 30}
          - {二级指标: 满意度指标, 三级指标: 丙, 指标值: ≥90%, 权重: 10, 得分: 10}

    正例：
        执行: {全年预算数: 100, 全年执行数: 80}
        指标:
          - {二级指标: 数量指标, 三级指标: 甲, 指标值: ≥10次, 权重: 50, 得分: 40}
          - {二级指标: 社会效益指标, 三级指标: 乙, 指标值: ≥10起, 权重: 30, 得分: 30}
          - {二级指标: 满意度指标, 三级指标: 丙, 指标值: ≥90%, 权重: 10, 得分: 10}
    """

    code, level, kind, urgency = "K101", Level.IMPROVE, Kind.RESULTS, 3
    english = "full marks with low execution"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("财预〔2020〕10号", "预算执行率"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        bound, rate = self.pack.threshold("execution_explain"), execution_of(sheet.project)
        scored = [i for i in sheet.project.indicators if i.score is not None]
        full = bool(scored) and all(i.score == i.weight for i in scored)
        if rate is not None and rate < bound and (full or (rate == 0 and _nearly(scored))):
            said = "全部满分" if full else "几乎满分"
            least = f"{shortest(bound)}%{self.pack.loan('execution_explain')}"
            yield self.finding(
                sheet.at("executed.rate"),
                f"预算执行率{plain(half_up(rate))}%，不到{least}，{len(scored)}条指标却{said}。",
                "逐条核对实际完成值和佐证；确已完成的，说明为什么少花了钱。",
            )


def _nearly(scored: list[Indicator]) -> bool:
    """Whether nine tenths of the points are claimed."""
    points = sum((i.weight or Decimal(0) for i in scored), Decimal(0))
    won = sum((i.score or Decimal(0) for i in scored), Decimal(0))
    return points > 0 and won * 10 >= points * 9
