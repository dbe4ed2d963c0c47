"""A102: a heading stands once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class HeadingDoubled(Rule):
    """标题重复出现。

    同一个标题印了两遍，多半是系统导出之后又手工改动留下的，目录和正文都会跟着错。

    反例：
        章节: [{标题: 二、分项绩效目标, 内容: 现说明如下。}, {标题: 二、分项绩效目标}]

    正例：
        章节: [{标题: 一、总体绩效目标, 内容: 现说明如下。}, {标题: 二、分项绩效目标}]
    """

    code, level, kind = "A102", Level.NOTE, Kind.STRUCTURE
    english = "heading printed twice"
    cites = (cite("预算法", "第十四条"), cite("GB/T 9704-2012", "结构层次序数"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        counts = Counter(s.heading for s in exam.plan.sections)
        for heading, times in counts.items():
            if times > 1:
                again = [s for s in exam.plan.sections if s.heading == heading][1:]
                yield self.finding(
                    exam.at("sections", again[0].place),
                    f"标题{shown(heading)}出现了{times}次。",
                    "请保留有内容的一处，删去其余的标题。",
                    also=[exam.at("sections", s.place) for s in again[1:]],
                )
