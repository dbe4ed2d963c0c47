"""A309: what a project's form asks for is filled in, as it is beside it."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

#: Cells of a project with their labels, and the cell that stands beside each in the same form.
_ASKED = {
    "budget.total": ("预算数", "spending_plan"),
    "use": ("资金用途", "spending_plan"),
    "spending_plan": ("资金支出计划", ""),
    "code": ("项目编码", ""),
}


class ProjectCellEmpty(Rule):
    """项目的必填格空着。

    预算数、资金用途、支出计划、项目编码，别的项目大半填了，这一个空着；或者写了支出计划，却没有预算数、用途。
    没有预算数就没有执行率，没有用途就不知道目标从何而来。都没有填的，多半是表样没有这一栏，不判。

    反例：
        项目名称: 校舍维修
        预算数: "320"
        资金支出计划: ["25", "50", "75", "100"]
        指标: {二级指标: 数量指标, 三级指标: 维修学校数, 指标值: ≥12所}

    正例：
        项目名称: 校舍维修
        预算数: "320"
        资金用途: 维修12所学校的屋面
        资金支出计划: ["25", "50", "75", "100"]
        指标: {二级指标: 数量指标, 三级指标: 维修学校数, 指标值: ≥12所}
    """

    code, level, kind = "A309", Level.IMPROVE, Kind.STRUCTURE
    english = "a project's cell left empty among filled ones"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"),)
    item = "complete"

    def check(self, exam: Examination) -> Iterator[Finding]:
        sheets = [sheet for sheet in exam.sheets if sheet.rows]
        for field, (label, beside) in _ASKED.items():
            empty = [s for s in sheets if not _filled(s, field)]
            usual = len(empty) * 3 <= len(sheets)
            for sheet in empty:
                if (usual or _filled(sheet, beside)) and field not in exam.unread(sheet):
                    yield self.finding(
                        sheet.at(field),
                        f"项目{shown(short_of(sheet.project))}的{label}空着。",
                        f"请补上{label}；确实没有的，写明原因。",
                    )


def _filled(sheet: Sheet, field: str) -> bool:
    """Whether a cell of the project holds anything; of no cell, no."""
    project = sheet.project
    held = {
        "budget.total": project.budget.total is not None,
        "use": bool((project.use or "").strip()),
        "spending_plan": any(step.percent is not None for step in project.spending_plan),
        "code": bool(project.code),
    }
    return held.get(field, False)
