"""D101: an indicator stands once in a table."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class IndicatorDoubled(ProjectRule):
    """同一个项目里指标重复。

    名称、描述都相同的两条指标（没有描述的，类别也要相同），等于同一件事考两次，权重也占了两份。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥300批次}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 数量指标, 三级指标: 监督检查次数, 指标值: ≥300次}
    """

    code, level, kind = "D101", Level.IMPROVE, Kind.INDICATORS
    english = "indicator doubled in one project"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标设置思路"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        named = (row for row in sheet.rows if re.search(r"[^\W\d_]", row.key) and row.applies)
        groups = grouped(named, _identity)
        for first, *others in groups.values():
            if others:
                values = "、".join(
                    dict.fromkeys(f"{shown(r.target.raw)}" for r in (first, *others))
                )
                yield self.finding(
                    others[0].at("name"),
                    f"{shown(first.name)}在同一个项目里列了{len(others) + 1}次，指标值是{values[:60]}。",
                    "请保留一条；考的不是同一件事的，把名称或者描述写出区别。",
                    also=[row.at("name") for row in (first, *others[1:])],
                )


def _identity(row: Row) -> Hashable:
    """Name and description; the type as well where nothing describes the row."""
    return (row.key, row.meaning) if row.meaning else (row.key, row.type2)
