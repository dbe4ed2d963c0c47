"""C303: a goal is more than the project's name."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import core_of, shown
from jixiao.terms.findings import Kind, Level


class GoalIsName(ProjectRule):
    """绩效目标只写了项目的名称。

    名称说这是哪笔钱，目标说要做成什么。把名称再写一遍，目标就是空的。

    反例：
        项目名称: 基本公共卫生服务补助
        绩效目标: 基本公共卫生服务补助

    正例：
        项目名称: 基本公共卫生服务补助
        绩效目标: 为全县常住居民免费提供12类基本公共卫生服务，电子健康档案建档率90%以上
    """

    code, level, kind = "C303", Level.RETURN, Kind.TEXT
    english = "goal only repeats the project's name"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("预算法实施条例", "第二十条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        goal = core_of("".join(sheet.project.goals))
        names = {core_of(n) for n in (sheet.project.name, sheet.project.short_name or "") if n}
        if len(goal) >= 2 and goal in names:
            yield self.finding(
                sheet.at("goals"),
                f"绩效目标{shown('；'.join(sheet.project.goals))}就是项目名称，没有说要做成什么。",
                "请写明做什么、做多少、做到什么程度、谁受益。",
            )
