"""H108: a budget is carried out, neither left nor overrun."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.plan.money import half_up, shortest
from jixiao.review.examination import Examination, short_of
from jixiao.review.results import execution_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class ExecutionOutside(Rule):
    """预算执行率过低或者超过预算。

    执行率过低，预算多要了或者事没有做；超过百分之百，钱从哪里来没有说。界限由政策包定。
    执行率是全年执行数除以全年（调整）预算数。

    反例：
        执行: {全年预算数: 100, 全年执行数: 60}

    正例：
        执行: {全年预算数: 100, 全年执行数: 95}
    """

    code, level, kind = "H108", Level.IMPROVE, Kind.RESULTS
    english = "execution rate too low or above the budget"
    cites = (cite("财预〔2020〕10号", "预算执行率"), cite("财预〔2019〕136号", "监控内容"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        low, high = exam.pack.threshold("execution_low"), exam.pack.threshold("execution_high")
        for sheet in exam.sheets:
            rate = execution_of(sheet.project)
            if rate is not None and not low <= rate <= high:
                bound = f"低于{shortest(low)}%" if rate < low else f"高于{shortest(high)}%"
                bound += exam.pack.loan("execution_low" if rate < low else "execution_high")
                yield self.finding(
                    sheet.at("executed.rate"),
                    f"项目{shown(short_of(sheet.project))}预算执行率{shortest(half_up(rate))}%，{bound}。",
                    "请说明原因；钱确实用不完的，下年相应调减。"
                    if rate < low
                    else "请核对预算数和执行数；有追加的，按调整后的预算数计算。",
                )
