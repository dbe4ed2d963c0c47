"""C112: the name says what, the target says how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_NUMBER = re.compile(
    r"(?<![\d.第])(\d{2,}(?:\.\d+)?)(?![\d.]|年|月|日|号|条|届|个月|小时|分钟|0?热线)"
)


class NameCarriesValue(RowRule):
    """名称里写了指标值的数。

    名称说考什么，指标值说考多少。数写进名称，调整目标时就要改两处，自评时也不好汇总。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 村组干部230人, 指标值: =230人}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 发放报酬的村组干部人数, 指标值: =230人}
    """

    code, level, kind = "C112", Level.NOTE, Kind.TEXT
    english = "name carries the value of the target"
    cites = (
        cite("财预〔2021〕101号", "三级指标名称和解释"),
        cite("财预〔2015〕88号", "附件：申报表"),
    )
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        value = row.target.value
        if value is None or "/" in (row.target.unit or ""):
            return
        said = next((n for n in _NUMBER.findall(row.name[:80]) if Decimal(n) == value), None)
        if said:
            yield self.finding(
                row.at("name"),
                f"{shown(row.name)}的名称里写了“{said}”，与指标值{shown(row.target.raw)}重复。",
                "请把数从名称中删去，名称只说考什么。",
            )
