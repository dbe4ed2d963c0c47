"""A302: an indicator has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import is_value, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind

_SINGLY = 3


class NameMissing(ProjectRule):
    """指标没有名称。

    有指标值而没有三级指标名称，不知道在考什么；“指标1”“……”是表样里的占位，也等于没有名称；
    名称一格里只有一个数，是填错了格。同一个项目超过三条的，合成一条。

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

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        bare = [r for r in sheet.rows if _is_bare(r)]
        for first, *others in [bare] if len(bare) > _SINGLY else [[row] for row in bare]:
            whole = f"等{len(bare)}条指标" if others else "所在的一行"
            yield self.finding(
                first.at("name"),
                f"指标值{shown(first.target.raw or first.name)}{whole}没有三级指标名称。",
                "请写明三级指标的名称；不用的行，整行删去。",
                also=[row.at("name") for row in others],
            )


def _is_bare(row: Row) -> bool:
    """A target without a name; or a value that stands where the name belongs."""
    named = row.target.kind is TargetKind.NONE or not _is_none(row.name)
    return not named or is_value(row.name)


def _is_none(name: str) -> bool:
    return not re.sub(r"指标\s*\d*|[\W\d_]", "", name)
