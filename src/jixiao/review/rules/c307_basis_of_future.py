"""C307: a basis rests on what has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

#: A year, and within a few characters a thing that is only there when the year is over.
_PAST = re.compile(
    r"(?P<year>20\d{2})年(?:[春夏秋冬]季|上半年|下半年|底|末)?[^，。；,;\d]{0,10}?"
    "(?:实际|调查|台账|统计|年报|实测|记录|登记|问卷|测评|执行数|完成数|决算)"
)


class BasisOfFuture(Rule):
    """指标值的依据是还没有到的年份的数。

    2024年的计划，依据写“2032年路况调查”，那一年还没有来，多半是年份打错了。
    只看实际、调查、台账、统计、决算一类事后才有的数；规划、合同、办法可以说到以后。

    反例：
        年度: 2024
        指标: {三级指标: 修补坑槽面积, 指标值: ≥5200平方米, 指标值确定依据: 2032年秋季路况调查}

    正例：
        年度: 2024
        指标: {三级指标: 修补坑槽面积, 指标值: ≥5200平方米, 指标值确定依据: 2023年秋季路况调查}
    """

    code, level, kind = "C307", Level.IMPROVE, Kind.TEXT
    english = "basis of a year that has not come"
    cites = (cite("财预〔2021〕101号", "指标值设定依据"), cite("财预〔2015〕88号", "绩效标准"))
    item = "scientific"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for row in exam.rows if exam.plan.year else ():
            found = _PAST.search(row.basis[:300])
            if found and int(found["year"]) > int(exam.plan.year or 0):
                yield self.finding(
                    row.at("basis"),
                    f"{shown(row.name)}的依据{shown(row.basis)}说的是{found['year']}年的数，"
                    f"计划是{exam.plan.year}年的，那时还没有这个数。",
                    "请核对年份。",
                )
