"""B210: a time to be done by, not a length of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind, TargetNote

_DONE = re.compile("完成|时间|时限|期限|进度|工期")


class DurationForDeadline(Rule):
    """完成时间写成了一段时长。

    “完成时间：1年”没有说从哪天算起，到哪天为止，怎样都不算误期。写明哪月底前完成。
    有符号的时长（办理时限≤5个工作日）说得清楚，不在此列。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 完成时间, 指标值: 1年}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 完成时间, 指标值: ≤12月}
    """

    code, level, kind = "B210", Level.NOTE, Kind.NUMBER
    english = "length of time where a deadline is meant"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        year = f"{exam.plan.year}年" if exam.plan.year else ""
        for row in exam.rows:
            target = row.target
            if row.type2 is not Level2.TIMELINESS or target.kind is not TargetKind.DURATION:
                continue
            bare = TargetNote.SIGN_MISSING in target.notes and target.unit in (
                "年",
                "个月",
                "月",
                "季度",
            )
            if bare and _DONE.search(row.name):
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}的指标值{shown(target.raw)}是一段时长，没有说从何时起、到何时止。",
                    f"请写明完成的期限，例如“{year}12月底前”。",
                )
