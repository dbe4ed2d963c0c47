"""A101: a heading promises a text."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Plan, Section
from jixiao.plan.words import squeeze
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class SectionEmpty(Rule):
    """标题下没有内容。

    有标题而无内容，公开出去就是一处空白；“工作保障措施”空着，审核人也无从判断条件是否具备。
    标题重复的，有一处写了内容就不算空。

    反例：
        章节: [{标题: 三、工作保障措施}]

    正例：
        章节: [{标题: 三、工作保障措施}]
        工作保障措施: [成立由局长任组长的绩效管理小组，按季检查进度。]
    """

    code, level, kind = "A101", Level.IMPROVE, Kind.STRUCTURE
    english = "section without text"
    cites = (cite("预算法", "第十四条"), cite("GB/T 9704-2012", "结构层次序数"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        empty = {s.heading: s for s in exam.plan.sections if not _filled(s, exam.plan)}
        written = {s.heading for s in exam.plan.sections if s.text}
        for heading, section in empty.items():
            if heading not in written:
                yield self.finding(
                    exam.at("sections", section.place),
                    f"标题{shown(heading)}下没有内容。",
                    _remedy(heading),
                )


def _filled(section: Section, plan: Plan) -> bool:
    """Whether a section has text or items; of sections whose items a plan does not keep, yes."""
    if section.text:
        return True
    heading = squeeze(section.heading)
    if "保障" in heading:
        return bool(plan.safeguards)
    if "分项" in heading or "职责" in heading:
        return bool(plan.duty_goals)
    return bool(plan.overall_goals) if "总体" in heading else True


def _remedy(heading: str) -> str:
    if "保障" in heading:
        return "请写明由谁负责、有什么制度、怎样检查进度；确无内容的，删去标题。"
    return "请补写这一部分；确无内容的，删去标题。"
