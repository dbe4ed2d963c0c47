"""K131: no more is spent than the full-year budget."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class OverBudget(ProjectRule):
    """全年执行数大于全年预算数。

    超出的钱从哪里来，表上没有说；有追加的，全年预算数应当含追加。

    反例：
        执行: {全年预算数: 100, 全年执行数: 130}

    正例：
        执行: {年初预算数: 100, 全年预算数: 130, 全年执行数: 130}
    """

    code, level, kind = "K131", Level.IMPROVE, Kind.RESULTS
    english = "more spent than the full-year budget"
    cites = (cite("财预〔2020〕10号", "预算执行率"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        money = sheet.project.executed
        if money is None or money.executed is None or not money.adjusted:
            return
        if money.executed > money.adjusted:
            yield self.finding(
                sheet.at("executed.executed"),
                f"全年执行数{plain(money.executed)}大于全年预算数{plain(money.adjusted)}。",
                "核对两个数；确有追加的，全年预算数应含追加。",
            )
