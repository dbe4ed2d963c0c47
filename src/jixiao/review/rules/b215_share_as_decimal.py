"""B215: a share is printed in percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import is_share_name, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Better

_FEW = Decimal("1")
_HALF = Decimal("0.5")
_SMALL = re.compile(
    "误|差|错|漏|故障|死亡|伤亡|失|事故|投诉|违|欠|逾期|不合格|退|损|耗|亏|贫|病|感染|增|降|减|提高|节约|波动|偏离|结余"
)


class ShareAsDecimal(RowRule):
    """比率写成了小数。

    “0.97”“0.97比例”是97%，还是0.97%？比率一律写百分之几。

    反例：
        指标: {二级指标: 质量指标, 三级指标: 验收合格率, 指标值: ≥0.97比例}

    正例：
        指标: {二级指标: 质量指标, 三级指标: 验收合格率, 指标值: ≥97%}
    """

    code, level, kind = "B215", Level.IMPROVE, Kind.NUMBER
    english = "share printed as a decimal"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        value = target.value
        if value is None or not 0 < value <= _FEW:
            return
        if target.unit == "%" and _whole_was_meant(row, value):
            right = f"{target.operator.label if target.operator else ''}{shortest(value * 100)}%"
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}不到百分之一，像是把小数写成了百分数。",
                f"请核对；应为“{right.removeprefix('=')}”的请改正。",
            )
        if target.unit not in ("比例", None):
            return
        if target.unit == "比例" or (is_share_name(row.name) and value != _FEW):
            right = f"{target.operator.label if target.operator else ''}{shortest(value * 100)}%"
            right = right.removeprefix("=")
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}是小数，没有写成百分比。",
                f"请改为“{right}”；如果本来就是百分之{shortest(value)}，写明百分号。",
                to=right,
            )


def _whole_was_meant(row: Row, value: Decimal) -> bool:
    """A rate that ought to be high, printed as less than one percent: 在线率 ≥0.98%."""
    higher = row.target.better is Better.HIGHER
    return row.is_ratio and higher and value >= _HALF and not _SMALL.search(row.name)
