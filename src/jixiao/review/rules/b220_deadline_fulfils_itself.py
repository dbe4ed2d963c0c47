"""B220: a deadline at the year's end asks for nothing that the budget year does not bring by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Row
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind

_YEAR_END = re.compile(r"(?:20\d\d-)?12(?:-31)?")
_ALL_YEAR = re.compile("全年|年度|年内|常年|日常|运转|运行|维护|补助|发放|保障")


class DeadlineFulfilsItself(Rule):
    """期限就是年底，不用做也到了。

    预算只管一年，“12月底前完成”对只做一次的事没有约束。有季节、有工期的，写实际该完成的月份。
    全年都在做的日常工作，期限就是年底，不判。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 喷防作业完成时间, 指标值: 12月底前}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 喷防作业完成时间, 指标值: 5月底前}
    """

    code, level, kind = "B220", Level.NOTE, Kind.NUMBER
    english = "deadline that the year fulfils by itself"
    cites = (cite("财预〔2021〕101号", "指标类型"),)
    item = "scientific"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for row in exam.rows:
            last = row.target.high or row.target.low or ""
            of_year = not re.match(r"20\d\d", last) or last[:4] == str(exam.plan.year)
            if of_year:  # 别的年份由B214说
                yield from self._look(row, last)

    def _look(self, row: Row, last: str) -> Iterator[Finding]:
        target = row.target
        deadline = target.kind is TargetKind.DEADLINE or (
            target.unit == "月" and target.high == "12"
        )
        if row.type2 is not Level2.TIMELINESS or not deadline or not _YEAR_END.fullmatch(last):
            return
        if not _ALL_YEAR.search(f"{row.name}{row.description}"):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的期限{shown(target.raw)}就是预算年度的末尾，不做也会到。",
                "有季节、有工期的，请写实际应当完成的月份；全年都做的，写明各季度的进度。",
            )
