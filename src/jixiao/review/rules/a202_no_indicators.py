"""A202: a goal without indicators cannot be examined at year's end."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class NoIndicators(ProjectRule):
    """项目没有绩效指标。

    绩效指标是目标的细化；一条也没有，到年底就没有东西可考。

    反例：
        项目名称: 流通领域商品抽检
        绩效目标: 全年抽检流通领域商品255批次，不合格商品全部下架。

    正例：
        项目名称: 流通领域商品抽检
        绩效目标: 全年抽检流通领域商品255批次，不合格商品全部下架。
        指标: [{二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次}]
    """

    code, level, kind = "A202", Level.RETURN, Kind.STRUCTURE
    english = "project without indicators"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("预算法实施条例", "第二十条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        if not sheet.rows:
            yield self.finding(
                sheet.at("indicators"),
                f"项目{shown(short_of(sheet.project))}一条绩效指标也没有。",
                "请按产出、效益、满意度设置绩效指标和指标值；确不需要的，说明理由。",
            )
