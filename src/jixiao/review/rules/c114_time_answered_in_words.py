"""C114: a time is a time."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import RowRule
from jixiao.review.vagueness import asks_for_time, is_dated
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class TimeAnsweredInWords(RowRule):
    """问的是时间，答的不是时间。

    “项目建设周期：基本建立”“完成时间：按月安排”，看不出到哪一天算误期。写期限、时长或者按时的比率。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 项目建设周期, 指标值: 基本建立}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 项目建设周期, 指标值: ≤6个月}
    """

    code, level, kind = "C114", Level.IMPROVE, Kind.TEXT
    english = "time answered in words"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))
    item = "scientific"

    def check(self, exam: Examination) -> Iterator[Finding]:
        year = f"{exam.plan.year}年" if exam.plan.year else ""
        for row in exam.rows:
            said = row.target.is_words
            if (
                said
                and not row.target.low
                and asks_for_time(row.key)
                and not is_dated(row.target.raw)
            ):
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}问的是时间，指标值{shown(row.target.raw)}答的不是时间。",
                    f"请写明期限或者时长，例如“{year}12月底前”“≤6个月”。",
                )
