"""B214: a goal for the year ends in the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.target import Target
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind


class DeadlineOutsideYear(Rule):
    """完成期限不在预算年度之内。

    年度目标写的期限是别的年份，不是抄了往年的表，就是跨年的项目没有写本年度要做到哪一步。

    反例：
        年度: 2022
        指标: {二级指标: 时效指标, 三级指标: 完成时间, 指标值: 2021年11月30日前}

    正例：
        年度: 2022
        指标: {二级指标: 时效指标, 三级指标: 完成时间, 指标值: 2022年11月30日前}
    """

    code, level, kind = "B214", Level.IMPROVE, Kind.NUMBER
    english = "deadline outside the budget year"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))
    item = "reasonable"

    def check(self, exam: Examination) -> Iterator[Finding]:
        year = exam.plan.year
        for row in exam.rows if year else ():
            said = _year_of(row.target)
            if said and said != year:
                early = "早" if said < (year or 0) else "晚"
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}的期限是{said}年，{early}于预算年度{year}年。",
                    f"请改为{year}年之内的期限；跨年的项目，写明{year}年底前做到哪一步。",
                )


def _year_of(target: Target) -> int | None:
    """The year of a deadline, where it is printed."""
    last = target.high or target.low or ""
    told = target.kind is TargetKind.DEADLINE and re.match(r"(20\d\d)-", last)
    return int(told[1]) if told and told[1][2:] in target.raw else None
