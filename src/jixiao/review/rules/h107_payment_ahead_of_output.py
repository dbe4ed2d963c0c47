"""H107: money does not run ahead of work."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, shortest
from jixiao.review.examination import Examination, short_of
from jixiao.review.results import execution_of, reached
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2


class PaymentAheadOfOutput(Rule):
    """钱花得比事快。

    预算执行了九成，数量指标只完成一半，钱可能提前付了，也可能用在了别处。相差多少算快由政策包定。
    用预算执行率减去各数量指标完成率（最高按100%算）的平均数。

    反例：
        执行: {全年预算数: 100, 全年执行数: 95}
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 120批次}

    正例：
        执行: {全年预算数: 100, 全年执行数: 95}
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 250批次}
    """

    code, level, kind = "H107", Level.IMPROVE, Kind.RESULTS
    english = "payment ahead of output"
    cites = (cite("财预〔2019〕136号", "监控内容"), cite("中发〔2018〕34号", "双监控"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        gap = exam.pack.threshold("progress_gap")
        for sheet in exam.sheets:
            rate = execution_of(sheet.project)
            done = [
                min(r.percent, Decimal(100))
                for row in sheet.of(Level2.QUANTITY)
                if (r := reached(row))
            ]
            if rate is None or not done:
                continue
            progress = sum(done, Decimal(0)) / len(done)
            if min(rate, Decimal(100)) - progress > gap:
                said = f"{shortest(gap)}个百分点{exam.pack.loan('progress_gap')}"
                yield self.finding(
                    sheet.at("executed.rate"),
                    f"项目{shown(short_of(sheet.project))}预算执行率{shortest(half_up(rate, 1))}%，"
                    f"数量指标平均只完成{shortest(half_up(progress, 1))}%，钱比事快，相差超过{said}。",
                    "请说明付款的依据和没有完成的原因；提前付款的，写明何时交付。",
                )
