"""A301: each level-2 type has its level-1 type."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1, Level2


class LevelMisplaced(RowRule):
    """二级指标放错了一级指标。

    数量、质量、时效属于产出，经济、社会、生态属于效益，放错了权重就算错了。
    成本指标两种放法都有依据：在产出之下（财预〔2015〕88号），或者单列一级（财预〔2021〕101号），都不算错。

    反例：
        指标: {一级指标: 效益指标, 二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}

    正例：
        指标: {一级指标: 成本指标, 二级指标: 经济成本指标, 三级指标: 每批次抽检成本, 指标值: ≤800元}
    """

    code, level, kind = "A301", Level.RETURN, Kind.STRUCTURE
    english = "level-2 type under a wrong level-1 type"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))

    def look(self, row: Row) -> Iterator[Finding]:
        if row.type1 is None or row.type2 is None or row.type1 in row.type2.level1s:
            return
        if row.type2 is Level2.SATISFACTION and row.type1 is Level1.BENEFIT:
            return  # older forms, and the frame of evaluation, have it there
        right = "或者".join(t.label for t in row.type2.level1s)
        yield self.finding(
            row.at("level2"),
            f"{shown(row.name)}的二级指标{shown(row.indicator.level2)}放在{shown(row.indicator.level1)}之下。",
            f"“{row.type2.label}”属于“{right}”，请移到该处，或者改正二级指标。",
        )
