"""G103: other money, other goals."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.review.years import budget_changed, pairs, same_year
from jixiao.terms.findings import Kind, Level

_LEAST = 3


class CopiedUnchanged(Rule):
    """预算变了，指标照抄上年。

    预算增加或者减少了，要做的事也应当不同；指标和指标值一字不动，不是抄来的，就是钱与事不相干。
    指标有三条以上、与上年完全相同而预算数不同的才判。

    反例：
        年度: 2024
        项目名称: 执法办案
        预算数: 30
        指标: &rows
          - {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}
          - {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}
          - {二级指标: 满意度指标, 三级指标: 群众满意度, 指标值: ≥90%}
        上年: {年度: 2023, 项目名称: 执法办案, 预算数: 19.84, 指标: *rows}

    正例：
        年度: 2024
        项目名称: 执法办案
        预算数: 30
        指标:
          - {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥150件}
          - {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}
          - {二级指标: 满意度指标, 三级指标: 群众满意度, 指标值: ≥90%}
        上年:
          年度: 2023
          项目名称: 执法办案
          预算数: 19.84
          指标:
            - {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}
            - {二级指标: 质量指标, 三级指标: 案件办结率, 指标值: ≥95%}
            - {二级指标: 满意度指标, 三级指标: 群众满意度, 指标值: ≥90%}
    """

    code, level, kind = "G103", Level.IMPROVE, Kind.YEARS
    english = "indicators copied from last year at another budget"
    cites = (cite("预算法", "第三十二条"), cite("财预〔2015〕88号", "绩效目标设定要求"))
    item = "matched"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet, then in () if same_year(exam) else pairs(exam):
            change = budget_changed(sheet, then)
            costs_apart = [r for r in sheet.rows if not (r.type2 and r.type2.is_cost)]
            if change and len(costs_apart) >= _LEAST and _copied(sheet, then):
                unit = sheet.project.unit or ""
                yield self.finding(
                    sheet.at("indicators"),
                    f"项目{shown(short_of(sheet.project))}的预算由{plain(change[0])}{unit}变为{plain(change[1])}{unit}，"
                    f"指标和指标值却与上年完全相同。",
                    "请按今年的钱和今年要做的事重定指标值；事没有变的，说明预算为什么变。",
                )


def _copied(sheet: Sheet, then: Sheet) -> bool:
    """Whether all but the rows of cost stand as last year."""
    ours, theirs = (
        [(r.key, r.target.raw) for r in s.rows if not (r.type2 and r.type2.is_cost)]
        for s in (sheet, then)
    )
    return ours == theirs
