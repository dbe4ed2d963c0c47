"""E107: a basis that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Examination, Row, grouped
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST, _SHARE = 20, Decimal("0.4")
_LEAST_OF_TABLE, _SHARE_OF_TABLE = 4, Decimal("0.8")
_TRACED = re.compile("《|号|条|标准|规定|办法|统计|台账|合同|批复")


class BasisEverywhere(Rule):
    """大量指标用同一句话作依据。

    几十条指标都写“2023年工作计划”，没有文号，也没有第几条，谁也查不到这个数从哪里来。
    依据要写到能查：文件名和文号、计划的第几项、台账的名称。
    全部指标有二十条的看全部，四成以上相同的判；不然看一个项目，四条以上、八成以上相同的判。

    反例：
        项目:
          - 指标: &rows
              - {三级指标: 甲, 指标值: ≥1次, 指标值确定依据: 2023年工作计划}
              - {三级指标: 乙, 指标值: ≥1次, 指标值确定依据: 2023年工作计划}
              - {三级指标: 丙, 指标值: ≥1次, 指标值确定依据: 2023年工作计划}
              - {三级指标: 丁, 指标值: ≥1次, 指标值确定依据: 问卷调查}
          - {指标: *rows}
          - {指标: *rows}
          - {指标: *rows}
          - {指标: *rows}

    正例：
        项目:
          - 指标:
              - {三级指标: 甲, 指标值: ≥1次, 指标值确定依据: 《2023年抽检计划》第二项}
              - {三级指标: 乙, 指标值: ≥1次, 指标值确定依据: 2023年工作计划}
    """

    code, level, kind = "E107", Level.NOTE, Kind.PROJECTS
    english = "one basis for most indicators"
    cites = (cite("财预〔2015〕88号", "绩效标准"), cite("财预〔2021〕101号", "指标值设定依据"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        whole = list(self._told(exam.rows, _LEAST, _SHARE))
        yield from whole
        for sheet in () if whole else exam.sheets:
            rows = [row for row in sheet.rows if row.applies]
            yield from self._told(rows, _LEAST_OF_TABLE, _SHARE_OF_TABLE)

    def _told(self, rows: Sequence[Row], least: int, share: Decimal) -> Iterator[Finding]:
        for same in grouped(rows, lambda r: squeeze(r.basis[:100])).values():
            often = len(same) >= len(rows) * share and len(rows) >= least
            if often and not _TRACED.search(same[0].basis):
                yield self.finding(
                    same[0].at("basis"),
                    f"{len(rows)}条指标中有{len(same)}条的依据都是{shown(same[0].basis)}，没有文号或者条款可查。",
                    "请写到能查的程度：文件名称和文号、计划的第几项，或者台账的名称和上年的数。",
                    also=[row.at("basis") for row in same[1:]],
                )
