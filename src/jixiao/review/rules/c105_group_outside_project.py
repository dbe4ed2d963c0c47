"""C105: those served are those the money is spent for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Sheet
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_GROUPS = {
    "渔民": "渔|水产|农|港|海",
    "农民": "农|乡|村|粮|土地|扶贫|振兴|种|畜|渔",
    "农户": "农|乡|村|粮|土地|扶贫|振兴|种|畜|渔",
    "学生": "教|学|校|青少年|食品",
    "教师": "教|学|校|师",
    "患者": "医|卫|健|病|药|患|疾",
    "残疾人": "残|民政|社保|康复|福利",
    "老年人": "老|民政|养|社保|福利",
    "退役军人": "军|役|双拥|优抚|民政",
    "游客": "旅|游|景|文|园",
    "贫困户": "贫|扶|乡|村|振兴|民政|救助",
}


class GroupOutsideProject(Rule):
    """受益人与项目不相干。

    商品抽检项目写“保护农民利益”，与项目名称、资金用途都对不上，多半是从别的项目抄来的。
    受益人写错了，效益和满意度就都考错了人。

    反例：
        项目名称: 流通领域商品抽检经费
        资金用途: 用于流通领域商品抽检的支出
        指标: {二级指标: 社会效益指标, 三级指标: 保护农民利益, 指标值: 有效保护}

    正例：
        项目名称: 农资商品抽检经费
        资金用途: 用于化肥、农药等农资商品抽检的支出
        指标: {二级指标: 社会效益指标, 三级指标: 保护农民利益, 指标值: 有效保护}
    """

    code, level, kind = "C105", Level.IMPROVE, Kind.TEXT
    english = "beneficiaries outside the project"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "指标设置思路"),
    )

    def check(self, exam: Examination) -> Iterator[Finding]:
        department = exam.plan.department.name or ""
        for sheet in exam.sheets:
            project = sheet.project
            if project.use:
                about = (
                    f"{department}{project.name[:200]}{project.use[:400]}{_counted(project.goals)}"
                )
                yield from self._look(sheet, about)

    def _look(self, sheet: Sheet, about: str) -> Iterator[Finding]:
        for row in sheet.rows:
            group = next((g for g in _GROUPS if g in row.name), None)
            if group and not re.search(_GROUPS[group], about):
                yield self.finding(
                    row.at("name"),
                    f"{shown(row.name)}说的是“{group}”，项目名称、资金用途、绩效目标都与“{group}”无关。",
                    f"请改为项目真正的受益人；确与“{group}”有关的，在资金用途或者绩效目标中写明做什么。",
                    also=[row.at("description")] if group in row.description else [],
                )


def _counted(goals: tuple[str, ...]) -> str:
    """The clauses of the goals that say how many: there a group is meant, not only named."""
    clauses = re.split("[，,。；;]", "；".join(goals)[:1000])
    return "；".join(clause for clause in clauses if re.search(r"\d", clause))
