"""J102: what others ask of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Examination, grouped
from jixiao.review.results import is_share, lower_is_better
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST, _POINTS = 3, Decimal(5)


class TargetBelowPeers(Rule):
    """指标值比同类低得多。

    同一个比率，别的单位都定95%以上，这里只定80%，应当说明难在哪里。
    给了同类单位的计划时才判；名称相同的比率至少有三家可比，低于同类的中位数五个百分点以上才提示。

    反例：
        指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥80%}
        同类:
          - {指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}}
          - {指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}}
          - {指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥98%}}

    正例：
        指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}
        同类:
          - {指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}}
          - {指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}}
          - {指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥98%}}
    """

    code, level, kind = "J102", Level.NOTE, Kind.PEERS
    english = "target far below that of peers"
    cites = (cite("财预〔2015〕88号", "绩效标准"), cite("财预〔2021〕101号", "指标值设定依据"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        usual = _usual_targets(exam)
        for row in exam.rows if usual else ():
            many, middle = usual.get(row.key, (0, Decimal(0)))
            goal = row.target.value
            if many < _LEAST or goal is None or not is_share(row):
                continue
            if (goal - middle if lower_is_better(row.target) else middle - goal) >= _POINTS:
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}的指标值{shown(row.target.raw)}，"
                    f"{many}家同类的中位数是{shortest(middle)}%。",
                    "请参照同类重定，或者写明本单位的难处。",
                )


def _usual_targets(exam: Examination) -> dict[str, tuple[int, Decimal]]:
    """By name: how many peers have that share, and the median of their targets."""
    shares = [(r.key, r.target.value) for r in exam.peers if is_share(r)]
    known = grouped(((k, v) for k, v in shares if v is not None), lambda pair: pair[0])
    return {key: (len(same), median(v for _, v in same)) for key, same in known.items()}
