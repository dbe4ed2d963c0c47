"""E106: a duty is served by some project."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Project
from jixiao.review.examination import Examination, Sheet
from jixiao.review.rule import Rule
from jixiao.review.words import pairs_of, shown
from jixiao.terms.findings import Kind, Level

_EMPTY = re.compile(
    "监督|管理|监管|工作|职责|综合|业务|事务|产品|质量|保护|服务|建设|推进|开展|安全|设备|监察|城市|创建|及|和|与|、"
)


#: So many pairs of characters of a duty's goal in one project: it is served under another word.
_TOLD = 4
_RUN = 4


class DutyWithoutProject(Rule):
    """职责没有对应的项目。

    第一部分列了这项职责的目标，第二部分却没有一个项目、一条指标说到它，目标靠什么来实现就没有交代。
    不花钱的职责、用公用经费办的职责可以没有项目，所以只作提示。

    反例：
        分项目标: [{职责: 商标广告监督管理, 内容: 商标广告监督管理职责的绩效目标是指导全县商标管理工作。}]
        项目: [{项目名称: 执法办案, 资金用途: 用于执法办案的支出}]

    正例：
        分项目标: [{职责: 执法办案, 内容: 执法办案职责的绩效目标是维护公平竞争的市场秩序。}]
        项目: [{项目名称: 执法办案, 资金用途: 用于执法办案的支出}]
    """

    code, level, kind = "E106", Level.NOTE, Kind.PROJECTS
    english = "duty without a project"
    cites = (cite("预算法", "第三十二条"), cite("财预〔2015〕88号", "绩效目标设定要求"))
    item = "relevant"

    def check(self, exam: Examination) -> Iterator[Finding]:
        projects = [_said(sheet) for sheet in exam.sheets]
        covered: set[str] = set().union(*projects)
        for duty in exam.plan.duty_goals if covered else ():
            words = pairs_of(_EMPTY.sub(" ", duty.duty or ""))
            told = pairs_of(_EMPTY.sub(" ", duty.text or "")) - words
            served = any(len(told & said) >= _TOLD for said in projects) or any(
                _names(duty.text or "", sheet.project) for sheet in exam.sheets
            )
            if words and not words & covered and not served:
                yield self.finding(
                    exam.at("duty_goals", duty.place),
                    f"职责{shown(duty.duty or '')}写了绩效目标，却没有项目或者指标说到它。",
                    "请说明这项职责由哪个项目、哪笔经费来办；漏列项目的，补上。",
                )


def _names(text: str, project: Project) -> bool:
    """Whether a duty's goal names a project: four characters of its name in a row."""
    name = project.short_name or project.name
    runs = (name[n : n + _RUN] for n in range(len(name) - _RUN + 1))
    return any(run in text and len(_EMPTY.sub("", run)) > 1 for run in runs)


def _said(sheet: Sheet) -> set[str]:
    """Pairs of characters of a project: its name, use and goals, what its indicators count."""
    project = sheet.project
    rows = " ".join(f"{row.name} {row.description}" for row in sheet.rows)
    return pairs_of(f"{project.name} {project.use or ''} {' '.join(project.goals)} {rows}")
