"""A305: what does not apply is left out."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class NotApplicablePublished(ProjectRule):
    """不适用的指标没有删去。

    “本项目不适用此指标”“不涉及”的行是表样的空位，留着会被当成没有填，也占了权重。

    反例：
        指标: {二级指标: 生态效益指标, 三级指标: 本项目不适用此指标, 指标值: 无}

    正例：
        指标: {二级指标: 生态效益指标, 三级指标: 回收废旧家电, 指标值: ≥300台}
    """

    code, level, kind = "A305", Level.NOTE, Kind.STRUCTURE
    english = "row that does not apply left in"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财预〔2021〕101号", "指标类型"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        idle = [row for row in sheet.rows if row.name and not row.applies]
        if idle:
            more = f"等{len(idle)}行" if len(idle) > 1 else ""
            yield self.finding(
                idle[0].at("name"),
                f"{shown(idle[0].name)}{more}说明不适用，却还留在表里。",
                "请把这样的行删去，其余指标的权重相应调整。",
                also=[row.at("name") for row in idle[1:]],
            )
