"""A303: an indicator has a target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import is_value, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind


class TargetMissing(RowRule):
    """指标没有指标值。

    没有指标值就没有目标，自评时填多少都算完成。不适用的指标整行删去，不要留空。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ""}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
    """

    code, level, kind = "A303", Level.RETURN, Kind.STRUCTURE
    english = "indicator without a target value"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        named = re.sub(r"指标\s*\d*|[\W\d_]", "", row.name)
        if named and not is_value(row.name) and row.target.kind is TargetKind.NONE:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}没有指标值。"
                if not row.target.raw
                else f"{shown(row.name)}的指标值只写了{shown(row.target.raw)}。",
                "请填写指标值；这一指标不适用的，整行删去。",
            )
