"""B207: a target that can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.results import is_signed
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind

_MONTHLY = re.compile(r"每(?:个?月|季度?|年|周|半年).{0,6}\d{1,2}[日号月]?(?:之?前|以前|底前)?")


class TargetUnclear(RowRule):
    """指标值读不明白。

    指标值由符号、数值、单位组成，或者是一个期限、一句定性的话。读不出来的，自评时也无从计算。
    本软件不猜，原样保留，请填报人写清楚。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥**批次}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
    """

    code, level, kind = "B207", Level.IMPROVE, Kind.NUMBER
    english = "target value that cannot be understood"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        signed = target.kind is TargetKind.LEVEL and is_signed(
            target.raw
        )  # a sign before no number
        unclear = target.kind is TargetKind.UNCLEAR and not _MONTHLY.fullmatch(target.raw.strip())
        if unclear or signed:
            why = "、".join(target.reasons)
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}读不明白{'：' + why if why else ''}。",
                "请写成“符号＋数值＋单位”（≥95%、≤3万元）、期限（≤12月）或者一句定性的话。",
            )
