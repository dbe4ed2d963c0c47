"""K118: a deviation has a reason."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, shortest
from jixiao.plan.words import says_nothing
from jixiao.review.examination import Row
from jixiao.review.results import Reached, lower_is_better, reached
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class DeviationUnexplained(RowRule):
    """偏差大而没有写原因。

    只完成六成要说明为什么、怎样改；完成三倍也要说明，是努力的结果，还是目标定低了。多大算大由政策包定。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 120批次}

    正例：
        指标:
          二级指标: 数量指标
          三级指标: 抽检批次
          指标值: ≥255批次
          实际完成值: 120批次
          偏差原因: 下半年抽检计划由市局统一组织，减少了县级任务
    """

    code, level, kind = "K118", Level.IMPROVE, Kind.RESULTS
    english = "a large deviation without a reason"
    cites = (cite("财预〔2020〕10号", "偏离度"), cite("财预〔2020〕10号", "自评要求"))

    def look(self, row: Row) -> Iterator[Finding]:
        low, high = self.pack.threshold("completion_low"), self.pack.threshold("completion_high")
        bounds = f"{shortest(low)}%到{shortest(high)}%{self.pack.loan('completion_low')}"
        done = reached(row)
        if done and says_nothing(row.indicator.deviation) and not low <= done.percent <= high:
            yield self.finding(
                row.at("deviation"),
                f"{shown(row.name)}目标{shown(row.target.raw)}，实际{shown(row.indicator.actual)}，"
                f"{_extent(row, done)}，完成率在{bounds}以外，这一行没有写原因。",
                _remedy(row, done.percent < low),
            )


def _extent(row: Row, done: Reached) -> str:
    if lower_is_better(row.target):
        return f"是目标的{shortest(half_up(done.actual / done.target * 100, 1))}%"
    return f"完成{shortest(half_up(done.percent, 1))}%"


def _remedy(row: Row, short: bool) -> str:
    if short:
        return "在这一行写明偏差的原因和改进的办法；表后有总的说明的，分到各条。"
    if lower_is_better(row.target):
        return "说明为什么低这么多；目标定松了的，下年收紧。"
    return "说明为什么超出这么多；目标定低了的，下年提高。"
