"""C202: an indicator stands under the type it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension

_TIMELY = re.compile("及时|按时|按期|准时|限期|时限|期限|时效|当日|当年")
_CLOSED = re.compile("(?:办结|结案|合格|达标|覆盖|查处|准确)率$")
_COST = re.compile("(?:成本|费用|经费支出|支出金额|单价)$")


class TypeMisplaced(RowRule):
    """指标放错了类别。

    办结率、合格率说做得怎样，是质量；按时办结率说快慢，才是时效。几家、几次是数量，百分比不是。
    放错类别，这一类就等于没有设，权重也跟着算错。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 案件办结率, 指标值: ≥90%}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 案件按期办结率, 指标值: ≥90%}
    """

    code, level, kind = "C202", Level.IMPROVE, Kind.TEXT
    english = "indicator under a wrong type"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        right = _right_type(row)
        if right:
            yield self.finding(
                row.at("level2"),
                f"{shown(row.name)}放在{shown(row.indicator.level2)}之下，它说的不是这一类。",
                f"请移到“{right.label}”{_hint(row)}。",
                to=right.label,
            )


def _right_type(row: Row) -> Level2 | None:
    """The type the name itself says, where it contradicts the printed one."""
    name, kind = squeeze(row.name), row.type2
    if kind is None:
        return None
    if name.endswith("满意度") and kind is not Level2.SATISFACTION:
        return Level2.SATISFACTION
    if (
        kind is Level2.TIMELINESS
        and _CLOSED.search(name)
        and not _TIMELY.search(name + row.description[:60])
    ):
        return Level2.QUALITY
    if kind is Level2.QUANTITY and _COST.search(name) and row.target.dimension is Dimension.MONEY:
        return Level2.COST
    changes = re.search("增长|增幅|下降|降幅|节约", name)
    share = not changes and row.target.dimension is Dimension.SHARE and row.is_ratio
    return Level2.QUALITY if kind is Level2.QUANTITY and share else None


def _hint(row: Row) -> str:
    if row.type2 is Level2.TIMELINESS:
        return "；要考快慢的，改为按期办结率一类，并写明期限"
    if row.type2 is Level2.QUANTITY and row.is_ratio:
        return "，数量指标改写做了多少（件、家、次）"
    return ""
