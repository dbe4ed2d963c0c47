"""C113: each indicator has a description of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Sheet, grouped
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST, _SHARE = 5, Decimal("0.6")


class DescriptionEverywhere(ProjectRule):
    """各行的描述是同一句话。

    每个指标的口径不同，描述也应当不同；全表一句话，等于没有写口径。

    反例：
        指标:
          - {三级指标: 甲, 绩效指标描述: 按实际完成情况评价, 指标值: ≥1次}
          - {三级指标: 乙, 绩效指标描述: 按实际完成情况评价, 指标值: ≥2次}
          - {三级指标: 丙, 绩效指标描述: 按实际完成情况评价, 指标值: ≥3次}
          - {三级指标: 丁, 绩效指标描述: 按实际完成情况评价, 指标值: ≥4次}
          - {三级指标: 戊, 绩效指标描述: 按实际完成情况评价, 指标值: ≥5次}

    正例：
        指标:
          - {三级指标: 甲, 绩效指标描述: 办结的案件数, 指标值: ≥1次}
          - {三级指标: 乙, 绩效指标描述: 培训的场次, 指标值: ≥2次}
    """

    code, level, kind = "C113", Level.IMPROVE, Kind.TEXT
    english = "one description for all indicators"
    cites = (
        cite("财预〔2021〕101号", "三级指标名称和解释"),
        cite("财预〔2015〕88号", "绩效目标设定要求"),
    )
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        for rows in grouped(sheet.rows, lambda r: squeeze(r.description[:200])).values():
            if len(rows) >= _LEAST and len(rows) >= len(sheet.rows) * _SHARE:
                yield self.finding(
                    rows[0].at("description"),
                    f"{len(sheet.rows)}条指标中有{len(rows)}条的描述都是{shown(rows[0].description)}。",
                    "请逐条写明口径：数的是什么，怎样才算一个，从哪里取数。",
                    also=[row.at("description") for row in rows[1:]],
                )
