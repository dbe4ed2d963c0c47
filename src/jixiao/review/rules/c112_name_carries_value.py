"""C112: the name says what, the target says how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_NUMBER = re.compile(
    r"(?<![\d.第])(\d{2,}(?:\.\d+)?)(?![\d.]|年|月|日|号|条|届|个月|小时|分钟|0?热线)"
)


_SIZE = re.compile(
    r"(?<![\d第0-9-])\d+(?:\.\d+)?(?:平方米|平米|㎡|公里|千米|亩|公顷|台套?|套|栋|盏|座|米)$"
)


class NameCarriesValue(ProjectRule):
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

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        rows = [row for row in sheet.rows if row.applies and row.target.value is not None]
        for row in rows:
            said = _value_in(row)
            if said:
                yield self.finding(
                    row.at("name"),
                    f"{shown(row.name)}的名称里写了“{said}”，与指标值{shown(row.target.raw)}重复。",
                    "请把数从名称中删去，名称只说考什么。",
                )
        yield from self._sizes([row for row in rows if not _value_in(row)])

    def _sizes(self, rows: list[Row]) -> Iterator[Finding]:
        sized = [(row, size.group()) for row in rows if (size := _SIZE.search(row.name[:80]))]
        for row, first in sized[:1]:
            more = f"等{len(sized)}条" if len(sized) > 1 else ""
            yield self.finding(
                row.at("name"),
                f"{shown(row.name)}{more}的名称里写了做多少（{first}），数量没有单独考。",
                f"请把“{first}”移到数量指标的指标值，名称只说考什么。",
                also=[other.at("name") for other, _ in sized[1:]],
            )


def _value_in(row: Row) -> str | None:
    """The number of the target, where the name says it too."""
    numbers = _NUMBER.findall(row.name[:80]) if "/" not in (row.target.unit or "") else ()
    return next((n for n in numbers if Decimal(n) == row.target.value), None)
