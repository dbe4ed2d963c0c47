"""A203: how much, and how well."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1, Level2


class QuantityQualityMissing(ProjectRule):
    """缺少数量指标或者质量指标。

    数量说做多少，质量说做得怎样，两类原则上都要设。确实没有的（例如只付一笔固定的费用），说明即可。
    表中有看不出二级类别的行时不判。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 社会效益指标, 三级指标: 不合格商品下架率, 指标值: ≥98%}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}
          - {二级指标: 质量指标, 三级指标: 检验数据准确度, 指标值: ≥98%}
    """

    code, level, kind = "A203", Level.IMPROVE, Kind.STRUCTURE
    english = "quantity or quality indicators missing"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        types = {row.type2 for row in sheet.rows}
        outputs = any(row.type1 is Level1.OUTPUT for row in sheet.rows)
        if None in types or not outputs:
            return
        missing = [t.label for t in (Level2.QUANTITY, Level2.QUALITY) if t not in types]
        if missing:
            yield self.finding(
                sheet.at("indicators"),
                f"项目{shown(short_of(sheet.project))}没有设{'和'.join(missing)}。",
                f"请补上{'和'.join(missing)}；确实没有的，请说明。",
            )
