"""A306: the name of an indicator is not the name of its type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind

_TYPES = re.compile(
    "(?:产出|效益|满意度)?(?:数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|"
    "可持续影响|产出数量|产出质量|产出时效|产出成本|产出|效益)(?:指标)?"
)


class NameIsType(RowRule):
    """三级指标写成了类别的名称。

    “社会成本指标”“质量指标”是二级指标的名称，不是指标。写在三级指标一栏，不知道考什么。

    反例：
        指标: {二级指标: 社会成本指标, 三级指标: 社会成本指标, 指标值: =100%}

    正例：
        指标: {二级指标: 社会成本指标, 三级指标: 施工扰民投诉次数, 指标值: ≤3次}
    """

    code, level, kind = "A306", Level.RETURN, Kind.STRUCTURE
    english = "name of the type in place of the indicator's"
    cites = (
        cite("财预〔2015〕88号", "附件：申报表"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )

    def look(self, row: Row) -> Iterator[Finding]:
        if _TYPES.fullmatch(row.key) and row.target.kind is not TargetKind.NONE:
            yield self.finding(
                row.at("name"),
                f"三级指标{shown(row.name)}是类别的名称，没有说考什么。",
                "请写明考的是什么，例如做了多少件、合格的比率、每件花多少钱。",
            )
