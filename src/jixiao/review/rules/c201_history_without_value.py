"""C201: a target taken from history shows the history."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_HISTORY = re.compile("历史|上一?年|往年|去年|以前年度|前三年|近三年|历年")
_RESULT = "完成|实际|执行|水平|实绩|历史"
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?!\s*年|\d)")


class HistoryWithoutValue(Rule):
    """依据是历史数据，却没有历史的数。

    指标值定得高还是低，要同往年比才知道。写“历史数据”“历史经验”“较上年提升”而没有往年的数，
    审核人无从判断，自评时也没有起点可算。

    反例：
        指标: {三级指标: 工作成本节约, 指标值: ≥2%, 指标值确定依据: 历史数据}

    正例：
        指标: {三级指标: 工作成本节约, 指标值: ≥2%, 指标值确定依据: 历史数据（2022年支出3.06万元）}
    """

    code, level, kind = "C201", Level.IMPROVE, Kind.TEXT
    english = "basis is history without a value"
    cites = (cite("财预〔2015〕88号", "绩效标准"), cite("财预〔2021〕101号", "指标值设定依据"))
    item = "scientific"

    def check(self, exam: Examination) -> Iterator[Finding]:
        last = (
            re.compile(f"{exam.plan.year - 1}年.{{0,4}}(?:{_RESULT})") if exam.plan.year else None
        )
        for row in exam.rows:
            if row.basis and not _FIGURE.search(row.basis) and _is_history(row.basis, last):
                yield self.finding(
                    row.at("basis"),
                    f"{shown(row.name)}的指标值{shown(row.target.raw)}依据是{shown(row.basis)}，却没有写往年的数。",
                    "请写出上年或者近三年的实际数；没有数的，换用查得到的依据。",
                )


def _is_history(basis: str, last: re.Pattern[str] | None) -> bool:
    return bool(_HISTORY.search(basis) or (last and last.search(basis)))
