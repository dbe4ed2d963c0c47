"""K106: a budget that was not spent asks for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, plain, shortest
from jixiao.plan.words import says_nothing
from jixiao.review.examination import Sheet
from jixiao.review.results import execution_of
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class ExecutionUnexplained(ProjectRule):
    """执行率偏低而没有说明原因。

    执行率过低，预算多要了或者事没有做；全表没有一处写原因的才判。界限由政策包定。
    执行率是全年执行数除以全年（调整）预算数。

    反例：
        执行: {全年预算数: 100, 全年执行数: 60}

    正例：
        执行: {全年预算数: 100, 全年执行数: 95}
    """

    code, level, kind = "K106", Level.IMPROVE, Kind.RESULTS
    english = "low execution without a reason"
    cites = (cite("财预〔2020〕10号", "预算执行率"), cite("财预〔2019〕136号", "监控内容"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        bound, rate = self.pack.threshold("execution_low"), execution_of(sheet.project)
        said = any(not says_nothing(i.deviation) for i in sheet.project.indicators)
        if rate is not None and rate < bound and not said:
            yield self.finding(
                sheet.at("executed.rate"),
                f"预算执行率{plain(half_up(rate))}%，低于{shortest(bound)}%{self.pack.loan('execution_low')}，全表没有一处说明原因。",
                "写明执行偏慢的原因和改进措施；钱确实用不完的，下年相应调减。",
            )
