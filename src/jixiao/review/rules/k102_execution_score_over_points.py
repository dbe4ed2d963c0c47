"""K102: the points for execution lie between nothing and theirs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level

#: The points of the row where the form prints none.
_USUAL = Decimal(10)


class ExecutionScoreOverPoints(ProjectRule):
    """预算执行率的得分超过它的分值。

    常见的是把总分填进了年度资金总额这一行。负数也不对。

    反例：
        执行: {全年预算数: 10, 全年执行数: 10, 分值: 10, 得分: 99}

    正例：
        执行: {全年预算数: 10, 全年执行数: 10, 分值: 10, 得分: 10}
    """

    code, level, kind, urgency = "K102", Level.RETURN, Kind.RESULTS, 2
    english = "the execution score exceeds its points"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        money = sheet.project.executed
        if money is None or money.score is None:
            return
        points = _USUAL if money.points is None else money.points
        if not 0 <= money.score <= points:
            off = "像是把总分填到了这里" if money.score > points else "得分不会是负数"
            yield self.finding(
                sheet.at("executed.score"),
                f"年度资金总额一行的得分是{plain(money.score)}，分值是{plain(points)}，{off}。",
                "这一格只填预算执行率的得分，总分填在最后一行。",
            )
