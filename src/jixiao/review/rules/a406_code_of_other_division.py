"""A406: a project code belongs to the division of its department."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.codes import parse_code
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.terms.findings import Kind, Level


class CodeOfOtherDivision(Rule):
    """项目编码的区划是别的地方。

    编码的前六位是立项地的行政区划代码。本级、上级（市、省、中央）立的项目都对；
    是别的县、别的市的，多半是从别人的表里抄来的。

    反例：
        行政区划: "130730"
        项目编码: 13072223P00008210002H

    正例：
        行政区划: "130730"
        项目编码: 13073023P00008210002K
    """

    code, level, kind = "A406", Level.IMPROVE, Kind.STRUCTURE
    english = "project code of another division"
    cites = (cite("财办〔2020〕13号", "项目编码"),)

    def check(self, exam: Examination) -> Iterator[Finding]:
        own = exam.plan.department.division
        for sheet in exam.sheets if own else ():
            code = parse_code(sheet.project.code)
            if own and code and code.letter == "P" and not _above(code.division, own):
                yield self.finding(
                    sheet.at("code"),
                    f"项目编码的区划是“{code.division}”，本部门在“{own[:6]}”。",
                    "请照项目库核对编码；别处的项目，不在本部门的表里。",
                )


def _above(division: str, own: str) -> bool:
    """Whether a division is the department's own, one above or one below it."""
    stem, mine = division, own[:6]
    while stem.endswith("00"):
        stem = stem[:-2]
    while mine.endswith("00"):
        mine = mine[:-2]
    return mine.startswith(stem) or stem.startswith(mine)
