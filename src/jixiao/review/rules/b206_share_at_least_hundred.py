"""B206: nothing lies above the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import Operator

_PART_OF_WHOLE = re.compile("[\u4e00-\u9fff]率|满意度|准确度|知晓度")
_MAY_EXCEED = re.compile(
    "完成率|增|降|升|提高|收益|回报|利润|周转|产销|产能|倍|投入产出|比上年|较上年|同比|变动|效率"
)


class ShareAtLeastHundred(RowRule):
    """不会超过100%的比率写成了“≥100%”。

    合格率、及时率最多就是100%，“≥100%”里的“大于”永远不会发生，写“=100%”才准确。
    任务完成率可以超额，不在此列。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 资金发放及时率, 指标值: ≥100%}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 资金发放及时率, 指标值: =100%}
    """

    code, level, kind = "B206", Level.NOTE, Kind.NUMBER
    english = "share that cannot exceed 100 % given as at least 100 %"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        floor = target.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
        part = _PART_OF_WHOLE.search(row.name) and not _MAY_EXCEED.search(row.name)
        if floor and target.unit == "%" and target.value == 100 and part:
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}最多是100%，指标值却写成{shown(target.raw)}。",
                "请改为“=100%”；做不到一个不差的，写实际可以达到的数，例如“≥98%”。",
                to="=100%",
            )
