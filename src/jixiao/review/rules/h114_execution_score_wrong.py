"""H114: the points for execution are the rate times their points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, plain, shortest
from jixiao.review.examination import Sheet
from jixiao.review.results import execution_of
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level

_NEAR = Decimal("0.1")


class ExecutionScoreWrong(ProjectRule):
    """预算执行率的得分算错了。

    得分等于执行率乘以这一行的分值，最高不超过分值。百分之百执行却得零分，或者没有执行完却得满分，都是算错了。

    反例：
        执行: {全年预算数: 90, 全年执行数: 90, 分值: 10, 得分: 0}

    正例：
        执行: {全年预算数: 90, 全年执行数: 81, 分值: 10, 得分: 9}
    """

    code, level, kind = "H114", Level.RETURN, Kind.RESULTS
    english = "points for execution are wrong"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        money, rate = sheet.project.executed, execution_of(sheet.project)
        if money is None or money.score is None or rate is None or money.points is None:
            return
        right = half_up(min(rate, Decimal(100)) * money.points / 100)
        if 0 <= money.score <= money.points and abs(money.score - right) > _NEAR:
            yield self.finding(
                sheet.at("executed.score"),
                f"执行率{shortest(half_up(rate))}%，分值{plain(money.points)}，得分应为{plain(right)}，填的是{plain(money.score)}。",
                f"请改为{plain(right)}分。",
                to=plain(right),
            )
