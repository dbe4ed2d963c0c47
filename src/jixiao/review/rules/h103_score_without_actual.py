"""H103: a score needs a result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_NOTHING = re.compile(r"[\s/\\无—\-]*")


class ScoreWithoutActual(RowRule):
    """有得分，没有实际完成值。

    没有写做成多少，分数就没有来处，旁人也无从核对。

    反例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 权重: 10, 得分: 10}

    正例：
        指标: {三级指标: 抽检批次, 指标值: ≥255批次, 实际完成值: 260批次, 权重: 10, 得分: 10}
    """

    code, level, kind = "H103", Level.RETURN, Kind.RESULTS
    english = "score without an actual value"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("预算法", "第五十七条"))

    def look(self, row: Row) -> Iterator[Finding]:
        one = row.indicator
        if one.score is not None and one.score > 0 and _NOTHING.fullmatch(one.actual or ""):
            yield self.finding(
                row.at("actual"),
                f"{shown(row.name)}得了{plain(one.score)}分，却没有写实际完成值。",
                "请填实际完成值，并备好可以核对的资料；没有完成的，得零分。",
            )
