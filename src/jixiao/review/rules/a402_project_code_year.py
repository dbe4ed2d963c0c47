"""A402: a code of another year."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.codes import parse_code
from jixiao.review.examination import Examination
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class ProjectCodeYear(ProjectRule):
    """项目编码的年份不是预算年度。

    编码里的年份是项目设立的年份，上年结转的资金沿用老编码是对的，所以只作提示：
    请确认是结转项目，指标值写的是本年度要做的部分，而不是把上年的目标原样搬来。

    反例：
        年度: 2023
        项目编码: 13073022P00881234567X

    正例：
        年度: 2023
        项目编码: 13073023P00008210002K
    """

    code, level, kind = "A402", Level.NOTE, Kind.STRUCTURE
    english = "project code of another year than the plan"
    cites = (cite("财办〔2020〕13号", "项目编码"),)

    def check(self, exam: Examination) -> Iterator[Finding]:
        year = exam.plan.year
        for sheet in exam.sheets:
            code = parse_code(sheet.project.code)
            if year and code and code.letter == "P" and code.year != year:
                yield self.finding(
                    sheet.at("code"),
                    f"项目编码的年份是{code.year}年，预算年度是{year}年。",
                    _remedy(code.year, year),
                )


def _remedy(code: int, year: int) -> str:
    if code > year:
        return "编码的年份晚于预算年度，请核对编码。"
    return "如是以前年度结转的资金，请确认指标值只写本年度要完成的部分；不是的，请核对编码。"
