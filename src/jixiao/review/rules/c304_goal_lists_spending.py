"""C304: a goal tells what is achieved, not how the money is shared out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_AMOUNT = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?\s*(?:万|亿)?元")
_EXPENSE = re.compile("[\\u4e00-\\u9fff]{1,6}(?:费|经费|补贴|报酬|工资)(?=[、，,等和及。；]|$)")
_AMOUNTS, _EXPENSES = 3, 3
_ACHIEVED = re.compile(
    r"\d+(?:\.\d+)?\s*(?:%|‰|次|个|家|件|批次|人|户|名|场|期|公里|亩|平方米|台|套|起)"
)


class GoalListsSpending(ProjectRule):
    """绩效目标写成了钱的分配。

    “30万元用于编制，30万元用于审计”说的是钱给谁，不是做成什么；办公费、水电费一项项列出来也一样。
    目标里另外写了做多少的不算。

    反例：
        绩效目标: 本项目共申请预算资金90万元。其中30万元用于预算编制；30万元用于审计；30万元用于设计

    正例：
        绩效目标: 全年编制预算50项、审计50项、设计20项，审减率达到5%，成果一次通过评审
    """

    code, level, kind = "C304", Level.IMPROVE, Kind.TEXT
    english = "goal lists the spending"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("预算法实施条例", "第二十条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        goal = "；".join(sheet.project.goals)[:1000]
        shared = len(_AMOUNT.findall(goal)) >= _AMOUNTS or len(_EXPENSE.findall(goal)) >= _EXPENSES
        if shared and not _ACHIEVED.search(goal):
            yield self.finding(
                sheet.at("goals"),
                f"绩效目标{shown(goal)}写的是钱怎样分，没有写做成什么。",
                "请把分配移到资金用途，目标写花了钱以后做成多少、做到什么程度、谁受益。",
            )
