"""G106: a target does not slacken without a word."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.review.years import looser, row_pairs, same_year
from jixiao.terms.findings import Kind, Level


class LooserThanLast(Rule):
    """指标值比上年定得松。

    同一项目的同一指标，上年定95%，今年定90%，越定越松又不说原因。
    给了上年的计划时才判；成本随预算增加的不算。

    反例：
        年度: 2024
        项目名称: 执法办案
        指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥90%}
        上年: {年度: 2023, 项目名称: 执法办案, 指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}}

    正例：
        年度: 2024
        项目名称: 执法办案
        指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}
        上年: {年度: 2023, 项目名称: 执法办案, 指标: {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}}
    """

    code, level, kind = "G106", Level.IMPROVE, Kind.YEARS
    english = "target looser than last year's"
    cites = (cite("预算法", "第三十二条"), cite("财预〔2015〕88号", "绩效标准"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        for row, then in () if same_year(exam) else row_pairs(exam):
            cost = row.type2 is not None and row.type2.is_cost
            if not cost and looser(row.target, then.target):
                yield self.finding(
                    row.at("target"),
                    f"{shown(row.name)}的指标值由上年的{shown(then.target.raw)}放宽为{shown(row.target.raw)}。",
                    f"请维持上年的{shown(then.target.raw)}或者更高；确要放宽的，在依据中写明原因。",
                    to=then.target.raw,
                )
