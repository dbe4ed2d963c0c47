"""A302: an indicator has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.review.examination import Examination
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind


class NameMissing(RowRule):
    """指标没有名称。

    有指标值而没有三级指标名称，不知道在考什么；“指标1”“……”是表样里的占位，也等于没有名称。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 指标1, 指标值: ≥100}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥100批次}
    """

    code, level, kind = "A302", Level.RETURN, Kind.STRUCTURE
    english = "indicator without a name"
    cites = (
        cite("财预〔2015〕88号", "附件：申报表"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet in exam.sheets:
            for row in sheet.rows:
                if row.target.kind is not TargetKind.NONE and _is_none(row.name):
                    yield self.finding(
                        row.at("name"),
                        f"指标值{shown(row.target.raw)}所在的一行没有三级指标名称。",
                        "请写明三级指标的名称；这一行不用的，整行删去。",
                    )


def _is_none(name: str) -> bool:
    return not re.sub(r"指标\s*\d*|[\W\d_]", "", name)
