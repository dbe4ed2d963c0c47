"""B205: a part is not more than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Dimension, Operator, TargetNote

_MAY_EXCEED = re.compile(
    "增长|增幅|增速|提升|提高|上升|增加|同比|环比|比上年|较上年|倍|利润|收益|周转|产销"
)


class ShareOverHundred(RowRule):
    """比率超过100%。

    部分占整体的比率不会超过100%。增长率一类的可以超过，不在此列。

    反例：
        指标: {二级指标: 质量指标, 三级指标: 装置合格率, 指标值: ≥120%}

    正例：
        指标: {二级指标: 经济效益指标, 三级指标: 产值增长率, 指标值: ≥120%}
    """

    code, level, kind = "B205", Level.IMPROVE, Kind.NUMBER
    english = "share above 100 %"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        notes = set(target.notes)
        over = (
            TargetNote.SHARE_OVER_HUNDRED in notes
            and TargetNote.SIGN_MAY_BE_READ_AS_TWO not in notes
        )
        beyond = (
            target.operator is Operator.MORE_THAN
            and target.dimension is Dimension.SHARE
            and target.value == 100
            and row.is_ratio
        )
        upper = target.operator in (Operator.AT_MOST, Operator.LESS_THAN)
        if (
            (over or beyond)
            and not upper
            and not _MAY_EXCEED.search(row.name + row.description[:60])
        ):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}超过100%。",
                "请核对指标值和单位；如是增长的幅度，请在名称中写明“增长率”，并写明与哪一年比。",
            )
