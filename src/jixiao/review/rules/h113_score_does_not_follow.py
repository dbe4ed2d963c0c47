"""H113: a score follows from target and result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, plain, shortest
from jixiao.review.examination import Examination
from jixiao.review.results import reached
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_NEAR, _SHARE = Decimal("0.1"), Decimal("0.05")
_NOTHING = re.compile(r"[\s/\\无—\-。]*")


class ScoreDoesNotFollow(Rule):
    """得分与完成情况对不上。

    定量指标完成的得满分，没有完成的按完成的比例得分。完成了却扣分，或者没有完成却得满分，又不说明，分数就不可信。
    超额很多的允许少给分，写了偏差原因的不判；相差不到分值的百分之五不判。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 按时完成率, 指标值: =100%, 实际完成值: 100%, 权重: 10, 得分: 7}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 按时完成率, 指标值: =100%, 实际完成值: 70%, 权重: 10, 得分: 7}

    正例：
        指标: {二级指标: 成本指标, 三级指标: 采购成本, 指标值: 20万元, 实际完成值: 16万元, 权重: 10, 得分: 10}
    """

    code, level, kind = "H113", Level.IMPROVE, Kind.RESULTS
    english = "score does not follow from the result"
    cites = (cite("财预〔2020〕10号", "自评得分"),)

    def check(self, exam: Examination) -> Iterator[Finding]:
        high = exam.pack.threshold("completion_high")
        for row in exam.rows if exam.is_evaluated else ():
            one, done = row.indicator, reached(row)
            if done is None or one.score is None or not one.weight or done.percent > high:
                continue
            right = one.weight * min(done.percent, Decimal(100)) / 100
            apart = abs(one.score - right) > max(_NEAR, one.weight * _SHARE)
            if apart and 0 <= one.score <= one.weight and _NOTHING.fullmatch(one.deviation or ""):
                yield self.finding(
                    row.at("score"),
                    f"{shown(row.name)}目标{shown(row.target.raw)}，实际{shown(one.actual)}，分值{plain(one.weight)}，"
                    f"按完成比例应得{shortest(half_up(right))}分，填的是{plain(one.score)}分。",
                    "请按完成情况改正得分；另有评分标准的，在偏差原因中写明。",
                    to=shortest(half_up(right)),
                )
