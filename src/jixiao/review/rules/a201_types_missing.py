"""A201: every project promises something done and something gained."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1


class TypesMissing(ProjectRule):
    """缺少产出指标或者效益指标。

    产出说花钱做了什么，效益说做了有什么用，两样缺一样，目标就只说了一半。
    表中有看不出类别的行时不判，以免错怪。

    反例：
        指标: [{二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}]

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 社会效益指标, 三级指标: 不合格商品下架率, 指标值: ≥98%}
    """

    code, level, kind = "A201", Level.RETURN, Kind.STRUCTURE
    english = "output or benefit indicators missing"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        types = {row.type1 for row in sheet.rows}
        if not types or None in types:
            return
        missing = [t.label for t in (Level1.OUTPUT, Level1.BENEFIT) if t not in types]
        if missing:
            yield self.finding(
                sheet.at("indicators"),
                f"项目{shown(short_of(sheet.project))}没有设{'和'.join(missing)}。",
                f"请补上{'和'.join(missing)}，{'各' if len(missing) > 1 else ''}至少一条。",
            )
