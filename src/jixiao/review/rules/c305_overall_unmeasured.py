"""C305: a department's goals can be told from their miss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.terms.findings import Kind, Level

_LEAST = 2
_MEASURED = re.compile(r"\d+(?:\.\d+)?\s*(?:%|‰|[\u4e00-\u9fff])|[零〇]|百分之|不发生|全覆盖")
_NAMES = re.compile(r"20\d\d年?|1[0-9]{4}|[“\"][^”\"]{0,20}[”\"]")


class OverallUnmeasured(Rule):
    """总体绩效目标没有一条可以衡量。

    “加强监管”“营造良好氛围”年年可写，年底也年年完成。部门整体目标至少要有几条写出做到什么程度，
    例如抽检合格率、投诉按时办结率。只有一条目标的不判。

    反例：
        总体目标: [加强监管，维护全县安全形势持续稳定。, 加强服务，着力优化市场环境。]

    正例：
        总体目标: [食品抽检合格率达到98%，不发生较大食品安全事故。, 投诉按时办结率达到95%。]
    """

    code, level, kind = "C305", Level.NOTE, Kind.TEXT
    english = "overall goals without a measure"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"),)
    item = "clear"

    def check(self, exam: Examination) -> Iterator[Finding]:
        goals = [goal for goal in exam.plan.overall_goals if goal.text.strip()]
        if len(goals) >= _LEAST and not any(_is_measured(goal.text) for goal in goals):
            yield self.finding(
                exam.at("overall_goals", goals[0].place),
                f"{len(goals)}条总体绩效目标都没有写做到什么程度。",
                "请至少在主要的几条中写出数，例如“食品抽检合格率达到98%”“投诉按时办结率达到95%”。",
            )


def _is_measured(text: str) -> bool:
    return bool(_MEASURED.search(_NAMES.sub("", text[:2000])))
