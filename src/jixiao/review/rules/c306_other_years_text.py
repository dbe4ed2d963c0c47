"""C306: what the goals speak of is to be done in the budget year, not in one gone by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding, Where
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_YEAR = re.compile(
    r"(?<![\d〔\[【（(《])(?P<year>20\d\d)年(?!\d{1,2}月至|来|以来|以前|之前|前|以后|之后|后|代|及|起|至|—|-|底|末|度?相比|基数)"
)
#: Words by which an earlier year is a comparison or a cause, not the time of the task.
_COMPARED = re.compile(
    "较|比|同比|超过|不低于|基础上|自|从|由|截至|截止|根据|按照|依据|延续|结转|尾款|欠|上年|去年|规划|《"
)


class OtherYearsText(Rule):
    """绩效目标说的是往年的事。

    2024年的预算，目标写“2022年完成修复300亩”：多半是把往年的文本抄了来。
    拿往年来比、说明结转来历的不判。

    反例：
        年度: 2024
        绩效目标: 2022年完成草原修复300亩

    正例：
        年度: 2024
        绩效目标: 2024年完成草原修复300亩，比2022年增加50亩
    """

    code, level, kind = "C306", Level.IMPROVE, Kind.TEXT
    english = "goal speaks of another year"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"),)
    item = "clear"

    def check(self, exam: Examination) -> Iterator[Finding]:
        year = exam.plan.year
        for where, goals in _goals(exam) if year else ():
            said = _said(goals, int(year or 0))
            if said:
                yield self.finding(
                    where,
                    f"{shown(said)}说的是往年，预算是{year}年的。",
                    f"请核对是不是往年的文本；是本年的任务，改写为{year}年。",
                )


def _goals(exam: Examination) -> Iterator[tuple[Where, tuple[str, ...]]]:
    """The goals of the department, of its duties and of each project, with their places."""
    for overall in exam.plan.overall_goals:
        yield exam.at("overall_goals", overall.place), (overall.text,)
    for duty in exam.plan.duty_goals:
        yield exam.at("duty_goals", duty.place), (duty.text,)
    for sheet in exam.sheets:
        yield sheet.at("goals"), sheet.project.goals


def _said(goals: tuple[str, ...], year: int) -> str:
    """The sentence of a goal that speaks of an earlier year as the time of its task."""
    for goal in goals:
        for sentence in re.split("[，,。；;\n]", goal[:1500]):
            years = [int(found["year"]) for found in _YEAR.finditer(sentence)]
            if years and max(years) < year and not _COMPARED.search(sentence):
                return sentence.strip()
    return ""
