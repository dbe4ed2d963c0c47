"""C107: satisfaction is asked for, not thought up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_ASKED = re.compile(
    "调查|问卷|测评|访谈|访问|回访|评价|热线|走访|抽样|评议|投票|打分|12345|民调|统计调查"
)
_SETTLED = re.compile(
    "会议?(?:研究|审议|讨论|审定|决定|确定)|领导(?:审定|确定|批示|同意)|研究确定|集体决定"
)


class SatisfactionWithoutSurvey(RowRule):
    """满意度没有说怎样取得。

    满意度要真的去问：问卷、电话回访、窗口评价都可以。依据只写“工作计划”，年底就没有数可填。
    依据一栏没有填的，另由填报人补，本条不重复。

    反例：
        指标: {二级指标: 服务对象满意度指标, 三级指标: 群众满意度, 指标值: ≥95%, 指标值确定依据: 2023年工作计划}

    正例：
        指标: {二级指标: 服务对象满意度指标, 三级指标: 群众满意度, 指标值: ≥95%, 指标值确定依据: 问卷调查}
    """

    code, level, kind = "C107", Level.IMPROVE, Kind.TEXT
    english = "satisfaction without a survey"
    cites = (cite("财预〔2015〕88号", "绩效标准"), cite("财预〔2021〕101号", "满意度指标"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        if (
            row.type2 is Level2.SATISFACTION
            and row.basis
            and (not _ASKED.search(row.basis + row.description) or _decided(row.basis))
        ):
            yield self.finding(
                row.at("basis"),
                f"{shown(row.name)}的依据是{shown(row.basis)}，没有说怎样调查。",
                "请写明调查的办法，例如“问卷调查”，并预备好问卷、对象和样本数。",
            )


def _decided(basis: str) -> bool:
    """Whether a meeting or a leader settles how satisfied people are, whatever the description asks."""
    return bool(_SETTLED.search(basis)) and not _ASKED.search(basis)
