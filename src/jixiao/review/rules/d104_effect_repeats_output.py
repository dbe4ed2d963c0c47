"""D104: an effect is not the output said again."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import core_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1


class EffectRepeatsOutput(ProjectRule):
    """效益指标重复了产出指标。

    产出是做了什么，效益是做了以后有什么变化。同一件事在产出和效益里各写一遍，等于没有效益。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 培训人次, 指标值: ≥50人次}
          - {二级指标: 社会效益指标, 三级指标: 培训人次, 指标值: ≥50人次}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 培训人次, 指标值: ≥50人次}
          - {二级指标: 社会效益指标, 三级指标: 执法案卷合格率, 指标值: ≥95%}
    """

    code, level, kind = "D104", Level.IMPROVE, Kind.INDICATORS
    english = "benefit repeats an output"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        outputs = {core_of(r.name): r for r in sheet.rows if r.type1 is Level1.OUTPUT and r.name}
        for row in sheet.rows:
            output = (
                outputs.get(core_of(row.name)) if row.type1 is Level1.BENEFIT and row.name else None
            )
            if output:
                yield self.finding(
                    row.at("name"),
                    f"效益指标{shown(row.name)}与产出指标{shown(output.name)}说的是同一件事。",
                    "请改写做成以后带来的变化：谁得到了什么好处、什么情况有了改善。",
                    also=[output.at("name")],
                )
