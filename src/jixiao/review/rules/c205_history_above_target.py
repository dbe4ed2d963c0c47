"""C205: a basis that gives last year's figure does not contradict the target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.target_grammar import parse_target
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Better, TargetKind

_FIGURE = re.compile(
    r"(?:上一?年度?|去年|20\d\d年度?)[^\d，,。；;]{0,12}?(?P<figure>\d+(?:\.\d+)?\s*(?:%|万?[\u4e00-\u9fff/·]{1,4}))"
)
#: What there is in all, not what was done last year: of 5件积案 four are to be settled.
_STOCK = re.compile("积案|存量|总数|共有|现有|在册|名册|排查|摸底|尚有|剩余|未")
_SLACK = Decimal("0.9")


class HistoryAboveTarget(RowRule):
    """依据里上年的数比指标值好得多。

    依据说上年实际做了4.2万亩，今年的指标值却只有3万亩：要么依据抄错了，要么指标值定低了。
    差一成以内的不判；说明了减少原因的，由审核人看。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 作业面积, 指标值: ≥3万亩, 指标值确定依据: 2022年实际作业4.2万亩}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 作业面积, 指标值: ≥4.3万亩, 指标值确定依据: 2022年实际作业4.2万亩}
    """

    code, level, kind = "C205", Level.IMPROVE, Kind.TEXT
    english = "last year's figure in the basis is better than the target"
    cites = (cite("财预〔2021〕101号", "指标值设定依据"), cite("财预〔2015〕88号", "绩效标准"))
    item = "reasonable"

    def look(self, row: Row) -> Iterator[Finding]:
        found = _FIGURE.search(row.basis[:200])
        stock = found and _STOCK.search(row.basis[:200])
        if not found or stock or row.target.kind is not TargetKind.NUMBER:
            return
        last = _read(found["figure"], row)
        if last is not None and _worse(row, last):
            yield self.finding(
                row.at("basis"),
                f"依据{shown(row.basis)}，{shown(row.name)}的指标值却是{shown(row.target.raw)}，比上年差。",
                "请核对上年的数和指标值；确有减少的，在依据里写明原因。",
                also=[row.at("target")],
            )


def _read(figure: str, row: Row) -> Decimal | None:
    """The figure where it is in the target's unit; what stands behind the unit may be other words."""
    for cut in range(len(figure), 1, -1):
        read = parse_target(figure[:cut])
        if read.value is not None and read.unit == row.target.unit and read.unit:
            return read.value
    return None


def _worse(row: Row, last: Decimal) -> bool:
    value = row.target.value
    if value is None or last <= 0:
        return False
    if row.target.better is Better.LOWER:
        return value * _SLACK > last
    return row.target.better is Better.HIGHER and value < last * _SLACK
