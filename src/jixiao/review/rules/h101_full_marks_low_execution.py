"""H101: full marks are for what was done."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, shortest
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.results import execution_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST = 3


class FullMarksLowExecution(Rule):
    """预算没有执行完，指标却全部满分。

    钱只花了八成，事却一件不少，不是预算多要了，就是自评没有据实。两者都要说明。
    各指标的分值、得分都填了，执行率低于政策包的界限时才判。

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

    code, level, kind = "H101", Level.IMPROVE, Kind.RESULTS
    english = "full marks at low execution"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("财预〔2020〕10号", "预算执行率"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        least = exam.pack.threshold("execution_explain")
        for sheet in exam.sheets:
            rate = execution_of(sheet.project)
            if rate is not None and rate < least and _all_full(sheet):
                yield self.finding(
                    sheet.at("executed.rate"),
                    f"项目{shown(short_of(sheet.project))}预算执行率{shortest(half_up(rate))}%，各项指标却都得了满分。",
                    "请说明没有花完的钱原来要做什么；事没有做完的，据实扣分。",
                )


def _all_full(sheet: Sheet) -> bool:
    given = [(r.indicator.weight, r.indicator.score) for r in sheet.rows if r.applies]
    return len(given) >= _LEAST and all(w is not None and w == s for w, s in given)
