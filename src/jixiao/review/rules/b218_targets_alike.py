"""B218: targets differ as things differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST, _SHARE, _TYPES = 4, Decimal("0.8"), 3
_BARE = re.compile(r"[≥≤=<>]?\d+(?:\.\d+)?")


class TargetsAlike(ProjectRule):
    """各行的指标值是同一个数。

    数量、质量、时效、成本的指标值都填“100”，没有单位，是占位的数，没有按指标去定。
    四条以上、八成以上是同一个不带单位的数，又分属三个以上类别的才判。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 道路改造, 指标值: "100"}
          - {二级指标: 质量指标, 三级指标: 工程验收, 指标值: "100"}
          - {二级指标: 时效指标, 三级指标: 完成时间, 指标值: "100"}
          - {二级指标: 成本指标, 三级指标: 工程造价, 指标值: "100"}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 道路改造, 指标值: ≥3公里}
          - {二级指标: 质量指标, 三级指标: 工程验收合格率, 指标值: =100%}
          - {二级指标: 时效指标, 三级指标: 完成时间, 指标值: 2023年10月底前}
          - {二级指标: 成本指标, 三级指标: 每公里造价, 指标值: ≤80万元}
    """

    code, level, kind = "B218", Level.RETURN, Kind.NUMBER
    english = "one placeholder number as every target"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        filled = [r for r in sheet.rows if r.target.raw.strip()]
        for text, rows in grouped(filled, lambda r: squeeze(r.target.raw[:40])).items():
            if _BARE.fullmatch(text) and _are_most(rows, filled):
                yield self.finding(
                    rows[0].at("target"),
                    f"{len(filled)}条指标中有{len(rows)}条的指标值都是{shown(text)}，像是占位的数。",
                    "请逐条写明符号、数值和单位，例如“≥3公里”“=100%”“≤80万元”。",
                    also=[row.at("target") for row in rows[1:]],
                )


def _are_most(rows: list[Row], filled: list[Row]) -> bool:
    types = {row.type2 for row in rows}
    most = len(rows) >= _LEAST and len(rows) >= len(filled) * _SHARE
    return most and len(types) >= _TYPES
