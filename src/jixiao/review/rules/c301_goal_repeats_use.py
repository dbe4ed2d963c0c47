"""C301: what is spent on is not yet what is achieved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import longest_shared, shown
from jixiao.terms.findings import Kind, Level

_LEAST, _SHARE = 6, 0.35


class GoalRepeatsUse(ProjectRule):
    """绩效目标照抄了资金用途。

    资金用途说钱花在哪里，绩效目标说花了以后做成什么。把用途抄进目标，再接一句“保障工作顺利进行”，
    目标就没有内容，指标也就没有来处。

    反例：
        资金用途: 用于单位内部职工培训支出
        绩效目标: 用于单位内部职工培训支出，提升职工工作能力

    正例：
        资金用途: 用于单位内部职工培训支出
        绩效目标: 全年办4期执法业务培训，参加50人次，考核合格率90%以上
    """

    code, level, kind = "C301", Level.IMPROVE, Kind.TEXT
    english = "goal repeats the use of money"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("预算法实施条例", "第二十条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        goal = _bare("；".join(sheet.project.goals))
        shared = longest_shared(goal, _bare(sheet.project.use or ""))
        promised = re.search(r"\d", goal.replace(shared, ""))  # 另写了做到多少的，目标就有内容
        if len(shared) >= _LEAST and len(shared) >= len(goal) * _SHARE and not promised:
            yield self.finding(
                sheet.at("goals"),
                f"绩效目标{shown(goal)}中的{shown(shared)}照抄了资金用途。",
                "请写花了钱以后做成什么：做多少、做到什么程度、谁受益。",
                also=[sheet.at("use")],
            )


def _bare(text: str) -> str:
    return "".join(text[:400].split())[:200]
